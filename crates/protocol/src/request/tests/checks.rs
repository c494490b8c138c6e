//! Tests of options that are refused before anything is sent, and of options that are accepted.

use super::*;
use crate::model::MODELS;

#[track_caller]
fn refused(field: &str, change: impl FnOnce(&mut Options<TestImage>)) {
    let mut options = options();
    change(&mut options);
    assert_eq!(problems(DEFAULT_MODEL, options), [field]);
}

#[track_caller]
fn legal(change: impl FnOnce(&mut Options<TestImage>)) {
    let mut options = options();
    change(&mut options);
    assert_eq!(problems(DEFAULT_MODEL, options), Vec::<String>::new());
}

#[test]
fn a_prompt_is_needed() {
    for prompt in [None, Some(""), Some(" \n")] {
        refused("prompt", |o| o.prompt = prompt.map(str::to_owned));
    }
}

#[test]
fn numbers_within_their_bounds() {
    type Set = fn(&mut Options<TestImage>, f64);
    let cases: [(&str, Set, &[f64], &[f64]); 6] = [
        ("n", |o, n| o.set("n", n), &[1.0, 100.0], &[0.0, 1.5, 101.0, -1.0]),
        ("temperature", |o, n| o.set("temperature", n), &[0.0, 0.7, 2.0], &[-0.1, 2.1]),
        ("topP", |o, n| o.set("topP", n), &[0.0, 0.5, 1.0], &[-0.1, 1.1]),
        ("topK", |o, n| o.set("topK", n), &[1.0, 64.0], &[0.0, 1.5, 3e9]),
        ("seed", |o, n| o.set("seed", n), &[-2_147_483_648.0, 0.0, 2_147_483_647.0], &[0.5, 2_147_483_648.0]),
        ("maxOutputTokens", |o, n| o.set("maxOutputTokens", n), &[1.0, 32_768.0], &[0.0, 1.5]),
    ];
    for (field, set, good, bad) in cases {
        for &number in good {
            legal(|o| set(o, number));
        }
        for &number in bad.iter().chain(&[f64::NAN, f64::INFINITY, f64::NEG_INFINITY]) {
            refused(field, |o| set(o, number));
        }
    }
}

#[test]
fn a_longest_side_may_be_any() {
    // No limit, and the smallest limit.
    legal(|o| o.input.max_side_px = Some(0));
    legal(|o| o.input.max_side_px = Some(1));
}

#[test]
fn more_than_one_candidate_is_refused_with_a_way_out() {
    for count in [0.0, 2.0, 10.0, 1.5] {
        refused("candidateCount", |o| o.set("candidateCount", count));
    }
    let options = options().with("candidateCount", 2);
    assert!(Request::new(DEFAULT_MODEL, options).unwrap_err().message().contains("use n"));
}

#[test]
fn types_of_options_that_are_passed_through() {
    for wrong in [json!({}), json!("x"), json!(1), json!(null)] {
        refused("safetySettings", |o| o.set("safetySettings", wrong.clone()));
        refused("tools", |o| o.set("tools", wrong.clone()));
    }
    for wrong in [json!([]), json!("HIGH"), json!(null)] {
        refused("thinking", |o| o.set("thinking", wrong.clone()));
        refused("extra", |o| o.set("extra", wrong.clone()));
    }
    refused("stopSequences", |o| o.set("stopSequences", vec![""; 6]));
    legal(|o| o.set("stopSequences", vec!["x"; 5]));
    for names in [&[][..], &["VIDEO"], &["IMAGE", "AUDIO"]] {
        refused("modalities", |o| o.set("modalities", names.to_vec()));
    }
}

#[test]
fn ratios_and_sizes_are_those_of_the_model() {
    let with = |ratio: Option<&str>, size: Option<&str>| {
        let mut options = options();
        for (name, value) in [("aspectRatio", ratio), ("imageSize", size)] {
            if let Some(value) = value {
                options.set(name, value);
            }
        }
        options
    };
    for model in MODELS {
        for ratio in ["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"] {
            assert!(problems(model.id, with(Some(ratio), None)).is_empty(), "{} {ratio}", model.id);
        }
        for ratio in ["", "1:2", "16/9", "auto", " 1:1"] {
            assert_eq!(problems(model.id, with(Some(ratio), None)), ["aspectRatio"]);
        }
        for size in ["", "1k", "2k", "1024", "8K"] {
            assert_eq!(problems(model.id, with(None, Some(size))), ["imageSize"]);
        }
        for size in model.sizes {
            assert!(problems(model.id, with(None, Some(size))).is_empty());
        }
    }
    assert_eq!(problems(DEFAULT_MODEL, with(Some("1:8"), None)), ["aspectRatio"]);
    assert!(problems("gemini-3.1-flash-image", with(Some("1:8"), Some("512"))).is_empty());
    let error = Request::new(DEFAULT_MODEL, with(Some("1:8"), None)).unwrap_err();
    assert!(error.message().contains("16:9") && error.message().contains(DEFAULT_MODEL), "{error}");
    // The service refuses an image size for the default model, with a message that names no option.
    let error = Request::new(DEFAULT_MODEL, with(None, Some("1K"))).unwrap_err();
    assert!(error.message().contains("leave it out"), "{error}");
}

#[test]
fn options_of_unknown_models_are_not_checked() {
    let options = options().with("aspectRatio", "7:3").with("imageSize", "16K");
    let wire = wire_of("imaginary-image-9", options);
    assert_eq!(
        wire.pointer("/generationConfig/imageConfig"),
        Some(&serde_json::json!({"aspectRatio": "7:3", "imageSize": "16K"}))
    );
    let empty = super::options().with("aspectRatio", "").with("imageSize", "");
    assert_eq!(problems("imaginary-image-9", empty), ["aspectRatio", "imageSize"]);
}

#[test]
fn names_of_models() {
    for (name, model) in [
        ("gemini-2.5-flash-image", "gemini-2.5-flash-image"),
        (" models/gemini-2.5-flash-image\n", "gemini-2.5-flash-image"),
        ("vendor/model:free@2", "vendor/model:free@2"),
    ] {
        assert_eq!(Request::new(name, options()).unwrap().model, model);
    }
    for name in ["", "  ", "models/", "a b", "a?b", "a#b", "../x", "a/../b", "é", "a%2e"] {
        assert_eq!(problems(name, options()), ["model"], "{name}");
    }
}

#[test]
fn all_problems_at_once() {
    let options = || Options::<TestImage> {
        settings: settings(json!({
            "aspectRatio": "1:2",
            "imageSize": "9K",
            "n": 0,
            "temperature": 9,
            "candidateCount": 2,
            "modalities": [],
            "tools": {}
        })),
        ..Options::default()
    };
    let expected = ["model", "prompt", "n", "temperature", "candidateCount", "modalities", "tools"];
    assert_eq!(problems("no such model", options()), expected);
    let of_the_model: Vec<_> = problems(DEFAULT_MODEL, options());
    assert_eq!(of_the_model[..3], ["prompt", "aspectRatio", "imageSize"]);
}
