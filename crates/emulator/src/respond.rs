//! From a request to a response: the order in which the parts have their say.

use crate::answer::Answer;
use crate::cors::{self, Cors};
use crate::frame::{Framing, frames, write};
use crate::glyph::Glyphs;
use crate::http::{Request, Response};
use crate::model;
use crate::route::{Endpoint, Route};
use crate::scenario::{self, Act, Scenario};
use crate::wire::ask;
use crate::{auth, listing, refusal};

/// Answers a request. Pure: the same request and glyphs give the same response.
pub fn respond(request: &Request, glyphs: &dyn Glyphs) -> Response {
    let route = Route::parse(&request.path);
    let scenario = match &route.scenario {
        None => None,
        Some(name) => match scenario::find(name) {
            Some(scenario) => Some(scenario),
            None => return cors::allow(listing::unknown_scenario(name), request, Cors::Echo),
        },
    };
    let cors = scenario.map_or(Cors::Echo, Scenario::cors);
    if request.method == "OPTIONS" {
        return cors::preflight(request, cors);
    }
    let answer = answer(request, &route.endpoint, scenario, glyphs).unwrap_or_else(|refusal| refusal);
    cors::allow(answer, request, cors)
}

fn answer(
    request: &Request,
    endpoint: &Endpoint,
    scenario: Option<&'static Scenario>,
    glyphs: &dyn Glyphs,
) -> Result<Response, Response> {
    match (request.method.as_str(), endpoint) {
        ("GET", Endpoint::Scenarios) => return Ok(listing::scenarios()),
        ("GET", Endpoint::Unknown) if request.path == "/" => return Ok(listing::home()),
        ("POST", Endpoint::Generate { model, stream }) => {
            return generate(request, model, *stream, scenario, glyphs);
        }
        _ => {}
    }
    if let Some(Act::Instead(play)) = scenario.map(|scenario| &scenario.act)
        && let Some(played) = play(request, "gemini-2.5-flash-image")
    {
        return Ok(played);
    }
    match (request.method.as_str(), endpoint) {
        ("GET", Endpoint::Models) => auth::check(request).map(|()| listing::models()),
        ("GET", Endpoint::Model(name)) => {
            auth::check(request)?;
            model::find(name).map(listing::model).ok_or_else(|| refusal::unknown_model(name))
        }
        _ => Err(listing::not_found(&request.path)),
    }
}

fn generate(
    request: &Request,
    model: &str,
    stream: bool,
    scenario: Option<&'static Scenario>,
    glyphs: &dyn Glyphs,
) -> Result<Response, Response> {
    let act = scenario.map(|scenario| &scenario.act);
    if let Some(Act::Instead(play)) = act
        && let Some(played) = play(request, model)
    {
        return Ok(played);
    }
    auth::check(request)?;
    let known = model::find(model).ok_or_else(|| refusal::unknown_model(model))?;
    let ask = ask::read(known, &request.body)?;
    let mut answer = Answer::to(&ask, glyphs);
    if let Some(Act::Answer(change)) = act {
        change(&mut answer);
    }
    let mut frames = frames(&answer, stream);
    if let Some(Act::Frames(change)) = act {
        change(&mut frames);
    }
    let response = write(frames, framing(request, stream, act));
    Ok(match act {
        Some(Act::Delivery(change)) => change(response),
        _ => response,
    })
}

fn framing(request: &Request, stream: bool, act: Option<&Act>) -> Framing {
    let events = request.query_value("alt").as_deref() == Some("sse");
    match (stream, act) {
        (false, _) => Framing::Single,
        (true, Some(Act::RelayStream)) => Framing::RelayEvents,
        (true, _) if events => Framing::Events,
        (true, _) => Framing::List,
    }
}
