//! Seconds since 1970 as people and protocols write them.

/// A moment in UTC.
struct Moment {
    year: u64,
    month: usize,
    day: u64,
    weekday: usize,
    hour: u64,
    minute: u64,
    second: u64,
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/// The first day of 1970 was a Thursday.
const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];

/// `Sun, 22 Nov 2026 17:42:53 GMT`, as headers have it.
pub fn http(seconds: u64) -> String {
    let Moment { year, month, day, weekday, hour, minute, second } = moment(seconds);
    let (weekday, month) = (WEEKDAYS[weekday], MONTHS[month - 1]);
    format!("{weekday}, {day:02} {month} {year} {hour:02}:{minute:02}:{second:02} GMT")
}

/// `2026-11-22T17:42:53Z`, as logs have it.
#[cfg(any(feature = "serve", test))]
pub fn iso(seconds: u64) -> String {
    let Moment { year, month, day, hour, minute, second, .. } = moment(seconds);
    format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

fn moment(seconds: u64) -> Moment {
    let days = seconds / 86_400;
    let (mut year, mut rest) = (1970, days);
    while rest >= days_of(year) {
        rest -= days_of(year);
        year += 1;
    }
    let february = days_of(year) - 337;
    let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while rest >= lengths[month] {
        rest -= lengths[month];
        month += 1;
    }
    Moment {
        year,
        month: month + 1,
        day: rest + 1,
        weekday: (days % 7) as usize,
        hour: seconds / 3600 % 24,
        minute: seconds / 60 % 60,
        second: seconds % 60,
    }
}

fn days_of(year: u64) -> u64 {
    let is_leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    if is_leap { 366 } else { 365 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_as_others_write_them() {
        let cases = [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT", "1970-01-01T00:00:00Z"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT", "2000-02-29T00:00:00Z"),
            (1_795_369_373, "Sun, 22 Nov 2026 17:42:53 GMT", "2026-11-22T17:42:53Z"),
        ];
        for (seconds, header, log) in cases {
            assert_eq!((http(seconds).as_str(), iso(seconds).as_str()), (header, log));
        }
    }
}
