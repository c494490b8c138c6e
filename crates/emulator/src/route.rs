//! The endpoint of a path.

use crate::http::percent_decode;

/// A parsed path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The scenario of a `/scenario/{name}` prefix.
    pub scenario: Option<String>,
    /// The endpoint of the remaining path.
    pub endpoint: Endpoint,
}

/// The endpoints of the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// `GET /v1beta/models`
    Models,
    /// `GET /v1beta/models/{model}`
    Lookup(String),
    /// `POST /v1beta/models/{model}:{method}`
    Model(String, Method),
    /// `POST /upload/v1beta/files`
    Upload,
    /// `GET /v1beta/files`
    Files,
    /// `GET` or `DELETE /v1beta/files/{id}`
    File(String),
    /// `GET /scenario`
    Scenarios,
    /// A path without an endpoint.
    Unknown,
}

/// The methods of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `generateContent`
    Generate,
    /// `streamGenerateContent`: streams the answer as events.
    Stream,
    /// `countTokens`
    CountTokens,
}

impl Method {
    /// Returns the name in a model's `supportedGenerationMethods`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Generate | Self::Stream => "generateContent",
            Self::CountTokens => "countTokens",
        }
    }
}

impl Route {
    /// Parses a path.
    pub fn parse(path: &str) -> Self {
        let Some(rest) = path.strip_prefix("/scenario") else {
            return Self { scenario: None, endpoint: Endpoint::parse(path) };
        };
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        if rest.is_empty() {
            return Self { scenario: None, endpoint: Endpoint::Scenarios };
        }
        let (name, _) = rest.split_once('/').unwrap_or((rest, ""));
        // The segment between the name and the API's path distinguishes runs of a scenario.
        let start = rest.find("/upload/v1").or_else(|| rest.find("/v1"));
        let endpoint = start.map_or(Endpoint::Unknown, |at| Endpoint::parse(&rest[at..]));
        Self { scenario: Some(percent_decode(name)), endpoint }
    }
}

impl Endpoint {
    fn parse(path: &str) -> Self {
        if let Some(rest) = of_version(path, "files") {
            return Self::parse_file(rest);
        }
        if path.strip_prefix("/upload").is_some_and(|path| of_version(path, "files") == Some("")) {
            return Self::Upload;
        }
        let Some(rest) = of_version(path, "models") else { return Self::Unknown };
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

    fn parse_file(rest: &str) -> Self {
        match rest.strip_prefix('/') {
            Some(id) => Self::File(percent_decode(id)),
            None if rest.is_empty() => Self::Files,
            None => Self::Unknown,
        }
    }

    /// Returns the model that the endpoint is about.
    pub fn model(&self) -> Option<&str> {
        match self {
            Self::Lookup(model) | Self::Model(model, _) => Some(model),
            _ => None,
        }
    }
}

/// Returns the rest of a path below `/v1beta/{collection}`, or below `/v1/{collection}`, which newer clients call.
fn of_version<'a>(path: &'a str, collection: &str) -> Option<&'a str> {
    let path = path.strip_prefix("/v1beta/").or_else(|| path.strip_prefix("/v1/"))?;
    of_project(path).unwrap_or(path).strip_prefix(collection)
}

/// Returns the models path of a project, as used by Firebase AI Logic (`projects/{p}/models`) and Vertex AI
/// (`projects/{p}/locations/{l}/publishers/{p}/models`).
fn of_project(path: &str) -> Option<&str> {
    let project = path.strip_prefix("projects/")?;
    project.find("/models").map(|at| &project[at + 1..])
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
            ("/v1beta/projects/p/models", None, Endpoint::Models),
            ("/v1beta/projects/p/models/m:generateContent", None, model("m", Method::Generate)),
            (
                "/v1/projects/p/locations/l/publishers/google/models/m:streamGenerateContent",
                None,
                model("m", Method::Stream),
            ),
            ("/v1beta/projects/p/files", None, Endpoint::Unknown),
            ("/upload/v1beta/files", None, Endpoint::Upload),
            ("/v1/files", None, Endpoint::Files),
            ("/v1beta/files/x", None, Endpoint::File("x".into())),
            ("/v1beta/filesystem", None, Endpoint::Unknown),
            ("/scenario/slow/upload/v1/files", Some("slow"), Endpoint::Upload),
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
