//! The HTTP host: one thread a connection, drawing limited to as many at once as there are processors.

pub mod cli;
mod connection;
mod gate;
mod reader;
mod writer;

use std::io;
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::attempts::Attempts;
use crate::glyph::FontGlyphs;
use gate::Gate;

/// How the host behaves.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Waits so long before each answer that is no error.
    pub latency_ms: u32,
    /// Writes a line for each request to the standard error.
    pub logs: bool,
    /// Connections beyond these are closed at once.
    pub max_connections: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { latency_ms: 0, logs: false, max_connections: 512 }
    }
}

/// What all connections share.
struct Shared {
    options: Options,
    glyphs: FontGlyphs,
    attempts: Mutex<Attempts>,
    gate: Gate,
    open: AtomicUsize,
}

/// Serves until the listener fails.
pub fn run(listener: &TcpListener, options: Options) -> io::Result<()> {
    let processors = thread::available_parallelism().map_or(2, usize::from);
    let shared = Arc::new(Shared {
        options,
        glyphs: FontGlyphs::with_system_fonts(),
        attempts: Mutex::default(),
        gate: Gate::new(processors),
        open: AtomicUsize::new(0),
    });
    for stream in listener.incoming() {
        match stream {
            Ok(stream) => accept(stream, &shared),
            // A client that gave up while it waited is no reason to stop.
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn accept(stream: TcpStream, shared: &Arc<Shared>) {
    if shared.open.fetch_add(1, Ordering::Relaxed) >= shared.options.max_connections {
        shared.open.fetch_sub(1, Ordering::Relaxed);
        return;
    }
    let shared = Arc::clone(shared);
    thread::spawn(move || {
        let ended = connection::serve(stream, &shared);
        shared.open.fetch_sub(1, Ordering::Relaxed);
        if let (Err(error), true) = (ended, shared.options.logs) {
            eprintln!("connection ended: {error}");
        }
    });
}
