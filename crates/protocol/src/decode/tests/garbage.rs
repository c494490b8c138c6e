//! Bytes that nobody meant: no outcome is wrong, but there must be one.

use crate::fixture::{Answer, Dice, decode, decode_pieces, image_part, jpeg, png, sse, text_part};
use crate::secret::Secret;

#[test]
fn random_bytes_never_panic_and_never_depend_on_the_chunks() {
    for seed in 0..3000 {
        let mut dice = Dice::new(seed);
        let length = dice.below(300);
        let body = dice.bytes(length);
        assert_eq!(decode_pieces(dice.pieces(&body)), decode(&body), "seed {seed}");
    }
}

#[test]
fn random_tokens_never_panic_and_never_depend_on_the_chunks() {
    let image = image_part("image/png", &png(1, 1)).to_string();
    let tokens: &[&str] = &[
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\\u00",
        "\r",
        "\n",
        "\r\n",
        " ",
        "data:",
        "data: ",
        ": PING",
        "\"candidates\":[",
        "{\"content\":{\"parts\":[",
        "]}}",
        "\"text\":\"",
        "\"inlineData\":{\"data\":\"",
        "data:image/png;base64,",
        "iVBORw0KGgo",
        "![",
        "](",
        ")",
        "\0",
        "\\u0000",
        "error",
        "null",
        "7",
        "é",
        "{\"error\":{\"message\":\"x\"}}",
        "<html>",
        "[DONE]",
        "\u{feff}",
        &image,
    ];
    for seed in 0..6000 {
        let mut dice = Dice::new(seed);
        let length = dice.below(25);
        let body: String = (0..length).map(|_| dice.pick(tokens)).collect();
        assert_eq!(decode_pieces(dice.pieces(body.as_bytes())), decode(&body), "seed {seed}: {body:?}");
    }
}

#[test]
fn damaged_answers_never_panic_and_never_depend_on_the_chunks() {
    let good = sse(&[
        Answer::of(&[text_part("Here ![x](data:image/png;base64,"), image_part("image/jpeg", &jpeg(8, 8))])
            .json(),
        Answer::of(&[image_part("image/png", &png(2, 2))]).json(),
    ]);
    for seed in 0..3000 {
        let mut dice = Dice::new(seed);
        let mut body = good.clone().into_bytes();
        for _ in 0..=dice.below(3) {
            let (at, length) = (dice.below(body.len()), dice.below(9));
            let damage = dice.bytes(length);
            let end = (at + dice.below(9)).min(body.len());
            body.splice(at..end, damage);
        }
        let decoded = decode(&body);
        assert_eq!(decode_pieces(dice.pieces(&body)), decoded, "seed {seed}");
        if let Err(error) = decoded.outcome {
            assert!(!error.redacted(&Secret::new("sk-secret")).message().is_empty());
        }
    }
}
