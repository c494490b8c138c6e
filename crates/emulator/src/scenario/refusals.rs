//! Answers that are given before the request is even looked at.

use serde_json::json;

use crate::http::{Request, Response};
use crate::refusal::{google, page, quota, relay};

pub fn html_login(_: &Request, _: &str) -> Option<Response> {
    Some(page(200, "Sign in", "Please sign in to your network to continue."))
}

pub fn html_502(_: &Request, _: &str) -> Option<Response> {
    Some(page(502, "502 Bad Gateway", "The web server reported a bad gateway error."))
}

pub fn too_large(_: &Request, _: &str) -> Option<Response> {
    Some(page(413, "413 Request Entity Too Large", "nginx"))
}

/// The delay is short, so that a client that obeys is still quick to test.
pub fn rate_limited(_: &Request, model: &str) -> Option<Response> {
    Some(quota(model, "Minute", Some("0.25s")))
}

pub fn quota_day(_: &Request, model: &str) -> Option<Response> {
    Some(quota(model, "Day", None))
}

pub fn retry_after(request: &Request, model: &str) -> Option<Response> {
    let refuse = || {
        relay(
            request,
            429,
            &format!("The upstream load of model {model} is saturated, please try again later"),
            "rate_limit",
        )
        .with("retry-after", "1")
        .with("access-control-expose-headers", "retry-after")
    };
    (request.attempt <= 1).then(refuse)
}

pub fn overloaded(_: &Request, _: &str) -> Option<Response> {
    Some(google(503, "UNAVAILABLE", "The model is overloaded. Please try again later.", Vec::new()))
}

pub fn recovers(request: &Request, model: &str) -> Option<Response> {
    if request.attempt <= 1 { overloaded(request, model) } else { None }
}

pub fn internal(_: &Request, _: &str) -> Option<Response> {
    let message = "An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting";
    Some(google(500, "INTERNAL", message, Vec::new()))
}

pub fn empty_429(_: &Request, _: &str) -> Option<Response> {
    Some(Response { headers: Vec::new(), ..Response::new(429, "", "") })
}

pub fn relay_no_quota(request: &Request, _: &str) -> Option<Response> {
    Some(relay(
        request,
        403,
        "The user's quota is not enough, remaining quota: $0.000000",
        "insufficient_user_quota",
    ))
}

pub fn model_not_found(request: &Request, model: &str) -> Option<Response> {
    let message = format!("No available channel for model {model} under group default");
    Some(relay(request, 503, &message, "model_not_found"))
}

pub fn permission(_: &Request, _: &str) -> Option<Response> {
    let message = "Generative Language API has not been used in project 1 before or it is disabled.";
    let info = json!({
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "SERVICE_DISABLED",
        "domain": "googleapis.com",
        "metadata": { "service": "generativelanguage.googleapis.com", "consumer": "projects/1" }
    });
    Some(google(403, "PERMISSION_DENIED", message, vec![info]))
}

pub fn region(_: &Request, _: &str) -> Option<Response> {
    Some(google(400, "FAILED_PRECONDITION", "User location is not supported for the API use.", Vec::new()))
}
