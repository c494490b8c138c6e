//! Plays the steps of a response on a connection.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::thread;
use std::time::Duration;

use crate::http::{Response, Step};

/// How a response ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// As it should.
    Whole,
    /// With the connection.
    Broken,
}

/// Writes a response. The head goes out with the first bytes.
pub fn write(
    stream: &mut TcpStream,
    response: Response,
    is_head: bool,
    keeps_alive: bool,
) -> io::Result<Ended> {
    let length = response.body.length;
    let mut head = Some(head(&response, keeps_alive));
    for step in response.body {
        match step {
            Step::Wait { ms } => thread::sleep(Duration::from_millis(u64::from(ms))),
            Step::Send(bytes) if is_head || bytes.is_empty() => {}
            Step::Send(bytes) => {
                let mut out = head.take().unwrap_or_default().into_bytes();
                chunk(&mut out, &bytes, length.is_none());
                stream.write_all(&out)?;
            }
            Step::Cut => {
                stream.shutdown(Shutdown::Both)?;
                return Ok(Ended::Broken);
            }
            Step::Reset => return reset(stream),
            Step::Hang => {
                wait_for_the_end(stream);
                return Ok(Ended::Broken);
            }
        }
    }
    let mut out = head.take().unwrap_or_default().into_bytes();
    if length.is_none() && !is_head {
        out.extend_from_slice(b"0\r\n\r\n");
    }
    stream.write_all(&out)?;
    Ok(Ended::Whole)
}

fn head(response: &Response, keeps_alive: bool) -> String {
    let mut head = format!("HTTP/1.1 {} {}\r\n", response.status, reason(response.status));
    for (name, value) in &response.headers {
        // A value that comes from the request must not be able to end the line.
        let value: String = value.chars().filter(|letter| !letter.is_control()).collect();
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    match response.body.length {
        Some(_) if response.status == 204 => {}
        Some(length) => head.push_str(&format!("content-length: {length}\r\n")),
        None => head.push_str("transfer-encoding: chunked\r\n"),
    }
    head.push_str(if keeps_alive { "connection: keep-alive\r\n\r\n" } else { "connection: close\r\n\r\n" });
    head
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

/// Without lingering, closing sends a reset instead of an end.
fn reset(stream: &TcpStream) -> io::Result<Ended> {
    socket2::SockRef::from(stream).set_linger(Some(Duration::ZERO))?;
    Ok(Ended::Broken)
}

/// Reads until the client closes; what it sends meanwhile is of no interest.
fn wait_for_the_end(stream: &mut TcpStream) {
    let mut nothing = [0; 1024];
    loop {
        match stream.read(&mut nothing) {
            Ok(0) => return,
            Ok(_) => {}
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted
                ) => {}
            Err(_) => return,
        }
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        413 => "Payload Too Large",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        _ => "",
    }
}
