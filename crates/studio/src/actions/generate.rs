//! Generation of pictures: the queue of jobs, and their cancellation.

use std::rc::Rc;

use futures_util::future::{AbortHandle, Abortable};
use gloo_timers::callback::Interval;
use leptos::prelude::*;
use leptos::task::spawn_local;
use tintype::{Generation, Phase, Progress, RemoteImages};

use super::attention;
use super::client::client;
use super::completed;
use super::dialog;
use super::drafts;
use super::failure;
use super::folder;
use super::history;
use super::ledger;
use super::notice;
use super::outcome::{add_generation, composed, file_source, new_id};
use super::prompt_history;
use super::settings;
use super::sheet;
use crate::browser::picture::BlobWithUrl;
use crate::browser::{clock, focus, network_status, page};
use crate::model::advanced_options::TextOption;
use crate::model::dialog::Dialog;
use crate::model::failure::Failure;
use crate::model::form::Missing;
use crate::model::ids::{PROMPT_ID, RESULTS_ID};
use crate::model::input::Input;
use crate::model::job::{Job, Step, expected_ms, next_up};
use crate::model::number;
use crate::model::result::{RequestOptions, Source};
use crate::model::settings::Settings;
use crate::store::Store;
use crate::store::notice::NoticeAction;
use crate::store::request::{ImageRequest, QueuedJob, Shaped};
use crate::store::undo::UndoCommand;
use crate::text::fill;

/// The interval at which the elapsed time is updated.
const TICK_MS: u32 = 100;
/// The maximum number of concurrent jobs. More would only hit the service's own limit.
const AT_ONCE: usize = 4;

/// Appends the requests of the form to the queue, or shows a validation message.
pub fn generate(store: Store) {
    // Images that are still loading belong to the request, so it is sent when they have arrived.
    let waits = store.composer.loading_images.get_value() > 0;
    store.composer.generates_when_loaded.set_value(waits);
    if waits {
        return;
    }
    if let Some(missing) = store.composer.form.with_untracked(|form| form.missing()) {
        let (message, field) = match missing {
            Missing::Prompt => (store.text().prompt_missing, PROMPT_ID),
            Missing::Number(option) => (wrong_number(store, option), option.id()),
        };
        store.composer.form_error.set(Some(message.into()));
        store.composer.is_advanced_open.update(|open| *open |= missing != Missing::Prompt);
        return focus::on(field);
    }
    if !settings::may_send(store) {
        return;
    }
    let mut requests = untrack(|| requests_of_form(store));
    let shape = untrack(|| store.expected_shape());
    let variants = store.composer.form.with_untracked(|form| form.variants);
    let job = (variants > 1 || requests.len() > 1).then(new_job);
    for request in &mut requests {
        prompt_history::record(store, &request.prompt);
        failure::supersede_failures(store, request);
        request.job = job;
    }
    let requests = requests.iter().flat_map(|request| (0..variants).map(|index| variant(request, index)));
    enqueue(store, requests.collect(), shape);
}

/// Returns a variant of a request. A repeated seed would most likely repeat the picture, so each variant increments it.
/// Demo mode uses a seed of its own.
fn variant(request: &ImageRequest, index: u32) -> ImageRequest {
    let mut request = request.clone();
    let is_demo = request.settings.uses_sandbox();
    let seed = request.requested.options.number(TextOption::Seed).or(is_demo.then_some(0.0));
    if let Some(seed) = seed.filter(|_| index > 0) {
        request.requested.options.seed = number::plain(seed + f64::from(index));
    }
    request
}

/// Creates an id for a job of several pictures.
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

/// Sends failed requests again, with the current endpoint, key and model.
pub fn send_again(store: Store, requests: Vec<ImageRequest>, shape: Option<(u32, u32)>) {
    if !settings::may_send(store) {
        return;
    }
    let settings = store.session.settings.get_untracked();
    let models = untrack(|| store.requested_models());
    let shape = shape.unwrap_or_else(|| untrack(|| store.expected_shape()));
    let again = |request: ImageRequest| {
        // If several models are selected, a request goes to its own model again.
        let model = models.iter().find(|model| **model == request.requested.model);
        let model = model.or(models.first()).cloned().unwrap_or_default();
        let requested = request.requested.of_model(&model);
        let settings = Settings { model, ..settings.clone() };
        let request = ImageRequest { requested, settings, answer: None, ..request };
        // Another model cannot read the signatures of the one that failed.
        store.gallery.results.with_untracked(|results| request.with_context(results))
    };
    enqueue(store, requests.into_iter().map(again).collect(), shape);
    // The pressed button was removed, so the focus has to move.
    focus::on(RESULTS_ID);
}

/// Fetches the pictures whose URLs came in the answers to these requests.
pub fn fetch_links(store: Store, requests: Vec<ImageRequest>) {
    let shape = untrack(|| store.expected_shape());
    enqueue(store, requests, shape);
    focus::on(RESULTS_ID);
}

/// Appends requests to the queue. If they would exceed the monthly limit, the user has to confirm first.
pub fn enqueue(store: Store, requests: Vec<ImageRequest>, shape: (u32, u32)) {
    let requests: Vec<Shaped> = requests.into_iter().map(|request| (request, shape)).collect();
    match ledger::passes_limit(store, &requests) {
        true => {
            store.lazy_store().held.set(requests);
            dialog::open(store, Dialog::OverLimit);
        }
        false => begin(store, requests),
    }
}

/// Sends the requests that were held back at the monthly limit.
pub fn release(store: Store) {
    dialog::close(store);
    begin(store, take_held(store));
}

/// Discards the held requests. Undo restores them, because the form cannot restore a retouch.
pub fn give_up(store: Store) {
    dialog::close(store);
    history::record(store, UndoCommand::Queue(take_held(store)));
    notice::show(store, store.text().over_limit_given_up, None);
}

fn take_held(store: Store) -> Vec<Shaped> {
    store.lazy_store().held.try_update(std::mem::take).unwrap_or_default()
}

fn begin(store: Store, requests: Vec<Shaped>) {
    folder::ask(store);
    store.composer.form_error.set(None);
    sheet::close(store);
    queue(store, requests);
    completed::clear(store);
    // Scrolls only when jobs are started. While they run, the scroll position is left to the user.
    if !page::begins_with(RESULTS_ID) {
        focus::scroll_to(RESULTS_ID);
    }
}

/// Appends requests to the queue and starts those that fit the limit. Returns the ids of the jobs.
pub fn queue(store: Store, requests: Vec<Shaped>) -> Vec<u32> {
    let mut ids = Vec::new();
    for (request, shape) in requests {
        let id = next_id();
        let job = Job::new(id, request.prompt.clone(), shape, expected(store, &request));
        let queued = QueuedJob { job, request, stop: None, draft: drafts::name(id) };
        store.session.jobs.update(|jobs| jobs.push(queued));
        ids.push(id);
    }
    store.browse().stage.update(|stage| stage.begin(&ids));
    start_next(store);
    ids.iter().filter(|id| !has_begun(store, **id)).for_each(|id| save(store, *id));
    ids
}

fn has_begun(store: Store, id: u32) -> bool {
    find(store, id, |queued| queued.job.has_begun()).unwrap_or_default()
}

/// Reads a value of a job; `None` if the job is not in the queue.
fn find<T>(store: Store, id: u32, read: impl FnOnce(&QueuedJob) -> T) -> Option<T> {
    store.session.jobs.with_untracked(|jobs| jobs.iter().find(|queued| queued.job.id == id).map(read))
}

/// Stores the current state of a job, so that it survives a reload.
fn save(store: Store, id: u32) {
    let read = |queued: &QueuedJob| (queued.draft.clone(), queued.request.clone(), queued.job.shape);
    if let Some((draft, request, shape)) = find(store, id, read) {
        drafts::save(&draft, (request, shape), has_begun(store, id));
    }
}

/// Cancels all running and waiting jobs.
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
    let requests = withdraw(store, &ids);
    let message = match requests.len() {
        0 => return,
        1 => text.cancelled.to_owned(),
        several => fill(text.cancelled_all, &[("count", &several.to_string())]),
    };
    history::record(store, UndoCommand::Queue(requests));
    let hint = if was_sent { text.cancelled_sent } else { "" };
    notice::show(store, format!("{message} {hint}").trim_end(), Some(NoticeAction::Undo));
}

/// Ends jobs without a notice. Returns the requests that put them back into the queue.
pub fn withdraw(store: Store, ids: &[u32]) -> Vec<Shaped> {
    let mut requests = Vec::new();
    // The last job first, so that no waiting job starts when a running one ends.
    for id in ids.iter().rev().copied() {
        let read = |queued: &QueuedJob| (queued.request.clone(), queued.stop.clone(), queued.job.shape);
        let Some((request, stop, shape)) = find(store, id, read) else { continue };
        requests.push((request, shape));
        match stop {
            Some(stop) => stop.abort(),
            None => end(store, id),
        }
    }
    requests.reverse();
    requests
}

/// Builds the requests of the form for each model: one with all input images, or one per image.
fn requests_of_form(store: Store) -> Vec<ImageRequest> {
    let settings = store.session.settings.get();
    let of_model = |model: String| requests_of_model(store, Settings { model, ..settings.clone() });
    store.requested_models().into_iter().flat_map(of_model).collect()
}

fn requests_of_model(store: Store, settings: Settings) -> Vec<ImageRequest> {
    let ratio = store.ratio().wire().map(str::to_owned);
    let requested = RequestOptions {
        model: settings.model().to_owned(),
        ratio,
        size: store.size().map(str::to_owned),
        options: store.composer.form.with(|form| form.options.clone()),
    };
    let requested = requested.of_model(settings.model());
    let prompt = store.composer.form.with(|form| form.prompt.trim().to_owned());
    let sources = store.composer.inputs.with(|inputs| match store.edits_each() {
        true => inputs.iter().map(|input| sources(std::iter::once(input))).collect(),
        false => vec![sources(inputs.iter())],
    });
    let request = |sources| {
        let request = ImageRequest::new(prompt.clone(), requested.clone(), sources, settings.clone());
        store.gallery.results.with(|results| request.with_context(results))
    };
    sources.into_iter().map(request).collect()
}

fn sources<'a>(inputs: impl Iterator<Item = &'a Input<BlobWithUrl>>) -> Vec<(Source, BlobWithUrl)> {
    let mut files = 0;
    let source = |input: &Input<BlobWithUrl>| match input.metadata.result {
        Some(id) => Source::Result { id },
        None => {
            files += 1;
            file_source(files - 1, input.metadata.name.clone(), input.blob.blob())
        }
    };
    let mut source = source;
    inputs.map(|input| (source(input), input.blob.clone())).collect()
}

/// Estimates the duration of a request from pictures of the same model, size and service.
fn expected(store: Store, request: &ImageRequest) -> Option<f64> {
    let sandbox = request.settings.uses_sandbox();
    store.gallery.results.with_untracked(|results| {
        let alike = results.iter().map(|outcome| &outcome.metadata).filter(|metadata| {
            metadata.sandbox == sandbox
                && metadata.requested.model == request.requested.model
                && metadata.requested.size == request.requested.size
        });
        expected_ms(alike.map(|metadata| metadata.elapsed_ms).collect())
    })
}

fn start_next(store: Store) {
    for id in
        store.session.jobs.with_untracked(|jobs| next_up(jobs.iter().map(|queued| &queued.job), AT_ONCE))
    {
        let (stop, stopped) = AbortHandle::new_pair();
        let Some(mut request) = find(store, id, |queued| queued.request.clone()) else { continue };
        update(store, id, |queued| {
            queued.stop = Some(stop);
            queued.job.started_ms = Some(clock::now_ms());
        });
        save(store, id);
        spawn_local(async move {
            // Cancelling drops the future, and with it the request.
            let outcome = Abortable::new(run(store, id, &mut request), stopped).await;
            let pictures = match outcome {
                Ok(Ok((generation, elapsed_ms))) => {
                    let results = add_generation(store, &request, &generation, elapsed_ms);
                    store.browse().stage.update(|stage| stage.end(id, &results));
                    Some(results.len())
                }
                Ok(Err(failure)) => {
                    failure::report(store, *failure, request);
                    completed::record_failure(store);
                    Some(0)
                }
                // The function that cancelled it has shown a message.
                Err(_) => None,
            };
            end(store, id);
            pictures.into_iter().for_each(|pictures| attention::note_end(store, pictures));
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

async fn run(store: Store, id: u32, request: &mut ImageRequest) -> Result<(Generation, f64), Box<Failure>> {
    let started_ms = clock::now_ms();
    let _clock = Interval::new(TICK_MS, move || {
        update_job(store, id, |job| job.tick(clock::now_ms()));
    });
    let client = client(&request.settings).await?;
    let elapsed_before_ms = request.answer.as_ref().map_or(0.0, |(_, elapsed_ms)| *elapsed_ms);
    let generation = match &request.answer {
        // The answer is complete except for its pictures.
        Some((answer, _)) => client.fetch_remote_images(answer.as_ref().clone()).await,
        None => {
            let call = request.call(&client).remote_images(RemoteImages::Keep);
            call.on_progress(move |progress| follow(store, id, &progress)).await
        }
    };
    let generation = generation.map_err(|error| Box::new(Failure::from_error(&error, request)))?;
    let elapsed_ms = elapsed_before_ms + clock::now_ms() - started_ms;
    if generation.images.is_empty() {
        let failure = Failure::of_links(&generation, request);
        request.answer = Some((Rc::new(generation), elapsed_ms));
        return Err(Box::new(failure));
    }
    Ok((composed(request, generation).await?, elapsed_ms))
}

/// Applies a progress report of the library to the job, and announces a new phase.
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

/// Returns an id that is unique among the jobs of this page.
fn next_id() -> u32 {
    thread_local!(static NEXT: std::cell::Cell<u32> = const { std::cell::Cell::new(1) });
    NEXT.replace(NEXT.get() + 1)
}
