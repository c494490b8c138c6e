//! What the first screen does without: the greater half of Studio, in a file of its own, which is loaded when somebody
//! begins to do something.
//!
//! There is one way in, the table. What is reached by it alone is cut out of the module (`cargo xtask split`), so
//! whatever stands on the first screen must call these functions by the table: [`crate::actions::later`] has it.

use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use web_sys::{DataTransfer, File, KeyboardEvent};

use crate::actions::gallery::{self, Reading};
use crate::actions::paste::{self, Paste};
use crate::actions::{form, generate, inputs, notice, page, undo};
use crate::components::advanced_options::AdvancedOptions;
use crate::components::dialogs::Dialogs;
use crate::components::inputs::Thumbnails;
use crate::components::old_key::OldKey;
use crate::components::results::Pictures;
use crate::components::run_bar::RunStatus;
use crate::components::settings::SettingsPanel;
use crate::state::undo::Way;
use crate::store::{Offer, Store};

/// The ways into the part.
pub struct Later {
    /// The settings.
    pub settings: fn() -> AnyView,
    /// The question whose a kept key is.
    pub old_key: fn() -> AnyView,
    /// The advanced options.
    pub advanced_options: fn() -> AnyView,
    /// The input images.
    pub thumbnails: fn() -> AnyView,
    /// How far the oldest job is, or what failed.
    pub progress: fn() -> AnyView,
    /// The pictures, and all that is said of them.
    pub pictures: fn() -> AnyView,
    /// What lies over the page when it is asked for.
    pub dialogs: fn() -> AnyView,
    /// Says that a link has filled in the form.
    pub tell_of_link: fn(Store),
    /// Asks for a picture.
    pub generate: fn(Store),
    /// Ends all jobs.
    pub cancel: fn(Store),
    /// Takes back or puts again.
    pub step: fn(Store, Way),
    /// Does what a message offers.
    pub accept: fn(Store, Offer),
    /// Takes files that were picked, dropped or pasted.
    pub take_files: fn(Store, Vec<File>),
    /// Takes a picture of the gallery, if a drop brings one.
    pub drop_result: fn(Store, &DataTransfer) -> bool,
    /// Takes pictures out of a paste; gives whether there are any, or else it stays the browser's.
    pub paste: fn(Store, Paste, bool) -> bool,
    /// Takes a paste that came before this part did, and was kept from the browser.
    pub paste_late: fn(Store, Paste, bool),
    /// Does what a pressed key stands for.
    pub on_key: fn(Store, &KeyboardEvent),
    /// Takes what lies at an address.
    pub add_address: fn(Store, &str),
    /// Reads what is kept, or the news of another tab.
    pub read_gallery: fn(Store, Reading),
}

/// The table, once its part is loaded.
#[wasm_split(later, fallible)]
pub fn table() -> Result<&'static Later, SplitLoaderError> {
    static LATER: Later = Later {
        settings: || view! { <SettingsPanel/> }.into_any(),
        old_key: || view! { <OldKey/> }.into_any(),
        advanced_options: || view! { <AdvancedOptions/> }.into_any(),
        thumbnails: || view! { <Thumbnails/> }.into_any(),
        progress: || view! { <RunStatus/> }.into_any(),
        pictures: || view! { <Pictures/> }.into_any(),
        dialogs: || view! { <Dialogs/> }.into_any(),
        tell_of_link: form::show_link_notice,
        generate: generate::generate,
        cancel: generate::cancel,
        step: undo::step,
        accept: notice::carry_out,
        take_files: inputs::take_files,
        drop_result: paste::drop_result,
        paste: paste::take,
        paste_late: paste::take_late,
        on_key: page::on_key,
        add_address: inputs::add_address,
        read_gallery: gallery::read,
    };
    Ok(&LATER)
}
