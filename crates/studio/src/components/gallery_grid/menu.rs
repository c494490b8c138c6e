//! The quick actions of a picture in the gallery and on the contact sheet, and the menu with all other actions.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::actions::{
    adjust, again, collections, expand, flags, inputs, results, retouch, select, share, viewer,
};
use crate::browser::grid;
use crate::components::icon::{Glyph, Icon};
use crate::model::ids::MENU_ID;
use crate::model::result::ResultId;
use crate::store::{Store, use_store};

/// An action on a picture.
type Act = fn(Store, ResultId);

/// The buttons for Edit, Download and Favourite, and the menu button.
#[component]
pub fn QuickActions(
    id: ResultId,
    /// Whether the Tab key reaches the buttons. In the gallery it does not, because shortcuts replace them.
    #[prop(optional)]
    is_reached: bool,
    /// Whether only the menu button is shown.
    #[prop(optional)]
    is_brief: bool,
) -> impl IntoView {
    let store = use_store();
    let tab = if is_reached { "0" } else { "-1" };
    let text = store.text();
    view! {
        <div class="quick-actions">
            {(!is_brief).then(|| view! { <Usual id tab/> })}
            <button
                class="quick quick--more"
                type="button"
                tabindex=tab
                aria-label=text.more_actions
                title=text.more_actions
                aria-haspopup="true"
                on:click=move |event: MouseEvent| open(store, id, &event)
            >
                <Icon glyph=Glyph::More/>
            </button>
        </div>
    }
}

/// The buttons for Edit, Download and Favourite.
#[component]
fn Usual(id: ResultId, tab: &'static str) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let is_marked = Memo::new(move |_| {
        store.gallery.results.with(|results| results.get(id).is_some_and(|item| item.metadata.favourite))
    });
    let acts: [(&str, Glyph, Act); 2] =
        [(text.edit, Glyph::Edit, results::edit), (text.download, Glyph::Download, results::download)];
    let buttons = acts.map(|(name, glyph, act)| {
        view! {
            <button class="quick" type="button" tabindex=tab aria-label=name title=name on:click=move |_| act(store, id)>
                <Icon glyph/>
            </button>
        }
    });
    view! {
        {buttons}
        <button
            class="quick"
            class:quick--pressed=move || is_marked.get()
            type="button"
            tabindex=tab
            aria-label=text.favourite
            title=text.favourite
            aria-pressed=move || is_marked.get().to_string()
            on:click=move |_| flags::toggle_favourite(store, id)
        >
            <Icon glyph=Glyph::Star/>
        </button>
    }
}

/// Opens the menu of a picture next to the pressed button.
pub fn open(store: Store, id: ResultId, event: &MouseEvent) {
    select::open_menu(store, id);
    if let Some(anchor) = grid::listener(event) {
        // The buttons of the menu are rendered one frame later.
        request_animation_frame(move || grid::open_menu(MENU_ID, &anchor));
    }
}

/// The menu. One element serves all pictures.
#[component]
pub fn PictureMenu() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let share: (&str, Glyph, Act) = (text.share, Glyph::Share, share::share_picture);
    let acts: [(&str, Glyph, Act); 16] = [
        (text.look_closer, Glyph::Open, viewer::open),
        (text.edit, Glyph::Edit, results::edit),
        (text.download, Glyph::Download, results::download),
        (text.favourite, Glyph::Star, flags::toggle_favourite),
        (text.collections, Glyph::Collection, collections::open),
        (text.use_again, Glyph::Undo, again::use_again),
        (text.regenerate, Glyph::Rotate, again::regenerate),
        (text.vary, Glyph::Sheet, again::vary),
        (text.retouch, Glyph::Retouch, retouch::open),
        (store.photo_text().crop, Glyph::Crop, adjust::open_result),
        (store.photo_text().expand, Glyph::Expand, expand::open_result),
        (text.reference, Glyph::Reference, inputs::add_result),
        (text.copy, Glyph::Copy, results::copy),
        (text.copy_link, Glyph::Link, share::copy_link),
        (text.compare, Glyph::Compare, results::compare),
        (text.delete, Glyph::Delete, results::delete),
    ];
    let shared = share::can_share().then_some(share);
    let buttons = acts.into_iter().chain(shared).map(|(name, glyph, act)| {
        let press = move |_| {
            let id = store.browse().menu.get_untracked();
            // Restore the focus before the action moves it.
            grid::close_menu(MENU_ID);
            id.into_iter().for_each(|id| act(store, id));
        };
        view! {
            <button class="button menu__item" type="button" on:click=press>
                <Icon glyph/>
                {name}
            </button>
        }
    });
    view! {
        <div class="menu" id=MENU_ID popover="auto" role="group" aria-label=text.more_actions>
            {buttons.collect_view()}
        </div>
    }
}
