//! Builds the URLs of a service from the caller's base URL: the root of the service with any path before its version, a
//! template with `{model}` and `{method}`, or one complete URL.

use crate::percent::percent_encoded;
use crate::text::{cut, has, replaced, rfind};

const METHODS: [&str; 2] = [":generateContent", ":streamGenerateContent"];
/// The version suffixes of a base URL. A base URL without any of them gets `/v1beta`.
const VERSIONS: [&str; 4] = ["/v1beta", "/v1", "/v1alpha", "/v1beta1"];
/// The placeholders as written, and as `URL` escapes them in a path.
const MODEL: [&str; 2] = ["{model}", "%7Bmodel%7D"];
const METHOD: [&str; 2] = ["{method}", "%7Bmethod%7D"];

/// Returns the URL of one generation, without a query.
pub(super) fn generation(base: &str, model: &str, method: &str) -> String {
    let base = trimmed(base);
    let model = percent_encoded(model);
    if is_template(base) {
        return filled(&filled(base, MODEL, &model), METHOD, method);
    }
    match METHODS.iter().any(|method| base.ends_with(method)) {
        true => base.to_owned(),
        false => [&models(base), "/", &model, ":", method].concat(),
    }
}

/// Returns the URL of the list of models, without a query.
pub(super) fn models(base: &str) -> String {
    let base = trimmed(base);
    let list = MODEL.iter().find_map(|place| cut(base, place)).map(|(list, _)| list);
    let list = list.or_else(|| {
        let address = METHODS.iter().find_map(|method| base.strip_suffix(method))?;
        Some(&address[..rfind(address, "/models/")? + "/models".len()])
    });
    let base = trimmed(list.unwrap_or(base));
    if base.ends_with("/models") {
        base.to_owned()
    } else if VERSIONS.iter().any(|version| base.ends_with(version)) {
        [base, "/models"].concat()
    } else {
        [base, "/v1beta/models"].concat()
    }
}

/// Returns the URL for file uploads, without a query: the service's URL with `upload` before its version.
pub(super) fn upload(base: &str) -> String {
    let models = models(base);
    let api = models.strip_suffix("/models").unwrap_or(&models);
    let version = rfind(api, "/").map_or(0, |at| at);
    [&api[..version], "/upload", &api[version..], "/files"].concat()
}

/// Returns `true` unless `base` is a template without a placeholder for the method.
pub(super) fn is_whole_template(base: &str) -> bool {
    !is_template(base) || METHOD.iter().any(|place| has(base, place))
}

fn is_template(base: &str) -> bool {
    MODEL.iter().any(|place| has(base, place))
}

fn filled(base: &str, places: [&str; 2], value: &str) -> String {
    places.iter().fold(base.to_owned(), |filled, place| replaced(&filled, place, value))
}

fn trimmed(base: &str) -> &str {
    base.trim().trim_end_matches('/')
}
