//! When and how far the bytes of a good answer are sent.

use crate::http::{Body, Request, Response, Step};

/// Two seconds of nothing.
pub fn slow(response: Response) -> Response {
    response.delayed(2000)
}

/// About a hundred pieces, 20 ms apart.
pub fn drip(response: Response) -> Response {
    reshape(response, |bytes| {
        let piece = bytes.len().div_ceil(100);
        let pieces = Body::pieces(bytes, piece);
        Body::steps(pieces.flat_map(|step| [step, Step::Wait { ms: 20 }]))
    })
}

/// Half, then the end.
pub fn cut(response: Response) -> Response {
    half_then(response, Step::Cut)
}

/// Half, then a reset.
pub fn reset_in_body(response: Response) -> Response {
    half_then(response, Step::Reset)
}

/// A reset at once.
pub fn reset(response: Response) -> Response {
    reshape(response, |_| Body::steps(std::iter::once(Step::Reset)))
}

/// No answer.
pub fn hang(_: &Request, _: &str) -> Option<Response> {
    let body = Body::steps(std::iter::once(Step::Hang));
    Some(Response { status: 200, headers: Vec::new(), body })
}

fn half_then(response: Response, end: Step) -> Response {
    reshape(response, |mut bytes| {
        bytes.truncate(bytes.len() / 2);
        Body::steps(Body::pieces(bytes, 64 * 1024).chain(std::iter::once(end)))
    })
}

fn reshape(response: Response, change: impl FnOnce(Vec<u8>) -> Body) -> Response {
    let Response { status, headers, body } = response;
    Response { status, headers, body: change(body.into_bytes()) }
}
