//! The sources of an answer: the searches of the service, and the pages and pictures that they found.

use crate::field;
use crate::json::Value;

/// The searches that an answer is based on, and their results.
///
/// ```
/// # use tintype_protocol::response::grounding::Grounding;
/// fn links(grounding: &Grounding) -> Vec<&str> {
///     grounding.sources.iter().map(|source| source.url.as_str()).collect()
/// }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(
    any(test, feature = "serde"),
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "camelCase")
)]
#[non_exhaustive]
pub struct Grounding {
    /// The search terms for pages and pictures.
    pub queries: Vec<String>,
    /// The pages and pictures that the searches found.
    pub sources: Vec<GroundingSource>,
    /// The search suggestions that Google's terms require to be shown, as HTML. The HTML is untrusted; show it only in
    /// a sandboxed frame.
    pub suggestions_html: Option<String>,
}

/// A page, or a picture on a page.
///
/// ```
/// # use tintype_protocol::response::grounding::GroundingSource;
/// fn label(source: &GroundingSource) -> &str {
///     source.title.as_deref().unwrap_or(&source.url)
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    any(test, feature = "serde"),
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "camelCase")
)]
#[non_exhaustive]
pub struct GroundingSource {
    /// The URL of the page, `https:` or `http:`.
    pub url: String,
    /// The title of the page or picture.
    pub title: Option<String>,
    /// The host, if the service names it, because `url` may be a redirect of the service.
    pub domain: Option<String>,
    /// The URL of the image itself.
    pub image_url: Option<String>,
}

/// The maximum number of queries and of sources. No answer has more, and the linear search for duplicates must stay
/// fast.
const MAX_ENTRIES: usize = 200;

impl Grounding {
    /// Reads the sources of a candidate.
    pub(crate) fn read(candidate: &Value) -> Option<Self> {
        let metadata = field::get(candidate, "groundingMetadata")?;
        let mut grounding = Self::default();
        for name in ["webSearchQueries", "imageSearchQueries"] {
            for query in field::list(metadata, name) {
                push(&mut grounding.queries, query.as_str().map(str::to_owned));
            }
        }
        for chunk in field::list(metadata, "groundingChunks") {
            push(&mut grounding.sources, source(chunk));
        }
        let entry = field::get(metadata, "searchEntryPoint");
        grounding.suggestions_html =
            entry.and_then(|entry| field::text(entry, "renderedContent")).map(str::to_owned);
        (grounding != Self::default()).then_some(grounding)
    }

    /// Adds the entries of another document or request, without duplicates, because a stream repeats itself.
    pub(crate) fn add(&mut self, other: Self) {
        add(&mut self.queries, other.queries);
        add(&mut self.sources, other.sources);
        self.suggestions_html = other.suggestions_html.or(self.suggestions_html.take());
    }
}

fn push<T>(list: &mut Vec<T>, item: Option<T>) {
    if let Some(item) = item.filter(|_| list.len() < MAX_ENTRIES) {
        list.push(item);
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, more: Vec<T>) {
    for item in more {
        if list.len() < MAX_ENTRIES && !list.contains(&item) {
            list.push(item);
        }
    }
}

fn source(chunk: &Value) -> Option<GroundingSource> {
    let kinds = ["web", "image", "retrievedContext", "maps"];
    let found = kinds.iter().find_map(|kind| field::get(chunk, kind))?;
    let text = |name| field::text(found, name).map(str::to_owned);
    // A link with any other scheme could be a script.
    let link = |name| text(name).filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    Some(GroundingSource {
        url: link("uri").or_else(|| link("sourceUri"))?,
        title: text("title"),
        domain: text("domain"),
        image_url: link("imageUri"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::json;

    #[test]
    fn queries_sources_and_suggestions_are_read_and_not_repeated() {
        let candidate = json!({"groundingMetadata": {
            "webSearchQueries": ["sunset in Lisbon"],
            "image_search_queries": ["Lisbon", 7],
            "searchEntryPoint": {"renderedContent": "<div>search</div>"},
            "groundingChunks": [
                {"web": {"uri": "https://example.org/a", "title": "A"}},
                {"image": {"sourceUri": "https://example.org/b", "imageUri": "https://example.org/b.jpg", "domain": "example.org"}},
                {"web": {"uri": "javascript:alert(1)", "title": "bad"}},
                {"something": {"uri": "https://example.org/c"}},
                null
            ]
        }});
        let mut grounding = Grounding::read(&candidate).unwrap_or_default();
        grounding.add(grounding.clone());
        let source =
            |url: &str| GroundingSource { url: url.into(), title: None, domain: None, image_url: None };
        assert_eq!(grounding.queries, ["sunset in Lisbon", "Lisbon"]);
        assert_eq!(
            grounding.sources,
            [
                GroundingSource { title: Some("A".into()), ..source("https://example.org/a") },
                GroundingSource {
                    domain: Some("example.org".into()),
                    image_url: Some("https://example.org/b.jpg".into()),
                    ..source("https://example.org/b")
                },
            ]
        );
        assert_eq!(grounding.suggestions_html.as_deref(), Some("<div>search</div>"));
        assert_eq!(Grounding::read(&json!({"groundingMetadata": {}})), None);
        assert_eq!(Grounding::read(&json!({})), None);
    }
}
