//! What went wrong, in words, and what a person can do about it.

use tintype::without_request_ids;

use super::measure;
use super::text::{Text, fill};

/// A failed job, as shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Failure {
    /// The error code of the library, such as `auth`.
    pub code: &'static str,
    /// What the model said instead of drawing, verbatim.
    pub model_said: Option<String>,
    /// What the service said, verbatim.
    pub service_said: Option<String>,
    /// What the library says beyond the code: which option, which image.
    pub detail: Option<String>,
    /// The service's name for this request, for whoever asks its support.
    pub request_id: Option<String>,
    /// HTTP status, when there was an answer.
    pub status: Option<u16>,
    /// Why the model stopped or the prompt was blocked, in the service's capitals.
    pub reason: Option<String>,
    /// How long the service asks to wait.
    pub retry_after_ms: Option<u64>,
    /// The option that was refused before anything was sent.
    pub field: Option<String>,
    /// Whether the device had no connection.
    pub is_offline: bool,
    /// Whether the service may have done the work, and billed it, although nothing came of it.
    pub may_be_billed: bool,
    /// Addresses of pictures that came instead of pictures.
    pub links: Vec<String>,
    /// The endpoint that was asked.
    pub endpoint: String,
    /// The model that was asked for.
    pub model: String,
}

/// Failures that are told together, and what was asked for in each of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed<O> {
    /// The newest of them.
    pub failure: Failure,
    /// One for each, oldest first.
    pub orders: Vec<O>,
    /// Whether something else was asked for since.
    pub is_old: bool,
}

/// Puts one more failure to those that are told already: those that say the same are counted, not repeated.
pub fn gather<O>(all: &mut Vec<Failed<O>>, failure: Failure, order: O) {
    match all.iter_mut().find(|failed| failed.failure.is_like(&failure)) {
        Some(failed) => {
            failed.failure = failure;
            failed.orders.push(order);
            failed.is_old = false;
        }
        None => all.push(Failed { failure, orders: vec![order], is_old: false }),
    }
}

/// Takes out what is asked for once more, and marks what is left as old: nothing of it is lost unread.
pub fn make_way<O>(all: &mut Vec<Failed<O>>, is_asked_again: impl Fn(&O) -> bool) {
    all.iter_mut().for_each(|failed| {
        failed.orders.retain(|order| !is_asked_again(order));
        failed.is_old = true;
    });
    all.retain(|failed| !failed.orders.is_empty());
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
    /// Fetch the pictures that the service gave the addresses of.
    Fetch,
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
            "auth" => text.failed_key,
            "permission" => text.failed_permission,
            "billing" => text.failed_billing,
            "quota" => text.failed_allowance,
            "rate-limited" => text.failed_too_many,
            "unavailable" => text.failed_busy,
            "server" => text.failed_server,
            "network" if self.is_offline => text.failed_offline,
            "network" => text.failed_reach,
            "not-the-api" if self.is_gateway() => text.failed_gateway,
            "not-the-api" => text.failed_not_the_api,
            "region" => text.failed_region,
            "model-not-found" => text.failed_model,
            "invalid-options" | "invalid-request" => text.failed_request,
            "prompt-blocked" => text.failed_blocked,
            "refused" => text.failed_refused,
            "no-image" if !self.links.is_empty() => text.failed_link,
            "no-image" | "max-tokens" | "empty-response" => text.failed_no_picture,
            "malformed-response" | "truncated-response" => text.failed_no_picture,
            "timeout" => text.failed_late,
            "unsupported-input" | "too-large" => text.failed_image,
            _ => text.failed,
        }
    }

    /// Whether a page of a server in between answered, in place of the service behind it.
    fn is_gateway(&self) -> bool {
        self.status.is_some_and(|status| matches!(status, 502..=504 | 520..=530))
    }

    /// Whether a person would learn nothing new from the other one.
    fn is_like(&self, other: &Self) -> bool {
        let told = |failure: &Self| {
            let Self { code, status, model_said, service_said, detail, links, .. } = failure.clone();
            // Every relay on the way numbers its sentences.
            let plain = |said: Option<String>| said.map(|said| without_request_ids(&said));
            (code, status, model_said, plain(service_said), plain(detail), links)
        };
        told(self) == told(other)
    }

    /// What happened, in one sentence.
    pub fn what(&self, text: &Text) -> &'static str {
        match self.code {
            "invalid-options" => text.what_invalid_options,
            "unsupported-input" => text.what_unsupported_input,
            "network" if self.is_offline => text.what_offline,
            "network" => text.what_network,
            "timeout" => text.what_timeout,
            "auth" => text.what_auth,
            "permission" => text.what_permission,
            "billing" => text.what_billing,
            "rate-limited" => text.what_rate_limited,
            "quota" => text.what_quota,
            "region" => text.what_region,
            "model-not-found" => text.what_model_not_found,
            "invalid-request" => text.what_invalid_request,
            "too-large" => text.what_too_large,
            "unavailable" => text.what_unavailable,
            "server" => text.what_server,
            "not-the-api" if self.is_gateway() => text.what_gateway,
            "not-the-api" => text.what_not_the_api,
            "malformed-response" => text.what_malformed,
            "truncated-response" => text.what_truncated,
            "prompt-blocked" => text.what_prompt_blocked,
            "refused" => text.what_refused,
            "max-tokens" => text.what_max_tokens,
            "no-image" if !self.links.is_empty() => text.what_link,
            "no-image" => text.what_no_image,
            "empty-response" => text.what_empty,
            "sandbox" => text.sandbox_missing,
            _ => text.what_unknown,
        }
    }

    /// What to do next, by the kind of error. Codes that are not known yet are worth one more try.
    pub fn advice(&self, text: &Text) -> Advice {
        use Remedy::{CheckEndpoint, CheckKey, ChooseModel, ClearImages, Fetch, Reword, TryAgain};
        let (sentence, remedies): (_, &[Remedy]) = match self.code {
            "auth" => (text.advise_auth, &[CheckKey]),
            "permission" => (text.advise_permission, &[CheckKey, ChooseModel]),
            "billing" => (text.advise_billing, &[CheckKey]),
            "quota" => (text.advise_quota, &[CheckKey, ChooseModel]),
            "rate-limited" => (text.advise_rate_limited, &[TryAgain]),
            "unavailable" | "server" => (text.advise_busy, &[TryAgain]),
            "network" if self.is_offline => (text.advise_offline, &[TryAgain]),
            "network" => (text.advise_network, &[TryAgain, CheckEndpoint]),
            "not-the-api" if self.is_gateway() => (text.advise_gateway, &[TryAgain, CheckEndpoint]),
            "not-the-api" => (text.advise_not_the_api, &[CheckEndpoint]),
            "region" => (text.advise_region, &[CheckEndpoint]),
            "model-not-found" => (text.advise_model, &[ChooseModel]),
            "prompt-blocked" | "refused" => (text.advise_refused, &[Reword]),
            "no-image" if !self.links.is_empty() => (text.advise_link, &[Fetch, TryAgain]),
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
        let mut sentence = fill(sentence, &[("endpoint", &self.endpoint), ("model", &self.model)]);
        if self.may_be_billed {
            let is_unknown = self.code == "network";
            let billed = if is_unknown { text.may_be_billed_if_arrived } else { text.may_be_billed };
            sentence = format!("{billed} {sentence}");
        }
        if let Some(wait_ms) = self.retry_after_ms {
            let wait = measure::wait(wait_ms, text);
            sentence = format!("{} {sentence}", fill(text.advise_wait, &[("wait", &wait)]));
        }
        Advice { sentence, remedies }
    }

    /// The small print: code, status, reason and request id, for a bug report.
    pub fn small_print(&self) -> String {
        let status = self.status.map(|status| format!("HTTP {status}"));
        let parts = [Some(self.code.to_owned()), status, self.reason.clone(), self.request_id.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::{CHINESE, ENGLISH};
    use super::*;

    fn failure(code: &'static str) -> Failure {
        Failure {
            code,
            endpoint: "https://host.invalid".into(),
            model: "some-model".into(),
            ..Failure::default()
        }
    }

    /// Every code of the library but `aborted`, which is the person's own doing.
    fn codes() -> impl Iterator<Item = &'static str> {
        tintype::ErrorKind::ALL.iter().map(|kind| kind.code()).filter(|code| *code != "aborted")
    }

    #[test]
    fn every_code_has_a_sentence_of_its_own_in_both_languages() {
        for text in [&ENGLISH, &CHINESE] {
            let mut told: Vec<_> = codes().map(|code| failure(code).what(text)).collect();
            let count = told.len();
            assert!(!told.contains(&text.what_unknown));
            told.sort_unstable();
            told.dedup();
            assert_eq!(told.len(), count);
        }
    }

    #[test]
    fn failures_that_say_the_same_are_counted() {
        let said = |code, words: &str, id: Option<&str>| Failure {
            service_said: Some(words.into()),
            request_id: id.map(str::to_owned),
            ..failure(code)
        };
        let mut all = Vec::new();
        gather(&mut all, said("server", "broken", None), 1);
        gather(&mut all, said("server", "broken", None), 2);
        gather(&mut all, said("server", "melted", None), 3);
        gather(&mut all, said("billing", "no money (request id: a)", Some("a")), 4);
        gather(&mut all, said("billing", "no money (request id: b)", Some("b")), 5);
        gather(&mut all, said("quota", "no more (request id: c) (request id: d)", Some("c")), 6);
        gather(&mut all, said("quota", "no more (request id: e) (request id: f)", Some("e")), 7);
        let counts: Vec<_> = all.iter().map(|failed| failed.orders.clone()).collect();
        assert_eq!(counts, [vec![1, 2], vec![3], vec![4, 5], vec![6, 7]]);
    }

    #[test]
    fn the_wait_that_the_service_asks_for_is_told() {
        let failure = Failure { retry_after_ms: Some(100_000), ..failure("rate-limited") };
        assert!(failure.advice(&ENGLISH).sentence.contains("2 min"), "{:?}", failure.advice(&ENGLISH));
        let failure = Failure { retry_after_ms: Some(250), ..failure };
        assert!(failure.advice(&ENGLISH).sentence.contains("to wait 1 s."), "{:?}", failure.advice(&ENGLISH));
    }

    #[test]
    fn headlines_say_the_same_as_the_sentences_below_them() {
        for text in [&ENGLISH, &CHINESE] {
            let reached = ["model-not-found", "region", "permission", "not-the-api", "auth", "billing"];
            let mut titles: Vec<_> = reached.into_iter().map(|code| failure(code).title(text)).collect();
            assert!(!titles.contains(&text.failed_reach), "all of these were answers");
            titles.sort_unstable();
            titles.dedup();
            assert_eq!(titles.len(), reached.len());
            for status in [502, 503, 504, 520, 524] {
                let gateway = Failure { status: Some(status), may_be_billed: true, ..failure("not-the-api") };
                assert_eq!(gateway.title(text), text.failed_gateway);
                assert_eq!(gateway.what(text), text.what_gateway);
                let advice = gateway.advice(text);
                assert!(
                    advice.sentence.contains(text.may_be_billed)
                        && advice.remedies.contains(&Remedy::TryAgain)
                );
            }
            let login = Failure { status: Some(200), ..failure("not-the-api") };
            assert_eq!(login.advice(text).remedies, [Remedy::CheckEndpoint]);
            let offline = Failure { is_offline: true, ..failure("network") };
            assert_eq!((offline.title(text), offline.what(text)), (text.failed_offline, text.what_offline));
            let cut = Failure { may_be_billed: true, ..failure("network") };
            assert!(cut.advice(text).sentence.contains(text.may_be_billed_if_arrived));
            let link = Failure { links: vec!["https://host.invalid/1.png".into()], ..failure("no-image") };
            assert_eq!((link.title(text), link.what(text)), (text.failed_link, text.what_link));
            assert_eq!(link.advice(text).remedies.first(), Some(&Remedy::Fetch));
        }
    }

    #[test]
    fn what_is_asked_for_again_makes_way_and_the_rest_stays() {
        let mut all = Vec::new();
        gather(&mut all, failure("server"), "a pear");
        gather(&mut all, failure("server"), "an owl");
        gather(&mut all, failure("auth"), "a pear");
        make_way(&mut all, |prompt| *prompt == "a pear");
        let left: Vec<_> =
            all.iter().map(|failed| (failed.failure.code, failed.orders.clone(), failed.is_old)).collect();
        assert_eq!(left, [("server", vec!["an owl"], true)]);
        gather(&mut all, failure("server"), "an owl");
        assert!(!all[0].is_old);
    }

    #[test]
    fn every_code_has_a_next_step_that_can_be_pressed() {
        for code in codes() {
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
