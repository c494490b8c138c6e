//! Tests of texts with images, and of texts that only resemble them.

use super::*;

#[test]
fn markdown_and_bare_forms() {
    let text = "Here: ![a cat](data:image/png;base64,\x000\x00) and data:image/jpeg;base64,\x0012\x00 done";
    let expected =
        [Span::Text("Here: "), Span::Image(0), Span::Text(" and "), Span::Image(12), Span::Text(" done")];
    assert_eq!(split(text), expected);
    assert_eq!(split("data:image/png;base64,\x003\x00"), [Span::Image(3)]);
    assert_eq!(split("DATA:image/PNG;charset=utf-8;BASE64,\x003\x00"), [Span::Image(3)]);
    assert_eq!(split("![x](data:image/png;base64,\x003\x00 \"a title\" )"), [Span::Image(3)]);
    assert_eq!(split("![](https://h/i?a=1&b=2)"), [Span::Remote("https://h/i?a=1&b=2")]);
    assert_eq!(split(" https://h/i.PNG?sig=1 "), [Span::Remote("https://h/i.PNG?sig=1")]);
    assert_eq!(
        split("![a](https://h/a_(1).png 'b')!"),
        [Span::Remote("https://h/a_(1).png"), Span::Text("!")]
    );
}

#[test]
fn ordinary_text_is_left_alone() {
    for text in [
        "see https://h/page",
        "![x](y)",
        "![",
        "![](",
        "![]()",
        "](https://h/i.png)",
        "[link](https://h/i.png)",
        "a data:image/ b;base64,1",
        "data:image/png;base64,",
        "data:image/png;base64,7",
        "data:image/png;base64,\0",
        "data:image/png;base64,\x007",
        "nul \x007\x00 alone",
        "Wow![1] says [a page](https://h/page)",
        "![a](https://h/i.png and no end",
        "![a](https://h/i.png \"no end",
        "é![é](é)é",
    ] {
        assert_eq!(split(text), [Span::Text(text)]);
    }
    assert!(split("").is_empty());
}

#[test]
fn text_around_an_image_is_kept() {
    let text = "A ![b data:image/png;base64,\x000\x00](https://h/i.png)";
    let expected = [Span::Text("A ![b "), Span::Image(0), Span::Text("](https://h/i.png)")];
    assert_eq!(split(text), expected);
    let text = "A ![b](data:image/png;base64,\x000\x00 c (d) e";
    let expected = [Span::Text("A ![b]("), Span::Image(0), Span::Text(" c (d) e")];
    assert_eq!(split(text), expected);
}

#[test]
fn a_text_that_ends_within_an_image_is_cut() {
    let text = "A ![b](data:image/png;base64,\x000\x00";
    assert_eq!(split(text), [Span::Text("A "), Span::Cut(0)]);
}

#[test]
fn no_text_is_scanned_again_and_again() {
    // A search that restarts at each repetition would be quadratic, and this test would not finish.
    for text in [
        "![",
        "](",
        "![](",
        "![](a(",
        "![](a \"",
        "![](a  ",
        "data:image/",
        ";base64,\0",
        "data:image/png;base64,\0",
        "![](data:image/png;base64,\0",
    ] {
        let text = text.repeat((4 << 20) / text.len());
        assert_eq!(split(&text), [Span::Text(&text)]);
    }
    let text = "![a](data:image/png;base64,\x000\x00 x ".repeat(100_000);
    assert_eq!(split(&text).len(), 200_001);
}
