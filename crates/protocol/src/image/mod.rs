//! The bytes of images: their type, size, orientation and metadata.

pub mod metadata;
pub mod sniff;
pub mod svg;
