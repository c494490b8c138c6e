//! The numbers of passed and failed tests, read from the closing lines of cargo test, wasm-pack and `node --test`.

use std::ops::AddAssign;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
}

impl Counts {
    /// The count of a check without tests, such as a formatter.
    pub(crate) const ONE: Self = Self { passed: 1, failed: 0 };

    pub(crate) fn read_line(&mut self, line: &str) {
        let line = plain(line);
        let words: Vec<&str> = line.split_whitespace().collect();
        if line.contains("test result:") {
            self.passed += number_before(&words, "passed;");
            self.failed += number_before(&words, "failed;");
        } else if let [_, "pass", number] = words[..] {
            self.passed += number.parse().unwrap_or(0);
        } else if let [_, "fail", number] = words[..] {
            self.failed += number.parse().unwrap_or(0);
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Removes the colours that a runner adds to its lines on a terminal.
pub(crate) fn plain(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let before = parts.next().unwrap_or_default();
    let after = parts.map(|part| part.split_once('m').map_or(part, |(_, text)| text));
    std::iter::once(before).chain(after).collect()
}

fn number_before(words: &[&str], label: &str) -> u32 {
    let place = words.iter().position(|word| *word == label);
    place.and_then(|place| words.get(place.checked_sub(1)?)?.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(lines: &[&str]) -> Counts {
        let mut counts = Counts::default();
        lines.iter().for_each(|line| counts.read_line(line));
        counts
    }

    #[test]
    fn reads_cargo() {
        let line = "test result: \u{1b}[32mok\u{1b}[0m. 5 passed; 1 failed; 0 ignored; 0 measured";
        assert_eq!(counted(&[line, "running 6 tests"]), Counts { passed: 5, failed: 1 });
    }

    #[test]
    fn reads_node_in_both_its_spellings() {
        let counts = counted(&["ℹ tests 4", "ℹ pass 3", "ℹ fail 1", "# pass 2", "# fail 0"]);
        assert_eq!(counts, Counts { passed: 5, failed: 1 });
        let coloured = counted(&["\u{1b}[34mℹ pass 4\u{1b}[39m", "\u{1b}[31mℹ fail 2\u{1b}[39m"]);
        assert_eq!(coloured, Counts { passed: 4, failed: 2 });
    }

    #[test]
    fn ignores_other_lines() {
        assert_eq!(
            counted(&["all tests pass now", "1 passed; 2 failed;", "", "it may pass maybe"]),
            Counts::default()
        );
    }
}
