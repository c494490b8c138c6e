//! The data of Studio and its rules, in plain Rust with ordinary tests: no signals, no browser APIs and no texts.
//!
//! ```text
//! form, advanced_options, input, numbered, ratio, link        what the user asks for
//! settings, service, profiles, key_header, keys, models, price  whom Studio asks, and what a model can do
//! job, failure, result, gallery, conversation       requests and their results
//! draft, archive, zip, details, schema, json        what is stored, and in which version
//! dialog, compare, mask, zoom, search, totals       views of it
//! photo, adjust, expand                             a photo that is worked on: crop, rotation, a larger canvas
//! grid, selection, collection, thumbnail, stage                 the gallery, and what stands large above it
//! bound, number, file_name, shortcut, paste, prompt_history, ids  small rules
//! ```
//!
//! This module contains values and rules. Texts are in `text`, reactivity in `store`, and calls of the library in
//! `actions`.

pub mod address;
pub mod adjust;
pub mod advanced_options;
pub mod archive;
pub mod bound;
pub mod collection;
pub mod compare;
pub mod conversation;
pub mod details;
pub mod dialog;
pub mod draft;
pub mod expand;
pub mod failure;
pub mod file_name;
pub mod form;
pub mod gallery;
pub mod grid;
pub mod grounding;
pub mod ids;
pub mod input;
pub mod job;
pub mod json;
pub mod key_header;
pub mod keys;
pub mod language;
pub mod ledger;
pub mod link;
pub mod mask;
pub mod models;
pub mod number;
pub mod numbered;
pub mod paste;
pub mod photo;
pub mod price;
pub mod profiles;
pub mod prompt_history;
pub mod ratio;
pub mod result;
pub mod saved_prompts;
pub mod schema;
pub mod search;
pub mod selection;
pub mod service;
pub mod settings;
pub mod shortcut;
pub mod stage;
pub mod storage_error;
pub mod theme;
pub mod thumbnail;
pub mod totals;
pub mod undo;
pub mod zip;
pub mod zoom;
