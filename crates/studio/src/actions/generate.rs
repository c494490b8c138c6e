//! Generate and Cancel.

use std::rc::Rc;

use futures_util::future::{AbortHandle, Abortable};
use gloo_timers::callback::Interval;
use leptos::prelude::*;
use leptos::task::spawn_local;
use tintype::{ApiKey, Auth, Client, ClientOptions, GenerateOptions, Generation, Phase, Progress};

use super::form::PROMPT_ID;
use super::handle::{InputHandle, ResultHandle};
use super::results::HEADING_ID;
use crate::dom::{clock, focus, page, sandbox};
use crate::state::failure::Failure;
use crate::state::form::Missing;
use crate::state::input::InputFacts;
use crate::state::job::{Job, Step};
use crate::state::result::{Origin, Outcome, ResultFacts, ResultId};
use crate::state::settings::{KeyHeader, Settings};
use crate::state::text::fill;
use crate::store::Store;

/// How often the elapsed time moves on.
const TICK_MS: u32 = 100;

/// Everything a job needs, taken when Generate is pressed: later changes of the form are for the next one.
struct Order {
    prompt: String,
    ratio: Option<&'static str>,
    images: Vec<InputHandle>,
    origin: Option<(InputFacts, InputHandle)>,
    settings: Settings,
}

/// Starts a job with what the form says, or says what is missing.
pub fn generate(store: Store) {
    if store.job.with_untracked(Option::is_some) {
        return;
    }
    if let Some(Missing::Prompt) = store.form.with_untracked(|form| form.missing()) {
        store.form_note.set(Some(store.text.prompt_missing.into()));
        return focus::on(PROMPT_ID);
    }
    let order = untrack(|| take_order(store));
    let id = begin(store, &order);
    let (stop, stopped) = AbortHandle::new_pair();
    store.stop.set_value(Some(stop));
    spawn_local(async move {
        // Cancelling drops the future, and with it the request.
        let outcome = Abortable::new(run(store, id, &order), stopped).await;
        match outcome {
            Ok(Ok(generation)) => keep(store, &order, generation),
            Ok(Err(failure)) => store.failure.set(Some(failure)),
            Err(_) => store.announcement.set(store.text.cancelled.into()),
        }
        store.stop.set_value(None);
        store.job.set(None);
    });
}

/// Ends what is running.
pub fn cancel(store: Store) {
    store.stop.with_value(|stop| {
        if let Some(stop) = stop {
            stop.abort();
        }
    });
}

fn take_order(store: Store) -> Order {
    store.inputs.with(|inputs| Order {
        prompt: store.form.with(|form| form.prompt.trim().to_owned()),
        ratio: store.ratio().wire(),
        images: inputs.iter().map(|input| input.handle.clone()).collect(),
        origin: inputs.origin().map(|input| (input.facts.clone(), input.handle.clone())),
        settings: store.settings.get(),
    })
}

fn begin(store: Store, order: &Order) -> u32 {
    let id = next_id();
    let shape = untrack(|| store.expected_shape());
    store.failure.set(None);
    store.form_note.set(None);
    store.job.set(Some(Job::new(id, order.prompt.clone(), shape, clock::now_ms())));
    if page::is_narrow() {
        focus::scroll_to(HEADING_ID);
    }
    id
}

async fn run(store: Store, id: u32, order: &Order) -> Result<Generation, Failure> {
    let _clock = Interval::new(TICK_MS, move || {
        update_job(store, id, |job| job.tick(clock::now_ms()));
    });
    let client = Client::new(client_options(store, order).await?);
    let options = GenerateOptions {
        prompt: Some(order.prompt.clone()),
        images: order.images.iter().map(InputHandle::to_input).collect(),
        aspect_ratio: order.ratio.map(str::to_owned),
        on_progress: Some(Rc::new(move |progress| follow(store, id, &progress))),
        ..GenerateOptions::default()
    };
    client.generate(options).await.map_err(|error| Failure::from_error(&error, &order.settings))
}

async fn client_options(store: Store, order: &Order) -> Result<ClientOptions, Failure> {
    let settings = &order.settings;
    let model = settings.model().to_owned();
    if settings.uses_sandbox() {
        let fetch = sandbox::open().await.ok_or_else(|| Failure::sandbox_missing(store.text))?;
        let api_key = Some(ApiKey::from("sandbox"));
        return Ok(ClientOptions { api_key, model, fetch: Some(fetch), ..ClientOptions::default() });
    }
    let key = settings.key.reveal();
    Ok(ClientOptions {
        base_url: settings.base_url().to_owned(),
        api_key: (!key.is_empty()).then(|| ApiKey::from(key)),
        auth: match settings.key_header {
            KeyHeader::Bearer => Auth::Bearer,
            KeyHeader::Google => Auth::XGoogApiKey,
            KeyHeader::Proxy => Auth::None,
        },
        model,
        ..ClientOptions::default()
    })
}

/// Takes the library's news; phases that are new are announced.
fn follow(store: Store, id: u32, progress: &Progress) {
    let before = store.job.with_untracked(|job| job.as_ref().map(|job| job.phase(store.text)));
    update_job(store, id, |job| {
        job.received_bytes = progress.received_bytes;
        job.attempt = progress.attempt;
        job.retry_in_ms = progress.retry_in_ms.filter(|_| progress.phase == Phase::Retrying);
        job.step = match progress.phase {
            Phase::Preparing => Step::Preparing,
            Phase::Sending => Step::Sending,
            Phase::Waiting | Phase::Retrying => Step::Waiting,
            Phase::Receiving | Phase::Done => Step::Receiving,
        };
    });
    let after = store.job.with_untracked(|job| job.as_ref().map(|job| job.phase(store.text)));
    if let Some(phase) = after.filter(|after| before.as_ref() != Some(after)) {
        store.announcement.set(phase);
    }
}

/// Changes the job, unless another one runs by now.
fn update_job(store: Store, id: u32, how: impl FnOnce(&mut Job)) {
    store.job.update(|job| {
        if let Some(job) = job.as_mut().filter(|job| job.id == id) {
            how(job);
        }
    });
}

/// Puts the pictures into the list, the last one first.
fn keep(store: Store, order: &Order, generation: Generation) {
    let elapsed_ms =
        store.job.with_untracked(|job| job.as_ref().map_or(0.0, |job| clock::now_ms() - job.started_ms));
    let sandbox = order.settings.uses_sandbox();
    for image in &generation.images {
        let facts = ResultFacts {
            id: ResultId(next_id()),
            prompt: order.prompt.clone(),
            url: image.url().to_owned(),
            width: image.width(),
            height: image.height(),
            mime_type: image.mime_type().to_owned(),
            extension: image.extension().to_owned(),
            byte_length: image.byte_length(),
            model: generation.model.clone().unwrap_or_else(|| order.settings.model().to_owned()),
            elapsed_ms,
            tokens: generation.usage.total_tokens,
            cost_usd: generation.usage.estimated_cost_usd.filter(|_| !sandbox),
            said: generation.text.trim().to_owned(),
            warnings: generation.warnings.iter().map(|warning| warning.message.clone()).collect(),
            sandbox,
            origin: order.origin.as_ref().map(|(facts, _)| Origin {
                result: facts.result,
                name: facts.name.clone(),
                url: facts.url.clone(),
            }),
        };
        let size = [("width", facts.width.to_string()), ("height", facts.height.to_string())];
        let [width, height] = size.each_ref().map(|(name, value)| (*name, value.as_str()));
        store.announcement.set(fill(store.text.ready, &[width, height]));
        let origin = order.origin.as_ref().map(|(_, handle)| handle.clone());
        let handle = ResultHandle::new(image.clone(), origin);
        store.results.update(|results| results.add(Outcome { facts, handle }));
    }
}

/// A number that no other job or result of this page has.
fn next_id() -> u32 {
    thread_local!(static NEXT: std::cell::Cell<u32> = const { std::cell::Cell::new(1) });
    NEXT.replace(NEXT.get() + 1)
}
