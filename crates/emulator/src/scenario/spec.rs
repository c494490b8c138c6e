//! Parses the text after `/scenario/`.

use super::behavior::{Behavior, Scenario};
use super::catalogue::find;
use super::options::{COMMON, Options};

/// Scenarios that are active at the same time, and their options.
#[derive(Clone, Debug)]
pub struct Turn {
    pub scenarios: Vec<&'static Scenario>,
    pub options: Options,
}

/// Parses the turns, one for each attempt, or returns the error message.
pub fn read(spec: &str) -> Result<Vec<Turn>, String> {
    spec.split(',').map(turn).collect()
}

fn turn(text: &str) -> Result<Turn, String> {
    let mut parts = text.split(';');
    let names = parts.next().unwrap_or_default();
    let scenarios = names.split('+').map(scenario).collect::<Result<Vec<_>, _>>()?;
    check_contradiction(&scenarios)?;
    let mut options = Options::default();
    for part in parts {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        options.set(name, value)?;
        let is_read = COMMON.contains(&name)
            || scenarios.iter().any(|scenario| {
                scenario.options.contains(&name) || matches!(scenario.behavior, Behavior::RandomChoice(_))
            });
        if !is_read {
            return Err(format!("{names:?} does not read the option {name}."));
        }
    }
    Ok(Turn { scenarios, options })
}

fn scenario(name: &str) -> Result<&'static Scenario, String> {
    find(name).ok_or_else(|| format!("There is no scenario {name:?}. GET /scenario lists them."))
}

/// Rejects two error responses in the same turn, because only one of them can replace the answer.
fn check_contradiction(scenarios: &[&'static Scenario]) -> Result<(), String> {
    let mut error_responses =
        scenarios.iter().filter(|scenario| matches!(scenario.behavior, Behavior::ErrorResponse(_)));
    match (error_responses.next(), error_responses.next()) {
        (Some(first), Some(second)) => Err(format!(
            "{first} and {second} cannot be played at the same time; \"{first},{second}\" plays one after the other.",
            first = first.name,
            second = second.name
        )),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn names(spec: &str) -> Vec<Vec<&'static str>> {
        let turns = read(spec).unwrap();
        turns.iter().map(|turn| turn.scenarios.iter().map(|scenario| scenario.name).collect()).collect()
    }

    #[test]
    fn names_are_combined_and_follow_each_other() {
        assert_eq!(names("cut"), [["cut"]]);
        assert_eq!(
            names("overloaded+slow;wait=1s,cut;at=10;seed=3,ok"),
            [vec!["overloaded", "slow"], vec!["cut"], vec!["ok"]]
        );
        assert_eq!(read("slow;wait=1s").unwrap()[0].options.wait_ms, Some(1000));
    }

    #[test]
    fn mistakes_are_named() {
        for (spec, complaint) in [
            ("nonsense", "There is no scenario \"nonsense\"."),
            ("", "There is no scenario \"\"."),
            ("cut,", "There is no scenario \"\"."),
            ("cut;at=x", "The option at cannot be \"x\""),
            ("overloaded;at=5", "\"overloaded\" does not read the option at."),
            ("overloaded+hang", "\"overloaded,hang\" plays one after the other."),
        ] {
            let found = read(spec).unwrap_err();
            assert!(found.contains(complaint), "{spec}: {found}");
        }
    }
}
