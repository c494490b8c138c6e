//! The dialogs and popovers, and the `beforeunload` prompt.

use leptos::prelude::*;

use super::adjust::Adjust;
use super::bin::{Bin, DeleteAll};
use super::collections::Collections;
use super::compare::Compare;
use super::expand::Expand;
use super::ledger::{LedgerDialog, OverLimit};
use super::model_picker::ModelPicker;
use super::profiles::ServicePicker;
use super::prompts::Prompts;
use super::retouch::Retouch;
use super::shortcuts::Shortcuts;
use super::viewer::Viewer;
use crate::actions::{back, folder, notice, page, profiles, restore, sheet, unload_guard};
use crate::browser::turned;
use crate::store::use_store;

/// The dialogs, each closed until the store opens it.
#[component]
pub fn Dialogs() -> impl IntoView {
    let store = use_store();
    unload_guard::confirm_unload(store);
    back::close_dialogs_by_back(store);
    restore::watch(store);
    notice::watch(store);
    sheet::watch(store);
    page::keep_undo_in_field();
    folder::load(store);
    profiles::load(store);
    turned::keep_middle_when_turned();
    view! {
        <Viewer/>
        <Retouch/>
        <Adjust/>
        <Expand/>
        <Shortcuts/>
        <Prompts/>
        <LedgerDialog/>
        <OverLimit/>
        <Collections/>
        <Compare/>
        <Bin/>
        <DeleteAll/>
        <ModelPicker/>
        <ServicePicker/>
    }
}
