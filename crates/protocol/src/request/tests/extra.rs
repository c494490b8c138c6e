//! Tests of `extra`: fields newer than this version, merged in deeply and last.

use super::*;

fn with(extra: Value) -> Options<TestImage> {
    options().with("temperature", 0.5).with("aspectRatio", "1:1").with("extra", extra)
}

#[test]
fn extra_fields_are_merged_and_win() {
    let extra = json!({
        "cachedContent": "cachedContents/1",
        "generationConfig": {
            "temperature": 0.9,
            "mediaResolution": "MEDIA_RESOLUTION_HIGH",
            "imageConfig": {"personGeneration": "ALLOW_ALL"}
        }
    });
    let expected = json!({
        "contents": [{"role": "user", "parts": [{"text": "A cat"}]}],
        "cachedContent": "cachedContents/1",
        "generationConfig": {
            "responseModalities": ["TEXT", "IMAGE"],
            "temperature": 0.9,
            "mediaResolution": "MEDIA_RESOLUTION_HIGH",
            "imageConfig": {"aspectRatio": "1:1", "personGeneration": "ALLOW_ALL"}
        }
    });
    assert_eq!(wire(with(extra)), expected);
}

#[test]
fn replaces_values_that_are_no_objects() {
    let wire =
        wire(with(json!({"generationConfig": {"imageConfig": null, "responseModalities": ["IMAGE"]}})));
    assert_eq!(
        wire["generationConfig"],
        json!({"imageConfig": null, "responseModalities": ["IMAGE"], "temperature": 0.5})
    );
}

#[test]
fn decides_whether_an_image_is_expected() {
    let image = |extra: Value| Request::new(DEFAULT_MODEL, with(extra)).unwrap().expected.image;
    assert!(!image(json!({"generationConfig": {"responseModalities": ["VIDEO"]}})));
    assert!(image(json!({"generationConfig": {"responseModalities": ["Image", "VIDEO"]}})));
    assert!(image(json!({"generationConfig": {"responseModalities": null}})));
}

#[test]
fn cannot_replace_the_conversation() {
    assert_eq!(problems(DEFAULT_MODEL, with(json!({"contents": []}))), ["extra"]);
}
