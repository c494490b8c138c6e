//! The history of prompts. From an empty prompt, the arrow keys step through it as in a shell.

/// A position in the history.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recall {
    /// The number of prompts back, or 0 for none.
    back: usize,
    /// The prompt that was recalled.
    shown: String,
}

impl Recall {
    /// Steps to an older or newer prompt in `newest_first`. Returns `None` if the text area should handle the key,
    /// because the user edited the prompt or there is no prompt in that direction. An empty prompt follows the newest
    /// one.
    pub fn step(&self, newest_first: &[&str], prompt: &str, is_older: bool) -> Option<(Self, String)> {
        let is_recalled = self.back > 0 && self.shown == prompt;
        let from = match (prompt.is_empty(), is_recalled) {
            (true, _) => 0,
            (false, true) => self.back,
            (false, false) => return None,
        };
        let back = if is_older { from + 1 } else { from.checked_sub(1)? };
        let shown = match back {
            0 => "",
            back => newest_first.get(back - 1)?,
        };
        Some((Self { back, shown: shown.to_owned() }, shown.to_owned()))
    }
}

/// Returns at most `most` prompts, without duplicates and empty ones.
pub fn distinct<'a>(prompts: impl Iterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    let mut all: Vec<&str> = Vec::new();
    for prompt in prompts.filter(|prompt| !prompt.is_empty()) {
        if all.len() < most && !all.contains(&prompt) {
            all.push(prompt);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_step_through_prompts_and_end_empty() {
        let all = ["new", "older", "oldest"];
        let mut recall = Recall::default();
        let mut prompt = String::new();
        let mut steps = Vec::new();
        for is_older in [true, true, true, true, false, false, false, false] {
            if let Some((next, shown)) = recall.step(&all, &prompt, is_older) {
                (recall, prompt) = (next, shown);
            }
            steps.push(prompt.clone());
        }
        assert_eq!(steps, ["new", "older", "oldest", "oldest", "older", "new", "", ""]);
    }

    #[test]
    fn a_prompt_that_was_changed_keeps_its_arrows() {
        let all = ["new", "older"];
        let recall = Recall::default().step(&all, "", true).map(|(recall, _)| recall).unwrap_or_default();
        assert_ne!(recall, Recall::default(), "there is an older prompt");
        assert_eq!(recall.step(&all, "new and mine", true), None);
        assert_eq!(Recall::default().step(&all, "mine", true), None);
        assert_eq!(Recall::default().step(&all, "", false), None);
        let again = recall.step(&all, "", true).map(|(_, shown)| shown);
        assert_eq!(again.as_deref(), Some("new"), "an emptied prompt begins again");
    }

    #[test]
    fn each_prompt_is_there_once() {
        assert_eq!(distinct(["a", "b", "", "a", "c"].into_iter(), 2), ["a", "b"]);
    }
}
