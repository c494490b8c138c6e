//! Everything that writes the store or calls `tintype`.
//!
//! ```text
//! page, gallery, notice_action, remedy, restore      events of the page, and what a message or a failure offers
//!   undo ──── carries out a change of the history
//!   select, collections                              what is done with several pictures at once
//!   inputs, results, retouch, archive, bin           input images and results; ZIP files; deleted results
//!   again, share                                     a picture once more, its request in the form; for other apps
//!   generate ── request, outcome, completed, attention  the queue: a request, its answer, the news of it
//!   flags ─── sync ── saving ── thumbnails       flags, reads and writes of the gallery's database
//!   form, settings, profiles, models, keys, client             what is asked for, and of whom
//!   history, dialog, search, stage, sheet, notice, drafts, failure
//! ```
//!
//! Each uses those below it; the browser's Back is in `back`, the unload guard in `unload_guard`, and `lazy` loads the lazy chunk.

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
