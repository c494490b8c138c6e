//! The tools of the retouch dialog.

use leptos::prelude::*;

use super::super::photo_tools::ToolButton;
use super::state::RetouchState;
use crate::model::mask::{Mask, Tool};
use crate::model::number;
use crate::store::use_store;
use crate::text::Text;

/// The controls for tool, size, soft edge, undo and redo.
#[component]
pub fn Tools(state: RetouchState) -> impl IntoView {
    let text = use_store().text();
    let tools = Tool::ALL.map(|tool| {
        view! {
            <ToolButton
                name=name(tool, text)
                is_chosen=Signal::derive(move || state.tool.get() == tool)
                choose=move |()| state.tool.set(tool)
            />
        }
    });
    view! {
        <div class="retouch__tools" role="toolbar" aria-label=text.retouch_tools>
            <div class="retouch__group" role="group" aria-label=text.retouch_tool>{tools}</div>
            <Slider
                name=text.retouch_size
                least=4.0
                most=400.0
                value=state.size
                change=Callback::new(move |value| state.size.set(value))
            />
            <Slider
                name=text.retouch_feather
                least=0.0
                most=100.0
                value=Signal::derive(move || f64::from(state.feather.get()))
                change=Callback::new(move |value: f64| state.feather.set(value as u32))
            />
            <div class="retouch__group">
                <StepButton name=text.undo can=Mask::can_undo act=Mask::undo state/>
                <StepButton name=text.redo can=Mask::can_redo act=Mask::redo state/>
                <StepButton name=text.retouch_clear can=Mask::can_undo act=Mask::clear state/>
                <StepButton name=text.retouch_invert can=Mask::can_undo act=Mask::invert state/>
            </div>
        </div>
    }
}

fn name(tool: Tool, text: &Text) -> &'static str {
    match tool {
        Tool::Brush => text.retouch_brush,
        Tool::Eraser => text.retouch_eraser,
        Tool::Rectangle => text.retouch_rectangle,
        Tool::Clear => text.retouch_clear,
        Tool::Invert => text.retouch_invert,
    }
}

/// A slider for a length in pixels of the picture.
#[component]
fn Slider(
    name: &'static str,
    least: f64,
    most: f64,
    #[prop(into)] value: Signal<f64>,
    change: Callback<f64>,
) -> impl IntoView {
    view! {
        <label class="retouch__slider">
            <span class="caption">{name}</span>
            <input
                type="range"
                min=number::plain(least)
                max=number::plain(most)
                prop:value=move || number::plain(value.get())
                on:input:target=move |event| change.run(number::read(&event.target().value()).unwrap_or(least))
            />
            <output
                class="retouch__value"
                translate="no"
                prop:textContent=move || number::fixed(value.get(), 0) + " px"
            ></output>
        </label>
    }
}

/// A button for a step of the mask: undo, redo, clear or invert.
#[component]
fn StepButton(
    name: &'static str,
    can: fn(&Mask) -> bool,
    act: fn(&mut Mask),
    state: RetouchState,
) -> impl IntoView {
    view! {
        <button
            class="button"
            type="button"
            disabled=move || !state.mask.with(can)
            on:click=move |_| state.mask.update(act)
        >
            {name}
        </button>
    }
}
