//! A job that is running: what it waits for, since when, how much has come.

use super::{measure, text::Text};

/// Where a job stands, as the library reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The input images are being read and fitted.
    Preparing,
    /// The request is going out.
    Sending,
    /// The model is at work.
    Waiting,
    /// The picture is arriving.
    Receiving,
}

impl Step {
    /// In their order.
    pub const ALL: [Self; 4] = [Self::Preparing, Self::Sending, Self::Waiting, Self::Receiving];
}

/// What is known about a running job.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Tells this job's late news from the next one's.
    pub id: u32,
    /// What was asked for.
    pub prompt: String,
    /// The expected shape, to keep a place for the picture.
    pub shape: (u32, u32),
    /// When Generate was pressed, on the page's clock.
    pub started_ms: f64,
    /// Since then.
    pub elapsed_ms: f64,
    /// Where it stands.
    pub step: Step,
    /// Bytes of the answer so far.
    pub received_bytes: u64,
    /// 1 for the first try.
    pub attempt: u32,
    /// Set while it sleeps before another try.
    pub retry_in_ms: Option<f64>,
}

impl Job {
    /// A job that has just begun.
    pub fn new(id: u32, prompt: String, shape: (u32, u32), started_ms: f64) -> Self {
        Self {
            id,
            prompt,
            shape,
            started_ms,
            elapsed_ms: 0.0,
            step: Step::Preparing,
            received_bytes: 0,
            attempt: 1,
            retry_in_ms: None,
        }
    }

    /// Moves its clock on.
    pub fn tick(&mut self, now_ms: f64) {
        self.elapsed_ms = (now_ms - self.started_ms).max(0.0);
    }

    /// The line that names the phase; it changes rarely, so it is what gets announced.
    pub fn phase(&self, text: &Text) -> String {
        if let Some(ms) = self.retry_in_ms {
            let seconds = (ms / 1e3).ceil().max(1.0);
            return text.retrying.replace("{seconds}", &format!("{seconds:.0}"));
        }
        let name = match self.step {
            Step::Preparing => text.preparing,
            Step::Sending => text.sending,
            Step::Waiting => text.waiting,
            Step::Receiving => text.receiving,
        };
        match self.attempt {
            0 | 1 => name.into(),
            attempt => format!("{name} ({})", text.attempt.replace("{number}", &attempt.to_string())),
        }
    }

    /// The numbers beside it: `4.2 s`, then `4.2 s · 312 KB`.
    pub fn numbers(&self) -> String {
        let elapsed = measure::elapsed(self.elapsed_ms);
        match self.received_bytes {
            0 => elapsed,
            received => format!("{elapsed} · {}", measure::bytes(received)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::ENGLISH;
    use super::*;

    fn job() -> Job {
        Job::new(1, "a pear".into(), (1, 1), 1_000.0)
    }

    #[test]
    fn the_clock_starts_with_the_press() {
        let mut job = job();
        job.tick(5_250.0);
        assert_eq!(job.numbers(), "4.2 s");
        job.received_bytes = 312_000;
        assert_eq!(job.numbers(), "4.2 s · 312 KB");
        job.tick(0.0);
        assert_eq!(job.elapsed_ms, 0.0);
    }

    #[test]
    fn phases_are_named_and_later_tries_counted() {
        let mut job = job();
        assert_eq!(job.phase(&ENGLISH), ENGLISH.preparing);
        job.step = Step::Waiting;
        job.attempt = 2;
        assert!(job.phase(&ENGLISH).contains('2'));
        job.retry_in_ms = Some(2_100.0);
        assert!(job.phase(&ENGLISH).contains("3 s"));
    }
}
