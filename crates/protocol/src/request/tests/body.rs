//! Tests of every field, by the bytes that are sent.

use super::*;

#[test]
fn the_minimal_body() {
    let expected = json!({
        "contents": [{"role": "user", "parts": [{"text": "A cat"}]}],
        "generationConfig": {"responseModalities": ["TEXT", "IMAGE"]}
    });
    assert_eq!(wire(options()), expected);
}

#[test]
fn everything_at_once() {
    let options = Options {
        prompt: Some("Make it \"blue\"\n猫".to_owned()),
        images: vec![InputPart::image(png()), InputPart::image(jpeg())],
        contents: Vec::new(),
        settings: settings(json!({
            "systemInstruction": "Paint.",
            "aspectRatio": "16:9",
            "imageSize": "2K",
            "modalities": ["IMAGE"],
            "n": 2,
            "temperature": 0.7,
            "topP": 0.95,
            "topK": 64,
            "seed": -7,
            "maxOutputTokens": 8192,
            "stopSequences": ["END"],
            "candidateCount": 1,
            "safetySettings": [{"category": "HARM_CATEGORY_HARASSMENT", "threshold": "BLOCK_NONE"}],
            "tools": [{"googleSearch": {}}],
            "thinking": {"thinkingLevel": "HIGH", "includeThoughts": true},
            "extra": {"serviceTier": "flex"}
        })),
        follow_remote_images: false,
        input: InputLimits::default(),
        on_progress: None,
    };
    let expected = json!({
        "contents": [{"role": "user", "parts": [
            {"text": "Make it \"blue\"\n猫"},
            {"inlineData": {"mimeType": "image/png", "data": base64(&png().bytes)}},
            {"inlineData": {"mimeType": "image/jpeg", "data": base64(&jpeg().bytes)}}
        ]}],
        "systemInstruction": {"parts": [{"text": "Paint."}]},
        "generationConfig": {
            "responseModalities": ["IMAGE"],
            "imageConfig": {"aspectRatio": "16:9", "imageSize": "2K"},
            "temperature": 0.7,
            "topP": 0.95,
            "topK": 64,
            "seed": -7,
            "maxOutputTokens": 8192,
            "stopSequences": ["END"],
            "candidateCount": 1,
            "thinkingConfig": {"thinkingLevel": "HIGH", "includeThoughts": true}
        },
        "safetySettings": [{"category": "HARM_CATEGORY_HARASSMENT", "threshold": "BLOCK_NONE"}],
        "tools": [{"googleSearch": {}}],
        "serviceTier": "flex"
    });
    assert_eq!(wire_of("gemini-3-pro-image", options), expected);
}

#[test]
fn each_field_alone() {
    let config = "/generationConfig";
    assert_eq!(field("/contents/0/role", |_| ()), "user");
    assert_eq!(field("/contents/0/parts/0/text", |o| o.prompt = Some(" A  cat ".into())), " A  cat ");
    assert_eq!(
        field("/systemInstruction", |o| o.set("systemInstruction", "x")),
        json!({"parts": [{"text": "x"}]})
    );
    assert_eq!(
        field("/generationConfig/imageConfig", |o| o.set("aspectRatio", "21:9")),
        json!({"aspectRatio": "21:9"})
    );
    assert_eq!(field("/generationConfig/temperature", |o| o.set("temperature", 0.0)), 0);
    assert_eq!(field("/generationConfig/topP", |o| o.set("topP", 0.5)), 0.5);
    assert_eq!(field("/generationConfig/topK", |o| o.set("topK", 1.0)), 1);
    assert_eq!(field("/generationConfig/seed", |o| o.set("seed", 0.0)), 0);
    assert_eq!(field("/generationConfig/seed", |o| o.set("seed", -2_147_483_648.0)), i32::MIN);
    assert_eq!(field("/generationConfig/maxOutputTokens", |o| o.set("maxOutputTokens", 1290.0)), 1290);
    assert_eq!(field("/generationConfig/candidateCount", |o| o.set("candidateCount", 1.0)), 1);
    assert_eq!(
        field("/generationConfig/stopSequences", |o| o.set("stopSequences", vec!["a", "b"])),
        json!(["a", "b"])
    );
    assert_eq!(
        field("/generationConfig/thinkingConfig", |o| o.set("thinking", json!({"thinkingBudget": 0}))),
        json!({"thinkingBudget": 0})
    );
    let safety = json!([{"category": "HARM_CATEGORY_HATE_SPEECH", "threshold": "OFF"}]);
    assert_eq!(field("/safetySettings", |o| o.set("safetySettings", safety.clone())), safety);
    let tools = json!([{"googleSearch": {"searchTypes": {"webSearch": {}}}}]);
    assert_eq!(field("/tools", |o| o.set("tools", tools.clone())), tools);
    assert_eq!(field(config, |o| o.set("n", 3.0)), json!({"responseModalities": ["TEXT", "IMAGE"]}));
    assert_eq!(field("/systemInstruction", |o| o.set("systemInstruction", "  ")), "absent");
}

#[test]
fn whole_numbers_have_no_fraction_on_the_wire() {
    let options = options().with("temperature", 1.0).with("topK", 40.0).with("seed", 7.0);
    let text = text_of(&Request::new(DEFAULT_MODEL, options).unwrap());
    assert!(text.contains(r#""temperature":1"#) && !text.contains("1.0"), "{text}");
    assert!(text.contains(r#""topK":40"#) && text.contains(r#""seed":7"#) && !text.contains(".0"), "{text}");
}

#[test]
fn modalities_as_the_service_writes_them() {
    let modalities = |names: &[&str]| {
        field("/generationConfig/responseModalities", |o| {
            o.set("modalities", names.to_vec());
        })
    };
    assert_eq!(modalities(&["IMAGE"]), json!(["IMAGE"]));
    assert_eq!(modalities(&["Text", "image"]), json!(["TEXT", "IMAGE"]));
}

#[test]
fn an_image_is_sent_by_the_type_of_its_bytes_in_plain_base64() {
    for mime_type in ["image/png", "image/jpeg", "image/webp", "image/heic", "image/heif"] {
        let bytes = vec![0xfb, 0xff, 0xfe, 0xff];
        let image = TestImage { mime_type, bytes };
        let part = field("/contents/0/parts/1", |o| o.images = vec![InputPart::image(image)]);
        assert_eq!(part, json!({"inlineData": {"mimeType": mime_type, "data": "+//+/w=="}}));
    }
}

#[test]
fn images_need_no_prompt() {
    let options = |prompt: Option<&str>| Options {
        prompt: prompt.map(str::to_owned),
        images: vec![InputPart::image(png())],
        ..Options::default()
    };
    let expected =
        serde_json::json!([{"inlineData": {"mimeType": "image/png", "data": base64(&png().bytes)}}]);
    for prompt in [None, Some(""), Some(" \n")] {
        assert_eq!(wire(options(prompt)).pointer("/contents/0/parts"), Some(&expected));
    }
}

#[test]
fn no_image_is_ever_part_of_a_string() {
    let request = Request::new(
        DEFAULT_MODEL,
        Options { images: vec![InputPart::image(png()), InputPart::image(jpeg())], ..options() },
    )
    .unwrap();
    let chunks = encode(&request);
    let images = [png(), jpeg()];
    let [
        BodyChunk::Json(head),
        BodyChunk::Base64(first),
        BodyChunk::Json(middle),
        BodyChunk::Base64(second),
        BodyChunk::Json(tail),
    ] = &chunks[..]
    else {
        panic!("{chunks:?}");
    };
    assert_eq!([(*first).clone(), (*second).clone()], images);
    assert!(head.starts_with("{\"contents\":[") && head.ends_with("\"data\":\"") && tail.ends_with('}'));
    assert_eq!(middle, "\"}},{\"inlineData\":{\"mimeType\":\"image/jpeg\",\"data\":\"");
}

#[test]
fn expected_output_of_the_options() {
    let expected = Request::new(DEFAULT_MODEL, options()).unwrap().expected;
    assert_eq!(
        expected,
        Expected {
            image: true,
            aspect_ratio: None,
            image_size: None,
            service_tier: None,
            n: 1,
            follows_remote_images: false
        }
    );
    let options = options().with("n", 4).with("aspectRatio", "1:1").with("modalities", vec!["text"]);
    let expected = Request::new(DEFAULT_MODEL, options).unwrap().expected;
    assert_eq!(
        expected,
        Expected {
            image: false,
            aspect_ratio: Some("1:1".into()),
            image_size: None,
            service_tier: None,
            n: 4,
            follows_remote_images: false
        }
    );
}
