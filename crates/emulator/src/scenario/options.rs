//! The options of a scenario, after a semicolon: `cut;at=40%`.

/// The description of an option, for the listing.
#[derive(Debug)]
pub struct OptionSpec {
    /// The name of the option.
    pub name: &'static str,
    /// The allowed values.
    pub takes: &'static str,
    /// The effect in one sentence.
    pub does: &'static str,
    set: fn(&mut Options, &str) -> Option<()>,
}

/// The values of the options that were given.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The seed of the random numbers.
    pub seed: u64,
    /// The probability that the behaviour is active.
    pub chance: Option<f32>,
    /// The position in the body.
    pub at: Option<At>,
    /// The duration in milliseconds.
    pub wait_ms: Option<u32>,
    /// Bytes per second.
    pub rate: Option<u32>,
    /// The delay that an error names, in milliseconds.
    pub delay_ms: Option<u32>,
    /// The finish reason or block reason.
    pub reason: Option<String>,
    /// The number of images or chunks.
    pub count: Option<u32>,
}

/// A position in a body.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum At {
    /// After this number of bytes.
    Byte(usize),
    /// This number of bytes before the end.
    FromEnd(usize),
    /// After this fraction of the body, from 0 to 1.
    Share(f32),
    /// A random position.
    Random,
}

/// The options that every scenario reads.
pub const COMMON: &[&str] = &["seed", "chance"];

/// Every option.
pub const OPTIONS: &[OptionSpec] = &[
    OptionSpec {
        name: "seed",
        takes: "a whole number",
        does: "Whatever is left to chance falls the same way again for the same seed, attempt and body. Default 0.",
        set: |options, value| value.parse().ok().map(|seed| options.seed = seed),
    },
    OptionSpec {
        name: "chance",
        takes: "0 to 1",
        does: "Plays only in this share of the attempts, and a good answer in the others.",
        set: |options, value| share(value).map(|chance| options.chance = Some(chance)),
    },
    OptionSpec {
        name: "at",
        takes: "`5000`, `-1`, `40%` or `random`",
        does: "Where in the body: after so many bytes, before the last ones, after a share of it, or at random. Default 50%.",
        set: |options, value| place(value).map(|at| options.at = Some(at)),
    },
    OptionSpec {
        name: "wait",
        takes: "`250ms` or `2s`",
        does: "How long it takes.",
        set: |options, value| milliseconds(value).map(|ms| options.wait_ms = Some(ms)),
    },
    OptionSpec {
        name: "rate",
        takes: "`64k` or `2m`",
        does: "Bytes a second. Default 256k.",
        set: |options, value| bytes(value).map(|rate| options.rate = Some(rate)),
    },
    OptionSpec {
        name: "delay",
        takes: "`250ms` or `38s`",
        does: "The delay that the error names.",
        set: |options, value| milliseconds(value).map(|ms| options.delay_ms = Some(ms)),
    },
    OptionSpec {
        name: "reason",
        takes: "capitals and `_`",
        does: "The finish reason or block reason, such as `SAFETY`, `PROHIBITED_CONTENT` or `IMAGE_RECITATION`.",
        set: |options, value| reason(value).map(|reason| options.reason = Some(reason)),
    },
    OptionSpec {
        name: "count",
        takes: "1 to 1000",
        does: "How many.",
        set: |options, value| {
            value
                .parse()
                .ok()
                .filter(|count| (1..=1000).contains(count))
                .map(|count| options.count = Some(count))
        },
    },
];

impl Options {
    /// Sets an option, or returns the error message.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        let spec = OPTIONS.iter().find(|spec| spec.name == name).ok_or_else(|| {
            let names: Vec<&str> = OPTIONS.iter().map(|spec| spec.name).collect();
            format!("There is no option {name:?}; there are {}.", names.join(", "))
        })?;
        (spec.set)(self, value)
            .ok_or_else(|| format!("The option {name} cannot be {value:?}: it takes {}.", spec.takes))
    }
}

fn share(value: &str) -> Option<f32> {
    value.parse().ok().filter(|share| (0.0..=1.0).contains(share))
}

fn place(value: &str) -> Option<At> {
    if value == "random" {
        return Some(At::Random);
    }
    if let Some(percent) = value.strip_suffix('%') {
        return percent
            .parse()
            .ok()
            .and_then(|percent: f32| share(&(percent / 100.0).to_string()))
            .map(At::Share);
    }
    match value.strip_prefix('-') {
        Some(count) => count.parse().ok().map(At::FromEnd),
        None => value.parse().ok().map(At::Byte),
    }
}

const HOUR_MS: f64 = 3_600_000.0;

fn milliseconds(value: &str) -> Option<u32> {
    let (number, unit) = match value.strip_suffix("ms") {
        Some(number) => (number, 1.0),
        None => (value.strip_suffix('s')?, 1000.0),
    };
    let ms = number.parse::<f64>().ok()? * unit;
    (0.0..=HOUR_MS).contains(&ms).then_some(ms.round() as u32)
}

fn bytes(value: &str) -> Option<u32> {
    let (number, unit) = match value.char_indices().next_back()? {
        (at, 'k') => (&value[..at], 1024),
        (at, 'm') => (&value[..at], 1024 * 1024),
        _ => (value, 1),
    };
    number.parse::<u32>().ok()?.checked_mul(unit).filter(|rate| *rate > 0)
}

fn reason(value: &str) -> Option<String> {
    let is_name = !value.is_empty()
        && value.len() <= 64
        && value.bytes().all(|letter| letter.is_ascii_uppercase() || letter == b'_');
    is_name.then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn with(name: &str, value: &str) -> Options {
        let mut options = Options::default();
        options.set(name, value).unwrap();
        options
    }

    #[test]
    fn values_are_read_in_their_units() {
        assert_eq!(with("wait", "1.5s").wait_ms, Some(1500));
        assert_eq!(with("delay", "250ms").delay_ms, Some(250));
        assert_eq!(with("rate", "64k").rate, Some(65_536));
        assert_eq!(with("at", "5000").at, Some(At::Byte(5000)));
        assert_eq!(with("at", "-1").at, Some(At::FromEnd(1)));
        assert_eq!(with("at", "40%").at, Some(At::Share(0.4)));
        assert_eq!(with("at", "random").at, Some(At::Random));
        assert_eq!(with("reason", "IMAGE_SAFETY").reason.as_deref(), Some("IMAGE_SAFETY"));
    }

    #[test]
    fn mistakes_say_what_is_taken() {
        for (name, value) in [
            ("seed", "x"),
            ("chance", "2"),
            ("at", "140%"),
            ("wait", "2"),
            ("wait", "9999h"),
            ("rate", "0"),
            ("rate", "\u{4e00}"),
            ("reason", "no reason"),
            ("count", "0"),
        ] {
            let complaint = Options::default().set(name, value).unwrap_err();
            assert!(complaint.contains(name) && complaint.contains("it takes"), "{complaint}");
        }
        assert!(Options::default().set("color", "red").unwrap_err().contains("there are seed, chance"));
    }
}
