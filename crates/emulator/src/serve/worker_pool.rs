//! A thread pool that answers requests. Pictures need much memory while they are drawn. One thread per processor bounds
//! that memory and lets the allocator reuse it for the next picture.

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

/// A pool of threads, which end when it is dropped.
#[derive(Debug)]
pub struct WorkerPool {
    jobs: Sender<Job>,
    memory: Arc<Memory>,
}

impl WorkerPool {
    /// Starts this number of threads.
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

    /// Answers a request that needs no picture on the caller's thread.
    pub fn answer_at_once(&self, request: &Request) -> Response {
        respond_with(request, &DemoPainter::default(), &self.memory)
    }

    /// Answers a request on the next free thread. Returns `None` if that thread panicked.
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
            // The receiver is dropped when the client has disconnected.
            let _ = reply.send(answer);
        }
    }
}
