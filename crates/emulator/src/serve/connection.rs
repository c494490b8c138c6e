//! One connection: request after request until one side has had enough.

use std::io::{self, ErrorKind, Read};
use std::net::{Shutdown, TcpStream};
use std::sync::PoisonError;
use std::time::{Duration, Instant};

use super::Shared;
use super::reader::{Failure, Incoming, Reader};
use super::writer::{Ended, write};
use crate::http::Response;
use crate::respond::respond;

/// An idle connection is closed after this.
const IDLE: Duration = Duration::from_secs(60);

/// Serves one client.
pub fn serve(mut stream: TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_read_timeout(Some(IDLE))?;
    stream.set_nodelay(true)?;
    let mut reader = Reader::default();
    loop {
        let incoming = match reader.next(&mut stream) {
            Ok(incoming) => incoming,
            Err(Failure::Refused(status, message)) => return refuse(&mut stream, status, message),
            Err(Failure::Io(error)) if !is_quiet(&error) => return Err(error),
            Err(Failure::Gone | Failure::Io(_)) => return Ok(()),
        };
        let keeps_alive = incoming.keeps_alive;
        match answer(&mut stream, incoming, shared) {
            Ok(Ended::Whole) if keeps_alive => {}
            Err(error) if !is_quiet(&error) => return Err(error),
            Ok(_) | Err(_) => return Ok(()),
        }
    }
}

fn answer(stream: &mut TcpStream, incoming: Incoming, shared: &Shared) -> io::Result<Ended> {
    let Incoming { mut request, keeps_alive } = incoming;
    let start = Instant::now();
    let attempts = || shared.attempts.lock().unwrap_or_else(PoisonError::into_inner);
    request.attempt = attempts().count(&request.method, &request.path);
    let mut response = shared.gate.pass(|| respond(&request, &shared.glyphs));
    let status = response.status;
    if status == 200 && request.method == "POST" {
        response = response.delayed(shared.options.latency_ms);
    }
    let (method, path) = (std::mem::take(&mut request.method), std::mem::take(&mut request.path));
    let sent = request.body.len();
    drop(request);
    let ended = write(stream, response, method == "HEAD", keeps_alive);
    if shared.options.logs {
        let end = match &ended {
            Ok(Ended::Whole) => "",
            Ok(Ended::Broken) => " broken off",
            Err(_) => " client gone",
        };
        eprintln!("{method} {path} {sent} B -> {status} in {} ms{end}", start.elapsed().as_millis());
    }
    ended
}

/// Says why and closes. What is still coming is read for a moment, or the client would see a reset, not the answer.
fn refuse(stream: &mut TcpStream, status: u16, message: &str) -> io::Result<()> {
    write(stream, Response::new(status, "text/plain; charset=utf-8", message), false, false)?;
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(Duration::from_millis(500)))?;
    let mut rest = [0; 64 * 1024];
    let deadline = Instant::now() + Duration::from_secs(5);
    while Instant::now() < deadline && matches!(stream.read(&mut rest), Ok(count) if count > 0) {}
    Ok(())
}

/// Clients go away; that is no news.
fn is_quiet(error: &io::Error) -> bool {
    use ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, NotConnected, TimedOut, WouldBlock};
    matches!(
        error.kind(),
        BrokenPipe | ConnectionAborted | ConnectionReset | NotConnected | TimedOut | WouldBlock
    )
}
