//! The views. A component binds the store to the page and hands events to `actions`; it decides nothing.
//!
//! ```text
//! app ─┬─ header, sandbox_label, old_key, settings ── service_field, key_field, your_pictures
//!      ├─ composer ── prompt_box, inputs, ratio_picker, options ── advanced_options, run_bar
//!      ├─ results ─── gallery_bar, import_bar, interrupted, storage_status, failure, empty_state | queue, placeholder_card, result_card
//!      ├─ viewer ──── zoom_viewport, ancestry     retouch ── its stage and tools
//!      └─ compare, bin, shortcuts, notice     for all of them: icon, modal (dialogs), clamped (long texts)
//! ```

pub mod advanced_options;
mod ancestry;
pub mod app;
mod bin;
mod clamped;
mod compare;
mod composer;
pub mod dialogs;
mod empty_state;
mod failure;
mod gallery_bar;
mod header;
mod icon;
mod import_bar;
pub mod inputs;
mod interrupted;
mod key_field;
mod modal;
mod notice;
pub mod old_key;
mod options;
mod placeholder_card;
mod prompt_box;
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
mod storage_status;
mod viewer;
mod your_pictures;
mod zoom_viewport;
