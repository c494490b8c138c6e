//! Generate, the queue, and Cancel.

use std::rc::Rc;

use futures_util::future::{AbortHandle, Abortable};
use gloo_timers::callback::Interval;
use leptos::prelude::*;
use leptos::task::spawn_local;
use tintype::{Generation, Phase, Progress, RemoteImages};

use super::arrival;
use super::client::client;
use super::drafts;
use super::failure;
use super::history;
use super::notice;
use super::outcome::{add_generation, composed, file_source, new_id};
use super::prompt_history;
use super::settings;
use super::sheet;
use crate::browser::picture::BlobWithUrl;
use crate::browser::{clock, focus, network_status, page};
use crate::model::advanced_options::TextOption;
use crate::model::failure::Failure;
use crate::model::form::Missing;
use crate::model::ids::{PROMPT_ID, RESULTS_ID};
use crate::model::input::Input;
use crate::model::job::{Job, Step, expected_ms, next_up};
use crate::model::number;
use crate::model::result::{Asked, Source};
use crate::store::Store;
use crate::store::notice::NoticeAction;
use crate::store::request::{ImageRequest, QueuedJob, Shaped};
use crate::store::undo::UndoCommand;
use crate::text::fill;

/// How often the elapsed time moves on.
const TICK_MS: u32 = 100;
/// More at once would only meet the service's own limit.
const AT_ONCE: usize = 4;

/// Asks for what the form says, after what is asked for already; or says what is missing.
pub fn generate(store: Store) {
    // Images that are being read or fetched belong to it: it is asked for when they are there.
    let waits = store.composer.loading_images.get_value() > 0;
    store.composer.generates_when_loaded.set_value(waits);
    if waits {
        return;
    }
    if let Some(missing) = store.composer.form.with_untracked(|form| form.missing()) {
        let (note, field) = match missing {
            Missing::Prompt => (store.text().prompt_missing, PROMPT_ID),
            Missing::Number(option) => (wrong_number(store, option), option.id()),
        };
        store.composer.form_error.set(Some(note.into()));
        store.composer.is_advanced_open.update(|open| *open |= missing != Missing::Prompt);
        return focus::on(field);
    }
    if !settings::may_send(store) {
        return;
    }
    let mut order = untrack(|| take_order(store));
    prompt_history::note(store, &order.prompt);
    failure::make_way_for(store, &order);
    let shape = untrack(|| store.expected_shape());
    let variants = store.composer.form.with_untracked(|form| form.variants);
    order.job = (variants > 1).then(new_job);
    let is_demo = order.settings.uses_sandbox();
    let orders = (0..variants).map(|index| {
        let mut order = order.clone();
        // A repeated seed would most likely repeat the picture; demo mode has a seed of its own.
        let seed = order.asked.options.number(TextOption::Seed).or(is_demo.then_some(0.0));
        if let Some(seed) = seed.filter(|_| index > 0) {
            order.asked.options.seed = number::plain(seed + f64::from(index));
        }
        order
    });
    enqueue(store, orders.collect(), shape);
}

/// A name for a job of several pictures.
pub fn new_job() -> u64 {
    new_id().0
}

fn wrong_number(store: Store, option: TextOption) -> &'static str {
    match option {
        TextOption::Temperature => store.text().temperature_wrong,
        TextOption::TopP => store.text().top_p_wrong,
        TextOption::TopK => store.text().top_k_wrong,
        _ => store.text().seed_wrong,
    }
}

/// Asks once more for what failed, with the endpoint, key and model of now.
pub fn ask_again(store: Store, orders: Vec<ImageRequest>, shape: Option<(u32, u32)>) {
    if !settings::may_send(store) {
        return;
    }
    let settings = store.session.settings.get_untracked();
    let shape = shape.unwrap_or_else(|| untrack(|| store.expected_shape()));
    let again = |order: ImageRequest| {
        let asked = order.asked.of_model(settings.model());
        let order = ImageRequest { asked, settings: settings.clone(), answer: None, ..order };
        // Another model cannot read the marks of the one that failed.
        store.gallery.results.with_untracked(|results| order.with_context(results))
    };
    enqueue(store, orders.into_iter().map(again).collect(), shape);
    // The button that was pressed has gone.
    focus::on(RESULTS_ID);
}

/// Fetches the pictures whose addresses came in the answers to these orders.
pub fn fetch_links(store: Store, orders: Vec<ImageRequest>) {
    let shape = untrack(|| store.expected_shape());
    enqueue(store, orders, shape);
    focus::on(RESULTS_ID);
}

/// Puts orders at the end of the queue.
pub fn enqueue(store: Store, orders: Vec<ImageRequest>, shape: (u32, u32)) {
    store.composer.form_error.set(None);
    sheet::close(store);
    queue(store, orders.into_iter().map(|order| (order, shape)).collect());
    arrival::clear(store);
    // At the press alone: while a job runs, the page is left where its user scrolls it.
    if !page::begins_with(RESULTS_ID) {
        focus::scroll_to(RESULTS_ID);
    }
}

/// Puts orders at the end of the queue, and starts what may start; the ids of the jobs.
pub fn queue(store: Store, orders: Vec<Shaped>) -> Vec<u32> {
    let mut ids = Vec::new();
    for (order, shape) in orders {
        let id = next_id();
        let job = Job::new(id, order.prompt.clone(), shape, expected(store, &order));
        let queued = QueuedJob { job, order, stop: None, draft: drafts::name(id) };
        store.session.jobs.update(|jobs| jobs.push(queued));
        ids.push(id);
    }
    store.browse().stage.update(|stage| stage.begin(&ids));
    start_next(store);
    ids.iter().filter(|id| !has_begun(store, **id)).for_each(|id| keep(store, *id));
    ids
}

fn has_begun(store: Store, id: u32) -> bool {
    find(store, id, |queued| queued.job.has_begun()).unwrap_or_default()
}

/// Reads something of a job, while it is in the queue.
fn find<T>(store: Store, id: u32, read: impl FnOnce(&QueuedJob) -> T) -> Option<T> {
    store.session.jobs.with_untracked(|jobs| jobs.iter().find(|queued| queued.job.id == id).map(read))
}

/// Keeps a job beyond a reload, as it is now.
fn keep(store: Store, id: u32) {
    let read = |queued: &QueuedJob| (queued.draft.clone(), queued.order.clone(), queued.job.shape);
    if let Some((draft, order, shape)) = find(store, id, read) {
        drafts::keep(&draft, (order, shape), has_begun(store, id));
    }
}

/// Cancels everything that runs or waits.
pub fn cancel(store: Store) {
    cancel_these(
        store,
        store.session.jobs.with_untracked(|jobs| jobs.iter().map(|queued| queued.job.id).collect()),
    );
}

/// Cancels one job.
pub fn cancel_one(store: Store, id: u32) {
    cancel_these(store, vec![id]);
}

fn cancel_these(store: Store, ids: Vec<u32>) {
    let text = store.text();
    let was_sent = store.session.jobs.with_untracked(|jobs| {
        let mut jobs = jobs.iter().map(|queued| &queued.job);
        jobs.any(|job| ids.contains(&job.id) && job.has_begun() && job.step > Step::Preparing)
    });
    let orders = withdraw(store, &ids);
    let message = match orders.len() {
        0 => return,
        1 => text.cancelled.to_owned(),
        several => fill(text.cancelled_all, &[("count", &several.to_string())]),
    };
    history::record(store, UndoCommand::Queue(orders));
    let hint = if was_sent { text.cancelled_sent } else { "" };
    notice::show(store, format!("{message} {hint}").trim_end(), Some(NoticeAction::Undo));
}

/// Ends jobs without a word; what it takes to put them back.
pub fn withdraw(store: Store, ids: &[u32]) -> Vec<Shaped> {
    let mut orders = Vec::new();
    // The last first: those that wait must not begin as others end.
    for id in ids.iter().rev().copied() {
        let read = |queued: &QueuedJob| (queued.order.clone(), queued.stop.clone(), queued.job.shape);
        let Some((order, stop, shape)) = find(store, id, read) else { continue };
        orders.push((order, shape));
        match stop {
            Some(stop) => stop.abort(),
            None => end(store, id),
        }
    }
    orders.reverse();
    orders
}

fn take_order(store: Store) -> ImageRequest {
    let settings = store.session.settings.get();
    let ratio = store.ratio().wire().map(str::to_owned);
    let asked = Asked {
        model: settings.model().to_owned(),
        ratio,
        size: store.size().map(str::to_owned),
        options: store.composer.form.with(|form| form.options.clone()),
    };
    let prompt = store.composer.form.with(|form| form.prompt.trim().to_owned());
    let sources = store.composer.inputs.with(|inputs| sources(inputs.iter()));
    let order = ImageRequest::new(prompt, asked, sources, settings);
    store.gallery.results.with(|results| order.with_context(results))
}

fn sources<'a>(inputs: impl Iterator<Item = &'a Input<BlobWithUrl>>) -> Vec<(Source, BlobWithUrl)> {
    let mut files = 0;
    let source = |input: &Input<BlobWithUrl>| match input.facts.result {
        Some(id) => Source::Result { id },
        None => {
            files += 1;
            file_source(files - 1, input.facts.name.clone(), input.handle.blob())
        }
    };
    let mut source = source;
    inputs.map(|input| (source(input), input.handle.clone())).collect()
}

/// By pictures of the same model, size and service.
fn expected(store: Store, order: &ImageRequest) -> Option<f64> {
    let sandbox = order.settings.uses_sandbox();
    store.gallery.results.with_untracked(|results| {
        let alike = results.iter().map(|outcome| &outcome.facts).filter(|facts| {
            facts.sandbox == sandbox
                && facts.asked.model == order.asked.model
                && facts.asked.size == order.asked.size
        });
        expected_ms(alike.map(|facts| facts.elapsed_ms).collect())
    })
}

fn start_next(store: Store) {
    for id in
        store.session.jobs.with_untracked(|jobs| next_up(jobs.iter().map(|queued| &queued.job), AT_ONCE))
    {
        let (stop, stopped) = AbortHandle::new_pair();
        let Some(mut order) = find(store, id, |queued| queued.order.clone()) else { continue };
        update(store, id, |queued| {
            queued.stop = Some(stop);
            queued.job.started_ms = Some(clock::now_ms());
        });
        keep(store, id);
        spawn_local(async move {
            // Cancelling drops the future, and with it the request.
            let outcome = Abortable::new(run(store, id, &mut order), stopped).await;
            match outcome {
                Ok(Ok((generation, elapsed_ms))) => {
                    let results = add_generation(store, &order, &generation, elapsed_ms);
                    store.browse().stage.update(|stage| stage.end(id, &results));
                }
                Ok(Err(failure)) => {
                    failure::report(store, *failure, order);
                    arrival::note_failure(store);
                }
                // The function that cancelled it has shown a message.
                Err(_) => {}
            }
            end(store, id);
        });
    }
}

fn end(store: Store, id: u32) {
    if let Some(draft) = find(store, id, |queued| queued.draft.clone()) {
        drafts::let_go(draft);
        store.session.jobs.update(|jobs| jobs.retain(|queued| queued.job.id != id));
    }
    start_next(store);
}

async fn run(store: Store, id: u32, order: &mut ImageRequest) -> Result<(Generation, f64), Box<Failure>> {
    let started_ms = clock::now_ms();
    let _clock = Interval::new(TICK_MS, move || {
        update_job(store, id, |job| job.tick(clock::now_ms()));
    });
    let client = client(&order.settings).await?;
    let elapsed_before_ms = order.answer.as_ref().map_or(0.0, |(_, elapsed_ms)| *elapsed_ms);
    let generation = match &order.answer {
        // The answer is there, but for its pictures.
        Some((answer, _)) => client.fetch_remote_images(answer.as_ref().clone()).await,
        None => {
            let call = order.call(&client).remote_images(RemoteImages::Keep);
            call.on_progress(move |progress| follow(store, id, &progress)).await
        }
    };
    let generation = generation.map_err(|error| Box::new(Failure::from_error(&error, order)))?;
    let elapsed_ms = elapsed_before_ms + clock::now_ms() - started_ms;
    if generation.images.is_empty() {
        let failure = Failure::of_links(&generation, order);
        order.answer = Some((Rc::new(generation), elapsed_ms));
        return Err(Box::new(failure));
    }
    Ok((composed(order, generation).await?, elapsed_ms))
}

/// Takes the library's news; phases that are new are announced.
fn follow(store: Store, id: u32, progress: &Progress) {
    let phase = move || find(store, id, |queued| queued.job.phase(store.text()));
    let before = phase();
    update_job(store, id, |job| {
        job.tick(clock::now_ms());
        job.received_bytes = progress.received_bytes;
        job.attempt = progress.attempt;
        let is_retrying = progress.phase == Phase::Retrying;
        job.is_offline = !network_status::is_online();
        job.retry_at_ms =
            progress.retry_in.filter(|_| is_retrying).map(|wait| job.elapsed_ms + wait.as_secs_f64() * 1e3);
        job.step = match progress.phase {
            Phase::Preparing => Step::Preparing,
            Phase::Sending => Step::Sending,
            Phase::Waiting | Phase::Retrying => Step::Waiting,
            _ => Step::Receiving,
        };
    });
    if let Some(phase) = phase().filter(|phase| before.as_ref() != Some(phase)) {
        store.ui.announcement.set(phase);
    }
}

fn update_job(store: Store, id: u32, change: impl FnOnce(&mut Job)) {
    update(store, id, |queued| change(&mut queued.job));
}

fn update(store: Store, id: u32, change: impl FnOnce(&mut QueuedJob)) {
    store.session.jobs.update(|jobs| {
        if let Some(queued) = jobs.iter_mut().find(|queued| queued.job.id == id) {
            change(queued);
        }
    });
}

/// A number that no other job of this page has.
fn next_id() -> u32 {
    thread_local!(static NEXT: std::cell::Cell<u32> = const { std::cell::Cell::new(1) });
    NEXT.replace(NEXT.get() + 1)
}
