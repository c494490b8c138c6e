//! The header: the name, the theme toggle and the settings button.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::actions::page;
use crate::actions::settings;
use crate::model::ids::field;
use crate::model::language::Language;
use crate::model::theme::Theme;
use crate::store::use_store;

/// The header of the page.
#[component]
pub fn Header() -> impl IntoView {
    let store = use_store();
    let text = store.shell;
    let theme_name = move || match store.ui.theme.get() {
        Theme::System => text.theme_system,
        Theme::Light => text.theme_light,
        Theme::Dark => text.theme_dark,
    };
    let theme_glyph = Signal::derive(move || match store.ui.theme.get() {
        Theme::System => Glyph::ThemeSystem,
        Theme::Light => Glyph::Sun,
        Theme::Dark => Glyph::Moon,
    });
    let chosen = store.session.language.get_untracked();
    let languages = Language::ALL.map(|language| {
        view! {
            <option value=language.tag() lang=language.tag() selected=language == chosen>{language.name()}</option>
        }
    });
    view! {
        <header class="header">
            <h1 class="header__name">
                "Tintype"<span class="header__studio">" Studio"</span>
            </h1>
            <label class="header__language">
                <span class="visually-hidden">{text.language}</span>
                <select
                    class="header__select"
                    on:change:target=move |event| page::set_language(store, &event.target().value())
                >
                    {languages}
                </select>
            </label>
            <button
                class="button header__square header__keys"
                type="button"
                aria-label=text.shortcuts
                title=text.shortcuts
                on:click=move |_| page::open_shortcuts(store)
            >
                "?"
            </button>
            <button
                class="button header__square"
                type="button"
                aria-label=theme_name
                title=theme_name
                on:click=move |_| settings::next_theme(store)
            >
                <Icon glyph=theme_glyph/>
            </button>
            <button
                class="button"
                type="button"
                id=field::BUTTON
                aria-expanded=move || store.ui.is_settings_open.get().to_string()
                aria-controls="settings"
                on:click=move |_| settings::toggle(store)
            >
                <Icon glyph=Glyph::Settings/>
                {text.settings}
            </button>
        </header>
    }
}
