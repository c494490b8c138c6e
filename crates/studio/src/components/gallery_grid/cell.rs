//! A cell of the gallery: a thumbnail, its badges, and the buttons for the most frequent actions.

use gloo_timers::callback::Timeout;
use leptos::ev::{DragEvent, MouseEvent, PointerEvent};
use leptos::html::Img;
use leptos::prelude::*;

use super::menu::QuickActions;
use super::shared::{Shared, label};
use crate::actions::{gallery, results, select, thumbnails, viewer};
use crate::browser::picture::BlobWithUrl;
use crate::browser::{files, page};
use crate::components::icon::{Glyph, Icon};
use crate::model::bound;
use crate::model::ids::cell_id;
use crate::model::result::{ResultId, ResultMetadata, SaveState};
use crate::store::{Store, use_store};

/// The `button` value of the right mouse button.
const RIGHT: i16 = 2;
/// The duration of a long press in milliseconds. A long press selects the picture.
const LONG_PRESS_MS: u32 = 450;

/// One cell.
#[component]
pub fn Cell(id: ResultId, shared: Shared) -> impl IntoView {
    let store = use_store();
    store.find(id).map(|item| {
        let metadata = item.metadata.clone();
        view! { <Square metadata shared/> }
    })
}

/// Reactive state of a cell.
#[derive(Clone, Copy)]
struct State {
    is_selected: Memo<bool>,
    is_favourite: Memo<bool>,
    /// Whether the stage also shows the picture.
    is_staged: Memo<bool>,
    /// Whether the cell is the tab stop of the grid.
    is_first: Memo<bool>,
    /// The state of its record: written, unwritten or unreadable.
    save_state: Memo<SaveState>,
}

fn state(store: Store, id: ResultId, shared: Shared) -> State {
    let browse = store.browse();
    State {
        is_selected: Memo::new(move |_| browse.selection.with(|selection| selection.has(id))),
        is_favourite: Memo::new(move |_| {
            store.gallery.results.with(|results| results.get(id).is_some_and(|item| item.metadata.favourite))
        }),
        is_staged: Memo::new(move |_| shared.staged.with(|staged| staged.contains(&id))),
        is_first: Memo::new(move |_| {
            let active = browse.active.get();
            shared.ids.with(|ids| {
                let is_there = active.is_some_and(|active| ids.contains(&active));
                if is_there { active == Some(id) } else { ids.first() == Some(&id) }
            })
        }),
        save_state: Memo::new(move |_| {
            store
                .gallery
                .results
                .with(|results| results.get(id).map(|item| item.metadata.save_state).unwrap_or_default())
        }),
    }
}

#[component]
fn Square(metadata: ResultMetadata, shared: Shared) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let id = metadata.id;
    let state = state(store, id, shared);
    let name = bound::name(&metadata.prompt);
    let press = Press::new(store, id);
    let image = NodeRef::<Img>::new();
    let (is_whole, is_broken) = (RwSignal::new(false), RwSignal::new(false));
    let drag_metadata = metadata.clone();
    let on_drag = move |event: DragEvent| drag(store, &drag_metadata, image, &event);
    let source = thumbnail_source(store, &metadata, is_whole);
    let description = bound::description(&metadata.prompt);
    let selecting = move || if state.is_selected.get() { text.deselect } else { text.select };
    view! {
        <div
            class="cell"
            class:cell--selected=move || state.is_selected.get()
            class:cell--staged=move || state.is_staged.get()
            class:cell--broken=move || is_broken.get()
            id=cell_id(id)
            role="gridcell"
            tabindex=move || if state.is_first.get() { "0" } else { "-1" }
            draggable="true"
            aria-label=move || label(&name, state.is_favourite.get(), state.save_state.get(), text)
            aria-selected=move || state.is_selected.get().to_string()
            on:focusin=move |_| select::set_active(store, id)
            on:click=move |event| press.click(&event)
            on:pointerdown=move |event| {
                // Show the original image, because the browser's context menu acts on the image that is displayed.
                if event.button() == RIGHT {
                    is_whole.set(true);
                }
                press.down(&event);
            }
            on:pointermove=move |event| press.moved(&event)
            on:pointerup=move |_| press.end()
            on:pointercancel=move |_| press.end()
            on:pointerleave=move |_| is_whole.set(false)
            on:contextmenu=move |event| press.menu(&event)
            on:dragstart=on_drag
        >
            <img
                class="cell__image"
                draggable="false"
                decoding="async"
                src=source
                alt=move || if state.is_staged.get() { String::new() } else { description.clone() }
                on:error=move |_| {
                    is_broken.set(true);
                    gallery::report_lost(store, id);
                }
                node_ref=image
            />
            <button
                class="cell__check"
                type="button"
                tabindex="-1"
                aria-label=selecting
                aria-pressed=move || state.is_selected.get().to_string()
                on:click=move |event| press.check(&event)
            ></button>
            <Badges state/>
            <Show when=move || !state.is_staged.get()>
                <QuickActions id is_brief=!shared.can_hover/>
            </Show>
        </div>
    }
}

/// The badges in the corner: a star for a favourite, and a warning for an unsaved or unreadable picture.
#[component]
fn Badges(state: State) -> impl IntoView {
    let text = use_store().text();
    let warning = move || match state.save_state.get() {
        SaveState::Failed => Some(text.not_saved),
        SaveState::Lost => Some(text.lost),
        SaveState::Saving | SaveState::Saved => None,
    };
    view! {
        <Show when=move || state.is_favourite.get()>
            <span class="cell__star" aria-hidden="true">"★"</span>
        </Show>
        {move || {
            warning().map(|sentence| {
                view! { <span class="cell__warning" title=sentence aria-hidden="true"><Icon glyph=Glyph::Warning/></span> }
            })
        }}
    }
}

/// Returns the URL of the thumbnail, or of the image itself if it is small or `is_whole` is set. The thumbnail's object
/// URL is revoked with the view that shows it.
pub fn thumbnail_source(
    store: Store,
    metadata: &ResultMetadata,
    is_whole: RwSignal<bool>,
) -> impl Fn() -> Option<String> + 'static + use<> {
    let (id, url, is_small) = (metadata.id, metadata.url.clone(), thumbnails::is_small(metadata));
    let thumbnail =
        move || store.gallery.results.with_untracked(|results| results.get(id)?.blobs.thumbnail.clone());
    let is_made = Memo::new(move |_| {
        store
            .gallery
            .results
            .with(|results| results.get(id).is_some_and(|item| item.blobs.thumbnail.is_some()))
    });
    let address = StoredValue::new_local(None::<BlobWithUrl>);
    if !is_small && !is_made.get_untracked() {
        thumbnails::want(store, id);
    }
    move || {
        if is_small || is_whole.get() {
            return Some(url.clone());
        }
        is_made.get().then_some(())?;
        let made = address.with_value(Option::is_some);
        if !made {
            address.set_value(thumbnail().map(BlobWithUrl::new));
        }
        address.with_value(|address| address.as_ref().map(BlobWithUrl::url))
    }
}

/// Attaches the picture, or the selection that contains it, to a drag into the form, and its file for other programs.
fn drag(store: Store, metadata: &ResultMetadata, image: NodeRef<Img>, event: &DragEvent) {
    let (Some(transfer), Some(image)) = (event.data_transfer(), image.get_untracked()) else { return };
    let selection = store.browse().selection.get_untracked();
    let ids = if selection.has(metadata.id) { selection.ids().to_vec() } else { vec![metadata.id] };
    files::drag_results(&transfer, &ids, &image);
    files::drag_file(&transfer, &metadata.mime_type, &results::file_name(metadata), &metadata.url);
}

/// State of clicks and long presses.
#[derive(Clone, Copy)]
struct Press {
    store: Store,
    id: ResultId,
    timer: StoredValue<Option<Timeout>, LocalStorage>,
    start: StoredValue<(i32, i32)>,
    /// Whether the press selected the picture, so that the click after it does nothing.
    has_selected: StoredValue<bool>,
}

/// The distance in pixels beyond which a touch scrolls instead of selecting.
const STILL_PX: i32 = 10;

impl Press {
    fn new(store: Store, id: ResultId) -> Self {
        Self {
            store,
            id,
            timer: StoredValue::new_local(None),
            start: StoredValue::new((0, 0)),
            has_selected: StoredValue::new(false),
        }
    }

    fn down(self, event: &PointerEvent) {
        self.has_selected.set_value(false);
        if event.pointer_type() != "touch" || page::is_within(event, "button") {
            return;
        }
        self.start.set_value((event.client_x(), event.client_y()));
        let select = move || {
            self.has_selected.set_value(true);
            select::toggle(self.store, self.id);
        };
        self.timer.set_value(Some(Timeout::new(LONG_PRESS_MS, select)));
    }

    fn moved(self, event: &PointerEvent) {
        let (x, y) = self.start.get_value();
        if (event.client_x() - x).abs().max((event.client_y() - y).abs()) > STILL_PX {
            self.end();
        }
    }

    fn end(self) {
        self.timer.set_value(None);
    }

    /// Suppresses the context menu of mobile browsers, which would cover the selection.
    fn menu(self, event: &MouseEvent) {
        if self.has_selected.get_value() || self.timer.with_value(Option::is_some) {
            event.prevent_default();
        }
    }

    fn click(self, event: &MouseEvent) {
        let Self { store, id, .. } = self;
        if page::is_within(event, "button") || self.has_selected.get_value() {
            return;
        }
        let is_selecting = store.browse().selection.with_untracked(|selection| !selection.is_empty());
        if event.shift_key() {
            select::extend_to(store, id, None);
        } else if is_selecting || event.ctrl_key() || event.meta_key() {
            select::toggle(store, id);
        } else {
            viewer::open(store, id);
        }
    }

    fn check(self, event: &MouseEvent) {
        match event.shift_key() {
            true => select::extend_to(self.store, self.id, None),
            false => select::toggle(self.store, self.id),
        }
    }
}
