//! The CORS headers of answers, and the response to preflights.

use crate::http::{Request, Response};

/// The CORS headers of the emulated service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cors {
    /// Google's headers, which echo the origin and the requested headers.
    #[default]
    Echo,
    /// The relay family's headers: `*` for everything, which strictly does not cover `Authorization`.
    Star,
    /// No headers: a browser does not expose the answer to a page of another origin.
    Missing,
    /// Headers for the preflight, but not for the answer.
    Lost,
}

/// Answers a CORS preflight request.
pub fn preflight(request: &Request, cors: Cors) -> Response {
    let cors = if cors == Cors::Lost { Cors::Echo } else { cors };
    let status = if cors == Cors::Echo { 200 } else { 204 };
    let mut answer = Response::new(status, "text/plain; charset=UTF-8", "");
    match cors {
        Cors::Missing | Cors::Lost => return answer,
        Cors::Echo => {
            let requested = request.header("access-control-request-headers").unwrap_or_default().to_owned();
            answer = answer
                .with("access-control-allow-methods", "DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT")
                .with("access-control-allow-headers", requested)
                .with("access-control-max-age", "3600");
            if request.header("access-control-request-private-network").is_some() {
                answer = answer.with("access-control-allow-private-network", "true");
            }
        }
        Cors::Star => {
            answer = answer
                .with("access-control-allow-methods", "GET,POST,PUT,DELETE,OPTIONS")
                .with("access-control-allow-headers", "*")
                .with("access-control-max-age", "43200");
        }
    }
    allow(answer, request, cors)
}

/// Adds the headers that let a page of another origin read the answer.
pub fn allow(answer: Response, request: &Request, cors: Cors) -> Response {
    match cors {
        Cors::Missing | Cors::Lost => answer,
        Cors::Star => {
            answer.with("access-control-allow-origin", "*").with("access-control-allow-credentials", "true")
        }
        Cors::Echo => {
            let answer = answer.with("vary", "Origin, X-Origin, Referer");
            match request.header("origin") {
                None => answer,
                Some(origin) => answer.with("access-control-allow-origin", origin).with(
                    "access-control-expose-headers",
                    "vary,content-encoding,date,server,content-length,x-goog-upload-status,x-goog-upload-url",
                ),
            }
        }
    }
}
