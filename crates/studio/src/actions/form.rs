//! Changes of the form, by the user and by links.

use leptos::ev;
use leptos::prelude::*;

use super::{history, lazy, notice};
use crate::browser::focus;
use crate::browser::link::{self, Fields};
use crate::browser::storage::StorageScope;
use crate::model::advanced_options::{Switch, TextOption};
use crate::model::form::{Form, MAX_VARIANTS};
use crate::model::ids::{ADD_IMAGES_ID, PROMPT_ID};
use crate::model::link::{fill_in, from_fields, to_fields};
use crate::model::models;
use crate::model::ratio::Ratio;
use crate::store::Store;
use crate::store::notice::NoticeAction;
use crate::store::undo::UndoCommand;

/// The name of the stored form.
const DRAFT_KEY: &str = "draft";

/// Loads the last form of this tab and the fields of the page's URL. Also returns the draft that the URL replaced.
pub fn load() -> (Form, Option<Form>) {
    let ratios = models::all_ratios();
    let draft = Fields::from_text(&StorageScope::Tab.get(DRAFT_KEY).unwrap_or_default());
    let draft = from_fields(&ratios, |name| draft.field(name));
    let mut form = draft.clone();
    if !follow_link(&mut form, &ratios) {
        return (form, None);
    }
    save(&form);
    let is_replaced = draft != form && draft != Form::default();
    (form, is_replaced.then_some(draft))
}

/// Announces that a link has filled in the form, and offers to restore the replaced draft.
pub fn offer_draft(store: Store, draft: Option<Form>) {
    if let Some(draft) = draft {
        history::record(store, UndoCommand::form(draft, store.composer.form.get_untracked()));
        announce_link(store);
    }
}

fn announce_link(store: Store) {
    // Called through the table, because the text is not part of the first screen.
    lazy::with(store, move |lazy| (lazy.announce_link)(store));
}

/// Announces that a link has filled in the form, and offers to undo it.
pub fn show_link_notice(store: Store) {
    notice::show(store, store.text().link_taken, Some(NoticeAction::Undo));
}

/// Fills in the fields of the page's URL and removes them from it. Returns whether there were any.
fn follow_link(form: &mut Form, ratios: &[&'static str]) -> bool {
    let link = link::read();
    let is_named = fill_in(form, ratios, |name| link.field(name));
    if is_named {
        link.clear();
    }
    is_named
}

/// Applies the fields of a URL that changes while the page is open.
pub fn watch_link(store: Store) {
    let follow = window_event_listener(ev::hashchange, move |_| {
        let mut form = store.composer.form.get_untracked();
        let is_named = follow_link(&mut form, &models::all_ratios());
        if is_named && store.composer.form.with_untracked(|now| *now != form) {
            apply(store, |now| *now = form);
            announce_link(store);
        }
    });
    on_cleanup(move || follow.remove());
}

/// Changes the form and stores it, so that the change survives a reload.
pub fn change(store: Store, how: impl FnOnce(&mut Form)) {
    store.composer.form.update(how);
    store.composer.form.with_untracked(save);
}

fn save(form: &Form) {
    StorageScope::Tab.set(DRAFT_KEY, &link::write(to_fields(form)));
}

/// Sets the prompt to the typed text.
pub fn set_prompt(store: Store, prompt: String) {
    store.composer.form_error.set(None);
    change(store, |form| form.prompt = prompt);
}

/// Changes the form as an undo step.
pub fn apply(store: Store, how: impl FnOnce(&mut Form)) {
    if let Some(made) = replace(store, how) {
        history::record(store, made);
    }
}

/// Changes the form as part of a larger undo step. Returns the command that undoes it, if anything changed.
pub fn replace(store: Store, how: impl FnOnce(&mut Form)) -> Option<UndoCommand> {
    let before = store.composer.form.get_untracked();
    change(store, how);
    let after = store.composer.form.get_untracked();
    (before != after).then(|| UndoCommand::form(before, after))
}

/// Sets the typed text of an advanced option. Undo is the field's own, as with the prompt.
pub fn type_option(store: Store, option: TextOption, value: String) {
    store.composer.form_error.set(None);
    change(store, |form| *form.options.text_mut(option) = value);
}

/// Sets the selected value of an advanced option.
pub fn choose_option(store: Store, option: TextOption, value: String) {
    apply(store, |form| *form.options.text_mut(option) = value);
}

/// Turns an advanced option on or off.
pub fn set_switch(store: Store, switch: Switch, is_on: bool) {
    apply(store, |form| form.options.set_switch(switch, is_on));
}

/// Expands or collapses the advanced options.
pub fn set_advanced_open(store: Store, is_open: bool) {
    store.composer.is_advanced_open.set(is_open);
}

/// Focuses the prompt.
pub fn begin_prompt() {
    focus::on(PROMPT_ID);
}

/// Opens the file chooser to select a photo to edit.
pub fn choose_photo() {
    focus::press(ADD_IMAGES_ID);
}

/// Sets an example as the prompt and focuses it for editing.
pub fn take_example(store: Store, prompt: &'static str) {
    store.composer.form_error.set(None);
    apply(store, |form| form.prompt = prompt.into());
    focus::on(PROMPT_ID);
}

/// Sets the selected ratio.
pub fn choose_ratio(store: Store, ratio: Ratio) {
    apply(store, |form| form.ratio = Some(ratio));
}

/// Sets the selected size. An empty size selects the model's default.
pub fn choose_size(store: Store, size: String) {
    apply(store, |form| form.size = Some(size).filter(|size| !size.is_empty()));
}

/// Increases or decreases the number of variants.
pub fn step_variants(store: Store, by: i32) {
    apply(store, |form| form.variants = form.variants.saturating_add_signed(by).clamp(1, MAX_VARIANTS));
    store.ui.announcement.set(store.composer.form.with_untracked(|form| form.variants.to_string()));
}
