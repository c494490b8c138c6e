//! The store with every signal of the application, provided once as context and accessed by [`use_store`].
//!
//! Components read from the store and pass user input to `actions`. Only `actions` writes to the store.

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

/// A signal of values with browser objects, which are confined to one thread.
type LocalSignal<T> = RwSignal<T, LocalStorage>;

/// The application's state as signals, in groups. A copy is a handle to the same store.
#[derive(Clone, Copy)]
pub struct Store {
    /// Loads the lazy chunk.
    pub load_lazy: LoadLazy,
    /// The function table of the lazy chunk, once it is loaded.
    pub lazy: RwSignal<Option<&'static LazyChunk>>,
    /// The texts of the first screen, in the language in use.
    pub shell: &'static ShellText,
    /// The language of these texts.
    text_language: Language,
    /// The service, the jobs and their history.
    pub session: Session,
    /// The results, and the state of their storage.
    pub gallery: Gallery,
    /// The request that is being composed.
    pub composer: Composer,
    /// The state of the page.
    pub ui: Ui,
}

/// The signals of the lazy chunk, which the first screen does not need to create.
#[derive(Clone, Copy)]
pub struct LazyStore {
    /// The file that is being imported, with its progress.
    pub importing: RwSignal<Option<Importing>>,
    /// The files that are queued for import.
    pub imports: StoredValue<Vec<File>, LocalStorage>,
    /// The handle that aborts the current import, while it can be cancelled.
    pub import_stop: StoredValue<Option<AbortHandle>>,
    /// The timer that checks whether storage is available again for results that exceeded the quota.
    pub quota_watch: StoredValue<Option<Interval>, LocalStorage>,
    /// The requests that were interrupted by a reload.
    pub interrupted: LocalSignal<Vec<Interrupted>>,
    /// Whether the drafts of an earlier page are being read.
    pub has_begun_drafts: StoredValue<bool>,
    /// Whether the drafts of an earlier page have been read.
    pub are_drafts_read: RwSignal<bool>,
    /// The deleted results.
    pub bin: LocalSignal<ResultList<Bytes>>,
    /// The records that a newer version of Studio wrote, which must not be overwritten.
    pub newer_records: RwSignal<HashSet<ResultId>>,
    /// The message that is shown after the current one, which has an action.
    pub next_notice: RwSignal<Option<String>>,
    /// The view of the gallery.
    pub browse: Browse,
    /// The prompts that were sent in this visit, newest first.
    pub prompts: StoredValue<Vec<String>>,
    /// The requests that are held until the user answers a question.
    pub held: LocalSignal<Vec<Shaped>>,
    /// The name of the folder where new pictures are written.
    pub folder: RwSignal<Option<String>>,
    /// The service profiles.
    pub profiles: RwSignal<Profiles>,
    /// The prompts that the user saved.
    pub saved_prompts: RwSignal<SavedPrompts>,
    /// The outcome of an import of prompts, as a sentence.
    pub prompts_message: RwSignal<String>,
    /// The position in the history of prompts.
    pub recall: StoredValue<Recall>,
    /// The prompt for the new area of a photo, as typed.
    pub expand_words: RwSignal<String>,
    /// The validation message of that prompt.
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

    /// Returns the texts of the lazy chunk in the current language. Only code of that chunk may call this.
    pub fn text(&self) -> &'static Text {
        self.text_language.text()
    }

    /// Returns the texts of the photo tools, which are part of the lazy chunk.
    pub fn photo_text(&self) -> &'static PhotoText {
        self.text_language.photo()
    }

    /// Returns the signals of the lazy chunk. A root owner holds them, so that they outlive the view that creates them.
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

    /// Returns the view of the gallery.
    pub fn browse(&self) -> Browse {
        self.lazy_store().browse
    }

    /// Returns the results that match the search, newest first.
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

    /// Returns the input image on the stage. If there is no picture, that includes a photo restored after a reload.
    pub fn staged_input(&self) -> Option<InputMetadata> {
        let stage = self.browse().stage;
        let is_bare = self.is_bare();
        self.composer.inputs.with(|inputs| {
            let all = inputs.iter().map(|input| &input.metadata);
            let last = || all.clone().filter(|metadata| is_bare && metadata.is_photo()).last();
            stage.with(|stage| stage.input(all.clone())).or_else(last).cloned()
        })
    }

    /// Returns the places of the stage. Jobs that have not begun are shown only in the queue.
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

    /// Returns the result with this id.
    pub fn find(&self, id: ResultId) -> Option<Rc<GalleryItem<Blobs>>> {
        self.gallery.results.with_untracked(|results| results.get(id).cloned())
    }

    /// Returns the picture in the viewer.
    pub fn viewed(&self) -> Option<ResultId> {
        self.ui.dialog.get().and_then(Dialog::viewed)
    }

    /// Returns the photo that a tool edits, in its current state.
    pub fn photo(&self, subject: Subject) -> Option<Photo> {
        match subject {
            Subject::Result(id) => self.find(id).map(|item| Photo::of_result(&item.metadata)),
            Subject::Input(id) => {
                self.composer.inputs.with_untracked(|inputs| Photo::of_input(&inputs.get(id)?.metadata))
            }
        }
    }

    /// Whether each of several input images is edited in its own request.
    pub fn edits_each(&self) -> bool {
        self.composer.form.with(|form| form.edits_each) && self.composer.inputs.with(InputList::len) > 1
    }

    /// Returns the number of pictures that Generate requests from each model.
    pub fn requested(&self) -> u32 {
        let each = if self.edits_each() { self.composer.inputs.with(InputList::len) } else { 1 };
        self.composer.form.with(|form| form.variants) * each as u32
    }

    /// Returns the models that Generate requests, that of the settings first.
    pub fn requested_models(&self) -> Vec<String> {
        let first = self.session.settings.with(|settings| settings.model().to_owned());
        self.composer.more_models.with(|more| std::iter::once(first).chain(more.iter().cloned()).collect())
    }

    /// Whether jobs are queued or running.
    pub fn is_running(&self) -> bool {
        !self.session.jobs.with(Vec::is_empty)
    }

    /// Whether the first screen is shown, because there is no result, no job and no photo.
    pub fn invites(&self) -> bool {
        self.is_bare()
            && !self.composer.inputs.with(|inputs| inputs.iter().any(|input| input.metadata.is_photo()))
    }

    /// Whether the gallery is loaded, without any result or job.
    pub fn is_bare(&self) -> bool {
        self.gallery.is_loaded.get() && self.gallery.results.with(ResultList::is_empty) && !self.is_running()
    }

    /// Whether pictures come from the sandbox.
    pub fn uses_sandbox(&self) -> bool {
        self.session.settings.with(Settings::uses_sandbox)
    }

    /// Returns the ratios that can be chosen now.
    pub fn ratio_choices(&self) -> Vec<Ratio> {
        let has_images = !self.composer.inputs.with(InputList::is_empty);
        self.session.settings.with(|settings| ratio::choices(models::ratios(settings.model()), has_images))
    }

    /// Returns the ratio in effect.
    pub fn ratio(&self) -> Ratio {
        let choices = self.ratio_choices();
        self.composer.form.with(|form| ratio::settle(form.ratio.as_ref(), &choices))
    }

    /// Returns the sizes that can be chosen now.
    pub fn sizes(&self) -> &'static [&'static str] {
        self.session.settings.with(|settings| models::sizes(settings.model()))
    }

    /// Returns the size in effect, or `None` for the model's default.
    pub fn size(&self) -> Option<&'static str> {
        let sizes = self.sizes();
        self.composer
            .form
            .with(|form| sizes.iter().find(|size| form.size.as_deref() == Some(**size)).copied())
    }

    /// Returns the expected shape of the next picture.
    pub fn expected_shape(&self) -> (u32, u32) {
        let from_images = || self.composer.inputs.with(InputList::shape);
        self.ratio().sides().or_else(from_images).unwrap_or((1, 1))
    }
}

/// Provides the store to every component.
pub fn provide_store(store: Store) {
    provide_context(store);
}

/// Returns the store from the context.
pub fn use_store() -> Store {
    expect_context()
}

/// The function that loads the lazy chunk. Its future resolves to `None` if loading fails.
///
/// The first screen must not name the functions in that table, because they would be linked into its module. `main.rs`
/// passes this function to the store, and `lazy.rs` fills the table.
pub type LoadLazy = fn() -> Pin<Box<dyn Future<Output = Option<&'static LazyChunk>>>>;

/// The function table of the lazy chunk.
pub struct LazyChunk {
    /// Renders the settings.
    pub settings: fn() -> AnyView,
    /// Renders the question which service a stored key belongs to.
    pub old_key: fn() -> AnyView,
    /// Renders the advanced options.
    pub advanced_options: fn() -> AnyView,
    /// Renders the input images.
    pub thumbnails: fn() -> AnyView,
    /// Renders the progress of the oldest job, or the failures.
    pub progress: fn() -> AnyView,
    /// Renders the input image on the stage.
    pub photo: fn() -> AnyView,
    /// Returns the price of the next press of Generate.
    pub price: fn(Store) -> String,
    /// Opens the model picker.
    pub pick_model: fn(Store),
    /// Opens or closes the form sheet on a phone.
    pub toggle_sheet: fn(Store),
    /// Renders the results section: pictures, messages and controls.
    pub pictures: fn() -> AnyView,
    /// Renders the dialogs.
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
    /// Adds the pictures of a paste. Returns whether there are any, because otherwise the browser handles the paste.
    pub paste: fn(Store, Paste, bool) -> bool,
    /// Handles a paste that came before the chunk was loaded and whose default action was prevented.
    pub paste_late: fn(Store, Paste, bool),
    /// Steps through the history of prompts. Returns whether the key was handled.
    pub recall: fn(Store, &KeyboardEvent) -> bool,
    /// Opens the list of prompts.
    pub open_prompts: fn(Store),
    /// Runs the shortcut of a pressed key.
    pub on_key: fn(Store, &KeyboardEvent),
    /// Adds the image at a URL.
    pub add_address: fn(Store, &str),
    /// Reads the stored gallery, or the records that another tab changed.
    pub read_gallery: fn(Store, Reading),
}
