//! What went wrong, in words, and what a person can do about it.

use super::text::{Text, fill};

/// A failed job, as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The error code of the library, such as `auth`.
    pub code: &'static str,
    /// What happened, in one sentence.
    pub message: String,
    /// What the model said instead of drawing.
    pub said: Option<String>,
    /// The service's name for this request, for whoever asks its support.
    pub request_id: Option<String>,
    /// HTTP status, when there was an answer.
    pub status: Option<u16>,
    /// The option that was refused before anything was sent.
    pub field: Option<String>,
    /// The endpoint that was asked.
    pub endpoint: String,
    /// The model that was asked for.
    pub model: String,
}

/// What the button beside the advice does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// Ask again, unchanged.
    TryAgain,
    /// Go to the key.
    CheckKey,
    /// Go to the endpoint.
    CheckEndpoint,
    /// Go to the model.
    ChooseModel,
    /// Go to the prompt.
    Reword,
    /// Take the input images away.
    ClearImages,
}

/// The next step: a sentence, and the buttons that take it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// What Studio can add to the message.
    pub sentence: String,
    /// The buttons, most useful first.
    pub remedies: &'static [Remedy],
}

impl Failure {
    /// A short headline.
    pub fn title(&self, text: &Text) -> &'static str {
        match self.code {
            "auth" | "permission" => text.failed_key,
            "billing" | "quota" => text.failed_allowance,
            "rate-limited" | "unavailable" | "server" => text.failed_busy,
            "network" | "not-the-api" | "region" | "model-not-found" => text.failed_reach,
            "prompt-blocked" | "refused" => text.failed_refused,
            "no-image" | "max-tokens" | "empty-response" => text.failed_no_picture,
            "timeout" => text.failed_late,
            "unsupported-input" | "too-large" => text.failed_image,
            _ => text.failed,
        }
    }

    /// What happened, in a person's words where the library's are a programmer's.
    pub fn what<'a>(&'a self, text: &'a Text) -> &'a str {
        match self.code {
            "network" => text.what_network,
            "not-the-api" => text.what_not_the_api,
            "timeout" => text.what_timeout,
            _ => &self.message,
        }
    }

    /// What to do next, by the kind of error. Codes that are not known yet are worth one more try.
    pub fn advice(&self, text: &Text) -> Advice {
        use Remedy::{CheckEndpoint, CheckKey, ChooseModel, ClearImages, Reword, TryAgain};
        let (sentence, remedies): (_, &[Remedy]) = match self.code {
            "auth" => (text.advise_auth, &[CheckKey]),
            "permission" => (text.advise_permission, &[CheckKey, ChooseModel]),
            "billing" => (text.advise_billing, &[CheckKey]),
            "quota" => (text.advise_quota, &[CheckKey, ChooseModel]),
            "rate-limited" => (text.advise_rate_limited, &[TryAgain]),
            "unavailable" | "server" => (text.advise_busy, &[TryAgain]),
            "network" => (text.advise_network, &[TryAgain, CheckEndpoint]),
            "not-the-api" => (text.advise_not_the_api, &[CheckEndpoint]),
            "region" => (text.advise_region, &[CheckEndpoint]),
            "model-not-found" => (text.advise_model, &[ChooseModel]),
            "prompt-blocked" | "refused" => (text.advise_refused, &[Reword]),
            "no-image" => (text.advise_no_image, &[Reword, TryAgain]),
            "max-tokens" => (text.advise_max_tokens, &[Reword]),
            "timeout" => (text.advise_timeout, &[TryAgain]),
            "unsupported-input" => (text.advise_input, &[ClearImages]),
            "too-large" => (text.advise_too_large, &[ClearImages]),
            "invalid-options" if self.field.as_deref() == Some("baseUrl") => {
                (text.advise_not_the_api, &[CheckEndpoint])
            }
            "invalid-options" | "invalid-request" => (text.advise_invalid, &[ChooseModel]),
            _ => (text.advise_again, &[TryAgain]),
        };
        let sentence = fill(sentence, &[("endpoint", &self.endpoint), ("model", &self.model)]);
        Advice { sentence, remedies }
    }

    /// The small print: code, status and request id, for a bug report.
    pub fn small_print(&self) -> String {
        let status = self.status.map(|status| format!("HTTP {status}"));
        let parts = [Some(self.code.to_owned()), status, self.request_id.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::ENGLISH;
    use super::*;

    fn failure(code: &'static str) -> Failure {
        Failure {
            code,
            message: String::new(),
            said: None,
            request_id: None,
            status: None,
            field: None,
            endpoint: "https://host.invalid".into(),
            model: "some-model".into(),
        }
    }

    /// Every code of the library's contract but `aborted`, which is the person's own doing.
    const CODES: &[&str] = &[
        "invalid-options",
        "unsupported-input",
        "network",
        "timeout",
        "auth",
        "permission",
        "billing",
        "rate-limited",
        "quota",
        "region",
        "model-not-found",
        "invalid-request",
        "too-large",
        "unavailable",
        "server",
        "not-the-api",
        "malformed-response",
        "truncated-response",
        "prompt-blocked",
        "refused",
        "max-tokens",
        "no-image",
        "empty-response",
    ];

    #[test]
    fn every_code_has_a_next_step_that_can_be_pressed() {
        for code in CODES {
            let advice = failure(code).advice(&ENGLISH);
            assert!(!advice.sentence.is_empty() && !advice.sentence.contains('{'), "{code}");
            assert!(!advice.remedies.is_empty(), "{code}");
        }
    }

    #[test]
    fn what_may_have_been_paid_for_is_not_tried_again_lightly() {
        for code in ["refused", "prompt-blocked", "billing", "auth"] {
            assert!(!failure(code).advice(&ENGLISH).remedies.contains(&Remedy::TryAgain), "{code}");
        }
    }

    #[test]
    fn a_wrong_address_leads_to_its_field() {
        let failure = Failure { field: Some("baseUrl".into()), ..failure("invalid-options") };
        assert_eq!(failure.advice(&ENGLISH).remedies, [Remedy::CheckEndpoint]);
    }

    #[test]
    fn the_small_print_has_what_support_asks_for() {
        let failure = Failure { status: Some(401), request_id: Some("abc".into()), ..failure("auth") };
        assert_eq!(failure.small_print(), "auth · HTTP 401 · abc");
    }
}
