//! The schema version of all stored JSON: the metadata of a result, a draft, a picture in an exported ZIP, the details
//! in a file. Each document is an object with a member `schema`.
//!
//! | schema | difference |
//! |---|---|
//! | 0 (no such member) | advanced options as an array by position; warnings as `code: message` |
//! | 1 | advanced options by name; warnings as records |
//!
//! A document of an older schema is migrated when it is read, and stored again only with its next change. A document of
//! a newer schema is never interpreted, and this version must not overwrite it.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::json;

/// The schema that this version writes.
const CURRENT: u32 = 1;

/// The members of schema 0's array of advanced options, by position.
const POSITIONS: [&str; 9] = [
    "temperature",
    "top_p",
    "top_k",
    "seed",
    "system_instruction",
    "thinking",
    "safety",
    "web_search",
    "images_only",
];
/// The position of the first option that is on or off.
const FIRST_SWITCH: usize = 7;
/// The value of a switch that is on, in schema 0.
const ON: &str = "yes";

/// The reason why a document cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// A newer version wrote the document.
    Newer,
    /// No version wrote the document.
    Damaged,
}

#[derive(Deserialize)]
struct Version {
    #[serde(default)]
    schema: u32,
}

/// Serializes a document, which must be an object with members.
pub fn write<T: Serialize>(document: &T) -> String {
    let json = json::write(document);
    format!("{{\"schema\":{CURRENT},{}", json.strip_prefix('{').unwrap_or_default())
}

/// Parses a document of this schema or an older one.
///
/// # Errors
/// If a newer version wrote the document, or if the document is invalid.
pub fn read<T: DeserializeOwned>(json: &str) -> Result<T, Unreadable> {
    let version: Version = json::read(json.as_bytes()).ok_or(Unreadable::Damaged)?;
    let document = match version.schema {
        0 => json::read(migrated(json).ok_or(Unreadable::Damaged)?.as_bytes()),
        CURRENT => json::read(json.as_bytes()),
        _ => return Err(Unreadable::Newer),
    };
    document.ok_or(Unreadable::Damaged)
}

/// Migrates a document from schema 0 to schema 1.
fn migrated(json: &str) -> Option<String> {
    let mut document: Value = json::read(json.as_bytes())?;
    // The metadata of a result or the details of a file, the metadata of a picture in a ZIP, and the draft of a job.
    for place in ["", "/facts", "/Job"] {
        let Some(Value::Object(record)) = document.pointer_mut(place) else { continue };
        if let Some(Value::Array(warnings)) = record.get_mut("warnings") {
            warnings.iter_mut().for_each(migrate_warning);
        }
        if let Some(Value::Object(requested)) = record.get_mut("asked")
            && let Some(Value::Array(values)) = requested.remove("fines")
        {
            requested.insert("options".into(), named(values).into());
        }
    }
    Some(json::write(&document))
}

fn migrate_warning(warning: &mut Value) {
    if let Value::String(text) = warning {
        let (code, message) = text.split_once(": ").unwrap_or(("", text));
        *warning = Map::from_iter([("code", code), ("message", message)].map(member)).into();
    }
}

fn member((name, value): (&str, &str)) -> (String, Value) {
    (name.to_owned(), value.into())
}

fn named(values: Vec<Value>) -> Map<String, Value> {
    let named = POSITIONS.into_iter().zip(values).enumerate().map(|(position, (name, value))| {
        let value = if position < FIRST_SWITCH { value } else { (value == ON).into() };
        (name.to_owned(), value)
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::super::advanced_options::AdvancedOptions;
    use super::super::archive::Listed;
    use super::super::details::Details;
    use super::super::draft::Draft;
    use super::super::result::{RequestOptions, ResultMetadata, StoredWarning};
    use super::*;

    fn stored() -> RequestOptions {
        let options = AdvancedOptions {
            temperature: "0,7".into(),
            top_p: "0.9".into(),
            top_k: "40".into(),
            seed: "42".into(),
            system_instruction: "in a quiet style".into(),
            thinking: "HIGH".into(),
            safety: "BLOCK_ONLY_HIGH".into(),
            web_search: true,
            images_only: true,
            without_history: false,
        };
        RequestOptions {
            model: "gemini-3.1-flash-image".into(),
            ratio: Some("16:9".into()),
            size: None,
            options,
        }
    }

    const ASKED: &str = r#"{"model":"gemini-3.1-flash-image","ratio":"16:9","size":null,
        "fines":["0,7","0.9","40","42","in a quiet style","HIGH","BLOCK_ONLY_HIGH","yes","yes"]}"#;

    fn metadata() -> String {
        format!(
            r#"{{"id":4503599627370495,"prompt":"a pear","width":64,"height":48,"mime_type":"image/png","extension":"png",
            "byte_length":157,"model":"m","elapsed_ms":102,"created_ms":1795953594200,"tokens":1322,"cost_usd":0.039,
            "warnings":["size-mismatch: Asked for 16:9: it is 4:3.","odd"],"asked":{ASKED}}}"#
        )
    }

    #[test]
    fn metadata_of_schema_0_is_migrated() {
        let read = ResultMetadata::from_json(&metadata());
        let numbers = read.as_ref().map(|read| (read.id.0, read.created_ms, read.cost_usd));
        assert_eq!(numbers, Ok(((1 << 52) - 1, 1_795_953_594_200.0, Some(0.039))));
        assert_eq!(read.as_ref().map(|read| &read.requested), Ok(&stored()));
        let warning =
            |code: &str, message: &str| StoredWarning { code: code.into(), message: message.into() };
        let warnings = vec![warning("size-mismatch", "Asked for 16:9: it is 4:3."), warning("", "odd")];
        assert_eq!(read.as_ref().map(|read| &read.warnings), Ok(&warnings));
        let again = read.as_ref().map(|read| ResultMetadata::from_json(&read.to_json()));
        assert_eq!(again, Ok(read.clone()), "and stay as they are");
    }

    #[test]
    fn drafts_details_and_pictures_of_a_zip_are_migrated() {
        let job = format!(
            r#"{{"Job":{{"prompt":"a pear","asked":{ASKED},"sources":[],"mask":null,"shape":[16,9],"endpoint":"","has_begun":true}}}}"#
        );
        let requested = Draft::from_json(&job).map(|draft| match draft {
            Draft::Job(job) => Some(job.requested),
            Draft::Inputs(_) => None,
        });
        assert_eq!(requested, Ok(Some(stored())));
        let details = read::<Details>(&format!(r#"{{"prompt":"a pear","asked":{ASKED}}}"#));
        assert_eq!(details.map(|details| details.requested), Ok(stored()));
        let listed = format!(r#"{{"facts":{},"picture":"pictures/1.png","files":[]}}"#, metadata());
        assert_eq!(Listed::from_json(&listed).map(|listed| listed.metadata.requested), Ok(stored()));
    }

    #[test]
    fn a_short_array_leaves_the_rest_empty() {
        let details = read::<Details>(r#"{"prompt":"","asked":{"model":"m","fines":["","","","7"]}}"#);
        let expected = AdvancedOptions { seed: "7".into(), ..AdvancedOptions::default() };
        assert_eq!(details.map(|details| details.requested.options), Ok(expected));
    }

    #[test]
    fn a_newer_schema_is_not_interpreted() {
        let newer = metadata().replacen('{', r#"{"schema":2,"#, 1);
        assert_eq!(ResultMetadata::from_json(&newer), Err(Unreadable::Newer));
        for damaged in ["", "[]", "7", r#"{"schema":"x"}"#, r#"{"schema":1}"#] {
            assert_eq!(ResultMetadata::from_json(damaged), Err(Unreadable::Damaged), "{damaged}");
        }
    }

    #[test]
    fn a_document_begins_with_its_schema() {
        let details = Details { prompt: "a pear".into(), requested: RequestOptions::default() };
        assert!(write(&details).starts_with(r#"{"schema":1,"prompt":"a pear","#), "{}", write(&details));
    }
}
