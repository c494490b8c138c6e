//! The one store: every signal of the application, provided once and found by [`use_store`].
//!
//! Components read from it and hand what people do to `actions`; only `actions` writes to it.

pub mod change;
pub mod notice;
pub mod order;

use std::cell::OnceCell;
use std::collections::HashSet;
use std::pin::Pin;
use std::rc::Rc;

use futures_util::future::AbortHandle;
use gloo_timers::callback::{Interval, Timeout};
use leptos::prelude::*;
use web_sys::{DataTransfer, File, KeyboardEvent};

use self::change::Change;
use self::notice::{Arrivals, Notice, Offer};
use self::order::{Interrupted, Order, Pending};
use crate::browser::clipboard::Paste;
use crate::browser::gallery::{Raw, Reading};
use crate::browser::picture::{Bytes, Picture, ResultHandle};
use crate::model::archive::Importing;
use crate::model::dialog::Dialog;
use crate::model::failure::Failed;
use crate::model::form::Form;
use crate::model::gallery::{Outcome, ResultList};
use crate::model::input::InputList;
use crate::model::job::Job;
use crate::model::keys::Key;
use crate::model::language::Language;
use crate::model::models;
use crate::model::ratio::{self, Ratio};
use crate::model::result::ResultId;
use crate::model::search::Search;
use crate::model::settings::Settings;
use crate::model::storage_error::Refusal;
use crate::model::theme::Theme;
use crate::model::undo::{History, Way};
use crate::text::{First, Text};

/// A signal of values that hold browser objects, which live on one thread.
type LocalSignal<T> = RwSignal<T, LocalStorage>;

/// The application's state as signals. A copy is a handle to the same store.
#[derive(Clone, Copy)]
pub struct Store {
    /// Loads the lazy chunk.
    pub load_later: LoadLater,
    /// What is loaded later, once it is there.
    pub later: RwSignal<Option<&'static Later>>,
    /// How many times images are being read or fetched.
    pub arriving: StoredValue<usize>,
    /// Whether a picture will be asked for as soon as those, or what is loaded later, have come.
    pub is_about_to_ask: StoredValue<bool>,
    /// The words of the first screen, in the language in use.
    pub first: &'static First,
    /// The language that they are in.
    tongue: Language,
    /// Prompt and choices.
    pub form: RwSignal<Form>,
    /// Input images.
    pub inputs: LocalSignal<InputList<Picture>>,
    /// The address of a picture elsewhere, as typed.
    pub web_address: RwSignal<String>,
    /// What stands in the way of the form, said beside it.
    pub form_note: RwSignal<Option<String>>,
    /// What stands in the way of images, said beside them.
    pub images_note: RwSignal<Option<String>>,
    /// Whether the advanced settings are unfolded.
    pub is_advanced_open: RwSignal<bool>,
    /// What runs and what waits for its turn, oldest first.
    pub jobs: RwSignal<Vec<Job>>,
    /// What those jobs need, and what ends them.
    pub pending: StoredValue<Vec<Pending>, LocalStorage>,
    /// What came back, newest first.
    pub results: LocalSignal<ResultList<ResultHandle>>,
    /// How many changes of what is kept are under way.
    pub writes: RwSignal<usize>,
    /// Whose marks are being changed, once for each change.
    pub marking: StoredValue<Vec<ResultId>>,
    /// Whether the kept ones have been read.
    pub is_loaded: RwSignal<bool>,
    /// Why there is no database for them, if there is none.
    pub trouble: RwSignal<Option<Refusal>>,
    /// What is kept and cannot be read.
    pub wrecks: LocalSignal<Vec<Raw>>,
    /// Whether the browser has been asked to clear nothing on its own.
    pub has_asked_to_persist: StoredValue<bool>,
    /// Bytes that are kept, and that may be.
    pub room: RwSignal<Option<(f64, f64)>>,
    /// Which of them are shown.
    pub search: RwSignal<Search>,
    /// What went wrong since something was asked for last.
    pub failures: LocalSignal<Vec<Failed<Order>>>,
    /// What came since the user was last told of it.
    pub arrivals: StoredValue<Arrivals, LocalStorage>,
    /// What can be taken back, and put again.
    pub history: LocalSignal<History<Change>>,
    /// The message of the moment.
    pub notice: LocalSignal<Option<Notice>>,
    /// Ends that message.
    pub notice_timer: StoredValue<Option<Timeout>, LocalStorage>,
    /// What screen readers are told, politely.
    pub announcement: RwSignal<String>,
    /// Endpoint, key, model.
    pub settings: RwSignal<Settings>,
    /// A key of an older version, of which nobody has said whose it is.
    pub old_key: RwSignal<Option<Key>>,
    /// The endpoint's own list of models: their names, and which of them make pictures.
    pub listed: RwSignal<Option<Vec<(String, bool)>>>,
    /// What came of asking for it, as a sentence.
    pub listing_note: RwSignal<String>,
    /// Whether downloads are told how they were made.
    pub writes_details: RwSignal<bool>,
    /// The file that was saved last, whose address has to live until the browser has taken it.
    pub saved: StoredValue<Option<Picture>, LocalStorage>,
    /// Whether their panel is open.
    pub is_settings_open: RwSignal<bool>,
    /// Light or dark.
    pub theme: RwSignal<Theme>,
    /// The dialog that is open.
    pub dialog: RwSignal<Option<Dialog>>,
    /// What should change in a retouched picture, as typed.
    pub retouch_change: RwSignal<String>,
    /// What stands in the way of it.
    pub retouch_note: RwSignal<Option<String>>,
    /// Whether the device says that it has no connection.
    pub is_offline: RwSignal<bool>,
    /// The language in use.
    pub language: RwSignal<Language>,
    /// Whether compared pictures stand beside each other.
    pub is_side_by_side: RwSignal<bool>,
    /// Whether files hover over the page.
    pub is_dragged_over: RwSignal<bool>,
}

/// What only the part that is loaded later uses: signals that the first screen need not know how to make.
#[derive(Clone, Copy)]
pub struct LaterStore {
    /// The file that is being imported, and how far that is.
    pub importing: RwSignal<Option<Importing>>,
    /// The files that are imported after it.
    pub imports: StoredValue<Vec<File>, LocalStorage>,
    /// Ends the import of that file, while it can be ended.
    pub import_stop: StoredValue<Option<AbortHandle>>,
    /// Looks whether there is room for what found none.
    pub room_watch: StoredValue<Option<Interval>, LocalStorage>,
    /// What was asked for when an earlier page went.
    pub interrupted: LocalSignal<Vec<Interrupted>>,
    /// Whether what an earlier page has left is being read.
    pub has_begun_drafts: StoredValue<bool>,
    /// Whether what an earlier page has left has been read.
    pub are_drafts_read: RwSignal<bool>,
    /// What was deleted, and can be brought back.
    pub bin: LocalSignal<ResultList<Bytes>>,
    /// Records that a newer version of Studio has written: nothing may take their place.
    pub newer_records: RwSignal<HashSet<ResultId>>,
    /// The message that is shown once no offer stands in its place.
    pub next_notice: RwSignal<Option<String>>,
}

thread_local! {
    static LATER: OnceCell<(Owner, LaterStore)> = const { OnceCell::new() };
}

impl LaterStore {
    fn new() -> Self {
        Self {
            importing: RwSignal::new(None),
            imports: StoredValue::new_local(Vec::new()),
            import_stop: StoredValue::new(None),
            room_watch: StoredValue::new_local(None),
            interrupted: RwSignal::new_local(Vec::new()),
            has_begun_drafts: StoredValue::new(false),
            are_drafts_read: RwSignal::new(false),
            bin: RwSignal::new_local(ResultList::default()),
            newer_records: RwSignal::new(HashSet::new()),
            next_notice: RwSignal::new(None),
        }
    }
}

impl Store {
    /// A store for a page that was opened just now, with what was kept from before.
    pub fn new(
        form: Form,
        settings: Settings,
        theme: Theme,
        language: Language,
        load_later: LoadLater,
    ) -> Self {
        Self {
            load_later,
            later: RwSignal::new(None),
            arriving: StoredValue::new(0),
            is_about_to_ask: StoredValue::new(false),
            first: language.first(),
            tongue: language,
            inputs: RwSignal::new_local(InputList::default()),
            web_address: RwSignal::new(String::new()),
            form_note: RwSignal::new(None),
            images_note: RwSignal::new(None),
            is_advanced_open: RwSignal::new(form.options.is_any()),
            form: RwSignal::new(form),
            jobs: RwSignal::new(Vec::new()),
            pending: StoredValue::new_local(Vec::new()),
            results: RwSignal::new_local(ResultList::default()),
            writes: RwSignal::new(0),
            marking: StoredValue::new(Vec::new()),
            is_loaded: RwSignal::new(false),
            trouble: RwSignal::new(None),
            wrecks: RwSignal::new_local(Vec::new()),
            has_asked_to_persist: StoredValue::new(false),
            room: RwSignal::new(None),
            search: RwSignal::new(Search::default()),
            failures: RwSignal::new_local(Vec::new()),
            arrivals: StoredValue::new_local(Arrivals::default()),
            history: RwSignal::new_local(History::default()),
            notice: RwSignal::new_local(None),
            notice_timer: StoredValue::new_local(None),
            announcement: RwSignal::new(String::new()),
            settings: RwSignal::new(settings),
            old_key: RwSignal::new(None),
            listed: RwSignal::new(None),
            listing_note: RwSignal::new(String::new()),
            writes_details: RwSignal::new(false),
            saved: StoredValue::new_local(None),
            is_settings_open: RwSignal::new(false),
            theme: RwSignal::new(theme),
            dialog: RwSignal::new(None),
            retouch_change: RwSignal::new(String::new()),
            retouch_note: RwSignal::new(None),
            is_offline: RwSignal::new(false),
            language: RwSignal::new(language),
            is_side_by_side: RwSignal::new(false),
            is_dragged_over: RwSignal::new(false),
        }
    }

    /// The same store, speaking this language.
    pub fn in_language(self, language: Language) -> Self {
        Self { first: language.first(), tongue: language, ..self }
    }

    /// All words of the language in use. Only what is loaded later may ask: the words come with it.
    pub fn text(&self) -> &'static Text {
        self.tongue.text()
    }

    /// What the part that is loaded later keeps. Its signals live as long as the page, whichever view asks first.
    pub fn rest(&self) -> LaterStore {
        LATER.with(|later| {
            let (_, later) = later.get_or_init(|| {
                let owner = Owner::new_root(None);
                let later = owner.with(LaterStore::new);
                (owner, later)
            });
            *later
        })
    }

    /// The result of that name.
    pub fn find(&self, id: ResultId) -> Option<Rc<Outcome<ResultHandle>>> {
        self.results.with_untracked(|results| results.get(id).cloned())
    }

    /// The picture in the viewer.
    pub fn viewed(&self) -> Option<ResultId> {
        self.dialog.get().and_then(Dialog::viewed)
    }

    /// The picture that is retouched.
    pub fn retouched(&self) -> Option<ResultId> {
        self.dialog.get().and_then(Dialog::retouched)
    }

    /// Whether something runs.
    pub fn is_running(&self) -> bool {
        !self.jobs.with(Vec::is_empty)
    }

    /// Whether there is nothing to see, and nothing on its way.
    pub fn is_bare(&self) -> bool {
        self.is_loaded.get() && self.results.with(ResultList::is_empty) && !self.is_running()
    }

    /// Whether pictures come from the sandbox.
    pub fn uses_sandbox(&self) -> bool {
        self.settings.with(Settings::uses_sandbox)
    }

    /// The ratios that can be chosen now.
    pub fn ratio_choices(&self) -> Vec<Ratio> {
        let has_images = !self.inputs.with(InputList::is_empty);
        self.settings.with(|settings| ratio::choices(models::ratios(settings.model()), has_images))
    }

    /// The ratio that holds now.
    pub fn ratio(&self) -> Ratio {
        let choices = self.ratio_choices();
        self.form.with(|form| ratio::settle(form.ratio.as_ref(), &choices))
    }

    /// The sizes that can be chosen now.
    pub fn sizes(&self) -> &'static [&'static str] {
        self.settings.with(|settings| models::sizes(settings.model()))
    }

    /// The size that holds now; `None` for the model's own.
    pub fn size(&self) -> Option<&'static str> {
        let sizes = self.sizes();
        self.form.with(|form| sizes.iter().find(|size| form.size.as_deref() == Some(**size)).copied())
    }

    /// The shape that the next picture will most likely have.
    pub fn expected_shape(&self) -> (u32, u32) {
        let from_images = || self.inputs.with(InputList::shape);
        self.ratio().sides().or_else(from_images).unwrap_or((1, 1))
    }
}

/// Makes the store known to every component.
pub fn provide_store(store: Store) {
    provide_context(store);
}

/// The store.
pub fn use_store() -> Store {
    expect_context()
}

/// Loads the chunk; `None` where it cannot be had.
///
/// The first screen must name none of the functions in that table, or they would be linked into its module: `main.rs`
/// gives the store this way to load it, and `lazy.rs` fills it.
pub type LoadLater = fn() -> Pin<Box<dyn Future<Output = Option<&'static Later>>>>;

/// The ways into the part.
pub struct Later {
    /// The settings.
    pub settings: fn() -> AnyView,
    /// The question whose a kept key is.
    pub old_key: fn() -> AnyView,
    /// The advanced options.
    pub advanced_options: fn() -> AnyView,
    /// The input images.
    pub thumbnails: fn() -> AnyView,
    /// How far the oldest job is, or what failed.
    pub progress: fn() -> AnyView,
    /// The pictures, and all that is said of them.
    pub pictures: fn() -> AnyView,
    /// What lies over the page when it is asked for.
    pub dialogs: fn() -> AnyView,
    /// Says that a link has filled in the form.
    pub tell_of_link: fn(Store),
    /// Asks for a picture.
    pub generate: fn(Store),
    /// Ends all jobs.
    pub cancel: fn(Store),
    /// Takes back or puts again.
    pub step: fn(Store, Way),
    /// Does what a message offers.
    pub accept: fn(Store, Offer),
    /// Takes files that were picked, dropped or pasted.
    pub take_files: fn(Store, Vec<File>),
    /// Takes a picture of the gallery, if a drop brings one.
    pub drop_result: fn(Store, &DataTransfer) -> bool,
    /// Takes pictures out of a paste; gives whether there are any, or else it stays the browser's.
    pub paste: fn(Store, Paste, bool) -> bool,
    /// Takes a paste that came before this part did, and was kept from the browser.
    pub paste_late: fn(Store, Paste, bool),
    /// Does what a pressed key stands for.
    pub on_key: fn(Store, &KeyboardEvent),
    /// Takes what lies at an address.
    pub add_address: fn(Store, &str),
    /// Reads what is kept, or the news of another tab.
    pub read_gallery: fn(Store, Reading),
}
