//! What is seen. A component binds the store to the page and hands presses to `actions`; it decides nothing.
//!
//! ```text
//! app ─┬─ masthead, sandbox_label, settings ── key_field
//!      ├─ composer ── prompt_box, inputs, ratio_picker, run_bar
//!      ├─ results ─── failure, empty_state | developing, result_card
//!      └─ compare, notice                     icon: drawings for all of them
//! ```

pub mod app;
mod compare;
mod composer;
mod developing;
mod empty_state;
mod failure;
mod icon;
mod inputs;
mod key_field;
mod masthead;
mod notice;
mod prompt_box;
mod ratio_picker;
mod result_card;
mod results;
mod run_bar;
mod sandbox_label;
mod settings;
