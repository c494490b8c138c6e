//! The endpoint's list of models.

use crate::field;
use crate::model::{self, Model};
use serde_json::Value;

/// One model of an endpoint.
///
/// ```
/// # use tintype_protocol::listing::ModelInfo;
/// # fn example(models: &[ModelInfo]) {
/// let of_ours = models.iter().filter_map(|model| model.known);
/// let most_images = of_ours.map(|known| known.max_images).max();
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ModelInfo {
    /// For `model`, without `models/`.
    pub id: String,
    /// For people.
    pub display_name: Option<String>,
    /// Whether it makes images, by the table or by its name: the service does not say.
    pub makes_images: bool,
    /// What this version knows of it.
    pub known: Option<&'static Model>,
}

/// Whether it is a list at all, maybe an empty one.
#[must_use]
pub fn is_list(document: &Value) -> bool {
    ["models", "data"].iter().any(|name| document.get(name).is_some_and(Value::is_array))
}

/// Reads `{ "models": […] }`, or OpenAI's `{ "data": […] }` as some relays answer.
#[must_use]
pub fn read(document: &Value) -> Vec<ModelInfo> {
    let list = match field::list(document, "models") {
        [] => field::list(document, "data"),
        models => models,
    };
    list.iter().filter_map(read_one).collect()
}

fn read_one(entry: &Value) -> Option<ModelInfo> {
    let name = field::text(entry, "name").or_else(|| field::text(entry, "id"))?;
    let id = name.trim_start_matches("models/");
    let known = model::find(id);
    Some(ModelInfo {
        id: id.to_owned(),
        display_name: field::text(entry, "displayName").map(str::to_owned),
        makes_images: known.is_some() || id.contains("image") || id.contains("banana"),
        known,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

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
}
