//! Documents with and without a size, and content before the root element.

#![allow(clippy::unwrap_used)]

use super::*;

/// Returns the document with its size added, or unchanged if it has one.
fn sized(document: &str) -> String {
    let Some(segments) = with_size(document.as_bytes(), document.len() as u64) else {
        return document.to_owned();
    };
    let texts = segments.into_iter().map(|segment| match segment {
        Segment::Kept(range) => document[range.start as usize..range.end as usize].to_owned(),
        Segment::Written(bytes) => String::from_utf8(bytes).unwrap(),
        Segment::Zeros(_) => String::new(),
    });
    texts.collect()
}

fn size_of(attributes: &str) -> Option<(u32, u32)> {
    let document =
        sized(&format!("<svg xmlns='http://www.w3.org/2000/svg' {attributes}><g width='7'/></svg>"));
    let root = Root::find(document.as_bytes()).unwrap();
    let count = |name: &str| root.attributes.iter().filter(|attribute| attribute.name == name).count();
    assert!(count("width") <= 1 && count("height") <= 1 && count("style") <= 1, "{document}");
    assert!(document.ends_with("><g width='7'/></svg>"), "{document}");
    Some((root.value("width")?.parse().ok()?, root.value("height")?.parse().ok()?))
}

#[test]
fn a_document_with_a_size_stays_as_it_is() {
    for attributes in [
        "width='30' height='20'",
        "width=\"10cm\" height='20.5Q' viewBox='0 0 3 2'",
        "style='width: 30px; height: 20px'",
        "width='100%' height='100%' style='width:3in;height:2in'",
    ] {
        let document = format!("<svg {attributes}/>");
        assert_eq!(sized(&document), document);
    }
}

#[test]
fn a_document_without_a_size_gets_one_of_its_shape() {
    for (attributes, size) in [
        ("viewBox='0 0 40 30'", (1024, 768)),
        ("viewBox='-5,-5, 30.0 ,40'", (768, 1024)),
        ("viewBox='0 0 24 24' width='100%' height='100%'", (1024, 1024)),
        ("viewBox='0 0 24 12' width='auto' height=''", (1024, 512)),
        ("viewBox='0 0 2 1' width='200'", (200, 100)),
        ("viewBox='0 0 2 1' height='1in'", (192, 96)),
        ("viewBox='0 0 2 1' width='50vw' height='72pt'", (192, 96)),
        ("viewBox='0 0 100000 1'", (1024, 1)),
        ("viewBox='0 0 2 1' width='2e2' height='1vmin'", (1024, 512)),
        ("viewBox='0 0 2 1' width='calc(1px)'", (1024, 512)),
        ("width='200'", (200, 150)),
        ("height='200px'", (300, 200)),
        ("viewBox='0 0 2 1' width='0' height='0px'", (1024, 512)),
        ("", (300, 150)),
        ("viewBox='0 0 0 10'", (300, 150)),
        ("viewBox='nonsense'", (300, 150)),
        ("width='9999999' viewBox='0 0 1 1'", (9_999_999, 9_999_999)),
        ("viewBox='0 0 2 1' style='width:100%;height:auto;fill:red'", (1024, 512)),
    ] {
        assert_eq!(size_of(attributes), Some(size), "{attributes}");
    }
}

#[test]
fn the_style_of_the_root_is_kept_and_its_size_is_overruled() {
    let document = sized(r#"<svg viewBox="0 0 2 1" style='font-family:"A";width:100%'/>"#);
    assert_eq!(
        document,
        r#"<svg width="1024" height="512" style='font-family:"A";width:100%;width:1024px!important;height:512px!important' viewBox="0 0 2 1" />"#
    );
}

#[test]
fn the_root_is_found_behind_all_that_may_stand_before_it() {
    let doctype =
        r#"<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [ <!ENTITY ns "a>b]"> <!-- ]> --> ]>"#;
    for before in [
        "\u{feff}",
        " \n\t",
        "<?xml version='1.0' encoding='utf-8'?>\n",
        "<!-- <svg width='1' height='1'> > -->",
        "<!DOCTYPE svg>",
        doctype,
        "<?xml version='1.0'?><?xml-stylesheet href='x'?><!-- a --><!DOCTYPE svg ><!-- b -->",
    ] {
        let document = sized(&format!("{before}<svg\n viewBox = '0 0 4 3'\n><text>x</text></svg>"));
        assert!(document.contains("<svg width=\"1024\" height=\"768\""), "{document}");
        assert!(document.starts_with(before));
    }
    assert!(sized("<s:svg viewBox='0 0 4 3'/>").starts_with("<s:svg width=\"1024\" height=\"768\""));
}

#[test]
fn other_documents_are_no_svg() {
    for document in [
        "",
        "<",
        "<svg",
        "<svg width='1'",
        "<svg width=1>",
        "<svgs>",
        "<html><svg></svg></html>",
        "svg",
        "<!-- <svg> ",
        "<!DOCTYPE svg",
        "<?xml",
        "<div><svg width='1' height='1'/></div>",
        "{\"a\":\"<svg>\"}",
        "<svg a>",
        "<svg é",
    ] {
        assert!(!is_svg(document.as_bytes()), "{document}");
        assert_eq!(with_size(document.as_bytes(), 99), None, "{document}");
    }
    assert!(!is_svg(&[0xff, 0xfe, b'<', 0, b's', 0, b'v', 0, b'g', 0]), "UTF-16");
}

#[test]
fn a_document_is_read_at_every_length() {
    let document =
        "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a 'é'>]><svg viewBox='0 0 4 3' id='é'><g/></svg>";
    let end = document.find("><g/>").unwrap() + 1;
    for length in 0..document.len() {
        assert_eq!(is_svg(&document.as_bytes()[..length]), length >= end, "{length}");
    }
}
