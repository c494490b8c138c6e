//! The browser, in small typed pieces: nothing else in Studio touches `window`, storage or the clipboard.

pub mod clipboard;
pub mod clock;
pub mod download;
pub mod files;
pub mod focus;
pub mod page;
pub mod sandbox;
pub mod storage;
