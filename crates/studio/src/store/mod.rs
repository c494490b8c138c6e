//! The one store: every signal of the application, provided once and found by [`use_store`].
//!
//! Components read from it and hand user input to `actions`; only `actions` writes to it.

mod browse;
mod composer;
mod gallery;
mod session;
mod ui;

pub mod notice;
pub mod request;
pub mod undo;

use std::cell::OnceCell;
use std::collections::HashSet;
use std::pin::Pin;
use std::rc::Rc;

use futures_util::future::AbortHandle;
use gloo_timers::callback::Interval;
use leptos::prelude::*;
use web_sys::{DataTransfer, File, KeyboardEvent};

use self::browse::Browse;
use self::composer::Composer;
use self::gallery::Gallery;
use self::notice::NoticeAction;
use self::request::{Interrupted, Shaped};
use self::session::Session;
use self::ui::Ui;
use crate::browser::clipboard::Paste;
use crate::browser::gallery::Reading;
use crate::browser::picture::{Blobs, Bytes};
use crate::model::archive::Importing;
use crate::model::dialog::Dialog;
use crate::model::form::Form;
use crate::model::gallery::{GalleryItem, ResultList};
use crate::model::input::{InputList, InputMetadata};
use crate::model::language::Language;
use crate::model::models;
use crate::model::photo::{Photo, Subject};
use crate::model::profiles::Profiles;
use crate::model::prompt_history::Recall;
use crate::model::ratio::{self, Ratio};
use crate::model::result::ResultId;
use crate::model::saved_prompts::SavedPrompts;
use crate::model::search::Search;
use crate::model::settings::Settings;
use crate::model::stage;
use crate::model::theme::Theme;
use crate::model::undo::Direction;
use crate::text::{PhotoText, ShellText, Text};

/// A signal of values that hold browser objects, which live on one thread.
type LocalSignal<T> = RwSignal<T, LocalStorage>;

/// The application's state as signals, in groups. A copy is a handle to the same store.
#[derive(Clone, Copy)]
pub struct Store {
    /// Loads the lazy chunk.
    pub load_lazy: LoadLazy,
    /// The table of the lazy chunk, once it is loaded.
    pub lazy: RwSignal<Option<&'static LazyChunk>>,
    /// The texts of the first screen, in the language in use.
    pub shell: &'static ShellText,
    /// The language of these texts.
    text_language: Language,
    /// The service, the jobs and their history.
    pub session: Session,
    /// The results, and how they are stored.
    pub gallery: Gallery,
    /// The request that is being composed.
    pub composer: Composer,
    /// The state of the page.
    pub ui: Ui,
}

/// The signals of the lazy chunk, which the first screen need not create.
#[derive(Clone, Copy)]
pub struct LazyStore {
    /// The file that is being imported, and how far that is.
    pub importing: RwSignal<Option<Importing>>,
    /// The files that are imported after it.
    pub imports: StoredValue<Vec<File>, LocalStorage>,
    /// Ends the import of that file, while it can be ended.
    pub import_stop: StoredValue<Option<AbortHandle>>,
    /// Checks whether there is free storage for what was over the quota.
    pub quota_watch: StoredValue<Option<Interval>, LocalStorage>,
    /// The requests that were interrupted by a reload.
    pub interrupted: LocalSignal<Vec<Interrupted>>,
    /// Whether the drafts of an earlier page are being read.
    pub has_begun_drafts: StoredValue<bool>,
    /// Whether the drafts of an earlier page have been read.
    pub are_drafts_read: RwSignal<bool>,
    /// The deleted results.
    pub bin: LocalSignal<ResultList<Bytes>>,
    /// Records that a newer version of Studio has written, which must not be overwritten.
    pub newer_records: RwSignal<HashSet<ResultId>>,
    /// The message that is shown once the current one, which has an action, is gone.
    pub next_notice: RwSignal<Option<String>>,
    /// The view of the gallery.
    pub browse: Browse,
    /// The prompts that were sent in this visit, newest first.
    pub prompts: StoredValue<Vec<String>>,
    /// The requests that wait for the answer to a question.
    pub held: LocalSignal<Vec<Shaped>>,
    /// The name of the folder where new pictures are written.
    pub folder: RwSignal<Option<String>>,
    /// The service profiles.
    pub profiles: RwSignal<Profiles>,
    /// The prompts that the user keeps.
    pub saved_prompts: RwSignal<SavedPrompts>,
    /// The outcome of an import of prompts, as a sentence.
    pub prompts_message: RwSignal<String>,
    /// The place in the history of prompts.
    pub recall: StoredValue<Recall>,
    /// The prompt for the new area of a photo, as typed.
    pub expand_words: RwSignal<String>,
    /// The validation message of that area.
    pub expand_error: RwSignal<Option<String>>,
}

thread_local! {
    static LAZY: OnceCell<(Owner, LazyStore)> = const { OnceCell::new() };
}

impl LazyStore {
    fn new() -> Self {
        Self {
            importing: RwSignal::new(None),
            imports: StoredValue::new_local(Vec::new()),
            import_stop: StoredValue::new(None),
            quota_watch: StoredValue::new_local(None),
            interrupted: RwSignal::new_local(Vec::new()),
            has_begun_drafts: StoredValue::new(false),
            are_drafts_read: RwSignal::new(false),
            bin: RwSignal::new_local(ResultList::default()),
            newer_records: RwSignal::new(HashSet::new()),
            next_notice: RwSignal::new(None),
            browse: Browse::default(),
            prompts: StoredValue::new(Vec::new()),
            held: RwSignal::new_local(Vec::new()),
            folder: RwSignal::new(None),
            profiles: RwSignal::new(Profiles::default()),
            saved_prompts: RwSignal::new(SavedPrompts::default()),
            prompts_message: RwSignal::new(String::new()),
            recall: StoredValue::new(Recall::default()),
            expand_words: RwSignal::new(String::new()),
            expand_error: RwSignal::new(None),
        }
    }
}

impl Store {
    /// Creates the store of a page from its stored state.
    pub fn new(
        form: Form,
        settings: Settings,
        theme: Theme,
        language: Language,
        load_lazy: LoadLazy,
    ) -> Self {
        let store = Self {
            load_lazy,
            lazy: RwSignal::new(None),
            shell: language.shell_text(),
            text_language: language,
            session: Session::default(),
            gallery: Gallery::default(),
            composer: Composer::default(),
            ui: Ui::default(),
        };
        store.composer.is_advanced_open.set(form.options.is_any());
        store.composer.form.set(form);
        store.session.settings.set(settings);
        store.session.language.set(language);
        store.ui.theme.set(theme);
        store
    }

    /// Sets the language of the store's texts.
    pub fn in_language(self, language: Language) -> Self {
        Self { shell: language.shell_text(), text_language: language, ..self }
    }

    /// The texts of the lazy chunk in the language in use. Only code of that chunk may call this.
    pub fn text(&self) -> &'static Text {
        self.text_language.text()
    }

    /// The texts of the photo tools, which are part of the lazy chunk.
    pub fn photo_text(&self) -> &'static PhotoText {
        self.text_language.photo()
    }

    /// The signals of the lazy chunk. They live as long as the page, whichever view is first.
    pub fn lazy_store(&self) -> LazyStore {
        LAZY.with(|lazy| {
            let (_, lazy) = lazy.get_or_init(|| {
                let owner = Owner::new_root(None);
                let lazy = owner.with(LazyStore::new);
                (owner, lazy)
            });
            *lazy
        })
    }

    /// The view of the gallery.
    pub fn browse(&self) -> Browse {
        self.lazy_store().browse
    }

    /// The results that the search finds, newest first.
    pub fn seen(&self) -> Vec<ResultId> {
        let find = |search: &Search| {
            self.gallery.results.with(|results| {
                let seen =
                    results.iter().map(|item| &item.metadata).filter(|metadata| search.finds(metadata));
                seen.map(|metadata| metadata.id).collect()
            })
        };
        self.gallery.search.with(find)
    }

    /// The input image on the stage. Without any picture, that is a photo which came with a reload, too.
    pub fn staged_input(&self) -> Option<InputMetadata> {
        let stage = self.browse().stage;
        let is_bare = self.is_bare();
        self.composer.inputs.with(|inputs| {
            let all = inputs.iter().map(|input| &input.metadata);
            let last = || all.clone().filter(|metadata| is_bare && metadata.is_photo()).last();
            stage.with(|stage| stage.input(all.clone())).or_else(last).cloned()
        })
    }

    /// The places of the stage. Jobs that wait are in the queue alone.
    pub fn staged(&self) -> Vec<stage::Place> {
        self.gallery.results.with(|results| {
            let is_there = |place: &stage::Place| match place {
                stage::Place::Job(id) => self
                    .session
                    .jobs
                    .with(|jobs| jobs.iter().any(|queued| queued.job.id == *id && queued.job.has_begun())),
                stage::Place::Result(id) => results.get(*id).is_some_and(|item| !item.metadata.is_hidden),
            };
            let newest: Vec<_> =
                results.iter().map(|item| &item.metadata).take(stage::MOST_VARIANTS).collect();
            self.browse().stage.with(|stage| stage.places(is_there, &newest))
        })
    }

    /// The result of that name.
    pub fn find(&self, id: ResultId) -> Option<Rc<GalleryItem<Blobs>>> {
        self.gallery.results.with_untracked(|results| results.get(id).cloned())
    }

    /// The picture in the viewer.
    pub fn viewed(&self) -> Option<ResultId> {
        self.ui.dialog.get().and_then(Dialog::viewed)
    }

    /// The photo that a tool works on, as it is now.
    pub fn photo(&self, subject: Subject) -> Option<Photo> {
        match subject {
            Subject::Result(id) => self.find(id).map(|item| Photo::of_result(&item.metadata)),
            Subject::Input(id) => {
                self.composer.inputs.with_untracked(|inputs| Photo::of_input(&inputs.get(id)?.metadata))
            }
        }
    }

    /// Whether each of several input images is edited by itself.
    pub fn edits_each(&self) -> bool {
        self.composer.form.with(|form| form.edits_each) && self.composer.inputs.with(InputList::len) > 1
    }

    /// The pictures that Generate asks of each model.
    pub fn requested(&self) -> u32 {
        let each = if self.edits_each() { self.composer.inputs.with(InputList::len) } else { 1 };
        self.composer.form.with(|form| form.variants) * each as u32
    }

    /// The models that Generate asks, that of the settings first.
    pub fn requested_models(&self) -> Vec<String> {
        let first = self.session.settings.with(|settings| settings.model().to_owned());
        self.composer.more_models.with(|more| std::iter::once(first).chain(more.iter().cloned()).collect())
    }

    /// Whether something runs.
    pub fn is_running(&self) -> bool {
        !self.session.jobs.with(Vec::is_empty)
    }

    /// True when the first screen is shown: no result, no running job and no photo.
    pub fn invites(&self) -> bool {
        self.is_bare()
            && !self.composer.inputs.with(|inputs| inputs.iter().any(|input| input.metadata.is_photo()))
    }

    /// True without any result and without a running job.
    pub fn is_bare(&self) -> bool {
        self.gallery.is_loaded.get() && self.gallery.results.with(ResultList::is_empty) && !self.is_running()
    }

    /// Whether pictures come from the sandbox.
    pub fn uses_sandbox(&self) -> bool {
        self.session.settings.with(Settings::uses_sandbox)
    }

    /// The ratios that can be chosen now.
    pub fn ratio_choices(&self) -> Vec<Ratio> {
        let has_images = !self.composer.inputs.with(InputList::is_empty);
        self.session.settings.with(|settings| ratio::choices(models::ratios(settings.model()), has_images))
    }

    /// The ratio in effect.
    pub fn ratio(&self) -> Ratio {
        let choices = self.ratio_choices();
        self.composer.form.with(|form| ratio::settle(form.ratio.as_ref(), &choices))
    }

    /// The sizes that can be chosen now.
    pub fn sizes(&self) -> &'static [&'static str] {
        self.session.settings.with(|settings| models::sizes(settings.model()))
    }

    /// The size in effect; `None` for the model's default.
    pub fn size(&self) -> Option<&'static str> {
        let sizes = self.sizes();
        self.composer
            .form
            .with(|form| sizes.iter().find(|size| form.size.as_deref() == Some(**size)).copied())
    }

    /// The expected shape of the next picture.
    pub fn expected_shape(&self) -> (u32, u32) {
        let from_images = || self.composer.inputs.with(InputList::shape);
        self.ratio().sides().or_else(from_images).unwrap_or((1, 1))
    }
}

/// Provides the store to every component.
pub fn provide_store(store: Store) {
    provide_context(store);
}

/// The store.
pub fn use_store() -> Store {
    expect_context()
}

/// Loads the chunk; `None` where that fails.
///
/// The first screen must name none of the functions in that table, or they would be linked into its module: `main.rs`
/// gives the store this function to load it, and `lazy.rs` fills it.
pub type LoadLazy = fn() -> Pin<Box<dyn Future<Output = Option<&'static LazyChunk>>>>;

/// The functions of the lazy chunk.
pub struct LazyChunk {
    /// The settings.
    pub settings: fn() -> AnyView,
    /// The question which service a stored key belongs to.
    pub old_key: fn() -> AnyView,
    /// The advanced options.
    pub advanced_options: fn() -> AnyView,
    /// The input images.
    pub thumbnails: fn() -> AnyView,
    /// The progress of the oldest job, or the failures.
    pub progress: fn() -> AnyView,
    /// The input image on the stage.
    pub photo: fn() -> AnyView,
    /// The price of the next press of Generate.
    pub price: fn(Store) -> String,
    /// Opens the choice of a model.
    pub pick_model: fn(Store),
    /// Opens the sheet of a phone, or closes it.
    pub toggle_sheet: fn(Store),
    /// The results section: pictures, messages and controls.
    pub pictures: fn() -> AnyView,
    /// The dialogs.
    pub dialogs: fn() -> AnyView,
    /// Announces that a link has filled in the form.
    pub announce_link: fn(Store),
    /// Sends the request of the form.
    pub generate: fn(Store),
    /// Cancels all jobs.
    pub cancel: fn(Store),
    /// Undoes or redoes one step.
    pub step: fn(Store, Direction),
    /// Runs the action of a message.
    pub accept: fn(Store, NoticeAction),
    /// Adds files that were picked, dropped or pasted.
    pub take_files: fn(Store, Vec<File>),
    /// Adds a picture of the gallery, if a drop contains one.
    pub drop_result: fn(Store, &DataTransfer) -> bool,
    /// Adds the pictures of a paste; returns whether there are any. Without one the browser handles it.
    pub paste: fn(Store, Paste, bool) -> bool,
    /// Handles a paste from before the chunk was loaded, whose default was prevented.
    pub paste_late: fn(Store, Paste, bool),
    /// Steps through the history of prompts; returns whether it handled the key.
    pub recall: fn(Store, &KeyboardEvent) -> bool,
    /// Opens the list of prompts.
    pub open_prompts: fn(Store),
    /// Does what a pressed key stands for.
    pub on_key: fn(Store, &KeyboardEvent),
    /// Adds the image at an address.
    pub add_address: fn(Store, &str),
    /// Reads the stored gallery, or the records that another tab changed.
    pub read_gallery: fn(Store, Reading),
}
