//! The state of the page: messages, dialogs, theme.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::notice::Notice;
use crate::browser::picture::BlobWithUrl;
use crate::model::dialog::Dialog;
use crate::model::theme::Theme;

/// The state of the page.
#[derive(Clone, Copy)]
pub struct Ui {
    /// The current message.
    pub notice: RwSignal<Option<Notice>, LocalStorage>,
    /// The timer that hides the message.
    pub notice_timer: StoredValue<Option<Timeout>, LocalStorage>,
    /// The text of the polite live region for screen readers.
    pub announcement: RwSignal<String>,
    /// Whether the settings panel is open.
    pub is_settings_open: RwSignal<bool>,
    /// Whether the form sheet is open on a phone.
    pub is_sheet_open: RwSignal<bool>,
    /// The selected colour scheme.
    pub theme: RwSignal<Theme>,
    /// The dialog that is open.
    pub dialog: RwSignal<Option<Dialog>>,
    /// Whether a comparison shows its pictures side by side.
    pub is_side_by_side: RwSignal<bool>,
    /// Whether files are dragged over the page.
    pub is_dragged_over: RwSignal<bool>,
    /// The last downloaded file, whose object URL must be valid until the browser has read it.
    pub last_download: StoredValue<Option<BlobWithUrl>, LocalStorage>,
}

impl Default for Ui {
    fn default() -> Self {
        Self {
            notice: RwSignal::new_local(None),
            notice_timer: StoredValue::new_local(None),
            announcement: RwSignal::new(String::new()),
            is_settings_open: RwSignal::new(false),
            is_sheet_open: RwSignal::new(false),
            theme: RwSignal::new(Theme::default()),
            dialog: RwSignal::new(None),
            is_side_by_side: RwSignal::new(false),
            is_dragged_over: RwSignal::new(false),
            last_download: StoredValue::new_local(None),
        }
    }
}
