//! The ledger of spending, its monthly limit, and the confirmation before a request exceeds the limit.

use leptos::prelude::*;

use super::modal::{DialogHead, Modal};
use crate::actions::{generate, ledger};
use crate::browser::clock;
use crate::model::dialog::Dialog;
use crate::model::ledger::Entry;
use crate::model::number;
use crate::store::use_store;
use crate::text::{fill, measure};

/// The maximum number of rows that are shown.
const MOST_SHOWN: usize = 200;

/// The dialog, shown while the ledger is open.
#[component]
pub fn LedgerDialog() -> impl IntoView {
    let store = use_store();
    let is_open = Memo::new(move |_| store.ui.dialog.get() == Some(Dialog::Ledger));
    view! {
        <Modal class="dialog ledger" labelled_by="ledger-title" is_open>
            <DialogHead id="ledger-title" title=store.text().ledger/>
            <Show when=move || is_open.get()>
                <Contents/>
            </Show>
        </Modal>
    }
}

#[component]
fn Contents() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let spent = fill(text.ledger_month, &[("dollars", &measure::dollars(ledger::this_month(store)))]);
    let rows: Vec<_> = ledger::read(store).iter().take(MOST_SHOWN).cloned().collect();
    let is_empty = rows.is_empty();
    view! {
        <p>{spent}</p>
        <Limit/>
        {if is_empty {
            view! { <p class="hint">{text.ledger_empty}</p> }.into_any()
        } else {
            view! {
                <div class="ledger__scroll" tabindex="0" role="group" aria-label=text.ledger>
                    <table class="ledger__table">
                        <thead>
                            <tr>
                                <th scope="col">{text.ledger_day}</th>
                                <th scope="col">{text.label_model}</th>
                                <th scope="col">{text.service}</th>
                                <th scope="col" class="ledger__number">{text.ledger_pictures}</th>
                                <th scope="col" class="ledger__number">{text.label_cost}</th>
                            </tr>
                        </thead>
                        <tbody>{rows.into_iter().map(|row| view! { <Row row/> }).collect_view()}</tbody>
                    </table>
                </div>
            }
            .into_any()
        }}
    }
}

#[component]
fn Row(row: Entry) -> impl IntoView {
    view! {
        <tr>
            <td>{clock::iso_date(row.day)}</td>
            <td translate="no">{row.model}</td>
            <td translate="no">{row.service}</td>
            <td class="ledger__number">{measure::count(row.pictures.into())}</td>
            <td class="ledger__number">{measure::dollars(row.cost_usd)}</td>
        </tr>
    }
}

/// The field for the monthly limit.
#[component]
fn Limit() -> impl IntoView {
    let text = use_store().text();
    let is_wrong = RwSignal::new(false);
    let hint = move || if is_wrong.get() { text.ledger_limit_wrong } else { text.ledger_limit_hint };
    view! {
        <div class="field">
            <label class="field__label" for="monthly-limit">{text.ledger_limit}</label>
            <input
                class="field__box ledger__limit"
                id="monthly-limit"
                type="text"
                inputmode="decimal"
                autocomplete="off"
                aria-describedby="monthly-limit-hint"
                aria-invalid=move || is_wrong.get().to_string()
                value=ledger::limit().map(number::plain)
                on:input:target=move |event| is_wrong.set(!ledger::set_limit(&event.target().value()))
            />
            <p class="hint" class:settings__wrong=move || is_wrong.get() id="monthly-limit-hint" prop:textContent=hint></p>
        </div>
    }
}

/// The confirmation before a request exceeds the monthly limit.
#[component]
pub fn OverLimit() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let is_open = Memo::new(move |_| store.ui.dialog.get() == Some(Dialog::OverLimit));
    let what = move || {
        let cost = store.lazy_store().held.with(|held| ledger::price_of(held));
        let dollars = |usd: f64| measure::dollars(usd);
        let spent = dollars(ledger::this_month(store));
        let limit = dollars(ledger::limit().unwrap_or_default());
        let cost = cost.map_or_else(|| text.ledger_unknown.to_owned(), dollars);
        fill(text.over_limit_what, &[("spent", &spent), ("limit", &limit), ("cost", &cost)])
    };
    view! {
        <Modal class="dialog ledger ledger--question" labelled_by="over-limit-title" is_open>
            <h2 class="dialog__title" id="over-limit-title">{text.over_limit}</h2>
            <Show when=move || is_open.get()>
                <p>{what}</p>
            </Show>
            <div class="ledger__answers">
                <button class="button button--main" type="button" on:click=move |_| generate::release(store)>
                    {text.over_limit_do}
                </button>
                <button class="button button--outlined" type="button" on:click=move |_| generate::give_up(store)>
                    {text.over_limit_not}
                </button>
            </div>
        </Modal>
    }
}
