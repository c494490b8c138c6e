//! Tests of requests with a conversation.

use super::*;

fn turn(role: &str, parts: Vec<InputPart<TestImage>>) -> Content<TestImage> {
    Content { role: role.to_owned(), parts }
}

fn part(fields: Value) -> InputPart<TestImage> {
    InputPart { image: None, fields: fields.as_object().unwrap().clone() }
}

fn conversation(contents: Vec<Content<TestImage>>) -> Options<TestImage> {
    Options { contents, ..Options::default() }
}

#[test]
fn parts_go_out_as_they_came_in() {
    let signed = InputPart {
        image: Some(png()),
        fields: Map::from_iter([("thoughtSignature".to_owned(), json!("c2ln"))]),
    };
    let options = conversation(vec![
        turn("user", vec![InputPart::text("A cat"), InputPart::image(jpeg())]),
        turn("model", vec![part(json!({"text": "Here", "thoughtSignature": "YWJj"})), signed]),
        turn(
            "user",
            vec![
                InputPart::text("In blue"),
                part(json!({"fileData": {"mimeType": "image/png", "fileUri": "https://f/1"}})),
            ],
        ),
    ]);
    let expected = json!([
        {"role": "user", "parts": [
            {"text": "A cat"},
            {"inlineData": {"mimeType": "image/jpeg", "data": base64(&jpeg().bytes)}}
        ]},
        {"role": "model", "parts": [
            {"text": "Here", "thoughtSignature": "YWJj"},
            {"inlineData": {"mimeType": "image/png", "data": base64(&png().bytes)}, "thoughtSignature": "c2ln"}
        ]},
        {"role": "user", "parts": [
            {"text": "In blue"},
            {"fileData": {"mimeType": "image/png", "fileUri": "https://f/1"}}
        ]}
    ]);
    assert_eq!(wire(options)["contents"], expected);
}

#[test]
fn every_unusual_character_survives() {
    let text = "\"\\/\u{0}\u{8}\u{1f}\u{7f}\u{2028}é💡\r\n\t";
    let wire = wire(conversation(vec![turn("user", vec![InputPart::text(text)])]));
    assert_eq!(wire.pointer("/contents/0/parts/0/text"), Some(&text.into()));
}

#[test]
fn a_part_of_nothing_is_named() {
    for nothing in
        [json!({}), json!({"thought": true}), json!({"thoughtSignature": "c2ln"}), json!({"text": null})]
    {
        let parts = vec![InputPart::text("x"), part(nothing.clone())];
        let refused = Request::new(DEFAULT_MODEL, conversation(vec![turn("user", parts)])).unwrap_err();
        assert_eq!(refused.field(), Some("contents[0].parts[1]"), "{nothing}");
    }
    assert!(Request::new(DEFAULT_MODEL, conversation(vec![turn("user", vec![InputPart::text("")])])).is_ok());
}

#[test]
fn conversations_that_cannot_be() {
    let user = || turn("user", vec![InputPart::text("x")]);
    let twice =
        InputPart { image: Some(png()), fields: Map::from_iter([("inlineData".to_owned(), json!({}))]) };
    for (contents, expected) in [
        (vec![turn("system", vec![InputPart::text("x")]), user()], "contents[0].role"),
        (vec![user(), turn("user", vec![])], "contents[1].parts"),
        (vec![user(), turn("model", vec![InputPart::text("y")])], "contents"),
        (vec![turn("user", vec![InputPart::text("x"), twice])], "contents[0].parts[1]"),
    ] {
        assert_eq!(problems(DEFAULT_MODEL, conversation(contents)), [expected]);
    }
    for both in [
        Options { contents: vec![user()], prompt: Some("x".into()), ..Options::default() },
        Options { contents: vec![user()], images: vec![InputPart::image(png())], ..Options::default() },
    ] {
        assert_eq!(problems(DEFAULT_MODEL, both), ["contents"]);
    }
}

#[test]
fn images_are_found_and_replaced_in_order() {
    let contents = vec![
        turn("user", vec![InputPart::image(png()), InputPart::text("x"), InputPart::image(jpeg())]),
        turn("model", vec![InputPart::image(jpeg())]),
        turn("user", vec![InputPart::image(png())]),
    ];
    let request = Request::new(DEFAULT_MODEL, conversation(contents)).unwrap();
    let types: Vec<_> = request.images().map(|image| image.mime_type).collect();
    assert_eq!(types, ["image/png", "image/jpeg", "image/jpeg", "image/png"]);
    let (without, images) = request.clone().take_images();
    assert_eq!(images.len(), 4);
    let numbered = without.with_images(images.iter().enumerate().collect());
    assert_eq!(numbered.images().map(|(at, _)| *at).collect::<Vec<_>>(), [0, 1, 2, 3]);
    assert_eq!(numbered.contents[1].parts[0].image, Some((2, &jpeg())));
    assert_eq!((numbered.fields, numbered.expected), (request.fields, request.expected));
}
