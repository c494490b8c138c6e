//! The library's warnings about a picture, in the language of the page.

use super::Text;
use crate::model::result::ResultMetadata;

impl ResultMetadata {
    /// Returns the warnings about the picture, each as a sentence and the library's own message.
    pub fn warning_lines(&self, text: &Text) -> Vec<(&str, &str)> {
        let lines = self.warnings.iter().map(|warning| {
            let sentence = match warning.code.as_str() {
                "size-mismatch" => text.warn_size,
                "type-mismatch" => text.warn_type,
                "draft-only" => text.warn_draft,
                "partial" => text.warn_partial,
                "stopped-early" => text.warn_stopped,
                "history-trimmed" => text.warn_history,
                "model-deprecated" => text.warn_deprecated,
                "model-rerouted" => text.warn_rerouted,
                _ => return (warning.message.as_str(), ""),
            };
            (sentence, warning.message.as_str())
        });
        lines.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::CHINESE;
    use crate::model::result::{StoredWarning, metadata_for_test};

    #[test]
    fn every_warning_is_shown_in_the_language_of_the_page_and_unknown_ones_as_they_are() {
        use tintype::WarningCode as Code;
        let codes = [
            Code::SizeMismatch,
            Code::TypeMismatch,
            Code::DraftOnly,
            Code::Partial,
            Code::StoppedEarly,
            Code::HistoryTrimmed,
            Code::ModelDeprecated,
            Code::ModelRerouted,
        ];
        let mut metadata = metadata_for_test(1);
        let warning = |code: &str| StoredWarning { code: code.into(), message: "by 3 px".into() };
        metadata.warnings = codes.iter().map(|code| warning(code.name())).collect();
        metadata.warnings.push(StoredWarning { code: "news".into(), message: "who knows".into() });
        let lines = metadata.warning_lines(&CHINESE);
        assert!(
            lines[..codes.len()]
                .iter()
                .all(|(sentence, detail)| !sentence.is_ascii() && *detail == "by 3 px")
        );
        assert_eq!(lines.last(), Some(&("who knows", "")));
    }
}
