//! Tintype Studio: the page where pictures are made and edited.
//!
//! ```text
//! person ─► components ─► actions ─► tintype
//!               ▲            │
//!               └── store ◄──┘        state: what the store holds, and its rules
//!                                     dom: the browser
//! ```
//!
//! In scope: one page, no server of its own. Out of scope: the wire, which `tintype` speaks.

mod actions;
mod components;
mod dom;
mod later;
mod state;
mod store;

fn main() {
    leptos::mount::mount_to_body(components::app::App);
}
