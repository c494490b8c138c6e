//! What is seen. A component binds the store to the page and hands presses to `actions`; it decides nothing.
//!
//! ```text
//! app ─┬─ masthead, sandbox_label, old_key, settings ── service_field, key_field, your_pictures
//!      ├─ composer ── prompt_box, inputs, ratio_picker, options ── advanced_options, run_bar
//!      ├─ results ─── gallery_bar, import_bar, interrupted, keeping, failure, empty_state | queue, developing, result_card
//!      ├─ viewer ──── zoom_stage, lineage     retouch ── its stage and tools
//!      └─ compare, bin, shortcuts, notice     for all of them: icon, modal (dialogs), clamped (long texts)
//! ```

pub mod advanced_options;
pub mod app;
mod bin;
mod clamped;
mod compare;
mod composer;
mod developing;
pub mod dialogs;
mod empty_state;
mod failure;
mod gallery_bar;
mod icon;
mod import_bar;
pub mod inputs;
mod interrupted;
mod keeping;
mod key_field;
mod lineage;
mod masthead;
mod modal;
mod notice;
pub mod old_key;
mod options;
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
mod viewer;
mod your_pictures;
mod zoom_stage;
