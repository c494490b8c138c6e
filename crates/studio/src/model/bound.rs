//! Limits for text from a service, a file or a stored record: how much of it is stored, and how much is shown at first.
//! A paragraph of 20 MB blocks a page for 20 seconds, and again at every later visit.

use super::advanced_options::TextOption;
use super::details::Details;
use super::failure::Failure;
use super::grounding::{StoredGrounding, WebSource};
use super::json;
use super::result::{AnswerPart, RequestOptions, ResultMetadata, Source, StoredWarning};

/// The most bytes of a text that are stored.
pub const MOST_STORED: usize = 100_000;
/// The most characters that are shown until the user requests the whole text.
pub const MOST_SHOWN: usize = 2_000;
/// The most characters of a name, such as that of a file, a model or a choice.
pub const MOST_NAME: usize = 200;
/// The most bytes of an answer's signatures. A signature is useful only as a whole, and real ones reach about a
/// megabyte.
const MOST_SIGNED: usize = 4 << 20;
/// The most bytes of a URL.
pub const LONGEST_LINK: usize = 8_192;
/// The most elements of a list from a service or a file.
pub const MOST_LISTED: usize = 256;

/// Returns the beginning of `text`, at most `most_bytes` long.
pub fn beginning(text: &str, most_bytes: usize) -> &str {
    match text.len() > most_bytes {
        true => &text[..text.floor_char_boundary(most_bytes)],
        false => text,
    }
}

/// Returns the beginning of a long text that is shown at first, or `None` if the text is short enough.
pub fn shown(text: &str) -> Option<&str> {
    text.char_indices().nth(MOST_SHOWN).map(|(end, _)| &text[..end])
}

/// Shortens a text to a name for labels, titles and messages.
pub fn name(text: &str) -> String {
    shortened(text, MOST_NAME)
}

/// Shortens a text to an image description.
pub fn description(text: &str) -> String {
    shortened(text, MOST_SHOWN)
}

fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Truncates a text to the length that is stored.
pub fn bounded_text(text: String) -> String {
    match beginning(&text, MOST_STORED) {
        all if all.len() == text.len() => text,
        begin => format!("{begin}…"),
    }
}

fn short(text: String) -> String {
    if text.len() > MOST_NAME { name(&text) } else { text }
}

impl RequestOptions {
    fn bounded(self) -> Self {
        let mut options = self.options;
        for option in TextOption::ALL {
            let value = std::mem::take(options.text_mut(option));
            let is_long = option == TextOption::SystemInstruction;
            *options.text_mut(option) = if is_long { bounded_text(value) } else { short(value) };
        }
        Self { model: short(self.model), ratio: self.ratio.map(short), size: self.size.map(short), options }
    }
}

impl ResultMetadata {
    /// Truncates every text and list of the metadata to its limit.
    pub fn bounded(self) -> Self {
        let warnings = self.warnings.into_iter().take(MOST_LISTED).map(|warning| StoredWarning {
            code: short(warning.code),
            message: description(&warning.message),
        });
        let sources = self.sources.into_iter().take(MOST_LISTED).map(|source| match source {
            Source::File { index, name, byte_length } => {
                Source::File { index, name: short(name), byte_length }
            }
            result => result,
        });
        let collections = self.collections.into_iter().take(MOST_LISTED).map(short);
        Self {
            prompt: bounded_text(self.prompt),
            mime_type: short(self.mime_type),
            extension: short(self.extension),
            model: short(self.model),
            said: bounded_text(self.said),
            warnings: warnings.collect(),
            sources: sources.collect(),
            collections: collections.collect(),
            requested: self.requested.bounded(),
            answer: bounded_answer(self.answer),
            grounding: self.grounding.bounded(),
            ..self
        }
    }
}

/// Truncates the parts of an answer. All their texts together have the limit of a single text.
fn bounded_answer(parts: Vec<AnswerPart>) -> Vec<AnswerPart> {
    let (mut budget, mut signed) = (MOST_STORED, 0);
    let bounded = parts.into_iter().filter_map(|mut part| {
        signed += part.signature.as_ref().map_or(0, String::len);
        part.signature = part.signature.filter(|_| signed <= MOST_SIGNED);
        // Drop a part that is too long, because half of it would mean something else.
        let length = part.other.as_ref().map_or(0, |other| json::write(other).len());
        part.other = part.other.filter(|_| length <= budget);
        budget = budget.saturating_sub(length);
        let has_other = part.other.is_some() || part.signature.is_some();
        let Some(text) = &mut part.text else { return (length == 0 || has_other).then_some(part) };
        let left = std::mem::take(&mut budget);
        text.truncate(beginning(text, left).len());
        budget = left - text.len();
        // Drop empty parts, because thousands of them would be as long as one long text.
        (!text.is_empty() || has_other).then_some(part)
    });
    bounded.take(MOST_LISTED).collect()
}

impl Failure {
    /// Truncates every text of the failure to its limit.
    pub fn bounded(self) -> Self {
        Self {
            model_said: self.model_said.map(bounded_text),
            service_said: self.service_said.map(bounded_text),
            detail: self.detail.map(bounded_text),
            request_id: self.request_id.map(short),
            reason: self.reason.map(short),
            // Drop a long URL, because a truncated one leads elsewhere.
            links: self
                .links
                .into_iter()
                .filter(|link| link.len() <= LONGEST_LINK)
                .take(MOST_LISTED)
                .collect(),
            ..self
        }
    }
}

impl Details {
    /// Truncates every text of the details to its limit.
    pub fn bounded(self) -> Self {
        Self { prompt: bounded_text(self.prompt), requested: self.requested.bounded() }
    }
}

impl StoredGrounding {
    /// Truncates every text and list of the sources to its limit. Drops links other than `http:` and `https:`, because
    /// they could be scripts.
    pub fn bounded(self) -> Self {
        let is_link = |source: &WebSource| {
            let is_web = source.url.starts_with("https://") || source.url.starts_with("http://");
            is_web && source.url.len() <= LONGEST_LINK
        };
        let sources = self.sources.into_iter().filter(is_link).take(MOST_LISTED);
        let sources = sources.map(|source| WebSource { title: name(&source.title), ..source });
        // Drop a long document, because truncated HTML would be a different one.
        let suggestions =
            if self.suggestions.len() <= MOST_STORED { self.suggestions } else { String::new() };
        Self { sources: sources.collect(), suggestions }
    }
}

#[cfg(test)]
mod tests {
    use super::super::failure::FailureKind;
    use super::super::result::metadata_for_test;
    use super::*;

    fn long() -> String {
        "夜".repeat(1_000_000)
    }

    #[test]
    fn texts_are_bounded_and_ordinary_metadata_is_unchanged() {
        let text = |text: &str| AnswerPart { text: Some(text.into()), ..AnswerPart::default() };
        let signed = |length| AnswerPart { signature: Some("s".repeat(length)), ..AnswerPart::default() };
        let mut metadata = ResultMetadata {
            answer: vec![text("Here:"), signed(1_000_000)],
            warnings: vec![StoredWarning { code: "partial".into(), message: "by 3 px".into() }],
            ..metadata_for_test(1)
        };
        assert_eq!(metadata.clone().bounded(), metadata);
        metadata.answer.extend([text(&long()), text(&long()), signed(9_000_000), AnswerPart::default()]);
        metadata.answer.extend(std::iter::repeat_n(text(""), 100_000));
        metadata.warnings = vec![StoredWarning { code: long(), message: long() }; 1_000];
        metadata.sources = vec![Source::File { index: 0, name: long(), byte_length: 1 }; 1_000];
        (metadata.prompt, metadata.said, metadata.model) = (long(), long(), long());
        (metadata.requested.model, metadata.requested.ratio, metadata.requested.size) =
            (long(), Some(long()), Some(long()));
        TextOption::ALL.into_iter().for_each(|option| *metadata.requested.options.text_mut(option) = long());
        let bounded = metadata.bounded();
        assert_eq!(bounded.answer.len(), 5);
        assert_eq!(
            bounded.answer[1].signature.as_ref().map(String::len),
            Some(1_000_000),
            "whole, or not at all"
        );
        assert_eq!(bounded.answer[3].signature, None);
        assert!(bounded.said.ends_with("夜…") && bounded.said.len() <= MOST_STORED + 3);
        assert!(bounded.to_json().len() < 5_000_000, "{}", bounded.to_json().len());
        assert!(
            ResultMetadata { answer: Vec::new(), warnings: Vec::new(), sources: Vec::new(), ..bounded }
                .to_json()
                .len()
                < 500_000
        );
    }

    #[test]
    fn failures_and_details_are_bounded_too() {
        let some = || Some(long());
        let failure = Failure {
            model_said: some(),
            service_said: some(),
            detail: some(),
            request_id: some(),
            reason: some(),
            ..Failure::new(FailureKind::SandboxMissing)
        };
        let failure = failure.bounded();
        assert!(failure.service_said.as_ref().is_some_and(|said| said.len() <= MOST_STORED + 3));
        assert!(failure.small_print().chars().count() < 4 * (MOST_NAME + 2));
        let details = Details {
            prompt: long(),
            requested: RequestOptions { model: long(), ..RequestOptions::default() },
        }
        .bounded();
        assert!(
            details.prompt.len() <= MOST_STORED + 3
                && details.requested.model.chars().count() == MOST_NAME + 1
        );
    }

    #[test]
    fn only_long_texts_are_cut_at_character_boundaries() {
        assert_eq!((shown("short"), name("short")), (None, "short".to_owned()));
        assert_eq!(shown(&long()).map(|text| text.chars().count()), Some(MOST_SHOWN));
        assert_eq!(beginning("夜雨", 4), "夜");
        assert_eq!(description(&long()).chars().count(), MOST_SHOWN + 1);
    }

    #[test]
    fn only_web_pages_are_links_and_long_html_is_left_out() {
        let page = |url: &str| WebSource { url: url.into(), title: "T".repeat(500) };
        let found = StoredGrounding {
            sources: vec![
                page("javascript:alert(1)"),
                page("https://example.org/"),
                page("data:text/html,x"),
            ],
            suggestions: "x".repeat(MOST_STORED + 1),
        };
        let bounded = found.bounded();
        assert_eq!(bounded.sources.len(), 1);
        assert_eq!(
            (bounded.sources[0].url.as_str(), bounded.suggestions.as_str()),
            ("https://example.org/", "")
        );
        assert!(bounded.sources[0].title.len() < 500 && bounded.document().is_none());
    }
}
