//! Tintype Studio: the page where pictures are made and edited.
//!
//! ```text
//! model ◄─ text ◄─ browser ◄─ store ◄─ actions ◄─ components ◄─ lazy ◄─ main
//! ```
//!
//! Each module may use those to its left, which `tests/tidy/layers.rs` enforces. `model` has the data and its rules,
//! `text` the texts, `browser` the calls of the browser's APIs, `store` the signals, `actions` all code that writes
//! them or calls `tintype`, and `components` the views. `lazy` is the chunk that is loaded on the first interaction.
//! Lower modules know it only as the table of functions in `store`.
//!
//! In scope: one page, without a server of its own. Out of scope: the wire protocol, which `tintype` implements.

mod actions;
mod browser;
mod components;
mod lazy;
mod model;
mod store;
mod text;

use components::app::App;
use leptos::prelude::*;

fn main() {
    mount_to_body(|| view! { <App load_lazy=lazy::load/> });
}
