//! The one store: every signal of the application, provided once and found by [`use_store`].
//!
//! Components read from it and hand what people do to `actions`; only `actions` writes to it.

use futures_util::future::AbortHandle;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use crate::actions::handle::{InputHandle, ResultHandle};
use crate::state::compare::Comparison;
use crate::state::failure::Failure;
use crate::state::form::Form;
use crate::state::input::InputList;
use crate::state::job::Job;
use crate::state::models;
use crate::state::ratio::{self, Ratio};
use crate::state::result::{Removed, ResultList};
use crate::state::settings::Settings;
use crate::state::text::{ENGLISH, Text};
use crate::state::theme::Theme;

/// A signal of values that hold browser objects, which live on one thread.
type LocalSignal<T> = RwSignal<T, LocalStorage>;

/// What "Undo" would bring back.
pub enum Undo {
    /// A deleted result.
    Delete(Removed<ResultHandle>),
    /// The input images that a result replaced.
    ReplaceInputs(InputList<InputHandle>),
}

/// A short message that goes away by itself.
pub struct Notice {
    /// What it says.
    pub text: String,
    /// What it can take back.
    pub undo: Option<Undo>,
}

/// The application's state as signals. A copy is a handle to the same store.
#[derive(Clone, Copy)]
pub struct Store {
    /// The words of the language in use.
    pub text: &'static Text,
    /// Prompt and choices.
    pub form: RwSignal<Form>,
    /// Input images.
    pub inputs: LocalSignal<InputList<InputHandle>>,
    /// What stands in the way of the form, said beside it.
    pub form_note: RwSignal<Option<String>>,
    /// What is running.
    pub job: RwSignal<Option<Job>>,
    /// Ends what is running.
    pub stop: StoredValue<Option<AbortHandle>, LocalStorage>,
    /// What came back, newest first.
    pub results: LocalSignal<ResultList<ResultHandle>>,
    /// What went wrong last.
    pub failure: RwSignal<Option<Failure>>,
    /// The message of the moment.
    pub notice: LocalSignal<Option<Notice>>,
    /// Ends that message.
    pub notice_timer: StoredValue<Option<Timeout>, LocalStorage>,
    /// What screen readers are told, politely.
    pub announcement: RwSignal<String>,
    /// Endpoint, key, model.
    pub settings: RwSignal<Settings>,
    /// Whether their panel is open.
    pub is_settings_open: RwSignal<bool>,
    /// Light or dark.
    pub theme: RwSignal<Theme>,
    /// Which two pictures lie on each other.
    pub comparison: RwSignal<Option<Comparison>>,
    /// Whether files hover over the page.
    pub is_dragged_over: RwSignal<bool>,
}

impl Store {
    /// A store for a page that was opened just now, with what was kept from before.
    pub fn new(form: Form, settings: Settings, theme: Theme) -> Self {
        Self {
            text: &ENGLISH,
            form: RwSignal::new(form),
            inputs: RwSignal::new_local(InputList::default()),
            form_note: RwSignal::new(None),
            job: RwSignal::new(None),
            stop: StoredValue::new_local(None),
            results: RwSignal::new_local(ResultList::default()),
            failure: RwSignal::new(None),
            notice: RwSignal::new_local(None),
            notice_timer: StoredValue::new_local(None),
            announcement: RwSignal::new(String::new()),
            settings: RwSignal::new(settings),
            is_settings_open: RwSignal::new(false),
            theme: RwSignal::new(theme),
            comparison: RwSignal::new(None),
            is_dragged_over: RwSignal::new(false),
        }
    }

    /// Whether something runs.
    pub fn is_running(&self) -> bool {
        self.job.with(Option::is_some)
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
