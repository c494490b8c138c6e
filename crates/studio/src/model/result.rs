//! A result: the metadata of a picture, its sources, and the parts that are sent when it is continued.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::advanced_options::AdvancedOptions;
use super::grounding::StoredGrounding;
use super::schema::{self, Unreadable};
use super::{json, models};

/// The permanent id of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ResultId(pub u64);

/// An image that was sent with a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// Another result.
    Result {
        /// The id of that result.
        id: ResultId,
    },
    /// A file of the user, stored next to the result.
    File {
        /// The index among those files.
        index: usize,
        /// The file name.
        name: String,
        /// The file size in bytes.
        byte_length: u64,
    },
}

/// The options of a request, as sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RequestOptions {
    /// The model in the request's path.
    pub model: String,
    /// The aspect ratio, such as `16:9`.
    pub ratio: Option<String>,
    /// The size, such as `2K`.
    pub size: Option<String>,
    /// The advanced options.
    pub options: AdvancedOptions,
}

impl RequestOptions {
    /// Changes the model and drops the ratio and the size that it does not support.
    pub fn of_model(self, model: &str) -> Self {
        let has = |all: &[&str], chosen: &String| all.contains(&chosen.as_str());
        Self {
            model: model.to_owned(),
            ratio: self.ratio.filter(|ratio| has(models::ratios(model), ratio)),
            size: self.size.filter(|size| has(models::sizes(model), size)),
            ..self
        }
    }
}

/// A part of the model's answer, as it is sent back when the conversation continues.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerPart {
    /// The text, or `None` for the picture itself.
    pub text: Option<String>,
    /// Whether the part is a thought.
    pub thought: bool,
    /// The thought signature, which must be sent back on this part.
    pub signature: Option<String>,
    /// The fields of a part that is neither text nor picture, such as a function call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<Map<String, Value>>,
}

/// A stored warning of the library.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredWarning {
    /// The library's code, such as `size-mismatch`, or empty if an older version stored none.
    pub code: String,
    /// The library's sentence, in English.
    pub message: String,
}

/// The state of storing a result.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SaveState {
    /// The result is being written.
    #[default]
    Saving,
    /// The result is in the gallery's database.
    Saved,
    /// The database rejected the result.
    Failed,
    /// The database stored the result, but the browser cannot show its bytes any more.
    Lost,
}

/// A flag of a result, which the user can change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flag {
    /// The flag [`ResultMetadata::favourite`].
    Favourite,
    /// The flag [`ResultMetadata::is_hidden`].
    Hidden,
    /// The membership in the collection of this name.
    Collection(String),
}

impl Flag {
    /// Whether the flag is set in this metadata.
    pub fn is_set(&self, metadata: &ResultMetadata) -> bool {
        match self {
            Self::Favourite => metadata.favourite,
            Self::Hidden => metadata.is_hidden,
            Self::Collection(name) => metadata.collections.contains(name),
        }
    }

    /// Sets or clears the flag.
    pub fn set(&self, metadata: &mut ResultMetadata, value: bool) {
        match self {
            Self::Favourite => metadata.favourite = value,
            Self::Hidden => metadata.is_hidden = value,
            Self::Collection(name) => {
                metadata.collections.retain(|other| other != name);
                if value {
                    metadata.collections.push(name.clone());
                }
            }
        }
    }

    /// Returns the stored field of the flag with its value in this metadata.
    pub fn changes(&self, metadata: &ResultMetadata) -> Changes {
        let none = Changes::default();
        match self {
            Self::Favourite => Changes { favourite: Some(metadata.favourite), ..none },
            Self::Hidden => Changes { is_hidden: Some(metadata.is_hidden), ..none },
            Self::Collection(_) => Changes { collections: Some(metadata.collections.clone()), ..none },
        }
    }
}

/// Changes to the stored metadata of a result, with the field names of [`ResultMetadata`]. `None` leaves a field as it
/// is.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Changes {
    #[serde(skip_serializing_if = "Option::is_none")]
    favourite: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_hidden: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    collections: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deleted_ms: Option<Option<f64>>,
}

impl Changes {
    /// Creates the change that moves a result to the bin.
    pub fn deleted(now_ms: f64) -> Self {
        Self { deleted_ms: Some(Some(now_ms)), ..Self::default() }
    }

    /// Creates the change that restores a result from the bin.
    pub fn brought_back(is_hidden: bool) -> Self {
        Self { deleted_ms: Some(None), is_hidden: Some(is_hidden), ..Self::default() }
    }

    /// Serializes the changes for the database.
    pub fn to_json(&self) -> String {
        json::write(self)
    }
}

/// The exclusive upper bound of ids, because JavaScript represents larger integers inexactly.
pub const NAMES: u64 = 1 << 53;

/// The metadata of a result. Fields marked `skip` belong to this visit, and all others are stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ResultMetadata {
    /// The id of the result.
    pub id: ResultId,
    /// The prompt, as sent.
    pub prompt: String,
    /// The width in pixels, read from the bytes.
    pub width: u32,
    /// The height in pixels, read from the bytes.
    pub height: u32,
    /// The MIME type, read from the bytes.
    pub mime_type: String,
    /// The extension for file names, without the dot.
    pub extension: String,
    /// The file size in bytes.
    pub byte_length: u64,
    /// The name of the model according to the response, or else the requested model.
    pub model: String,
    /// The duration from the start of the request to the picture.
    pub elapsed_ms: f64,
    /// The time of arrival, in milliseconds since 1970.
    pub created_ms: f64,
    /// The total number of tokens, if the service reports it.
    pub tokens: Option<u64>,
    /// The cost in US dollars, if the model's price is known, or `None` for the sandbox.
    pub cost_usd: Option<f64>,
    /// The text that came with the picture.
    #[serde(default)]
    pub said: String,
    /// The library's warnings about the picture, such as another size than requested.
    #[serde(default)]
    pub warnings: Vec<StoredWarning>,
    /// Whether the sandbox drew the picture.
    #[serde(default)]
    pub sandbox: bool,
    /// Whether the user marked the result as a favourite.
    #[serde(default)]
    pub favourite: bool,
    /// The names of the collections that contain the result.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub collections: Vec<String>,
    /// Whether the result is deleted, but stored because another result was made from it.
    #[serde(default)]
    pub is_hidden: bool,
    /// The time of deletion, in milliseconds since 1970, if the result is in the bin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted_ms: Option<f64>,
    /// Whether a mask combined the result with its source. Such a result begins a new conversation.
    #[serde(default)]
    pub is_retouch: bool,
    /// The source images, in the order of sending.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// The job of the result, if that job requested several pictures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<u64>,
    /// The options of the request.
    #[serde(default)]
    #[serde(rename = "asked")]
    pub requested: RequestOptions,
    /// The model's answer.
    #[serde(default)]
    pub answer: Vec<AnswerPart>,
    /// The web pages that the result is grounded in.
    #[serde(default, skip_serializing_if = "StoredGrounding::is_empty")]
    pub grounding: StoredGrounding,
    /// A `blob:` URL that is valid while the Blobs of the item are alive.
    #[serde(skip)]
    pub url: String,
    /// The `blob:` URLs of the files, with the same lifetime.
    #[serde(skip)]
    pub file_urls: Vec<String>,
    /// The text of the result, folded for the search.
    #[serde(skip)]
    pub folded: String,
    /// The day of arrival in the user's time zone, as a number of days since 1970.
    #[serde(skip)]
    pub day: i32,
    /// The state of storing the result.
    #[serde(skip)]
    pub save_state: SaveState,
}

impl ResultMetadata {
    /// Returns the result that this one continues.
    pub fn parent(&self) -> Option<ResultId> {
        match self.sources.first()? {
            Source::Result { id } => Some(*id),
            Source::File { .. } => None,
        }
    }

    /// Returns the metadata of a deleted picture. Such a picture needs no URLs, and other results do not keep it
    /// hidden.
    pub fn deleted(self, now_ms: f64) -> Self {
        let (url, file_urls, folded) = Default::default();
        let deleted_ms = self.deleted_ms.or(Some(now_ms));
        Self { url, file_urls, folded, deleted_ms, is_hidden: false, ..self }
    }

    /// Serializes the metadata for storage.
    pub fn to_json(&self) -> String {
        schema::write(self)
    }

    /// Parses metadata, as written by this version or an older one.
    ///
    /// # Errors
    /// If a newer version wrote the metadata, or if the metadata is invalid.
    pub fn from_json(json: &str) -> Result<Self, Unreadable> {
        let metadata: Self = schema::read(json)?;
        if metadata.is_sound() { Ok(metadata.bounded()) } else { Err(Unreadable::Damaged) }
    }

    /// Whether Studio could have written these values.
    pub fn is_sound(&self) -> bool {
        self.width > 0 && self.height > 0 && self.id.0 < NAMES
    }
}

/// Returns the metadata of a result for tests.
#[cfg(test)]
pub fn metadata_for_test(id: u64) -> ResultMetadata {
    ResultMetadata {
        id: ResultId(id),
        prompt: format!("prompt {id}"),
        url: format!("blob:{id}"),
        file_urls: Vec::new(),
        folded: String::new(),
        day: 0,
        width: 1024,
        height: 1024,
        mime_type: "image/png".into(),
        extension: "png".into(),
        byte_length: 1_900_000,
        model: "gemini-2.5-flash-image".into(),
        elapsed_ms: 8_200.0,
        created_ms: id as f64,
        tokens: Some(1_322),
        cost_usd: Some(0.039),
        said: String::new(),
        warnings: Vec::new(),
        sandbox: false,
        favourite: false,
        collections: Vec::new(),
        is_hidden: false,
        deleted_ms: None,
        is_retouch: false,
        sources: Vec::new(),
        job: None,
        requested: RequestOptions { model: "gemini-2.5-flash-image".into(), ..RequestOptions::default() },
        answer: Vec::new(),
        grounding: StoredGrounding::default(),
        save_state: SaveState::Saving,
    }
}

/// Returns the metadata of a result that continues another one, for tests.
#[cfg(test)]
pub fn child_for_test(id: u64, parent: u64) -> ResultMetadata {
    ResultMetadata { sources: vec![Source::Result { id: ResultId(parent) }], ..metadata_for_test(id) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_fields_round_trip_without_urls() {
        let mut metadata = child_for_test(1 << 52, 2);
        metadata.answer.push(AnswerPart { signature: Some("c2ln".into()), ..AnswerPart::default() });
        metadata.favourite = true;
        let read = ResultMetadata::from_json(&metadata.to_json());
        assert_eq!(read, Ok(ResultMetadata { url: String::new(), ..metadata }));
    }

    #[test]
    fn parts_that_an_older_studio_kept_are_read() {
        let mut metadata = metadata_for_test(1);
        metadata.answer.push(AnswerPart { text: Some("aha".into()), ..AnswerPart::default() });
        let kept = metadata.to_json();
        assert!(kept.contains(r#""text":"aha""#) && !kept.contains("other"), "{kept}");
        assert_eq!(ResultMetadata::from_json(&kept).map(|read| read.answer), Ok(metadata.answer));
    }

    #[test]
    fn options_of_another_model_are_dropped() {
        let requested = RequestOptions {
            model: "gemini-3.1-flash-image".into(),
            ratio: Some("8:1".into()),
            size: Some("4K".into()),
            ..RequestOptions::default()
        };
        let again = requested.clone().of_model("gemini-3.1-flash-image");
        assert_eq!(again, requested);
        let other = requested.clone().of_model("gemini-2.5-flash-image");
        assert_eq!((other.ratio, other.size), (None, None));
        assert_eq!(other.model, "gemini-2.5-flash-image");
        let both_have = RequestOptions { ratio: Some("16:9".into()), ..requested };
        let other = both_have.of_model("gemini-3-pro-image");
        assert_eq!((other.ratio.as_deref(), other.size.as_deref()), (Some("16:9"), Some("4K")));
    }

    #[test]
    fn an_invalid_record_is_an_error() {
        assert_eq!(ResultMetadata::from_json("{\"id\":1}"), Err(Unreadable::Damaged));
        assert_eq!(ResultMetadata::from_json(""), Err(Unreadable::Damaged));
        for odd in [ResultMetadata { width: 0, ..metadata_for_test(1) }, metadata_for_test(NAMES)] {
            assert_eq!(ResultMetadata::from_json(&odd.to_json()), Err(Unreadable::Damaged));
        }
    }

    #[test]
    fn changes_use_the_stored_field_names() {
        let change = |changes: Changes, kept: &ResultMetadata| {
            let changed = changes.to_json();
            assert!(kept.to_json().contains(changed.trim_matches(['{', '}'])), "{changed}");
        };
        for flag in [Flag::Favourite, Flag::Hidden, Flag::Collection("A \"b\"".into())] {
            let mut metadata = metadata_for_test(1);
            flag.set(&mut metadata, true);
            assert!(flag.is_set(&metadata));
            change(flag.changes(&metadata), &metadata);
            flag.set(&mut metadata, false);
            assert_eq!(metadata, metadata_for_test(1));
        }
        let none = Flag::Collection("A".into()).changes(&metadata_for_test(1));
        assert_eq!(none.to_json(), r#"{"collections":[]}"#);
        change(Changes::deleted(5.0), &ResultMetadata { deleted_ms: Some(5.0), ..metadata_for_test(1) });
        let back = Changes::brought_back(true).to_json();
        assert_eq!(back, r#"{"is_hidden":true,"deleted_ms":null}"#);
    }

    #[test]
    fn only_a_result_in_the_first_place_is_continued() {
        let mut metadata = child_for_test(3, 1);
        assert_eq!(metadata.parent(), Some(ResultId(1)));
        metadata.sources.insert(0, Source::File { index: 0, name: "a.png".into(), byte_length: 1 });
        assert_eq!(metadata.parent(), None);
    }
}
