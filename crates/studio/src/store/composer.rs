//! The composer: the request that is being composed.

use leptos::prelude::*;

use crate::browser::picture::BlobWithUrl;
use crate::model::form::Form;
use crate::model::input::InputList;

/// The request that is being composed.
#[derive(Clone, Copy)]
pub struct Composer {
    /// The prompt and the options.
    pub form: RwSignal<Form>,
    /// The input images.
    pub inputs: RwSignal<InputList<BlobWithUrl>, LocalStorage>,
    /// The models that are requested in addition to that of the settings. They are not stored, because an unnoticed
    /// cost would surprise the user.
    pub more_models: RwSignal<Vec<String>>,
    /// The URL of a remote image, as typed.
    pub image_url: RwSignal<String>,
    /// The validation message of the form.
    pub form_error: RwSignal<Option<String>>,
    /// The validation message of the input images.
    pub images_error: RwSignal<Option<String>>,
    /// Whether the advanced options are unfolded.
    pub is_advanced_open: RwSignal<bool>,
    /// The number of image groups that are being read or fetched.
    pub loading_images: StoredValue<usize>,
    /// Whether Generate was pressed while images or the lazy chunk were loading.
    pub generates_when_loaded: StoredValue<bool>,
    /// The description of the change to a retouched picture, as typed.
    pub retouch_change: RwSignal<String>,
    /// The validation message of that description.
    pub retouch_error: RwSignal<Option<String>>,
}

impl Default for Composer {
    fn default() -> Self {
        Self {
            form: RwSignal::new(Form::default()),
            inputs: RwSignal::new_local(InputList::default()),
            more_models: RwSignal::new(Vec::new()),
            image_url: RwSignal::new(String::new()),
            form_error: RwSignal::new(None),
            images_error: RwSignal::new(None),
            is_advanced_open: RwSignal::new(false),
            loading_images: StoredValue::new(0),
            generates_when_loaded: StoredValue::new(false),
            retouch_change: RwSignal::new(String::new()),
            retouch_error: RwSignal::new(None),
        }
    }
}
