//! A few threads that answer requests. Pictures are large while they are drawn: as many threads as processors bound
//! what is held at a time, and let the allocator use the same memory again for the next.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::drawn::Drawn;
use crate::glyph::FontGlyphs;
use crate::http::{Request, Response};
use crate::respond::respond_again;

/// What is kept of the pictures that were drawn: some fifty of the usual size, or two of the largest.
const ROOM: usize = 64 << 20;

struct Job {
    request: Request,
    reply: SyncSender<Response>,
}

/// The threads. They end with this value.
#[derive(Debug)]
pub struct Painters {
    jobs: Sender<Job>,
}

impl Painters {
    /// Starts so many threads.
    pub fn start(count: usize, glyphs: FontGlyphs) -> io::Result<Self> {
        let (jobs, waiting) = channel();
        let shared = Arc::new((Mutex::new(waiting), glyphs, Drawn::with_room(ROOM)));
        for _ in 0..count.max(1) {
            let shared = Arc::clone(&shared);
            let work = move || work(&shared.0, &shared.1, &shared.2);
            thread::Builder::new().name("painter".to_owned()).spawn(work)?;
        }
        Ok(Self { jobs })
    }

    /// Waits for a free thread and for its answer. `None`: it panicked.
    pub fn answer(&self, request: Request) -> Option<Response> {
        let (reply, answered) = sync_channel(1);
        self.jobs.send(Job { request, reply }).ok()?;
        answered.recv().ok()
    }
}

fn work(waiting: &Mutex<Receiver<Job>>, glyphs: &FontGlyphs, drawn: &Drawn) {
    loop {
        let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { request, reply }) = job else { return };
        let answer = catch_unwind(AssertUnwindSafe(|| respond_again(&request, glyphs, drawn)));
        drop(request);
        if let Ok(answer) = answer {
            // Nobody listens any more if the client has gone.
            let _ = reply.send(answer);
        }
    }
}
