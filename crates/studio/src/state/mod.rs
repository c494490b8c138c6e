//! What Studio knows and the rules it follows: plain Rust with ordinary tests, no signals and no browser.
//!
//! ```text
//! form, advanced_options ─┐
//! input ──────┼─ what the person is asking for   settings ── where it goes
//! ratio ──────┘  address: a picture's, elsewhere   models ──── what that model can do
//!                service, keys ── who is asked, and whose key is whose
//! job ────── what is running                   failure ─── what went wrong, and what to do next
//! result ─┬─ what came back                    compare ─── which two pictures lie on each other
//! gallery ┘                                    conversation ─ what is sent when a result is continued
//! archive, zip, details ── how pictures leave and come back
//! json, number ──── values as text      schema ── versions of what is stored
//!                                                    bound ── how much of a text is kept and shown
//! search, totals ── over all of them           mask, zoom ── what hands do to a picture
//! shortcut ─ the keys of every layout     paste ── whether a paste is about files
//! keeping ── why pictures are not kept              draft ── what a tab has not finished yet
//! undo ───── what can be taken back, and put again
//! ```
//!
//! In scope: values, rules, words. Out of scope: reactivity (the store), the browser (`dom`), the library (`actions`).

pub mod address;
pub mod advanced_options;
pub mod archive;
pub mod bound;
pub mod compare;
pub mod conversation;
pub mod details;
pub mod draft;
pub mod failure;
pub mod file_name;
pub mod form;
pub mod gallery;
pub mod input;
pub mod job;
pub mod json;
pub mod keeping;
pub mod keys;
pub mod language;
pub mod link;
pub mod mask;
pub mod measure;
pub mod models;
pub mod number;
pub mod paste;
pub mod ratio;
pub mod result;
pub mod schema;
pub mod search;
pub mod service;
pub mod settings;
pub mod shortcut;
pub mod text;
pub mod theme;
pub mod totals;
pub mod undo;
pub mod zip;
pub mod zoom;
