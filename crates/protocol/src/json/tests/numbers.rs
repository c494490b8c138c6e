//! Numbers: their grammar, their text and their conversions.

use super::*;

fn number(text: &str) -> Number {
    text.parse().unwrap()
}

#[test]
fn numbers_keep_their_text() {
    keeps(&[
        "0",
        "-0",
        "-0.0",
        "1.50",
        "1e400",
        "1E+2",
        "0.1e-7",
        "123456789012345678901234567890",
        "[1,-2]",
    ]);
}

#[test]
fn only_numbers_of_json_are_read() {
    refuses(
        Invalid,
        &["0123", "-01", "+1", ".5", "1.e1", "1.x", "1ex", "1e+x", "-x", "--1", "0x10", "1_000"],
    );
    refuses(Invalid, &["NaN", "-NaN", "Infinity", "-Infinity", "٣", "1é"]);
    refuses(Incomplete, &["-", "1.", "1e", "1e+", "-0."]);
    assert_eq!(["1", "1 ", " 1"].map(|text| text.parse::<Number>().is_ok()), [true, false, false]);
}

#[test]
fn whole_numbers_are_exact_up_to_their_bounds() {
    assert_eq!(number("18446744073709551615").as_u64(), Some(u64::MAX));
    assert_eq!(number("18446744073709551616").as_u64(), None);
    assert_eq!(number("-9223372036854775808").as_i64(), Some(i64::MIN));
    assert_eq!(number("-9223372036854775809").as_i64(), None);
    for text in ["1.0", "1e2", "-1"] {
        assert_eq!(number(text).as_u64(), None, "{text}");
    }
    assert_eq!(parse("[7, -7]").unwrap(), array([7, -7]));
    assert_eq!((Value::from(u64::MAX), Value::from(i64::MIN)), (u64::MAX.into(), i64::MIN.into()));
}

#[test]
fn short_floats_are_the_nearest_ones_and_all_are_finite() {
    for (text, float) in [("0.1", 0.1), ("1e2", 100.0), ("-2.5E-3", -0.0025)] {
        assert_eq!(number(text).as_f64(), Some(float), "{text}");
    }
    assert!(number("-0").as_f64().is_some_and(f64::is_sign_negative));
    assert_eq!(number("1e400").as_f64(), None);
    for float in [0.1, -1.5, 0.0387, 1e22, 64.0] {
        let written = Value::from(float).to_string();
        assert_eq!(parse(&written).unwrap().as_f64(), Some(float), "{written}");
    }
    for float in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(Value::from(float).is_null());
    }
}

#[test]
fn numbers_with_decimal_places() {
    for (units, places, text) in [(1250, 2, "12.50"), (7, 3, "0.007"), (0, 2, "0.00"), (12, 0, "12")] {
        let number = Number::with_places(units, places);
        assert_eq!(number.as_str(), text);
        assert_eq!(text.parse::<Number>().unwrap(), number);
    }
}

#[test]
fn counts_are_read_from_any_notation() {
    for (text, count) in [
        ("7", 7),
        ("3.99", 3),
        ("0.5", 0),
        ("1.29e3", 1290),
        ("129000e-2", 1290),
        ("0.00001e10", 100_000),
        ("1e-400", 0),
        ("0e2147483647", 0),
        ("18446744073709551615", u64::MAX),
        ("18446744073709551616", u64::MAX),
        ("1e2147483647", u64::MAX),
        ("0.0000000000000000000000000000000000001e50", 10_000_000_000_000),
    ] {
        assert_eq!(number(text).truncated(), Some(count), "{text}");
    }
    for text in ["-1", "-0.5", "1e99999999999"] {
        assert_eq!(number(text).truncated(), None, "{text}");
    }
}
