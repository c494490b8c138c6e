//! The views. A component binds the store to the page and passes events to `actions`; it contains no application logic.
//!
//! ```text
//! app ─┬─ header, sandbox_label, old_key, settings ── service_field, key_field, profiles, your_pictures
//!      ├─ composer ── prompt_box, inputs, ratio_picker, options ── advanced_options, run_bar
//!      ├─ photo_stage
//!      ├─ results ─── import_bar, interrupted, storage_status, failure, empty_state | queue, stage ── placeholder_card, result_card
//!      │              gallery_bar, gallery_grid
//!      ├─ viewer ──── zoom_viewport, ancestry     retouch, adjust, expand ── photo_tools, their stages and tools
//!      └─ compare, bin, collections, shortcuts, prompts, ledger, model_picker, notice     for all of them: icon, modal (dialogs), clamped (long texts),
//!                                                            grounding (sources), file_button, storage_meter
//! ```

mod adjust;
pub mod advanced_options;
mod ancestry;
pub mod app;
mod bin;
mod clamped;
mod collections;
mod compare;
mod composer;
pub mod dialogs;
mod empty_state;
mod expand;
mod failure;
mod file_button;
mod gallery_bar;
mod gallery_grid;
mod grounding;
mod header;
mod icon;
mod import_bar;
pub mod inputs;
mod interrupted;
mod key_field;
mod ledger;
mod modal;
mod model_picker;
mod notice;
pub mod old_key;
mod options;
pub mod photo_stage;
mod photo_tools;
mod placeholder_card;
mod profiles;
mod prompt_box;
mod prompts;
mod queue;
mod ratio_picker;
mod result_card;
pub mod results;
mod retouch;
pub mod run_bar;
mod sandbox_label;
mod service_field;
pub mod settings;
mod shortcuts;
mod stage;
mod storage_meter;
mod storage_status;
mod viewer;
mod your_pictures;
mod zoom_viewport;
