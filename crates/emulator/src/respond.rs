//! From a request to a response: the order in which the parts have their say.

use crate::answer::Answer;
use crate::cors::{self, Cors};
use crate::drawn::Drawn;
use crate::frame::{Framing, frames, write};
use crate::glyph::Glyphs;
use crate::http::{Request, Response};
use crate::model;
use crate::route::{Endpoint, Method, Route};
use crate::scenario::Play;
use crate::wire::ask;
use crate::{auth, listing, refusal};

/// Answers a request. Pure: the same request and glyphs give the same response.
pub fn respond(request: &Request, glyphs: &dyn Glyphs) -> Response {
    respond_again(request, glyphs, &Drawn::default())
}

/// The same, by somebody who has drawn before.
pub fn respond_again(request: &Request, glyphs: &dyn Glyphs, drawn: &Drawn) -> Response {
    let route = Route::parse(&request.path);
    let model = route.endpoint.model().unwrap_or("gemini-2.5-flash-image");
    let play = match &route.scenario {
        None => Ok(Play::plain(request, model)),
        Some(text) => Play::read(text, request, model),
    };
    let mut play = match play {
        Ok(play) => play,
        Err(complaint) => return cors::allow(listing::bad_scenario(&complaint), request, Cors::Echo),
    };
    if request.method == "OPTIONS" {
        return cors::preflight(request, play.cors());
    }
    let answer = answer(request, &route.endpoint, &play, glyphs, drawn).unwrap_or_else(|refusal| refusal);
    let answer = if asks_for_events(request, &route.endpoint) { label_as_events(answer) } else { answer };
    cors::allow(play.deliver(answer), request, play.cors())
}

fn answer(
    request: &Request,
    endpoint: &Endpoint,
    play: &Play<'_>,
    glyphs: &dyn Glyphs,
    drawn: &Drawn,
) -> Result<Response, Response> {
    match (request.method.as_str(), endpoint) {
        ("GET", Endpoint::Scenarios) => return Ok(listing::scenarios()),
        ("GET", Endpoint::Unknown) if request.path == "/" => return Ok(listing::home()),
        _ => {}
    }
    if let Some(refused) = play.refusal() {
        return Ok(refused);
    }
    match (request.method.as_str(), endpoint) {
        ("POST", Endpoint::Model(name, method)) => {
            auth::check(request)?;
            let model = model::find(name).filter(|model| model.methods().contains(&method.name()));
            let model = model.ok_or_else(|| refusal::unknown_model(name, method.name()))?;
            match method {
                Method::Generate => generate(request, model, Framing::Single, play, glyphs, drawn),
                Method::Stream => generate(request, model, framing(request), play, glyphs, drawn),
                Method::CountTokens => ask::count_tokens(&request.body),
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
                .ok_or_else(|| refusal::unknown_model(name, Method::Generate.name()))
        }
        _ => Err(listing::not_found(&request.path)),
    }
}

fn generate(
    request: &Request,
    model: &'static model::Model,
    framing: Framing,
    play: &Play<'_>,
    glyphs: &dyn Glyphs,
    drawn: &Drawn,
) -> Result<Response, Response> {
    let mut ask = ask::read(model, &request.body)?;
    play.ask(&mut ask);
    let mut answer = Answer::to(&ask, glyphs, drawn);
    play.answer(&mut answer);
    let mut frames = frames(&answer, framing != Framing::Single);
    play.frames(&mut frames);
    Ok(write(frames, play.framing(framing)))
}

fn asks_for_events(request: &Request, endpoint: &Endpoint) -> bool {
    matches!(endpoint, Endpoint::Model(_, Method::Stream)) && framing(request) == Framing::Events
}

/// Google labels an error as events too when events were asked for, though its body is plain JSON.
fn label_as_events(mut answer: Response) -> Response {
    let is_refused = answer.status >= 400;
    for (_, value) in answer
        .headers
        .iter_mut()
        .filter(|(name, value)| is_refused && *name == "content-type" && value == refusal::JSON)
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
