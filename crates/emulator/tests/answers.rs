//! Tests of the pure function with a trivial painter: images of the right size and format, errors in the service's
//! words, listings and token counts.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod client;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use client::*;
use image::GenericImageView;
use serde_json::{Value, json};
use tintype_emulator::{Format, MAX_BODY, MAX_RELAY_BODY, Request, respond};
use tintype_painter::Picture;

#[test]
fn every_ratio_of_the_first_model_has_the_pixels_of_the_table() {
    let table = [
        ("1:1", 1024, 1024),
        ("2:3", 832, 1248),
        ("3:2", 1248, 832),
        ("3:4", 864, 1184),
        ("4:3", 1184, 864),
        ("4:5", 896, 1152),
        ("5:4", 1152, 896),
        ("9:16", 768, 1344),
        ("16:9", 1344, 768),
        ("21:9", 1536, 672),
    ];
    for (ratio, width, height) in table {
        let config = json!({ "imageConfig": { "aspectRatio": ratio } });
        let (mime, image, _) = picture(FLASH, &prompt("Hills", config));
        assert_eq!((mime.as_str(), image.dimensions()), ("image/png", (width, height)), "{ratio}");
    }
}

#[test]
fn newer_models_have_sizes_answer_with_jpeg_and_sign() {
    for (size, pixels) in [("512", (384, 688)), ("1K", (768, 1376)), ("2K", (1536, 2752))] {
        let config = json!({ "imageConfig": { "aspectRatio": "9:16", "imageSize": size } });
        let (mime, image, bytes) = picture("gemini-3.1-flash-image", &prompt("Sea", config));
        assert_eq!((mime.as_str(), image.dimensions()), ("image/jpeg", pixels), "{size}");
        assert_eq!(image::guess_format(&bytes).unwrap(), image::ImageFormat::Jpeg);
    }
    let (_, answer) = generate("gemini-3-pro-image", &prompt("Sea", json!({})));
    let image = &answer["candidates"][0]["content"]["parts"][1];
    assert!(image["thoughtSignature"].as_str().unwrap().len() > 40);
}

#[test]
fn the_answer_has_what_clients_read() {
    let (_, answer) = generate(FLASH, &prompt("A red boat", json!({})));
    assert_eq!(answer["modelVersion"], FLASH);
    assert_eq!(answer["responseId"].as_str().unwrap().len(), 16);
    let candidate = &answer["candidates"][0];
    assert_eq!(candidate["finishReason"], "STOP");
    assert_eq!(candidate["content"]["role"], "model");
    assert!(candidate["content"]["parts"][0]["text"].as_str().unwrap().contains("sandbox"));
    let usage = &answer["usageMetadata"];
    assert_eq!(usage["candidatesTokensDetails"][0], json!({ "modality": "IMAGE", "tokenCount": 1290 }));
    let sum = usage["promptTokenCount"].as_u64().unwrap() + usage["candidatesTokenCount"].as_u64().unwrap();
    assert_eq!(usage["totalTokenCount"], sum);
}

#[test]
fn too_low_a_token_limit_for_a_picture_ends_before_it() {
    let ended = |most: u32| {
        let (_, answer) = generate(FLASH, &prompt("Hills", json!({ "maxOutputTokens": most })));
        let candidate = &answer["candidates"][0];
        (candidate["finishReason"].as_str().unwrap().to_owned(), candidate["content"]["parts"].is_array())
    };
    assert_eq!(ended(1289), ("MAX_TOKENS".to_owned(), false));
    assert_eq!(ended(1290), ("STOP".to_owned(), true));
}

#[test]
fn modalities_select_the_output() {
    let count = |modalities: Value| {
        let (_, answer) = generate(FLASH, &prompt("Hills", json!({ "responseModalities": modalities })));
        let parts = answer["candidates"][0]["content"]["parts"].as_array().unwrap().clone();
        let of = |key: &str| parts.iter().filter(|part| part.get(key).is_some()).count();
        (of("text"), of("inlineData"))
    };
    assert_eq!(count(json!(["TEXT", "IMAGE"])), (1, 1));
    assert_eq!(count(json!(["Image"])), (0, 1));
    assert_eq!(count(json!(["TEXT"])), (1, 0));
}

#[test]
fn refusals_have_the_words_of_the_service() {
    let one = |part: Value| json!({ "contents": [{ "parts": [{ "text": "x" }, part] }] });
    let tiny = STANDARD.encode(Picture::new(2, 2).encode(Format::Png));
    let cases = [
        (json!({}), "contents is not specified"),
        (json!({ "contents": [{ "parts": [] }] }), "contents.parts must not be empty"),
        (json!({ "contents": [{ "parts": [{}] }] }), "required oneof field 'data'"),
        (
            json!({ "contents": [{ "role": "robot", "parts": [{ "text": "x" }] }] }),
            "Please use a valid role: user, model.",
        ),
        (prompt("x", json!({ "candidateCount": 2 })), "Multiple candidates is not enabled for this model"),
        (
            prompt("x", json!({ "imageConfig": { "aspectRatio": "7:3" } })),
            "Aspect ratio is not enabled for this model",
        ),
        (
            prompt("x", json!({ "imageConfig": { "imageSize": "2K" } })),
            "Request contains an invalid argument.",
        ),
        (
            prompt("x", json!({ "responseModalities": ["AUDIO"] })),
            "does not support the requested response modalities",
        ),
        (prompt("x", json!({ "temperature": 3 })), "temperature must be in the range"),
        (prompt("x", json!({ "maxOutputTokens": 0 })), "max_output_tokens must be positive"),
        (
            prompt("x", json!({ "thinkingConfig": { "thinkingBudget": 1, "thinkingLevel": "LOW" } })),
            "only one of thinking budget and thinking level",
        ),
        (
            json!({ "contents": [{ "parts": [{ "text": "x" }] }], "tools": [{ "google_search": {} }] }),
            "Search Grounding is not supported.",
        ),
        (
            json!({ "contents": [{ "parts": [{ "text": "x" }] }], "tools": [{ "functionDeclarations": [] }] }),
            "Function calling is not enabled for models/gemini-2.5-flash-image",
        ),
        (
            prompt(&"word".repeat(32_769), json!({})),
            "The input token count (32769) exceeds the maximum number of tokens allowed (32768).",
        ),
        (
            prompt("x", json!({ "thinkingLevel": "HIGH" })),
            "Unknown name \"thinkingLevel\" at 'generation_config': Cannot find field.",
        ),
        (
            one(json!({ "inlineData": { "mimeType": "image/gif", "data": tiny } })),
            "Unsupported MIME type: image/gif",
        ),
        (
            one(json!({ "inlineData": { "mimeType": "image/png", "data": "%%%" } })),
            "Base64 decoding failed for \"%%%\"",
        ),
        (
            one(json!({ "inlineData": { "mimeType": "image/png", "data": "aGVsbG8=" } })),
            "Unable to process input image",
        ),
    ];
    for (body, words) in cases {
        let (status, answer) = generate(FLASH, &body);
        assert_eq!((status, &answer["error"]["status"]), (400, &json!("INVALID_ARGUMENT")), "{answer}");
        let message = answer["error"]["message"].as_str().unwrap();
        assert!(message.contains(words), "{message:?} lacks {words:?}");
    }
    let lower = prompt("x", json!({ "imageConfig": { "imageSize": "2k" } }));
    assert_eq!(generate("gemini-3-pro-image", &lower).0, 400);
    let (status, answer) = generate("gemini-9", &prompt("x", json!({})));
    assert_eq!((status, &answer["error"]["status"]), (404, &json!("NOT_FOUND")));
}

#[test]
fn a_field_at_fault_is_named_in_the_details() {
    let body = prompt("x", json!({ "imageConfig": { "ratio": "1:1" } }));
    let (_, answer) = generate(FLASH, &body);
    let details = &answer["error"]["details"][0];
    assert_eq!(details["@type"], "type.googleapis.com/google.rpc.BadRequest");
    assert_eq!(details["fieldViolations"][0]["field"], "generation_config.image_config");
}

#[test]
fn broken_json_is_refused() {
    let response = respond(
        &Request { body: b"{\"contents\": ,}".to_vec(), ..request(&path(), &json!({})) },
        &FlatPainter,
    );
    let text = String::from_utf8(response.body.into_bytes()).unwrap();
    assert!(
        response.status == 400 && text.contains("Invalid JSON payload received. Unexpected token."),
        "{text}"
    );
}

#[test]
fn a_body_has_googles_limit_or_that_of_a_relay() {
    let bearer = vec![("authorization".to_owned(), "Bearer sandbox".to_owned())];
    let send = |headers: &[(String, String)], length: usize| {
        let mut body =
            prompt("Hills", json!({ "imageConfig": { "imageSize": "512" } })).to_string().into_bytes();
        body.resize(length, b' ');
        let request = Request { body, ..request(&path(), &json!(null)) };
        let headers = if headers.is_empty() { request.headers.clone() } else { headers.to_vec() };
        let response = respond(&Request { headers, ..request }, &FlatPainter);
        (response.status, String::from_utf8(response.body.into_bytes()).unwrap())
    };
    for (headers, most) in [(&[][..], MAX_BODY), (&bearer, MAX_RELAY_BODY)] {
        assert_eq!(send(headers, most).0, 200);
        let (status, text) = send(headers, most + 1);
        let words = format!("Request payload size exceeds the limit: {most} bytes.");
        assert!(status == 400 && text.contains(&words) && text.contains("INVALID_ARGUMENT"), "{text}");
    }
}

#[test]
fn videos_and_pdfs_are_for_the_models_that_take_them() {
    for mime in ["video/mp4", "application/pdf"] {
        for part in [
            json!({ "inlineData": { "mimeType": mime, "data": "JVBERi0xLjc=" } }),
            json!({ "fileData": { "mimeType": mime, "fileUri": "https://example.org/of-elsewhere" } }),
        ] {
            let body = json!({ "contents": [{ "parts": [{ "text": "its poster" }, part] }] });
            for model in [SMALL, "gemini-nano-banana-2.1"] {
                assert_eq!(generate(model, &body).0, 200, "{model} {body}");
            }
            for model in [FLASH, "gemini-3-pro-image"] {
                let (status, answer) = generate(model, &body);
                let message = answer["error"]["message"].as_str().unwrap();
                assert_eq!(
                    (status, message),
                    (400, &*format!("Unsupported MIME type: {mime}")),
                    "{model} {body}"
                );
            }
        }
    }
}

fn path() -> String {
    format!("/v1beta/models/{SMALL}:generateContent")
}

#[test]
fn a_stream_is_events_or_a_list() {
    let events = scenario("ok", "streamGenerateContent", "alt=sse", 1);
    assert_eq!(events.header("content-type"), Some("text/event-stream"));
    let documents: Vec<Value> = events
        .text
        .split_terminator("\r\n\r\n")
        .map(|event| serde_json::from_str(event.strip_prefix("data: ").unwrap()).unwrap())
        .collect();
    let list = scenario("ok", "streamGenerateContent", "", 1);
    assert_eq!(documents, serde_json::from_str::<Vec<Value>>(&list.text).unwrap());
    assert_eq!(documents.len(), 3);
    let reasons: Vec<&Value> =
        documents.iter().map(|document| &document["candidates"][0]["finishReason"]).collect();
    assert_eq!(reasons, [&Value::Null, &Value::Null, &json!("STOP")]);
    assert!(documents[2]["candidates"][0]["content"]["parts"][0]["inlineData"].is_object());
}

#[test]
fn models_are_listed_in_pages_and_looked_up() {
    let (_, all) = get("/v1beta/models");
    let all = all["models"].as_array().unwrap().clone();
    let (_, first) = get("/v1beta/models?pageSize=2");
    let (_, rest) = get(&format!("/v1beta/models?pageToken={}", first["nextPageToken"].as_str().unwrap()));
    let pages = [&first, &rest].map(|page| page["models"].as_array().unwrap().clone()).concat();
    assert_eq!(pages, all);
    assert!(rest.get("nextPageToken").is_none());
    let (_, one) = get(&format!("/v1beta/models/{SMALL}"));
    assert!(all.contains(&one));
    assert_eq!((&one["maxTemperature"], &one["thinking"]), (&json!(1), &json!(true)));
    assert_eq!((get("/v1beta/models/none").0, get("/v1beta/models?pageSize=x").0), (404, 400));
}

#[test]
fn models_that_make_no_pictures_say_so() {
    let (_, answer) = generate("gemini-2.5-flash", &prompt("A poem", json!({})));
    assert!(answer["candidates"][0]["content"]["parts"][0]["text"].is_string());
    let (status, _) =
        generate("gemini-2.5-flash", &prompt("A fox", json!({ "responseModalities": ["IMAGE"] })));
    assert_eq!(status, 400);
    let (status, answer) = generate("gemini-embedding-001", &prompt("A fox", json!({})));
    assert!(answer["error"]["message"].as_str().unwrap().contains("not supported for generateContent"));
    assert_eq!(status, 404);
}

#[test]
fn tokens_are_counted() {
    let count = |body: &Value| {
        let answer = post(&format!("/v1beta/models/{FLASH}:countTokens"), body);
        serde_json::from_slice::<Value>(&answer.body.into_bytes()).unwrap()["totalTokens"].clone()
    };
    let picture = inline(&Picture::new(1000, 500).encode(Format::Png), "image/png");
    let contents = json!([{ "parts": [{ "text": "sixteen letters." }, picture] }]);
    assert_eq!(count(&json!({ "contents": contents })), 4 + 2 * 258);
    assert_eq!(count(&json!({ "generateContentRequest": { "contents": contents } })), 4 + 2 * 258);
}
