//! Tests of the limits on images and text of one image, of one answer, and of all answers of a call.

use crate::error::ErrorKind;
use crate::fixture::{
    Answer, Decoded, MemorySink, Picture, base64, decode, expected, image_part, sse, text_part,
};
use crate::response::decode::{Budget, Decoder, MAX_IMAGE_BYTES, MAX_IMAGES};
use crate::response::generation::{Generation, WarningCode};
use serde_json::Value;
use serde_json::json;
use std::rc::Rc;

const GIF: &[u8] = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;";

fn tiny_images(count: usize) -> Vec<Value> {
    vec![image_part("image/gif", GIF); count]
}

fn is_partial(generation: &Generation<Picture>) -> bool {
    generation.warnings.iter().any(|warning| warning.code == WarningCode::Partial)
}

#[test]
fn images_up_to_the_bound_are_kept_and_the_others_reported() {
    let within = decode(Answer::of(&tiny_images(MAX_IMAGES)).json()).outcome.unwrap();
    assert_eq!((within.images.len(), is_partial(&within)), (MAX_IMAGES, false));
    let document = Answer::of(&tiny_images(10_000)).json();
    for body in [document.clone(), sse(&[document])] {
        let generation = decode(body).outcome.unwrap();
        assert_eq!((generation.images.len(), is_partial(&generation)), (MAX_IMAGES, true));
    }
}

#[test]
fn images_of_all_documents_of_an_answer_count() {
    let documents: Vec<_> = (0..10).map(|_| Answer::of(&tiny_images(100)).json()).collect();
    let generation = decode(sse(&documents)).outcome.unwrap();
    assert_eq!((generation.images.len(), is_partial(&generation)), (MAX_IMAGES, true));
}

#[test]
fn data_urls_in_a_text_count_as_images() {
    let text = format!("![x](data:image/gif;base64,{})", base64(GIF)).repeat(10_000);
    let generation = decode(Answer::of(&[text_part(&text)]).json()).outcome.unwrap();
    assert_eq!((generation.images.len(), is_partial(&generation)), (MAX_IMAGES, true));
}

#[test]
fn thousands_of_parts_that_are_no_images_end_in_one_error() {
    let parts = vec![json!({"inlineData": {"data": "AAAA"}}); 4_300];
    let error = decode(Answer::of(&parts).json()).outcome.unwrap_err();
    assert_eq!((error.kind(), error.retryable()), (ErrorKind::MalformedResponse, false));
}

#[test]
fn an_image_over_its_bound_is_omitted_and_the_others_stay() {
    let vast = [GIF, &vec![0; MAX_IMAGE_BYTES as usize]].concat();
    let alone = decode(Answer::of(&[image_part("image/gif", &vast)]).json()).outcome.unwrap_err();
    assert_eq!((alone.kind(), alone.retryable()), (ErrorKind::MalformedResponse, false));
    assert!(alone.message().contains("MB"), "{alone}");
    let images = [image_part("image/gif", &vast), image_part("image/gif", GIF)];
    let generation = decode(Answer::of(&images).json()).outcome.unwrap();
    assert_eq!((generation.images.len(), is_partial(&generation)), (1, true));
}

/// Decodes `count` answers of one call, one after the other.
fn answers(body: &str, count: usize) -> Vec<Decoded> {
    let (expected, budget) = (expected(), Rc::new(Budget::default()));
    let read = |_| {
        let mut decoder = Decoder::new("m", &expected, 200, MemorySink::default).within(&budget);
        let interruption = decoder.push(body.as_bytes()).err();
        Decoded { outcome: decoder.finish(interruption), events: Vec::new() }
    };
    (0..count).map(read).collect()
}

#[test]
fn the_text_of_all_answers_of_a_call_has_a_bound() {
    let text = text_part(&"x".repeat(10 << 20));
    let body = Answer::of(&[text, image_part("image/gif", GIF)]).json();
    let outcomes = answers(&body, 8);
    let (good, refused) = outcomes.split_at(6);
    assert!(good.iter().all(|answer| answer.outcome.is_ok()));
    let is_typed = |answer: &Decoded| {
        answer.outcome.as_ref().is_err_and(|error| error.kind() == ErrorKind::MalformedResponse)
    };
    assert!(refused.iter().all(is_typed));
}

#[test]
fn the_images_of_all_answers_of_a_call_have_a_bound() {
    let body = Answer::of(&tiny_images(MAX_IMAGES)).json();
    let counts: Vec<_> = answers(&body, 6)
        .iter()
        .map(|answer| answer.outcome.as_ref().map_or(0, |found| found.images.len()))
        .collect();
    assert_eq!(counts, [MAX_IMAGES, MAX_IMAGES, MAX_IMAGES, MAX_IMAGES, 0, 0]);
}
