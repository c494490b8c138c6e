//! The lazily loaded chunk: everything the first screen does not need, in its own wasm module, fetched on the first
//! interaction.
//!
//! The table is the only entry point. Code that is reachable only through it is extracted from the main module (`cargo
//! xtask split`), so the first screen must call these functions through the table, which [`crate::actions::lazy`]
//! loads.

use std::pin::Pin;

use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::actions::{
    form, gallery, generate, inputs, models, notice_action, page, paste, prompt_history, saved_prompts,
    sheet, undo,
};
use crate::components::advanced_options::AdvancedOptions;
use crate::components::dialogs::Dialogs;
use crate::components::inputs::Thumbnails;
use crate::components::old_key::OldKey;
use crate::components::photo_stage::PhotoStage;
use crate::components::results::Pictures;
use crate::components::run_bar::RunStatus;
use crate::components::settings::SettingsPanel;
use crate::store::LazyChunk;

/// Loads the table; `None` if its chunk cannot be loaded.
pub fn load() -> Pin<Box<dyn Future<Output = Option<&'static LazyChunk>>>> {
    Box::pin(async { table().await.ok() })
}

/// Returns the table, once its chunk is loaded.
#[wasm_split(later, fallible)]
fn table() -> Result<&'static LazyChunk, SplitLoaderError> {
    static LAZY: LazyChunk = LazyChunk {
        settings: || view! { <SettingsPanel/> }.into_any(),
        old_key: || view! { <OldKey/> }.into_any(),
        advanced_options: || view! { <AdvancedOptions/> }.into_any(),
        thumbnails: || view! { <Thumbnails/> }.into_any(),
        progress: || view! { <RunStatus/> }.into_any(),
        photo: || view! { <PhotoStage/> }.into_any(),
        price: models::price_of_form,
        pick_model: models::open_picker,
        toggle_sheet: sheet::toggle,
        pictures: || view! { <Pictures/> }.into_any(),
        dialogs: || view! { <Dialogs/> }.into_any(),
        announce_link: form::show_link_notice,
        generate: generate::generate,
        cancel: generate::cancel,
        step: undo::step,
        accept: notice_action::carry_out,
        take_files: inputs::take_files,
        drop_result: paste::drop_result,
        paste: paste::take,
        paste_late: paste::take_late,
        recall: prompt_history::recall,
        open_prompts: saved_prompts::open,
        on_key: page::on_key,
        add_address: inputs::add_address,
        read_gallery: gallery::read,
    };
    Ok(&LAZY)
}
