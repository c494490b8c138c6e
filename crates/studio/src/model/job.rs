//! A job: one picture that was asked for, from its place in the queue to its arrival.

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

/// The state of a job.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Distinguishes late events of this job from those of the next.
    pub id: u32,
    /// The prompt.
    pub prompt: String,
    /// The expected shape, to keep a place for the picture.
    pub shape: (u32, u32),
    /// When its request began, on the page's clock; `None` while it waits for its turn.
    pub started_ms: Option<f64>,
    /// Since then.
    pub elapsed_ms: f64,
    /// How long such pictures took before.
    pub expected_ms: Option<f64>,
    /// Where it stands.
    pub step: Step,
    /// Bytes of the answer so far.
    pub received_bytes: u64,
    /// 1 for the first try.
    pub attempt: u32,
    /// While it sleeps before another try: until when, on its own clock.
    pub retry_at_ms: Option<f64>,
    /// Whether the device has no connection, which is why.
    pub is_offline: bool,
}

impl Job {
    /// A job that waits for its turn.
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

    /// Whether its turn has come.
    pub fn has_begun(&self) -> bool {
        self.started_ms.is_some()
    }

    /// Moves its clock on.
    pub fn tick(&mut self, now_ms: f64) {
        self.elapsed_ms = self.started_ms.map_or(0.0, |started| (now_ms - started).max(0.0));
    }
}

/// The jobs that may begin now, oldest first, when no more than `limit` run at once.
pub fn next_up<'a>(jobs: impl Iterator<Item = &'a Job> + Clone, limit: usize) -> Vec<u32> {
    let running = jobs.clone().filter(|job| job.has_begun()).count();
    let waiting = jobs.filter(|job| !job.has_begun());
    waiting.take(limit.saturating_sub(running)).map(|job| job.id).collect()
}

/// How long a picture takes by those before it: the middle one of the last few.
pub fn expected_ms(mut took_ms: Vec<f64>) -> Option<f64> {
    took_ms.truncate(15);
    took_ms.sort_by(f64::total_cmp);
    took_ms.get(took_ms.len() / 2).copied()
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A job that runs.
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
