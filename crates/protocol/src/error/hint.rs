//! Details of an error beyond its kind, and the sentence that says what to do.

use super::kind::ErrorKind;
use crate::decimal::text_of;
use crate::model;

/// A more specific cause of an error than its kind.
///
/// ```
/// # use tintype_protocol::error::{Error, Hint};
/// fn successor(error: &Error) -> Option<&'static str> {
///     match error.all_details().hint {
///         Some(Hint::Model { replacement, .. }) => replacement,
///         _ => None,
///     }
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    any(test, feature = "serde"),
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "camelCase", rename_all_fields = "camelCase")
)]
#[non_exhaustive]
pub enum Hint {
    /// The key is valid but restricted.
    Restricted {
        /// The kind of restriction.
        restriction: Restriction,
        /// The origin of this page, which the key's settings must allow.
        origin: Option<String>,
    },
    /// The quota is 0, so that waiting does not help, but a paid plan does.
    ZeroQuota,
    /// The model is not served.
    Model {
        /// Whether the service reports that the model is shut down.
        is_closed: bool,
        /// The model to use instead.
        #[cfg_attr(any(test, feature = "serde"), serde(deserialize_with = "known_model"))]
        replacement: Option<ModelId>,
    },
}

// An alias, because serde would otherwise borrow the reference from its input text.
type ModelId = &'static str;

/// Deserializes the name of a model. A name that this version does not know becomes `None`.
#[cfg(any(test, feature = "serde"))]
fn known_model<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<ModelId>, D::Error> {
    let name: Option<String> = serde::Deserialize::deserialize(deserializer)?;
    Ok(name.and_then(|name| model::find(&name)).map(|model| model.id))
}

/// The restriction on the use of a key.
///
/// ```
/// # use tintype_protocol::error::{Hint, Restriction};
/// fn needs_other_origin(hint: &Hint) -> bool {
///     matches!(hint, Hint::Restricted { restriction: Restriction::Website, .. })
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    any(test, feature = "serde"),
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "camelCase")
)]
#[non_exhaustive]
pub enum Restriction {
    /// Certain websites, identified by the referrer.
    Website,
    /// Certain IP addresses.
    Address,
    /// Android or iOS apps.
    App,
    /// APIs other than this one.
    Api,
}

impl Hint {
    /// A closed model, for use before the requested model is known.
    pub(super) const CLOSED: Self = Self::Model { is_closed: true, replacement: None };

    /// Returns this hint, or the hint that follows from the model alone, for a call of `model` from a page of `origin`.
    pub(super) fn for_call(
        hint: Option<Self>,
        kind: ErrorKind,
        model: &str,
        origin: Option<String>,
    ) -> Option<Self> {
        let is_closed = hint == Some(Self::CLOSED);
        match hint {
            Some(Self::Restricted { restriction, .. }) => Some(Self::Restricted { restriction, origin }),
            _ if kind == ErrorKind::ModelNotFound => {
                let replacement = model::replacement(model, is_closed);
                (is_closed || replacement.is_some()).then_some(Self::Model { is_closed, replacement })
            }
            other => other,
        }
    }

    fn advice(&self) -> String {
        match self {
            Self::Restricted { restriction: Restriction::Website, origin: Some(origin) } => {
                let (restricted, allow) = ("The API key has a website restriction; allow ", " in the key's settings");
                [restricted, origin, allow, ", or use another key"].concat()
            }
            Self::Restricted { restriction: Restriction::Website, origin: None } => {
                "The API key has a website restriction, and this program has no origin that the key's settings \
                 could allow; use a key without it"
                    .into()
            }
            Self::Restricted { restriction, .. } => match restriction {
                Restriction::Address => {
                    "The API key has an IP address restriction; allow this address in the key's settings, or use \
                     another key"
                }
                Restriction::App => {
                    "The API key has an app restriction, for Android or iOS; use a key for websites"
                }
                _ => {
                    "The API key has an API restriction; allow the Generative Language API in the key's settings, or \
                     use another key"
                }
            }
            .into(),
            Self::ZeroQuota => {
                "The quota of this key for the model is 0, which no wait changes; turn billing on at the service, or \
                 use another model or key"
                    .into()
            }
            Self::Model { is_closed, replacement } => {
                let state = if *is_closed {
                    "The service closed this model"
                } else {
                    "The endpoint does not serve this model"
                };
                match replacement {
                    Some(replacement) => [state, "; use ", replacement, " instead"].concat(),
                    None => [state, "; use another one"].concat(),
                }
            }
        }
    }
}

/// Returns one sentence that says what to do, followed by the service's own message.
pub fn sentence(kind: ErrorKind, hint: Option<&Hint>, message: &str, status: u16) -> String {
    let advice = hint.map_or_else(|| advice(kind).to_owned(), Hint::advice);
    let end = if message.is_empty() { ")." } else { "): " };
    [&advice, " (HTTP ", &text_of(status.into()), end, message].concat()
}

fn advice(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Auth => "The service refused the API key; check the key and how it is sent",
        ErrorKind::Permission => "The API key may not do this; check its permissions",
        ErrorKind::Billing => "The account has no balance left or billing is off; top it up at the service",
        ErrorKind::RateLimited => "Too many requests; wait and try again",
        ErrorKind::Quota => "The quota of the day is used up; try again tomorrow or with another key",
        ErrorKind::Region => "The service is not offered at this location; use another endpoint",
        ErrorKind::ModelNotFound => "The endpoint does not serve this model; check model and endpoint",
        ErrorKind::TooLarge => "The request is too large; send fewer or smaller images",
        ErrorKind::Unavailable => "The service is overloaded or down; try again in a while",
        ErrorKind::Server => "The service failed; try again, and report it there if it stays",
        ErrorKind::NotTheApi => "What answered is not the image API; check the base URL",
        ErrorKind::PromptBlocked => "The prompt was blocked; reword it",
        ErrorKind::EmptyResponse => "The service answered with nothing; try again",
        _ => "The service refused the request; change what it names",
    }
}
