//! Executes the steps of a response on a connection.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::thread;
use std::time::Duration;

use super::ShutdownHandle;
use crate::http::{Response, Step};

/// The outcome of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Bytes of the body.
    pub bytes: u64,
    /// The end of the response.
    pub end: End,
}

/// The reason why a response ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// All bytes were sent.
    Whole,
    /// The connection was broken, as the scenario requires.
    Broken,
    /// The client disconnected.
    Gone,
}

/// Options of a write.
#[derive(Debug)]
pub struct WriteOptions<'a> {
    /// Whether the method is HEAD, whose response has no body.
    pub is_head: bool,
    /// Whether another request may follow.
    pub keeps_alive: bool,
    /// The handle that ends pauses early on a shutdown.
    pub shutdown: &'a ShutdownHandle,
}

/// Writes a response. The header section is sent with the first bytes of the body.
pub fn write(stream: &mut TcpStream, response: Response, options: &WriteOptions<'_>) -> Sent {
    let mut bytes = 0;
    let end = send(stream, response, options, &mut bytes).unwrap_or(End::Gone);
    Sent { bytes, end }
}

fn send(
    stream: &mut TcpStream,
    response: Response,
    options: &WriteOptions<'_>,
    sent: &mut u64,
) -> io::Result<End> {
    let is_chunked = response.body.length.is_none();
    let mut header = Some(header_section(&response, options.keeps_alive));
    for step in response.body {
        match step {
            Step::Wait { ms } => wait(Duration::from_millis(u64::from(ms)), options.shutdown),
            Step::Send(bytes) if options.is_head || bytes.is_empty() => {}
            Step::Send(bytes) => {
                let mut out = header.take().unwrap_or_default().into_bytes();
                chunk(&mut out, &bytes, is_chunked);
                stream.write_all(&out)?;
                *sent += bytes.len() as u64;
            }
            Step::Cut => {
                stream.shutdown(Shutdown::Both)?;
                return Ok(End::Broken);
            }
            Step::Reset => return reset(stream),
            Step::Hang => {
                wait_for_the_end(stream, options.shutdown)?;
                return Ok(End::Broken);
            }
        }
    }
    let mut out = header.take().unwrap_or_default().into_bytes();
    if is_chunked && !options.is_head {
        out.extend_from_slice(b"0\r\n\r\n");
    }
    stream.write_all(&out)?;
    Ok(End::Whole)
}

/// The interval at which a wait checks for a shutdown request.
const LOOK: Duration = Duration::from_millis(100);

fn wait(mut left: Duration, shutdown: &ShutdownHandle) {
    while !left.is_zero() && !shutdown.is_requested() {
        let nap = left.min(LOOK);
        thread::sleep(nap);
        left -= nap;
    }
}

fn header_section(response: &Response, keeps_alive: bool) -> String {
    let mut header = format!("HTTP/1.1 {} {}\r\n", response.status, reason(response.status));
    for (name, value) in &response.headers {
        // A value from the request must not be able to end the header line.
        let value: String = value.chars().filter(|letter| !letter.is_control()).collect();
        header.push_str(&format!("{name}: {value}\r\n"));
    }
    match response.body.length {
        Some(_) if response.status == 204 => {}
        Some(length) => header.push_str(&format!("content-length: {length}\r\n")),
        None => header.push_str("transfer-encoding: chunked\r\n"),
    }
    header.push_str(if keeps_alive { "connection: keep-alive\r\n\r\n" } else { "connection: close\r\n\r\n" });
    header
}

fn chunk(out: &mut Vec<u8>, bytes: &[u8], is_chunked: bool) {
    if is_chunked {
        out.extend_from_slice(format!("{:x}\r\n", bytes.len()).as_bytes());
    }
    out.extend_from_slice(bytes);
    if is_chunked {
        out.extend_from_slice(b"\r\n");
    }
}

/// Resets the connection. With a linger time of 0, closing the socket sends a reset.
fn reset(stream: &TcpStream) -> io::Result<End> {
    socket2::SockRef::from(stream).set_linger(Some(Duration::ZERO))?;
    Ok(End::Broken)
}

/// Waits until the client closes the connection, and discards its data.
fn wait_for_the_end(stream: &mut TcpStream, shutdown: &ShutdownHandle) -> io::Result<()> {
    use ErrorKind::{Interrupted, TimedOut, WouldBlock};
    stream.set_read_timeout(Some(LOOK))?;
    let mut nothing = [0; 1024];
    while !shutdown.is_requested() {
        match stream.read(&mut nothing) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) if matches!(error.kind(), WouldBlock | TimedOut | Interrupted) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        400 => "Bad Request",
        401 => "Unauthorized",
        402 => "Payment Required",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        413 => "Payload Too Large",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "",
    }
}
