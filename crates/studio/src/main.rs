//! Tintype Studio: the page where pictures are made and edited.
//!
//! ```text
//! model ◄─ text ◄─ browser ◄─ store ◄─ actions ◄─ components ◄─ lazy ◄─ main
//! ```
//!
//! Each module may use those to its left, and `tests/tidy/layers.rs` holds them to it. `model` has the data and its rules,
//! `text` the words, `browser` the calls of the browser, `store` the signals, `actions` everything that writes them or
//! calls `tintype`, `components` the views. `lazy` is the chunk that is loaded on the first interaction; below it, it is
//! known by the table of functions in `store` alone.
//!
//! In scope: one page, no server of its own. Out of scope: the wire, which `tintype` speaks.

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
