//! The HTTP host: one thread a connection, and a few that draw.
//!
//! Bounded in every direction: bodies and heads by size, requests by the time they take to arrive, connections by
//! their number, drawing by the number of processors. Not for the open internet all the same.

pub mod cli;
mod connection;
mod log;
mod painters;
mod reader;
mod stop;
mod writer;

use std::io::{self, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::attempts::Attempts;
use crate::glyph::FontGlyphs;
use painters::Painters;
pub use stop::Stop;

/// How the host behaves.
#[derive(Clone, Debug)]
pub struct Options {
    /// Waits so long before each answer that is no error.
    pub latency_ms: u32,
    /// Writes a line for each request to the standard error.
    pub logs: bool,
    /// Connections beyond these are turned away.
    pub max_connections: usize,
    /// What is played for requests whose path names no scenario.
    pub scenario: Option<String>,
    /// A font for letters that the bundled one lacks, asked before those of the machine.
    pub font: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self { latency_ms: 0, logs: false, max_connections: 512, scenario: None, font: None }
    }
}

/// What all connections share.
struct Shared {
    options: Options,
    painters: Painters,
    attempts: Mutex<Attempts>,
    stop: Stop,
    open: AtomicUsize,
    /// Requests that have come and are not answered yet.
    running: AtomicUsize,
}

/// What still runs may take so long after a stop.
const GRACE: Duration = Duration::from_secs(5);

/// Serves until it is stopped, then lets what runs finish; or until the listener fails.
pub fn run(listener: &TcpListener, options: Options, stop: &Stop) -> io::Result<()> {
    let processors = thread::available_parallelism().map_or(2, usize::from);
    let shared = Arc::new(Shared {
        painters: Painters::start(processors, FontGlyphs::with_fonts(options.font.clone()))?,
        options,
        attempts: Mutex::default(),
        stop: stop.clone(),
        open: AtomicUsize::new(0),
        running: AtomicUsize::new(0),
    });
    while !stop.is_asked() {
        match listener.accept() {
            Ok(_) if stop.is_asked() => {}
            Ok((stream, _)) => accept(stream, &shared),
            // A client that gave up while it waited is no reason to stop.
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
            Err(error) => return Err(error),
        }
    }
    let deadline = Instant::now() + GRACE;
    while shared.running.load(Ordering::SeqCst) > 0 && Instant::now() < deadline {
        thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

fn accept(mut stream: TcpStream, shared: &Arc<Shared>) {
    if shared.open.fetch_add(1, Ordering::SeqCst) >= shared.options.max_connections {
        shared.open.fetch_sub(1, Ordering::SeqCst);
        let full = b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 21\r\nconnection: close\r\n\r\nToo many connections\n";
        // Said to be kind: whether it arrives is the client's luck.
        let _ = stream.set_write_timeout(Some(Duration::from_millis(100)));
        let _ = stream.write_all(full);
        return;
    }
    let served = Arc::clone(shared);
    let connection = thread::Builder::new().name("connection".to_owned()).spawn(move || {
        let ended = connection::serve(stream, &served);
        served.open.fetch_sub(1, Ordering::SeqCst);
        if let (Err(error), true) = (ended, served.options.logs) {
            log::trouble("connection", &error);
        }
    });
    if connection.is_err() {
        shared.open.fetch_sub(1, Ordering::SeqCst);
    }
}
