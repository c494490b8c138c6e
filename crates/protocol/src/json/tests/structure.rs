//! Arrays, objects, nesting, and text around a value.

use super::*;
use crate::fixture::cpu_time;

#[test]
fn values_are_written_as_they_were_read_without_white_space() {
    keeps(&["null", "true", "false", "[]", "{}", r#"{"b":[1,{"a":null}],"a":""}"#]);
    assert_eq!(rewritten(" \t\r\n[ 1 , { \"a\" : [ ] } ] \n"), r#"[1,{"a":[]}]"#);
}

#[test]
fn truncated_documents_differ_from_broken_ones() {
    let document = r#"{"a": [true, null, -1.5e3, "x\u00e9\ud83d\ude00"], "b": {"c": false}}"#;
    for (end, _) in document.char_indices() {
        assert_eq!(parse(&document[..end]), Err(Incomplete), "{}", &document[..end]);
    }
    refuses(
        Incomplete,
        &["", " ", "n", "tru", "[", "[1", "[1,", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,"],
    );
    refuses(Invalid, &["nul!", "True", "nulll", "[1 2]", "[,]", "[1,]", "[1,,2]", "]", "}", "[}", "{]"]);
    refuses(
        Invalid,
        &["{1:2}", "{a:1}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{\"a\":1,}", "{,}", "{\"a\":}", "'a'"],
    );
}

#[test]
fn nothing_but_white_space_stands_around_a_value() {
    refuses(
        Invalid,
        &["1 2", "{} {}", "[]]", "null,", "\u{feff}1", "1\u{feff}", "\u{a0}1", "1\u{0}", "// a\n1"],
    );
}

#[test]
fn deep_nesting_is_refused_before_the_stack_ends() {
    let nested = |depth: usize, open: &str, close: &str| open.repeat(depth) + "1" + &close.repeat(depth);
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")] {
        let depth = parse::MAX_DEPTH / open.matches(['[', '{']).count();
        assert!(parse(&nested(depth, open, close)).is_ok());
        refuses(Invalid, &[&nested(depth + 1, open, close), &open.repeat(1 << 20)]);
    }
}

#[test]
fn the_last_member_of_a_name_counts() {
    let mut value = parse(r#"{"a": 1, "b": 2, "a": 3}"#).unwrap();
    assert_eq!(value["a"].as_u64(), Some(3));
    assert_eq!(serde_json::Value::from(value.clone()), serde_json::json!({"a": 3, "b": 2}));
    let Value::Object(map) = &mut value else { panic!("an object") };
    map.insert("a", 4);
    assert_eq!(map.get("a").and_then(Value::as_u64), Some(4));
    assert_eq!(map.remove("a").and_then(|value| value.as_u64()), Some(4));
    assert_eq!((map.remove("a"), map.len()), (None, 1), "no earlier one comes to light");
}

#[test]
fn absent_members_and_items_are_null() {
    let value = parse(r#"{"a": [1]}"#).unwrap();
    assert!(value["b"]["c"][7].is_null() && value["a"][1].is_null() && value["a"]["b"].is_null());
    assert_eq!(value.get("b"), None);
}

/// Looking up every name among the previous ones would take minutes.
#[test]
fn large_objects_take_linear_time() {
    let members: Vec<_> = (0..200_000).map(|at| format!(r#""{}":0"#, at / 2)).collect();
    let object = format!("{{{}}}", members.join(","));
    let began = cpu_time();
    assert!(parse(&object).is_ok());
    assert!((cpu_time() - began).as_secs() < 10);
}
