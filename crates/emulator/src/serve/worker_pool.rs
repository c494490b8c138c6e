//! A few threads that answer requests. Pictures are large while they are drawn: as many threads as processors bound
//! what is held at a time, and let the allocator use the same memory again for the next.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tintype_painter::FontGlyphs;

use crate::demo_painter::DemoPainter;
use crate::files::Files;
use crate::http::{Request, Response};
use crate::painter::Painter;
use crate::render_cache::RenderCache;
use crate::respond::{Memory, respond_with};

/// The size of the render cache: some fifty pictures of the usual size, or two of the largest.
const CACHE_BYTES: usize = 64 << 20;

struct Job {
    request: Request,
    reply: SyncSender<Response>,
}

/// The threads. They end with this value.
#[derive(Debug)]
pub struct WorkerPool {
    jobs: Sender<Job>,
    memory: Arc<Memory>,
}

impl WorkerPool {
    /// Starts so many threads.
    pub fn start(count: usize, painter: DemoPainter<FontGlyphs>) -> io::Result<Self> {
        let (jobs, waiting) = channel();
        let memory = Arc::new(Memory {
            render_cache: RenderCache::with_capacity(CACHE_BYTES),
            files: Files::default(),
        });
        let shared = Arc::new((Mutex::new(waiting), painter, Arc::clone(&memory)));
        for _ in 0..count.max(1) {
            let shared = Arc::clone(&shared);
            let work = move || work(&shared.0, &shared.1, &shared.2);
            thread::Builder::new().name("painter".to_owned()).spawn(work)?;
        }
        Ok(Self { jobs, memory })
    }

    /// Answers at once a request that needs no picture.
    pub fn answer_at_once(&self, request: &Request) -> Response {
        respond_with(request, &DemoPainter::default(), &self.memory)
    }

    /// Waits for a free thread and for its answer. `None`: it panicked.
    pub fn answer(&self, request: Request) -> Option<Response> {
        let (reply, answered) = sync_channel(1);
        self.jobs.send(Job { request, reply }).ok()?;
        answered.recv().ok()
    }
}

fn work(waiting: &Mutex<Receiver<Job>>, painter: &dyn Painter, memory: &Memory) {
    loop {
        let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { request, reply }) = job else { return };
        let answer = catch_unwind(AssertUnwindSafe(|| respond_with(&request, painter, memory)));
        drop(request);
        if let Ok(answer) = answer {
            // The receiver is gone when the client has disconnected.
            let _ = reply.send(answer);
        }
    }
}
