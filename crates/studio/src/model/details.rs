//! The prompt and options of a picture, embedded in its file: in a PNG as a text chunk, in a JPEG as a comment, in a
//! WebP as a custom chunk.

use serde::{Deserialize, Serialize};

use super::result::RequestOptions;
use super::schema;
use super::zip::CRC;

/// The prompt and options of a picture.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Details {
    /// The prompt.
    pub prompt: String,
    /// The options of the request.
    #[serde(default)]
    #[serde(rename = "asked")]
    pub requested: RequestOptions,
}

/// The keyword before the JSON, in every file type.
const MARK: &str = "tintype";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The length of a PNG's signature and first chunk, which must stay in first position.
const PNG_HEADER_LENGTH: usize = 33;

/// Writes details into an image file. Returns `None` for an unsupported format or a damaged file.
pub fn write(file: &[u8], details: &Details) -> Option<Vec<u8>> {
    let json = schema::write(details);
    let text = format!("{MARK}\0{json}");
    if file.starts_with(PNG) && file.len() > PNG_HEADER_LENGTH {
        // An iTXt chunk: keyword, no compression, no language, no translated keyword, UTF-8 text.
        let body = [b"iTXt".as_slice(), MARK.as_bytes(), b"\0\0\0\0\0", json.as_bytes()].concat();
        let length = u32::try_from(body.len() - 4).ok()?.to_be_bytes();
        let crc = CRC.checksum(&body).to_be_bytes();
        return Some([&file[..PNG_HEADER_LENGTH], &length, &body, &crc, &file[PNG_HEADER_LENGTH..]].concat());
    }
    if file.starts_with(&[0xff, 0xd8, 0xff]) {
        let at = after_app_segments(file)?;
        let length = u16::try_from(text.len() + 2).ok()?.to_be_bytes();
        return Some([&file[..at], &[0xff, 0xfe], &length, text.as_bytes(), &file[at..]].concat());
    }
    is_webp(file).then(|| with_webp_chunk(file, text.as_bytes())).flatten()
}

/// Reads the details from the first and last bytes of a file. Each slice may be the whole file.
pub fn read(prefix: &[u8], tail: &[u8]) -> Option<Details> {
    let text = if prefix.starts_with(PNG) {
        png_text(prefix)
    } else if prefix.starts_with(&[0xff, 0xd8, 0xff]) {
        jpeg_text(prefix)
    } else if is_webp(prefix) {
        webp_text(tail)
    } else {
        None
    };
    schema::read(str::from_utf8(text?).ok()?).ok()
}

fn png_text(prefix: &[u8]) -> Option<&[u8]> {
    let mut rest = prefix.get(8..)?;
    loop {
        let length = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?) as usize;
        // Split the slice instead of adding offsets, because a length of nearly 4 GB would wrap around to the
        // beginning.
        let (body, after) = rest.get(8..)?.split_at_checked(length)?;
        if rest.get(4..8)? == b"iTXt" {
            let text = body.strip_prefix(MARK.as_bytes()).and_then(|text| text.strip_prefix(b"\0\0\0\0\0"));
            if text.is_some() {
                return text;
            }
        }
        rest = after.get(4..)?;
    }
}

/// Returns the offset after the application segments. Not every program accepts a comment before them.
fn after_app_segments(file: &[u8]) -> Option<usize> {
    let mut at = 2;
    while matches!(file.get(at..at + 2)?, [0xff, 0xe0..=0xef]) {
        at += 2 + usize::from(u16::from_be_bytes(file.get(at + 2..at + 4)?.try_into().ok()?));
    }
    (at <= file.len()).then_some(at)
}

fn jpeg_text(prefix: &[u8]) -> Option<&[u8]> {
    let mut at = after_app_segments(prefix)?;
    while prefix.get(at..at + 2)? == [0xff, 0xfe] {
        let length = usize::from(u16::from_be_bytes(prefix.get(at + 2..at + 4)?.try_into().ok()?));
        let text = prefix.get(at + 4..at + 2 + length)?;
        if let Some(json) = text.strip_prefix(MARK.as_bytes()).and_then(|json| json.strip_prefix(b"\0")) {
            return Some(json);
        }
        at += 2 + length;
    }
    None
}

fn is_webp(file: &[u8]) -> bool {
    file.starts_with(b"RIFF") && file.get(8..12) == Some(b"WEBP")
}

/// The name of the custom chunk. Decoders skip unknown chunks.
const CHUNK: &[u8] = b"TTYP";

fn with_webp_chunk(file: &[u8], text: &[u8]) -> Option<Vec<u8>> {
    let length = u32::try_from(text.len()).ok()?.to_le_bytes();
    // Chunks start at even offsets.
    let padding: &[u8] = if text.len() % 2 == 1 { b"\0" } else { b"" };
    let mut written = [file, CHUNK, &length, text, padding].concat();
    let size = u32::try_from(written.len() - 8).ok()?;
    written.get_mut(4..8)?.copy_from_slice(&size.to_le_bytes());
    Some(written)
}

fn webp_text(tail: &[u8]) -> Option<&[u8]> {
    let at = tail.windows(4).rposition(|name| name == CHUNK)?;
    let length = u32::from_le_bytes(tail.get(at + 4..at + 8)?.try_into().ok()?) as usize;
    let text = tail.get(at + 8..)?.get(..length)?;
    text.strip_prefix(MARK.as_bytes())?.strip_prefix(b"\0")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn details() -> Details {
        let mut requested = RequestOptions { ratio: Some("16:9".into()), ..RequestOptions::default() };
        requested.options.seed = "7".into();
        Details { prompt: "一只梨, \"ripe\"".into(), requested }
    }

    fn png() -> Vec<u8> {
        let chunk = |kind: &[u8], body: &[u8]| {
            let typed = [kind, body].concat();
            let (length, crc) = ((body.len() as u32).to_be_bytes(), CRC.checksum(&typed).to_be_bytes());
            [&length[..], &typed, &crc].concat()
        };
        [PNG.to_vec(), chunk(b"IHDR", &[0; 13]), chunk(b"tEXt", b"a\0b"), chunk(b"IEND", b"")].concat()
    }

    fn samples() -> [Vec<u8>; 3] {
        let jpeg =
            [&[0xff, 0xd8, 0xff, 0xe0, 0, 6], &b"JFIF"[..], &[0xff, 0xfe, 0, 4, b'h', b'i', 0xff, 0xda]]
                .concat();
        let webp = [&b"RIFF"[..], &[16, 0, 0, 0], b"WEBPVP8 ", &[4, 0, 0, 0], b"data"].concat();
        [png(), jpeg, webp]
    }

    #[test]
    fn written_details_are_read_from_every_file_type() {
        for file in samples() {
            assert_eq!(read(&file, &file), None);
            let written = write(&file, &details()).unwrap_or_default();
            assert_eq!(read(&written, &written), Some(details()), "{file:?}");
            assert!(written.len() > file.len());
        }
    }

    #[test]
    fn the_picture_itself_stays_as_it_is() {
        let written = write(&png(), &details()).unwrap_or_default();
        assert_eq!(written[..PNG_HEADER_LENGTH], png()[..PNG_HEADER_LENGTH]);
        assert!(written.ends_with(&png()[PNG_HEADER_LENGTH..]));
        let [_, _, webp] = samples();
        let written = write(&webp, &details()).unwrap_or_default();
        assert_eq!(
            u32::from_le_bytes([written[4], written[5], written[6], written[7]]) as usize,
            written.len() - 8
        );
        assert_eq!(written[8..webp.len()], webp[8..]);
    }

    #[test]
    fn lengths_that_lie_lead_nowhere() {
        for length in [u32::MAX, u32::MAX - 11, u32::MAX - 7, 1 << 31, 0] {
            let png = [PNG, &length.to_be_bytes(), b"iTXt", b"tintype\0\0\0\0\0{}"].concat();
            assert_eq!(read(&png, &png), None, "{length}");
            let webp = [b"RIFF\0\0\0\0WEBP", CHUNK, &length.to_le_bytes(), b"tintype\0{}"].concat();
            assert_eq!(read(&webp, &webp), None, "{length}");
        }
    }

    #[test]
    fn words_are_only_words() {
        let markup = "<img src=x onerror=alert(1)>\u{202e}{{prompt}}\0".repeat(1_500);
        let details = Details { prompt: markup, requested: RequestOptions::default() };
        let [png, jpeg, webp] = samples();
        for file in [png, webp] {
            let written = write(&file, &details).unwrap_or_default();
            assert!(read(&written, &written).as_ref() == Some(&details));
        }
        assert!(write(&jpeg, &details).is_none(), "a comment has an end");
    }

    #[test]
    fn broken_or_unknown_files_are_unchanged() {
        assert_eq!(write(b"GIF89a", &details()), None);
        assert_eq!(write(&[0xff, 0xd8, 0xff, 0xe0], &details()), None);
        for file in samples() {
            let written = write(&file, &details()).unwrap_or_default();
            (0..written.len()).for_each(|end| drop(read(&written[..end], &written[..end])));
        }
    }
}
