//! The ids of elements: focus and scrolling find them by these.

use super::result::ResultId;

/// The prompt's id, which focus goes to.
pub const PROMPT_ID: &str = "prompt";
/// The id of the form in the sheet of a phone.
pub const FORM_ID: &str = "form";
/// The id of the region's heading, where focus goes when what it was on is gone.
pub const RESULTS_ID: &str = "results";
/// The id of the messages about what failed.
pub const FAILURES_ID: &str = "failures";
/// The id of the "Undo" button, which focus goes to when the pressed button is gone.
pub const UNDO_ID: &str = "undo";
/// The id of the button that opens the choice of a model.
pub const MODEL_BUTTON_ID: &str = "model-button";
/// The id of that choice.
pub const MODEL_PICKER_ID: &str = "model-picker";
/// The id of the button that opens the choice of a service profile.
pub const SERVICE_BUTTON_ID: &str = "service-button";
/// The id of that choice.
pub const SERVICE_PICKER_ID: &str = "service-picker";
/// The id of the price of the next press of Generate.
pub const PRICE_ID: &str = "price";
/// The id of the search field.
pub const SEARCH_ID: &str = "search";
/// The id of the field that files are picked with.
pub const ADD_IMAGES_ID: &str = "add-images";
/// The id of the field that describes the change.
pub const RETOUCH_CHANGE_ID: &str = "retouch-change";
/// The id of the viewport of Retouch.
pub const RETOUCH_VIEWPORT_ID: &str = "retouch-viewport";

/// The id of the canvas that a photo is moved on.
pub const EXPAND_CANVAS_ID: &str = "expand-canvas";

/// The id of the frame of a crop.
pub const CROP_FRAME_ID: &str = "crop-frame";

/// The id of a picture's card.
pub fn card_id(id: ResultId) -> String {
    format!("card-{}", id.0)
}

/// The id of a picture in the gallery.
pub fn cell_id(id: ResultId) -> String {
    format!("cell-{}", id.0)
}

/// The id of the viewport of the viewer.
pub const VIEWER_VIEWPORT_ID: &str = "viewer-viewport";

/// The id of the gallery.
pub const GRID_ID: &str = "gallery";

/// The id of the menu of a picture.
pub const MENU_ID: &str = "picture-menu";

/// The id of an image's arrow.
pub fn arrow_id(id: u32, places: isize) -> String {
    format!("image-{id}-by{places}")
}

/// Ids of the fields that focus goes to.
pub mod field {
    /// Where requests go.
    pub const ENDPOINT: &str = "endpoint";
    /// The key.
    pub const KEY: &str = "api-key";
    /// The answer to a key that looks like another service's.
    pub const KEY_DOUBT: &str = "key-doubt";
    /// The answer to a key whose service is not known.
    pub const OLD_KEY: &str = "old-key";
    /// The chosen service.
    pub const SERVICE: &str = "chosen-service";
    /// The model.
    pub const MODEL: &str = "model";
    /// The button that opens the panel.
    pub const BUTTON: &str = "settings-button";
}
