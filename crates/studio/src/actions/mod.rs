//! What people do. The only rooms that call `tintype` and that write to the store.
//!
//! ```text
//! generate ─ Generate, the queue       failure ── what went wrong, and the next step
//! order ──── what one request needs    outcome ── what becomes of its answer
//! inputs ─── add, move, remove         paste ──── pictures out of a paste
//! form ───── prompt and choices
//! results ── Download, Copy, Edit …    settings ─ endpoint, key, model, theme
//! gallery ── kept, marked, searched    handle ─── what keeps pictures alive
//! notice ─── messages and Undo         retouch ── a change of a painted part
//! archive ── all pictures out and in    details ── how a picture was made, in its file
//! parcel, unpack ── the file that they are in
//! client ─── endpoint and key, ready    models ─── the endpoint's own list
//! keys ───── where they are kept, each for its origin
//! undo ───── back and forth             page ───── language, connection, keys
//! bin ────── what was deleted, for thirty days
//! drafts ─── what a reload does not end
//! leaving ── asked first, while something would be lost
//! arrival ── the end of a job, told where the user looks
//! back ───── the browser's Back closes a dialog
//! later ──── what is loaded when it is needed
//! ```

pub mod archive;
pub mod arrival;
pub mod back;
pub mod bin;
mod client;
pub mod details;
pub mod drafts;
pub mod failure;
pub mod form;
pub mod gallery;
pub mod generate;
pub mod handle;
pub mod inputs;
pub mod keys;
pub mod later;
pub mod leaving;
pub mod models;
pub mod notice;
pub mod order;
mod outcome;
pub mod page;
mod parcel;
pub mod paste;
mod prepare;
pub mod results;
pub mod retouch;
pub mod settings;
pub mod undo;
mod unpack;
