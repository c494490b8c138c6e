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
    Lookup(String),
    /// `POST /v1beta/models/{model}:{method}`
    Model(String, Method),
    /// `GET /scenario`
    Scenarios,
    /// Nothing this service knows.
    Unknown,
}

/// What a model can be asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `generateContent`
    Generate,
    /// `streamGenerateContent`: the same in pieces.
    Stream,
    /// `countTokens`
    CountTokens,
}

impl Method {
    /// As a model's `supportedGenerationMethods` has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Generate | Self::Stream => "generateContent",
            Self::CountTokens => "countTokens",
        }
    }
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
        let method = match name.rsplit_once(':') {
            None => return Self::Lookup(name),
            Some((_, "generateContent")) => Method::Generate,
            Some((_, "streamGenerateContent")) => Method::Stream,
            Some((_, "countTokens")) => Method::CountTokens,
            Some(_) => return Self::Unknown,
        };
        let model = name.rsplit_once(':').map_or(name.as_str(), |(model, _)| model);
        Self::Model(model.to_owned(), method)
    }

    /// The model it is about.
    pub fn model(&self) -> Option<&str> {
        match self {
            Self::Lookup(model) | Self::Model(model, _) => Some(model),
            Self::Models | Self::Scenarios | Self::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(model: &str, method: Method) -> Endpoint {
        Endpoint::Model(model.into(), method)
    }

    #[test]
    fn paths_lead_where_the_service_has_them() {
        let cases = [
            ("/v1beta/models", None, Endpoint::Models),
            ("/v1beta/models/m", None, Endpoint::Lookup("m".into())),
            ("/v1beta/models/m:generateContent", None, model("m", Method::Generate)),
            ("/v1beta/models/m%3AstreamGenerateContent", None, model("m", Method::Stream)),
            ("/v1beta/models/m:countTokens", None, model("m", Method::CountTokens)),
            ("/v1beta/models/m:embedContent", None, Endpoint::Unknown),
            ("/scenario", None, Endpoint::Scenarios),
            ("/scenario/cut/v1beta/models/m:generateContent", Some("cut"), model("m", Method::Generate)),
            (
                "/scenario/recovers/42/v1beta/models/m:generateContent",
                Some("recovers"),
                model("m", Method::Generate),
            ),
            ("/scenario/cut%3Bat=5,ok/v1beta/models", Some("cut;at=5,ok"), Endpoint::Models),
            ("/scenario/cut", Some("cut"), Endpoint::Unknown),
            ("/", None, Endpoint::Unknown),
        ];
        for (path, scenario, endpoint) in cases {
            let expected = Route { scenario: scenario.map(str::to_owned), endpoint };
            assert_eq!(Route::parse(path), expected, "{path}");
        }
    }
}
