//! The gallery: a virtual grid with rows by day, which renders only the rows near the viewport.
//!
//! Its role is `grid` instead of `listbox`, because an option cannot contain interactive elements and a cell has
//! buttons. The whole grid is one tab stop, and the arrow keys move within it.

mod cell;
mod keys;
mod marquee;
mod menu;
mod select_bar;
mod shared;

use leptos::html::Div;
use leptos::prelude::*;

use self::cell::Cell;
pub use self::cell::thumbnail_source;
use self::marquee::Marquee;
use self::menu::PictureMenu;
pub use self::menu::{QuickActions, open as open_menu};
pub use self::select_bar::SelectBar;
use self::shared::{Shared, place_of};
use crate::actions::{search, select};
use crate::browser::{clock, focus, grid, page};
use crate::model::grid::{Layout, Row};
use crate::model::ids::{GRID_ID, cell_id};
use crate::model::result::ResultId;
use crate::model::stage;
use crate::store::{Store, use_store};
use crate::text::{Text, totals};

/// The visible part of the grid in pixels: top, bottom and width.
type View = (f64, f64, f64);
/// The view before the first measurement.
const UNKNOWN: View = (0.0, 800.0, 0.0);
/// The cell width in pixels below which not all buttons fit.
const NARROW_PX: f64 = 154.0;
/// The step in pixels to which scroll positions are rounded, so that rows are not recomputed on every scroll event.
const STEP_PX: f64 = 40.0;

/// The gallery and the menu of its pictures.
#[component]
pub fn GalleryGrid() -> impl IntoView {
    let store = use_store();
    let ids = Memo::new(move |_| store.seen());
    let is_empty = Memo::new(move |_| ids.with(Vec::is_empty));
    let finds_nothing =
        Memo::new(move |_| is_empty.get() && store.gallery.search.with(|search| search.is_on()));
    select::watch(store);
    view! {
        <Show when=move || finds_nothing.get()>
            <p class="gallery__none">
                {store.text().nothing_found}
                <button class="button button--text" type="button" on:click=move |_| search::clear_search(store)>
                    {store.text().show_all}
                </button>
            </p>
        </Show>
        <Show when=move || !is_empty.get()>
            <Grid ids/>
        </Show>
        <PictureMenu/>
    }
}

/// Returns the days of these pictures.
fn days(store: Store, ids: &[ResultId]) -> Vec<i32> {
    store
        .gallery
        .results
        .with(|results| ids.iter().filter_map(|id| results.get(*id)).map(|item| item.metadata.day).collect())
}

/// Returns the pictures that the stage shows in full, with their names and buttons.
fn staged(store: Store) -> Vec<ResultId> {
    let places = store.staged();
    let results = places.iter().filter_map(|place| match place {
        stage::Place::Result(id) => Some(*id),
        stage::Place::Job(_) => None,
    });
    let results: Vec<_> = results.collect();
    let large = store.browse().stage.with(|stage| stage.large);
    match large.filter(|large| places.len() > 1 && results.contains(large)) {
        Some(large) => vec![large],
        None => results,
    }
}

#[component]
fn Grid(ids: Memo<Vec<ResultId>>) -> impl IntoView {
    let store = use_store();
    let browse = store.browse();
    let element = NodeRef::<Div>::new();
    let view = RwSignal::new(UNKNOWN);
    let watch = StoredValue::new_local(None);
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            let report = move |from: f64, to: f64, width: f64, _height: f64| {
                let step = |px: f64| (px / STEP_PX).floor() * STEP_PX;
                let now = (step(from), step(to) + STEP_PX, width);
                if view.get_untracked() != now {
                    view.set(now);
                }
            };
            watch.set_value(Some(grid::Watch::new(&element, report)));
        }
    });
    let width = Memo::new(move |_| view.get().2);
    let day_list = Memo::new(move |_| ids.with(|ids| days(store, ids)));
    let layout =
        Memo::new(move |_| day_list.with(|days| Layout::new(days, width.get(), browse.density.get())));
    let staged = Memo::new(move |_| staged(store));
    let shared = Shared { ids, layout, staged, can_hover: page::can_hover() };
    let marquee = Marquee::new();
    // Render half a viewport more on each side, so that rows exist before they scroll into view.
    let rows = Memo::new(move |_| {
        let (from, to, width) = view.get();
        let more = (to - from) / 2.0;
        let focused = browse.active.get().and_then(|id| ids.with(|ids| place_of(ids, id)));
        if width <= 0.0 {
            return Vec::new();
        }
        layout.with(|layout| layout.rows(from - more, to + more, focused))
    });
    Effect::new(move |_| {
        rows.track();
        layout.track();
        // Restore the focus before the next key event, so that moving a row does not lose a key press.
        focus::once_rendered(move || {
            let active = browse.active.get_untracked();
            active.into_iter().for_each(|id| grid::keep_focus(&cell_id(id)));
        });
    });
    view! {
        <div
            class="gallery"
            id=GRID_ID
            role="grid"
            aria-label=store.text().gallery
            aria-multiselectable="true"
            aria-rowcount=move || layout.with(Layout::row_count).to_string()
            style:height=move || format!("{}px", layout.with(Layout::height_px))
            style:--cell=move || format!("{}px", layout.with(Layout::cell_px))
            class:gallery--narrow=move || layout.with(|layout| layout.cell_px() < NARROW_PX)
            class:gallery--selecting=move || browse.selection.with(|selection| !selection.is_empty())
            node_ref=element
            on:keydown=move |event| keys::on_key(store, shared, &event)
            on:pointerdown=move |event| marquee.begin(store, &event)
            on:pointermove=move |event| marquee.drag(store, shared, &event)
            on:pointerup=move |_| marquee.end()
            on:pointercancel=move |_| marquee.end()
        >
            <For each=move || rows.get() key=|row| *row let:row>
                <RowView row shared/>
            </For>
            {marquee.view()}
        </div>
    }
}

#[component]
fn RowView(row: Row, shared: Shared) -> impl IntoView {
    let Shared { ids, layout, .. } = shared;
    let number = Memo::new(move |_| layout.with(|layout| layout.row_number(row)));
    let top = move || format!("translateY({}px)", layout.with(|layout| layout.top_px(row)));
    let cells = Memo::new(move |_| {
        let range = layout.with(|layout| layout.cells(row));
        ids.with(|ids| ids.get(range).unwrap_or_default().to_vec())
    });
    view! {
        <div class="gallery__row" role="row" aria-rowindex=move || number.get().to_string() style:transform=top>
            {row.nth.is_none().then(|| view! { <DayName day=row.day layout/> })}
            <For each=move || cells.get() key=|id| *id let:id>
                <Cell id shared/>
            </For>
        </div>
    }
}

/// The name of a day and the number of its pictures.
#[component]
fn DayName(day: i32, layout: Memo<Layout>) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let language = store.session.language.get_untracked().tag();
    let count = Memo::new(move |_| layout.with(|layout| layout.count_of(day)));
    view! {
        <p class="gallery__day" role="rowheader">
            <span class="gallery__day-name">{name_of(day, language, text)}</span>
            <span class="hint" prop:textContent=move || totals::count(count.get(), text)></span>
        </p>
    }
}

fn name_of(day: i32, language: &str, text: &Text) -> String {
    match clock::local_day(clock::date_ms()) - day {
        0 => text.today.into(),
        1 => text.yesterday.into(),
        _ => clock::day_name(day, language),
    }
}
