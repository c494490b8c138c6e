//! What people do. The only rooms that call `tintype` and that write to the store.
//!
//! ```text
//! generate ─ Generate, Cancel         failure ── what went wrong, and the next step
//! inputs ─── add, remove, clear       form ───── prompt and ratio
//! results ── Download, Copy, Edit …   settings ─ endpoint, key, model, theme
//! notice ─── messages and Undo        handle ─── what keeps pictures alive
//! ```

pub mod failure;
pub mod form;
pub mod generate;
pub mod handle;
pub mod inputs;
pub mod notice;
pub mod results;
pub mod settings;
