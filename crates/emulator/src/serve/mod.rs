//! The HTTP host: one thread per connection, and a few threads that draw.
//!
//! All resources are bounded: bodies and headers by size, requests by the time they take to arrive, connections by
//! their number, drawing by the number of processors. The server is still not meant for the open internet.
//!
//! Built directly on `socket2` and `httparse`, because scenarios break connections in ways that a server library
//! prevents: a reset, half of a chunk, a wrong length.

pub mod cli;
mod connection;
mod log;
mod reader;
mod shutdown;
mod worker_pool;
mod writer;

use std::io::{self, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use tintype_painter::FontGlyphs;

use crate::attempts::Attempts;
use crate::demo_painter::DemoPainter;
pub use shutdown::ShutdownHandle;
use worker_pool::WorkerPool;

/// Options of the host.
#[derive(Clone, Debug)]
pub struct Options {
    /// The delay in milliseconds before each successful answer.
    pub latency_ms: u32,
    /// Whether requests are logged to standard error.
    pub logs: bool,
    /// The maximum number of open connections. Further ones are refused.
    pub max_connections: usize,
    /// The scenario of requests whose path names none.
    pub scenario: Option<String>,
    /// A font for characters that the bundled one lacks, preferred to the fonts of the system.
    pub font: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self { latency_ms: 0, logs: false, max_connections: 512, scenario: None, font: None }
    }
}

/// The state that all connections share.
struct Shared {
    options: Options,
    worker_pool: WorkerPool,
    attempts: Mutex<Attempts>,
    shutdown: ShutdownHandle,
    open: AtomicUsize,
    /// The number of requests that have arrived and are not answered yet.
    running: AtomicUsize,
}

/// The maximum time for running requests to finish during a shutdown.
const GRACE: Duration = Duration::from_secs(5);

/// Serves until a shutdown, then lets running requests finish. Also returns when the listener fails.
pub fn run(listener: &TcpListener, options: Options, shutdown: &ShutdownHandle) -> io::Result<()> {
    let processors = thread::available_parallelism().map_or(2, usize::from);
    let shared = Arc::new(Shared {
        worker_pool: WorkerPool::start(
            processors,
            DemoPainter(FontGlyphs::with_fonts(options.font.clone())),
        )?,
        options,
        attempts: Mutex::default(),
        shutdown: shutdown.clone(),
        open: AtomicUsize::new(0),
        running: AtomicUsize::new(0),
    });
    while !shutdown.is_requested() {
        match listener.accept() {
            Ok(_) if shutdown.is_requested() => {}
            Ok((stream, _)) => accept(stream, &shared),
            // A client that disconnects in the accept queue must not stop the server.
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
        // Best effort: the response may not arrive.
        let _ = stream.set_write_timeout(Some(Duration::from_millis(100)));
        let _ = stream.write_all(full);
        return;
    }
    let served = Arc::clone(shared);
    let connection = thread::Builder::new().name("connection".to_owned()).spawn(move || {
        let ended = connection::serve(stream, &served);
        served.open.fetch_sub(1, Ordering::SeqCst);
        if let (Err(error), true) = (ended, served.options.logs) {
            log::failure("connection", &error);
        }
    });
    if connection.is_err() {
        shared.open.fetch_sub(1, Ordering::SeqCst);
    }
}
