//! The list of keyboard shortcuts.

use leptos::prelude::*;

use super::modal::{DialogHead, Modal};
use crate::browser::page;
use crate::model::dialog::Dialog;
use crate::store::use_store;

/// The dialog, shown while the shortcuts are listed.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let is_open = Signal::derive(move || store.ui.dialog.get() == Some(Dialog::Shortcuts));
    let command = if page::has_command_key() { "⌘" } else { "Ctrl" };
    let rows = [
        (format!("{command} Enter"), text.shortcut_generate),
        ("P".into(), text.shortcut_prompt),
        ("↑ ↓".into(), text.shortcut_history),
        ("/".into(), text.shortcut_search),
        ("← ↑ → ↓ · Home · End".into(), text.shortcut_move),
        ("J · K".into(), text.shortcut_next),
        ("Enter".into(), text.look_closer),
        (format!("Space · Shift ← → · {command} A"), text.shortcut_select),
        ("D".into(), text.download),
        ("E".into(), text.edit),
        ("F".into(), text.favourite),
        ("Del".into(), text.delete),
        ("+ − 0 1".into(), text.shortcut_zoom),
        ("B E R".into(), text.shortcut_tools),
        ("[ ]".into(), text.shortcut_size),
        (format!("{command} Z · {command} Shift Z"), text.shortcut_undo),
        ("Esc".into(), text.shortcut_close),
        ("?".into(), text.shortcut_help),
    ];
    let rows = rows.map(|(keys, description)| {
        view! {
            <div class="shortcuts__row">
                <dt><kbd class="shortcuts__keys">{keys}</kbd></dt>
                <dd>{description}</dd>
            </div>
        }
    });
    view! {
        <Modal class="dialog shortcuts" labelled_by="shortcuts-title" is_open>
            <DialogHead id="shortcuts-title" title=text.shortcuts_title is_first=true/>
            <dl>{rows}</dl>
        </Modal>
    }
}
