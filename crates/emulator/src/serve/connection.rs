//! One connection, which serves requests until one side closes it.

use std::io::{self, ErrorKind, Read};
use std::net::{Shutdown, TcpStream};
use std::sync::PoisonError;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::reader::{Failure, Reader};
use super::writer::{End, Sent, WriteOptions, write};
use super::{Shared, log};
use crate::http::{Request, Response};

/// The timeout of an idle connection, and of a client that does not read.
const IDLE: Duration = Duration::from_secs(60);

/// Serves one client.
pub fn serve(mut stream: TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_read_timeout(Some(IDLE))?;
    stream.set_write_timeout(Some(IDLE))?;
    stream.set_nodelay(true)?;
    let mut reader = Reader::default();
    loop {
        let incoming = match reader.next(&mut stream) {
            Ok(incoming) => incoming,
            Err(Failure::Refused(status, message)) => return refuse(&mut stream, status, message, shared),
            Err(Failure::Io(error)) if !is_quiet(&error) => return Err(error),
            Err(Failure::Gone | Failure::Io(_)) => return Ok(()),
        };
        shared.running.fetch_add(1, Ordering::SeqCst);
        let keeps_alive = incoming.keeps_alive && !shared.shutdown.is_requested();
        let sent = answer(&mut stream, incoming.request, keeps_alive, shared);
        shared.running.fetch_sub(1, Ordering::SeqCst);
        if sent.end != End::Whole || !keeps_alive || shared.shutdown.is_requested() {
            return Ok(());
        }
    }
}

fn answer(stream: &mut TcpStream, mut request: Request, keeps_alive: bool, shared: &Shared) -> Sent {
    let start = Instant::now();
    if let Some(scenario) = shared.options.scenario.as_ref().filter(|_| names_no_scenario(&request.path)) {
        request.path = format!("/scenario/{scenario}{}", request.path);
    }
    request.now_s = log::now_s();
    request.attempt =
        shared.attempts.lock().unwrap_or_else(PoisonError::into_inner).count(&request.method, &request.path);
    let entry = log::Entry {
        method: request.method.clone(),
        path: request.path.clone(),
        received: request.body.len(),
        attempt: request.attempt,
    };
    let response = response(request, shared);
    let status = response.status;
    let options = WriteOptions { is_head: entry.method == "HEAD", keeps_alive, shutdown: &shared.shutdown };
    let sent = write(stream, response, &options);
    if shared.options.logs {
        log::answered(&entry, status, &sent, start.elapsed());
    }
    sent
}

fn names_no_scenario(path: &str) -> bool {
    path.starts_with("/v1") || path.starts_with("/upload/v1")
}

fn response(request: Request, shared: &Shared) -> Response {
    // Only a POST request can require a picture. Other requests need not wait in the queue of the worker pool.
    if request.method != "POST" {
        return shared.worker_pool.answer_at_once(&request);
    }
    match shared.worker_pool.answer(request) {
        Some(response) if response.status == 200 => response.delayed(shared.options.latency_ms),
        Some(response) => response,
        None => Response::new(500, "text/plain; charset=utf-8", "The emulator has a fault: see its log.\n"),
    }
}

/// Sends the error and closes the connection. Reads the rest of the request for a moment, because otherwise the client
/// would see a reset instead of the answer.
fn refuse(stream: &mut TcpStream, status: u16, message: &str, shared: &Shared) -> io::Result<()> {
    let options = WriteOptions { is_head: false, keeps_alive: false, shutdown: &shared.shutdown };
    write(stream, Response::new(status, "text/plain; charset=utf-8", message), &options);
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(Duration::from_millis(500)))?;
    let mut rest = [0; 64 * 1024];
    let deadline = Instant::now() + Duration::from_secs(5);
    while Instant::now() < deadline && matches!(stream.read(&mut rest), Ok(count) if count > 0) {}
    Ok(())
}

/// Returns whether an error only means that the client has disconnected.
fn is_quiet(error: &io::Error) -> bool {
    use ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, NotConnected, TimedOut, WouldBlock};
    matches!(
        error.kind(),
        BrokenPipe | ConnectionAborted | ConnectionReset | NotConnected | TimedOut | WouldBlock
    )
}
