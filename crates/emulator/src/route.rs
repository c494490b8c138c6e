//! Where a path leads.

use crate::http::percent_decode;

/// A path, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The behaviour asked for by a `/scenario/{name}` prefix.
    pub scenario: Option<String>,
    /// What the rest of the path names.
    pub endpoint: Endpoint,
}

/// What the service offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// `GET /v1beta/models`
    Models,
    /// `GET /v1beta/models/{model}`
    Model(String),
    /// `POST /v1beta/models/{model}:generateContent`, or `:streamGenerateContent`
    Generate {
        /// The name between `models/` and the colon.
        model: String,
        /// Whether the answer comes as a stream.
        stream: bool,
    },
    /// `GET /scenario`
    Scenarios,
    /// Nothing this service knows.
    Unknown,
}

impl Route {
    /// Reads a path.
    pub fn parse(path: &str) -> Self {
        let Some(rest) = path.strip_prefix("/scenario") else {
            return Self { scenario: None, endpoint: Endpoint::parse(path) };
        };
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        if rest.is_empty() {
            return Self { scenario: None, endpoint: Endpoint::Scenarios };
        }
        let (name, _) = rest.split_once('/').unwrap_or((rest, ""));
        // What stands between the name and the API's own path tells one run of a scenario from another.
        let endpoint = rest.find("/v1").map_or(Endpoint::Unknown, |at| Endpoint::parse(&rest[at..]));
        Self { scenario: Some(percent_decode(name)), endpoint }
    }
}

impl Endpoint {
    fn parse(path: &str) -> Self {
        let Some(rest) = path.strip_prefix("/v1beta/models").or_else(|| path.strip_prefix("/v1/models"))
        else {
            return Self::Unknown;
        };
        let Some(name) = rest.strip_prefix('/') else {
            return if rest.is_empty() { Self::Models } else { Self::Unknown };
        };
        let name = percent_decode(name);
        match name.rsplit_once(':') {
            None => Self::Model(name),
            Some((model, "generateContent")) => Self::Generate { model: model.to_owned(), stream: false },
            Some((model, "streamGenerateContent")) => {
                Self::Generate { model: model.to_owned(), stream: true }
            }
            Some(_) => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generate(model: &str, stream: bool) -> Endpoint {
        Endpoint::Generate { model: model.into(), stream }
    }

    #[test]
    fn paths_lead_where_the_service_has_them() {
        let cases = [
            ("/v1beta/models", None, Endpoint::Models),
            ("/v1beta/models/m", None, Endpoint::Model("m".into())),
            ("/v1beta/models/m:generateContent", None, generate("m", false)),
            ("/v1beta/models/m%3AstreamGenerateContent", None, generate("m", true)),
            ("/v1beta/models/m:countTokens", None, Endpoint::Unknown),
            ("/scenario", None, Endpoint::Scenarios),
            ("/scenario/cut/v1beta/models/m:generateContent", Some("cut"), generate("m", false)),
            ("/scenario/recovers/42/v1beta/models/m:generateContent", Some("recovers"), generate("m", false)),
            ("/scenario/cut", Some("cut"), Endpoint::Unknown),
            ("/", None, Endpoint::Unknown),
        ];
        for (path, scenario, endpoint) in cases {
            let expected = Route { scenario: scenario.map(str::to_owned), endpoint };
            assert_eq!(Route::parse(path), expected, "{path}");
        }
    }
}
