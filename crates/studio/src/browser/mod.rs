//! The browser, in small typed pieces: nothing else in Studio touches `window`, storage or the clipboard.

pub mod archive;
pub mod back;
pub mod bytes;
pub mod clamp;
pub mod clipboard;
pub mod clock;
pub mod download;
pub mod drafts;
pub mod files;
pub mod focus;
pub mod gallery;
pub mod link;
pub mod load;
pub mod mask;
pub mod network_status;
pub mod origin;
pub mod page;
pub mod picture;
pub mod press;
pub mod sandbox;
pub mod scroll_sentinel;
pub mod storage;
pub mod turned;
pub mod viewport;
pub mod words;
