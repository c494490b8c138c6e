//! A comparison with `serde_json`. Damaged texts of every kind are compared by `crates/properties` and the fuzz target.

use super::*;

/// Documents of the service, and every kind of value.
const DOCUMENTS: &[&str] = &[
    r#"{"candidates":[{"content":{"role":"model","parts":[{"text":"A \"cat\"\n"},{"inlineData":{"data":"iVBO"}}]}}]}"#,
    r#"{"error":{"code":429,"message":"Quota — 每天","details":[{"@type":"a/b","retryDelay":"38.5s"}]}}"#,
    r#"[0,-0,1.50,1e2,-2.5E-3,18446744073709551616,9007199254740993,true,false,null,"",{},[]]"#,
    r#""\u0041\u00e9\ud83d\ude00\/\b\f\r\t\\""#,
    r#"{"a":1,"b":2,"a":{"a":[],"":null}}"#,
];

#[test]
fn every_cut_is_refused_for_the_reason_that_serde_json_gives() {
    for document in DOCUMENTS {
        for (end, _) in document.char_indices() {
            let cut = &document[..end];
            let refusal = serde_json::from_str::<serde_json::Value>(cut).unwrap_err();
            assert_eq!(parse(cut) == Err(Incomplete), refusal.is_eof(), "{cut}");
        }
    }
}

#[test]
fn values_of_serde_json_come_back_as_they_went() {
    for document in DOCUMENTS {
        let theirs: serde_json::Value = serde_json::from_str(document).unwrap();
        let ours = Value::from(theirs.clone());
        assert_eq!(ours, theirs);
        assert_eq!(serde_json::to_string(&ours).unwrap(), theirs.to_string());
    }
    assert!(serde_json::Value::from(parse("1e400").unwrap()).is_null());
}
