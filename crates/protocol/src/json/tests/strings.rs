//! Escapes, surrogate pairs, control characters and characters beyond ASCII.

use super::*;

fn string(text: &str) -> String {
    parse(text).unwrap().as_str().unwrap().to_owned()
}

#[test]
fn every_escape_is_read() {
    assert_eq!(string(r#""\"\\\/\b\f\n\r\t""#), "\"\\/\u{8}\u{c}\n\r\t");
    assert_eq!(string(r#""\u0041\u00e9\u00E9\u4e2d\u0000\uffff""#), "Aéé中\0\u{ffff}");
    assert_eq!(string(r#""a\u0041b\nc""#), "aAb\nc", "escapes between other characters");
}

#[test]
fn surrogate_pairs_are_one_character() {
    assert_eq!(string(r#""\ud83d\ude00""#), "😀");
    assert_eq!(string(r#""\uD800\uDC00\uDBFF\uDFFF""#), "\u{10000}\u{10ffff}", "the first and the last pair");
}

#[test]
fn half_a_surrogate_pair_is_replaced_and_nothing_behind_it_is_lost() {
    for (text, expected) in [
        (r#""\ud800""#, "\u{fffd}"),
        (r#""\udc00""#, "\u{fffd}"),
        (r#""\ud800x""#, "\u{fffd}x"),
        (r#""\ud800\n""#, "\u{fffd}\n"),
        (r#""\ud800\u0041""#, "\u{fffd}A"),
        (r#""\ud800\ud800\udc00""#, "\u{fffd}\u{10000}"),
        (r#""\udc00\ud800""#, "\u{fffd}\u{fffd}"),
        (r#""\ud800\udbff""#, "\u{fffd}\u{fffd}"),
        (r#""\ud800中""#, "\u{fffd}中"),
    ] {
        assert_eq!(string(text), expected, "{text}");
    }
    assert!(parse(r#"{"\ud800": 1}"#).unwrap().get("\u{fffd}").is_some(), "a name too");
}

#[test]
fn damaged_escapes_are_refused() {
    refuses(Invalid, &[r#""\x""#, r#""\U0041""#, r#""\é""#, r#""\ ""#, r#""\0""#]);
    refuses(Invalid, &[r#""\u004g""#, r#""\u+041""#, r#""\u004""#, r#""\u00é1""#, r#""\ud800\u12 4""#]);
    refuses(Incomplete, &[r#"""#, r#""a"#, r#""\"#, r#""\u"#, r#""\u004"#, r#""\ud800"#, r#""\ud800\u"#]);
}

#[test]
fn control_characters_are_refused_unless_escaped() {
    for byte in 0..0x20_u8 {
        refuses(Invalid, &[&format!("\"{}\"", char::from(byte))]);
    }
    assert_eq!(string("\"\u{7f}\u{2028}\u{feff}\""), "\u{7f}\u{2028}\u{feff}", "only those below a space");
}

#[test]
fn control_characters_quotes_and_backslashes_are_written_escaped() {
    let value = Value::from("a\"\\/\u{8}\u{c}\n\r\t\0\u{1f}\u{7f}é中😀");
    assert_eq!(value.to_string(), "\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u{7f}é中😀\"");
    let every: String = (0..0x1_0000).filter_map(char::from_u32).collect();
    let written = Value::from(every.as_str()).to_string();
    assert_eq!(serde_json::from_str::<String>(&written).unwrap(), every, "another parser agrees");
    assert_eq!(string(&written), every);
}
