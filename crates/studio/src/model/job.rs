//! A job: the request of one picture, from the queue to the picture's arrival.

/// The progress of a job, as the library reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The input images are being read and fitted.
    Preparing,
    /// The request is being sent.
    Sending,
    /// The model is generating.
    Waiting,
    /// The picture is being received.
    Receiving,
}

impl Step {
    /// All steps in their order.
    pub const ALL: [Self; 4] = [Self::Preparing, Self::Sending, Self::Waiting, Self::Receiving];
}

/// The state of a job.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// The id, which distinguishes late events of this job from those of the next.
    pub id: u32,
    /// The prompt.
    pub prompt: String,
    /// The expected shape, for the placeholder of the picture.
    pub shape: (u32, u32),
    /// The start of the request on the page's clock, or `None` while the job is queued.
    pub started_ms: Option<f64>,
    /// The time since the start.
    pub elapsed_ms: f64,
    /// The expected duration, estimated from earlier pictures.
    pub expected_ms: Option<f64>,
    /// The current step.
    pub step: Step,
    /// The number of bytes received so far.
    pub received_bytes: u64,
    /// The number of the attempt, starting at 1.
    pub attempt: u32,
    /// The time of the next retry on the job's own clock, while the job waits for it.
    pub retry_at_ms: Option<f64>,
    /// Whether the job waits because the device is offline.
    pub is_offline: bool,
}

impl Job {
    /// Creates a queued job.
    pub fn new(id: u32, prompt: String, shape: (u32, u32), expected_ms: Option<f64>) -> Self {
        Self {
            id,
            prompt,
            shape,
            started_ms: None,
            elapsed_ms: 0.0,
            expected_ms,
            step: Step::Preparing,
            received_bytes: 0,
            attempt: 1,
            retry_at_ms: None,
            is_offline: false,
        }
    }

    /// Whether the request has begun.
    pub fn has_begun(&self) -> bool {
        self.started_ms.is_some()
    }

    /// Updates the elapsed time.
    pub fn tick(&mut self, now_ms: f64) {
        self.elapsed_ms = self.started_ms.map_or(0.0, |started| (now_ms - started).max(0.0));
    }
}

/// Returns the ids of the jobs that may begin now, oldest first, if at most `limit` jobs run concurrently.
pub fn next_up<'a>(jobs: impl Iterator<Item = &'a Job> + Clone, limit: usize) -> Vec<u32> {
    let running = jobs.clone().filter(|job| job.has_begun()).count();
    let waiting = jobs.filter(|job| !job.has_begun());
    waiting.take(limit.saturating_sub(running)).map(|job| job.id).collect()
}

/// Estimates the duration of a picture as the median of the last few durations.
pub fn expected_ms(mut took_ms: Vec<f64>) -> Option<f64> {
    took_ms.truncate(15);
    took_ms.sort_by(f64::total_cmp);
    took_ms.get(took_ms.len() / 2).copied()
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// Returns a running job.
    pub fn job() -> Job {
        let job = Job::new(1, "a pear".into(), (1, 1), None);
        Job { started_ms: Some(1_000.0), ..job }
    }

    #[test]
    fn no_more_run_at_once_than_may() {
        let waiting = |id| Job { id, started_ms: None, ..job() };
        assert_eq!(next_up([job(), waiting(2), waiting(3), waiting(4)].iter(), 3), [2, 3]);
        assert!(next_up([job(), job(), job()].iter(), 2).is_empty());
    }

    #[test]
    fn one_outlier_does_not_change_the_estimate() {
        assert_eq!(expected_ms(vec![]), None);
        assert_eq!(expected_ms(vec![8_000.0, 90_000.0, 7_000.0]), Some(8_000.0));
    }
}
