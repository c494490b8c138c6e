//! The photo that a tool edits, as a source of a request.

use leptos::prelude::*;

use super::outcome::file_source;
use crate::browser::picture::BlobWithUrl;
use crate::model::photo::Subject;
use crate::model::result::Source;
use crate::store::Store;

/// Returns the photo as the first source of a request, if it still exists.
pub fn source(store: Store, subject: Subject) -> Option<(Source, BlobWithUrl)> {
    match subject {
        Subject::Result(id) => Some((Source::Result { id }, store.find(id)?.blobs.image.clone())),
        Subject::Input(id) => store.composer.inputs.with_untracked(|inputs| {
            let input = inputs.get(id)?;
            let source = match input.metadata.result {
                Some(id) => Source::Result { id },
                None => file_source(0, input.metadata.name.clone(), input.blob.blob()),
            };
            Some((source, input.blob.clone()))
        }),
    }
}

/// Finds the input image with the object URL of this picture.
pub fn input_of(store: Store, picture: &BlobWithUrl) -> Option<Subject> {
    store.composer.inputs.with_untracked(|inputs| {
        let mut all = inputs.iter();
        all.find(|input| input.metadata.url == picture.url()).map(|input| Subject::Input(input.metadata.id))
    })
}
