//! Valid keys: the word `sandbox`, and keys that begin with `sk-` but not with `sk-bad`.

use crate::error_response;
use crate::http::{Request, Response};

/// A key by its location, which decides the format of the error: relays use bearer keys, Google the others.
enum Key {
    Bearer(String),
    Google(String),
}

/// Refuses a request without a valid key.
pub fn check(request: &Request) -> Result<(), Response> {
    match key(request) {
        None => Err(error_response::relay(request, 401, "No token provided", "")),
        Some(Key::Bearer(key) | Key::Google(key)) if is_good(&key) => Ok(()),
        Some(Key::Bearer(_)) => Err(error_response::relay(request, 401, "Invalid token", "")),
        Some(Key::Google(_)) => Err(error_response::api_key_invalid()),
    }
}

/// Returns whether the request has a bearer key, so that the relay's limits apply.
pub fn is_for_relay(request: &Request) -> bool {
    matches!(key(request), Some(Key::Bearer(_)))
}

fn key(request: &Request) -> Option<Key> {
    let google =
        || request.header("x-goog-api-key").map(str::to_owned).or_else(|| request.query_value("key"));
    match request.header("authorization") {
        Some(value) => {
            let (scheme, key) = value.split_once(' ').unwrap_or((value, ""));
            scheme.eq_ignore_ascii_case("bearer").then(|| Key::Bearer(key.trim().to_owned()))
        }
        None => google().filter(|key| !key.is_empty()).map(Key::Google),
    }
}

fn is_good(key: &str) -> bool {
    key == "sandbox" || (key.starts_with("sk-") && !key.starts_with("sk-bad"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn with(name: &str, value: &str) -> Request {
        Request { headers: vec![(name.into(), value.into())], ..Request::default() }
    }

    #[test]
    fn good_keys_pass_in_every_place() {
        assert!(check(&with("Authorization", "Bearer sk-x")).is_ok());
        assert!(check(&with("X-Goog-Api-Key", "sandbox")).is_ok());
        assert!(check(&Request { query: "key=sk-x".into(), ..Request::default() }).is_ok());
    }

    #[test]
    fn each_place_refuses_in_its_own_words() {
        let bearer = check(&with("authorization", "Bearer sk-bad-1")).unwrap_err();
        assert_eq!(bearer.status, 401);
        let text = String::from_utf8(bearer.body.into_bytes()).unwrap();
        assert!(text.contains("Invalid token (request id: 2026") && text.contains("new_api_error"), "{text}");

        let google = check(&with("x-goog-api-key", "AIza")).unwrap_err();
        assert_eq!(google.status, 400);
        let text = String::from_utf8(google.body.into_bytes()).unwrap();
        assert!(text.contains("API_KEY_INVALID"), "{text}");

        assert_eq!(check(&Request::default()).unwrap_err().status, 401);
        assert_eq!(check(&with("authorization", "Basic x")).unwrap_err().status, 401);
    }
}
