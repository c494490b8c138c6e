//! The stages from a request to its response.

use crate::answer::Answer;
use crate::cors::{self, Cors};
use crate::files::Files;
use crate::frame::{Framing, frames, write};
use crate::http::{Request, Response};
use crate::model;
use crate::painter::Painter;
use crate::render_cache::RenderCache;
use crate::route::{Endpoint, Method, Route};
use crate::scenario::ActiveScenario;
use crate::wire::parsed_request::{self, Sources};
use crate::{auth, error_response, listing};

/// Answers a request. The function is pure: equal requests and painters yield equal responses.
pub fn respond(request: &Request, painter: &dyn Painter) -> Response {
    respond_with(request, painter, &Memory::default())
}

/// State of a host between requests.
#[derive(Debug, Default)]
pub struct Memory {
    /// Rendered pictures.
    pub render_cache: RenderCache,
    /// Uploaded files.
    pub files: Files,
}

/// Answers like [`respond`], with the render cache and the uploaded files of a host.
pub fn respond_with(request: &Request, painter: &dyn Painter, memory: &Memory) -> Response {
    let route = Route::parse(&request.path);
    let model = route.endpoint.model().unwrap_or("gemini-2.5-flash-image");
    let active = match &route.scenario {
        None => Ok(ActiveScenario::plain(request, model)),
        Some(text) => ActiveScenario::read(text, request, model),
    };
    let mut active = match active {
        Ok(active) => active,
        Err(complaint) => return cors::allow(listing::bad_scenario(&complaint), request, Cors::Echo),
    };
    if request.method == "OPTIONS" {
        return cors::preflight(request, active.cors());
    }
    let answer = answer(request, &route.endpoint, &active, painter, memory)
        .unwrap_or_else(|error_response| error_response);
    let answer = if requests_events(request, &route.endpoint) { label_as_events(answer) } else { answer };
    cors::allow(active.deliver(answer), request, active.cors())
}

fn answer(
    request: &Request,
    endpoint: &Endpoint,
    active: &ActiveScenario<'_>,
    painter: &dyn Painter,
    memory: &Memory,
) -> Result<Response, Response> {
    match (request.method.as_str(), endpoint) {
        ("GET", Endpoint::Scenarios) => return Ok(listing::scenarios()),
        ("GET", Endpoint::Unknown) if request.path == "/" => return Ok(listing::home()),
        _ => {}
    }
    if let Some(refused) = active.error_response() {
        return Ok(refused);
    }
    match (request.method.as_str(), endpoint) {
        ("POST", Endpoint::Model(name, method)) => {
            auth::check(request)?;
            let model = model::find(name).filter(|model| model.methods().contains(&method.name()));
            let model = model.ok_or_else(|| error_response::unknown_model(name, method.name()))?;
            match method {
                Method::Generate => generate(request, model, Framing::Single, active, painter, memory),
                Method::Stream => generate(request, model, framing(request), active, painter, memory),
                Method::CountTokens => parsed_request::count_tokens(request, painter),
            }
        }
        ("GET", Endpoint::Models) => {
            auth::check(request)?;
            listing::models(request)
        }
        ("GET", Endpoint::Lookup(name)) => {
            auth::check(request)?;
            model::find(name)
                .map(listing::model)
                .ok_or_else(|| error_response::unknown_model(name, Method::Generate.name()))
        }
        // The id of an upload replaces the key that the upload was started with.
        ("POST", Endpoint::Upload) if request.query_value("upload_id").is_some() => {
            memory.files.upload(request)
        }
        (method, Endpoint::Upload | Endpoint::Files | Endpoint::File(_)) => {
            auth::check(request)?;
            file(request, method, endpoint, &memory.files)
        }
        _ => Err(listing::not_found(&request.path)),
    }
}

fn file(request: &Request, method: &str, endpoint: &Endpoint, files: &Files) -> Result<Response, Response> {
    match (method, endpoint) {
        ("POST", Endpoint::Upload) => files.upload(request),
        ("GET", Endpoint::Files) => Ok(files.list(request)),
        ("GET", Endpoint::File(id)) => files.get(id, request),
        ("DELETE", Endpoint::File(id)) => files.delete(id),
        _ => Err(listing::not_found(&request.path)),
    }
}

fn generate(
    request: &Request,
    model: &'static model::Model,
    framing: Framing,
    active: &ActiveScenario<'_>,
    painter: &dyn Painter,
    memory: &Memory,
) -> Result<Response, Response> {
    let sources = Sources { painter, files: &|uri| memory.files.open(uri, request.now_s) };
    let mut parsed = parsed_request::read(model, request, &sources)?;
    active.change_request(&mut parsed);
    let mut answer = Answer::to(&parsed, painter, &memory.render_cache);
    active.answer(&mut answer, painter);
    let mut frames = frames(&answer, framing != Framing::Single);
    active.frames(&mut frames);
    Ok(write(frames, active.framing(framing)))
}

fn requests_events(request: &Request, endpoint: &Endpoint) -> bool {
    matches!(endpoint, Endpoint::Model(_, Method::Stream)) && framing(request) == Framing::Events
}

/// Labels an error as an event stream if events were requested. Google does so although the body is plain JSON.
fn label_as_events(mut answer: Response) -> Response {
    let is_refused = answer.status >= 400;
    for (_, value) in answer
        .headers
        .iter_mut()
        .filter(|(name, value)| is_refused && *name == "content-type" && value == error_response::JSON)
    {
        *value = "text/event-stream".to_owned();
    }
    answer
}

fn framing(request: &Request) -> Framing {
    match request.query_value("alt").as_deref() {
        Some("sse") => Framing::Events,
        _ => Framing::List,
    }
}
