//! A few threads that answer requests. Pictures are large while they are drawn: as many threads as processors bound
//! what is held at a time, and let the allocator use the same memory again for the next.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::glyph::FontGlyphs;
use crate::http::{Request, Response};
use crate::respond::respond;

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
        let (waiting, glyphs) = (Arc::new(Mutex::new(waiting)), Arc::new(glyphs));
        for _ in 0..count.max(1) {
            let (waiting, glyphs) = (Arc::clone(&waiting), Arc::clone(&glyphs));
            thread::Builder::new().name("painter".to_owned()).spawn(move || work(&waiting, &glyphs))?;
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

fn work(waiting: &Mutex<Receiver<Job>>, glyphs: &FontGlyphs) {
    loop {
        let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { request, reply }) = job else { return };
        let answer = catch_unwind(AssertUnwindSafe(|| respond(&request, glyphs)));
        drop(request);
        if let Ok(answer) = answer {
            // Nobody listens any more if the client has gone.
            let _ = reply.send(answer);
        }
    }
}
