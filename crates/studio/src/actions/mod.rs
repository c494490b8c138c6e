//! All code that writes to the store or calls `tintype`.
//!
//! ```text
//! page, gallery, notice_action, remedy, restore       events of the page, and the actions of notices and failures
//!   undo ──── runs a command of the history
//!   select, collections                               actions on several pictures
//!   inputs, results, retouch, archive, bin            input images and results; ZIP files; deleted results
//!   again, share                                      repeated requests; pictures for other apps
//!   generate ── request, outcome, completed, attention  the queue: a request, its answer, its notices
//!   flags ─── sync ── saving ── thumbnails            flags, reads and writes of the gallery's database
//!   form, settings, profiles, models, keys, client    the options of a request, and its service
//!   history, dialog, search, stage, sheet, notice, drafts, failure
//! ```
//!
//! Each module may use those below it. `back` handles the browser's Back, `unload_guard` registers the `beforeunload`
//! prompt, and `lazy` loads the lazy chunk.

pub mod adjust;
pub mod again;
pub mod archive;
pub mod attention;
pub mod back;
pub mod bin;
pub mod client;
pub mod collections;
pub mod completed;
pub mod corrupt;
pub mod details;
pub mod dialog;
mod drafts;
pub mod expand;
mod failure;
pub mod flags;
pub mod folder;
pub mod form;
pub mod gallery;
pub mod generate;
mod history;
pub mod inputs;
pub mod keys;
pub mod lazy;
pub mod ledger;
pub mod models;
pub mod notice;
pub mod notice_action;
mod outcome;
pub mod page;
pub mod paste;
mod photo;
mod prepare;
pub mod profiles;
pub mod prompt_history;
pub mod remedy;
mod request;
pub mod restore;
pub mod results;
pub mod retouch;
pub mod saved_prompts;
mod saving;
pub mod search;
pub mod select;
pub mod settings;
pub mod share;
pub mod sheet;
pub mod stage;
mod sync;
pub mod thumbnails;
pub mod undo;
pub mod unload_guard;
pub mod viewer;
mod zip_reader;
mod zip_writer;
