//! The stored sources of a picture that is grounded in a web search.

use serde::{Deserialize, Serialize};

/// The pages that the model's search found, and Google's search suggestions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StoredGrounding {
    /// The web pages.
    pub sources: Vec<WebSource>,
    /// Google's search suggestions, as untrusted HTML.
    pub suggestions: String,
}

/// A web page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WebSource {
    /// The URL, whose scheme is `http:` or `https:`.
    pub url: String,
    /// The title, or else the host or URL.
    pub title: String,
}

impl StoredGrounding {
    /// Whether the grounding contains nothing to show.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty() && self.suggestions.is_empty()
    }

    /// Returns the texts in which a service could quote the key.
    pub fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let sources = self.sources.iter_mut().flat_map(|source| [&mut source.url, &mut source.title]);
        sources.chain([&mut self.suggestions])
    }

    /// Returns the HTML document of the suggestions. Its links open in new tabs, and the document loads nothing.
    pub fn document(&self) -> Option<String> {
        let head = "<!doctype html><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\"><base target=\"_blank\">";
        (!self.suggestions.is_empty()).then(|| format!("{head}{}", self.suggestions))
    }
}
