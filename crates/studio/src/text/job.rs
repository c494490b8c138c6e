//! The texts about a job: its phase and its numbers.

use super::{Text, measure};
use crate::model::job::{Job, Step};
use crate::model::number::fixed;

impl Job {
    /// Returns the name of the phase.
    pub fn phase(&self, text: &Text) -> String {
        if self.started_ms.is_none() {
            return text.queued.into();
        }
        if let Some(until) = self.retry_at_ms {
            let seconds = ((until - self.elapsed_ms) / 1e3).ceil().max(1.0);
            let line = if self.is_offline { text.retrying_offline } else { text.retrying };
            return line.replace("{seconds}", &fixed(seconds, 0));
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

    /// Returns the numbers beside the phase: `4.2 s`, then `4.2 s · 312 KB`, and the usual duration.
    pub fn numbers(&self, text: &Text) -> String {
        let received = (self.received_bytes > 0).then(|| measure::bytes(self.received_bytes));
        let expected =
            self.expected_ms.map(|ms| text.usually.replace("{time}", &measure::elapsed_roughly(ms)));
        let parts = [Some(measure::elapsed(self.elapsed_ms)), received, expected];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

#[cfg(test)]
mod tests {
    use super::super::ENGLISH;
    use super::*;
    use crate::model::job::tests::job;

    #[test]
    fn the_clock_starts_with_the_request() {
        let mut job = job();
        job.tick(5_250.0);
        assert_eq!(job.numbers(&ENGLISH), "4.2 s");
        job.received_bytes = 312_000;
        assert_eq!(job.numbers(&ENGLISH), "4.2 s · 312 KB");
        job.expected_ms = Some(9_400.0);
        assert_eq!(job.numbers(&ENGLISH), "4.2 s · 312 KB · usually 9 s");
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
    }

    #[test]
    fn the_wait_before_another_try_is_counted_down() {
        let mut job = Job { retry_at_ms: Some(2_600.0), ..job() };
        job.tick(1_500.0);
        assert!(job.phase(&ENGLISH).contains("3 s"));
        job.tick(2_700.0);
        assert!(job.phase(&ENGLISH).contains("1 s"));
        job.is_offline = true;
        assert!(job.phase(&ENGLISH).contains("offline"));
    }

    #[test]
    fn a_job_without_a_start_is_queued() {
        assert_eq!(Job { started_ms: None, ..job() }.phase(&ENGLISH), ENGLISH.queued);
    }
}
