//! The session: the service, the jobs and their history.

use leptos::prelude::*;

use super::notice::CompletedJobs;
use super::request::{ImageRequest, QueuedJob};
use super::undo::UndoCommand;
use crate::model::failure::Failed;
use crate::model::keys::Key;
use crate::model::language::Language;
use crate::model::settings::Settings;
use crate::model::undo::History;

/// The service, the jobs and their history.
#[derive(Clone, Copy)]
pub struct Session {
    /// The endpoint, key and model.
    pub settings: RwSignal<Settings>,
    /// A key of an older version, which did not store the service of the key.
    pub old_key: RwSignal<Option<Key>>,
    /// The models that the endpoint lists, each with its name and whether it generates images.
    pub available_models: RwSignal<Option<Vec<(String, bool)>>>,
    /// The outcome of loading the list of models, as a sentence.
    pub models_message: RwSignal<String>,
    /// Whether downloaded files contain their prompt and settings.
    pub writes_details: RwSignal<bool>,
    /// The language in use.
    pub language: RwSignal<Language>,
    /// Whether the device reports that it is offline.
    pub is_offline: RwSignal<bool>,
    /// The queue, oldest first.
    pub jobs: RwSignal<Vec<QueuedJob>, LocalStorage>,
    /// The failures that are shown.
    pub failures: RwSignal<Vec<Failed<ImageRequest>>, LocalStorage>,
    /// The completed jobs since the last notice.
    pub completed: StoredValue<CompletedJobs, LocalStorage>,
    /// The changes that can be undone and redone.
    pub history: RwSignal<History<UndoCommand>, LocalStorage>,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            settings: RwSignal::new(Settings::default()),
            old_key: RwSignal::new(None),
            available_models: RwSignal::new(None),
            models_message: RwSignal::new(String::new()),
            writes_details: RwSignal::new(false),
            language: RwSignal::new(Language::default()),
            is_offline: RwSignal::new(false),
            jobs: RwSignal::new_local(Vec::new()),
            failures: RwSignal::new_local(Vec::new()),
            completed: StoredValue::new_local(CompletedJobs::default()),
            history: RwSignal::new_local(History::default()),
        }
    }
}
