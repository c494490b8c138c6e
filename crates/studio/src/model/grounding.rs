//! The sources of a picture that rests on a search, as they are stored.

use serde::{Deserialize, Serialize};

/// The pages that the model's search has found, and Google's suggestions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StoredGrounding {
    /// The pages.
    pub sources: Vec<WebSource>,
    /// Google's search suggestions, as HTML that nobody vouches for.
    pub suggestions: String,
}

/// A page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WebSource {
    /// Of `http:` or `https:`.
    pub url: String,
    /// Its title, or else its host or address.
    pub title: String,
}

impl StoredGrounding {
    /// Whether there is anything to show.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty() && self.suggestions.is_empty()
    }

    /// The texts in which a key could be quoted.
    pub fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let sources = self.sources.iter_mut().flat_map(|source| [&mut source.url, &mut source.title]);
        sources.chain([&mut self.suggestions])
    }

    /// The document of the suggestions. Its links open tabs of their own, and it loads nothing.
    pub fn document(&self) -> Option<String> {
        let head = "<!doctype html><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\"><base target=\"_blank\">";
        (!self.suggestions.is_empty()).then(|| format!("{head}{}", self.suggestions))
    }
}
