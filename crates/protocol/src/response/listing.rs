//! The endpoint's list of models.

use crate::field;
use crate::json::Value;
use crate::model::{self, Model};
use crate::secret::Secret;
use crate::text::{either, has_any};

/// One model in the list of an endpoint.
///
/// ```
/// # use tintype_protocol::response::listing::ModelInfo;
/// # fn example(models: &[ModelInfo]) {
/// let of_ours = models.iter().filter_map(|model| model.known);
/// let most_images = of_ours.map(|known| known.max_images).max();
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(
    any(test, feature = "serde"),
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "camelCase", from = "Stored")
)]
#[non_exhaustive]
pub struct ModelInfo {
    /// The name for the `model` option, without `models/`.
    pub id: String,
    /// The name to display to the user.
    pub display_name: Option<String>,
    /// Whether the model makes images, according to the table or to its name, because the service does not say.
    pub makes_images: bool,
    /// The row of the model table; `None` for a model that this version does not know.
    #[cfg_attr(any(test, feature = "serde"), serde(skip))]
    pub known: Option<&'static Model>,
}

/// The serialised form of a model. The table row is not part of it and is looked up on reading, so that it is up to
/// date.
#[cfg(any(test, feature = "serde"))]
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Stored {
    id: String,
    display_name: Option<String>,
    makes_images: bool,
}

#[cfg(any(test, feature = "serde"))]
impl From<Stored> for ModelInfo {
    fn from(Stored { id, display_name, makes_images }: Stored) -> Self {
        let known = model::find(&id);
        Self { id, display_name, makes_images, known }
    }
}

/// The maximum number of models, several times the longest list of a relay. Image models come first in a truncated
/// list.
pub const MAX_MODELS: usize = 2000;
/// The maximum length of a model ID, longer than any real one, because the ID becomes part of a URL.
const MAX_ID: usize = 256;

/// Returns `true` for a list of models, even an empty one.
#[must_use]
pub fn is_list(document: &Value) -> bool {
    ["models", "data"].iter().any(|name| document.get(name).is_some_and(Value::is_array))
}

/// Reads `{ "models": […] }`, or OpenAI's `{ "data": […] }`, which some relays return.
#[must_use]
pub fn read(document: &Value) -> Vec<ModelInfo> {
    let list = match field::list(document, "models") {
        [] => field::list(document, "data"),
        models => models,
    };
    let (mut models, mut others) = (Vec::new(), Vec::new());
    for model in list.iter().filter_map(read_one) {
        // Preserves the service's order, unless the list must be truncated: then image models come first.
        let half = if list.len() > MAX_MODELS && !model.makes_images { &mut others } else { &mut models };
        half.push(model);
    }
    models.append(&mut others);
    models.truncate(MAX_MODELS);
    models
}

/// Removes the entries that contain one of the keys.
#[must_use]
pub fn without_keys(mut models: Vec<ModelInfo>, keys: &[Secret]) -> Vec<ModelInfo> {
    let is_clean = |text: &str| keys.iter().all(|key| key.redact(text) == text);
    models.retain(|model| is_clean(&model.id) && model.display_name.as_deref().is_none_or(is_clean));
    models
}

fn read_one(entry: &Value) -> Option<ModelInfo> {
    let name = field::text(entry, "name").or_else(|| field::text(entry, "id"))?;
    let id = name.strip_prefix("models/").unwrap_or(name);
    if id.len() > MAX_ID {
        return None;
    }
    let known = model::find(id);
    Some(ModelInfo {
        id: id.to_owned(),
        display_name: field::text(entry, "displayName").map(str::to_owned),
        makes_images: known.is_some() || has_any(id, either!["image", "banana"]),
        known,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::fixture::json;

    #[test]
    fn both_shapes_of_list() {
        let google = json!({"models": [{"name": "models/gemini-2.5-flash-image", "displayName": "Nano"}, {"name": "models/x"}]});
        let found = read(&google);
        assert_eq!((found[0].id.as_str(), found[0].makes_images), ("gemini-2.5-flash-image", true));
        assert_eq!((found[1].id.as_str(), found[1].makes_images), ("x", false));
        assert_eq!(read(&json!({"data": [{"id": "a-image"}]}))[0].id, "a-image");
        assert!(is_list(&google) && is_list(&json!({"data": []})) && read(&json!({"data": []})).is_empty());
        assert!(!is_list(&json!({"error": {"code": 401}})) && !is_list(&json!([])));
    }

    #[test]
    fn a_long_list_keeps_image_models_first() {
        let entry = |at: usize| json!({"name": format!("models/m{at}{}", if at.is_multiple_of(30) { "-image" } else { "" })});
        let long: Vec<_> = (0..40_000).map(entry).collect();
        let found = read(&json!({ "models": long }));
        assert_eq!(found.len(), MAX_MODELS);
        assert_eq!(found.iter().filter(|model| model.makes_images).count(), 40_000_usize.div_ceil(30));
        assert_eq!((found[0].id.as_str(), found[1].id.as_str()), ("m0-image", "m30-image"));
        assert_eq!(found.iter().find(|model| !model.makes_images).unwrap().id, "m1");
        let short: Vec<_> = (0..MAX_MODELS).map(entry).collect();
        assert_eq!(read(&json!({ "models": short }))[1].id, "m1", "the order is kept where nothing is cut");
        assert!(read(&json!({"models": [{"name": "x".repeat(5000)}]})).is_empty());
    }

    #[test]
    fn an_entry_that_contains_the_key_is_omitted() {
        let list = json!({"models": [{"name": "models/sk-secret-key"}, {"name": "x", "displayName": "for sk-secret-key"}, {"name": "y"}]});
        let found = without_keys(read(&list), &[Secret::new("sk-secret-key")]);
        assert_eq!(found.iter().map(|model| model.id.as_str()).collect::<Vec<_>>(), ["y"]);
    }
}
