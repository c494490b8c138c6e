//! The ids of elements that are focused or scrolled to.

use super::result::ResultId;

/// The id of the prompt, which receives the focus.
pub const PROMPT_ID: &str = "prompt";
/// The id of the form, which is a sheet on phones.
pub const FORM_ID: &str = "form";
/// The id of the results heading, which receives the focus when the focused element is removed.
pub const RESULTS_ID: &str = "results";
/// The id of the failure messages.
pub const FAILURES_ID: &str = "failures";
/// The id of the "Undo" button, which receives the focus when the pressed button is removed.
pub const UNDO_ID: &str = "undo";
/// The id of the button that opens the model picker.
pub const MODEL_BUTTON_ID: &str = "model-button";
/// The id of the model picker.
pub const MODEL_PICKER_ID: &str = "model-picker";
/// The id of the button that opens the picker of service profiles.
pub const SERVICE_BUTTON_ID: &str = "service-button";
/// The id of the picker of service profiles.
pub const SERVICE_PICKER_ID: &str = "service-picker";
/// The id of the price for the next press of Generate.
pub const PRICE_ID: &str = "price";
/// The id of the search field.
pub const SEARCH_ID: &str = "search";
/// The id of the file input for images.
pub const ADD_IMAGES_ID: &str = "add-images";
/// The id of the field that describes the change of a retouched picture.
pub const RETOUCH_CHANGE_ID: &str = "retouch-change";
/// The id of the Retouch viewport.
pub const RETOUCH_VIEWPORT_ID: &str = "retouch-viewport";

/// The id of the canvas on which a photo is moved.
pub const EXPAND_CANVAS_ID: &str = "expand-canvas";

/// The id of the crop frame.
pub const CROP_FRAME_ID: &str = "crop-frame";

/// Returns the id of a picture's card.
pub fn card_id(id: ResultId) -> String {
    format!("card-{}", id.0)
}

/// Returns the id of a picture's cell in the gallery.
pub fn cell_id(id: ResultId) -> String {
    format!("cell-{}", id.0)
}

/// The id of the viewer's viewport.
pub const VIEWER_VIEWPORT_ID: &str = "viewer-viewport";

/// The id of the gallery.
pub const GRID_ID: &str = "gallery";

/// The id of the picture menu.
pub const MENU_ID: &str = "picture-menu";

/// Returns the id of the arrow button that moves an image by `places`.
pub fn arrow_id(id: u32, places: isize) -> String {
    format!("image-{id}-by{places}")
}

/// The ids of fields that receive the focus.
pub mod field {
    /// The endpoint.
    pub const ENDPOINT: &str = "endpoint";
    /// The key.
    pub const KEY: &str = "api-key";
    /// The question about a key that looks like another service's.
    pub const KEY_DOUBT: &str = "key-doubt";
    /// The question which service an old key belongs to.
    pub const OLD_KEY: &str = "old-key";
    /// The chosen service.
    pub const SERVICE: &str = "chosen-service";
    /// The model.
    pub const MODEL: &str = "model";
    /// The button that opens the settings panel.
    pub const BUTTON: &str = "settings-button";
}
