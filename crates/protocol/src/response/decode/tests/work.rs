//! Tests of linear time, which count the inspected bytes instead of using a clock.

use crate::fixture::{Answer, MemorySink, base64, expected, image_part, sse};
use crate::response::decode::Decoder;
use crate::response::extract::{Extractor, Images, MAX_VALUES};
use crate::response::framing::{Frame, Framer};

/// A receiver that counts bytes and discards them.
#[derive(Default)]
struct Count(usize);

impl Images for Count {
    fn begin(&mut self) -> usize {
        0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 += bytes.len();
    }

    fn end(&mut self, _: bool) {}
}

/// Reads `body` in chunks like the decoder, and returns the number of inspected bytes and of decoded bytes.
fn looked_at(body: &str, chunk: usize) -> (usize, usize) {
    let Work { looked_at, decoded, .. } = work(body, chunk);
    (looked_at, decoded)
}

struct Work {
    looked_at: usize,
    decoded: usize,
    steps: usize,
}

fn work(body: &str, chunk: usize) -> Work {
    let (mut framer, mut extractor, mut images) = (Framer::default(), Extractor::default(), Count::default());
    let (mut looked_at, mut steps) = (0, 0);
    for mut rest in body.as_bytes().chunks(chunk) {
        while !rest.is_empty() {
            steps += 1;
            let taken = match framer.next(rest, extractor.is_in_document()) {
                Frame::Json(length) => {
                    looked_at += length;
                    let taken = extractor.push(&rest[..length], &mut images).unwrap();
                    if !extractor.is_in_document() {
                        drop(extractor.take_document());
                    }
                    taken
                }
                Frame::Framing(length) => {
                    looked_at += length;
                    length
                }
                Frame::Withheld(json) => {
                    extractor.push(&json, &mut images).unwrap();
                    0
                }
                Frame::NotJson => rest.len(),
            };
            rest = &rest[taken..];
        }
    }
    Work { looked_at, decoded: images.0, steps }
}

#[test]
fn a_large_image_is_looked_at_once() {
    let image = vec![0xa5; 3 << 20];
    let document = Answer::of(&[image_part("image/png", &image)]).json();
    for body in [document.clone(), sse(std::slice::from_ref(&document)), format!("[{document}]")] {
        for chunk in [1 << 10, 64 << 10, 512 << 10, usize::MAX] {
            let (looked_at, decoded) = looked_at(&body, chunk);
            assert_eq!(decoded, image.len());
            assert!(looked_at < body.len() + body.len() / 100, "{looked_at} of {} by {chunk}", body.len());
        }
    }
}

#[test]
fn a_large_image_takes_few_steps() {
    let document = Answer::of(&[image_part("image/png", &vec![0xa5; 3 << 20])]).json();
    for body in [document.clone(), sse(&[document])] {
        let steps = work(&body, usize::MAX).steps;
        assert!(steps < 50, "{steps}");
    }
}

#[test]
fn many_documents_on_one_line_do_not_each_search_it() {
    let body = format!("data: {}", "{}".repeat(200_000));
    let (looked_at, _) = looked_at(&body, usize::MAX);
    assert!(looked_at < 50 * body.len(), "{looked_at} of {}", body.len());
}

#[test]
fn unusual_characters_cost_no_more_than_others() {
    let escaped: String = base64(&[0xff; 30_000]).replace('/', "\\/");
    let body = format!(r#"{{"inlineData":{{"data":"{escaped}"}}}}"#);
    let (looked_at, decoded) = looked_at(&body, 4096);
    assert_eq!((looked_at, decoded), (body.len(), 30_000));
}

/// Checks the limit on values, because each two-byte `{}` takes about a hundred times as much memory.
#[test]
fn more_values_than_any_answer_has_are_refused() {
    let expected = expected();
    let body = |count: usize| format!("{{\"extra\":[{}0],\"candidates\":[]}}", "{},".repeat(count));
    let refused =
        |body: String| Decoder::new("m", &expected, 200, MemorySink::default).push(body.as_bytes()).is_err();
    assert!(!refused(body(MAX_VALUES / 2 - 9)));
    assert!(refused(body(MAX_VALUES / 2)));
    // The limit applies to several documents together.
    let mut decoder = Decoder::new("m", &expected, 200, MemorySink::default);
    let half = body(MAX_VALUES / 4 + 9);
    assert!(decoder.push(half.as_bytes()).is_ok() && decoder.push(half.as_bytes()).is_err());
}

#[test]
fn endless_documents_of_text_are_refused() {
    let document = format!("data: {{\"extra\":\"{}\"}}\n\n", "x".repeat(2 << 20));
    let expected = expected();
    let mut decoder = Decoder::new("m", &expected, 200, MemorySink::default);
    let refused = (0..9).map(|_| decoder.push(document.as_bytes())).position(|outcome| outcome.is_err());
    assert_eq!(refused, Some(7));
}
