//! The headline, the message and the next step of a failure.

use tintype::ErrorKind;

use super::{Text, fill, measure};
use crate::model::failure::{Failure, FailureKind, Remedy};

/// The next step: a sentence, and the buttons for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// The hint, with its values filled in.
    pub sentence: String,
    /// The buttons, most useful first.
    pub remedies: &'static [Remedy],
}

/// The texts and the next step for one kind of failure.
struct Explanation {
    title: &'static str,
    error: &'static str,
    hint: &'static str,
    remedies: &'static [Remedy],
}

impl Failure {
    /// Returns the texts and remedies for the kind of error. All kinds of the library are mapped here.
    fn explanation(&self, text: &Text) -> Explanation {
        use Remedy::{CheckEndpoint, CheckKey, ChooseModel, ClearImages, Fetch, Reword, TryAgain};
        use tintype::ErrorKind as Kind;
        let FailureKind::Library(kind) = self.kind else {
            return explain(text.failed, text.sandbox_missing, text.hint_again, &[TryAgain]);
        };
        match kind {
            Kind::InvalidOptions if self.field.as_deref() == Some("baseUrl") => explain(
                text.failed_request,
                text.error_invalid_options,
                text.hint_not_the_api,
                &[CheckEndpoint],
            ),
            Kind::InvalidOptions => {
                explain(text.failed_request, text.error_invalid_options, text.hint_invalid, &[ChooseModel])
            }
            Kind::UnsupportedInput => {
                explain(text.failed_image, text.error_unsupported_input, text.hint_input, &[ClearImages])
            }
            Kind::Network if self.is_offline => {
                explain(text.failed_offline, text.error_offline, text.hint_offline, &[TryAgain])
            }
            Kind::Network => explain(
                text.failed_unreachable,
                text.error_network,
                text.hint_network,
                &[TryAgain, CheckEndpoint],
            ),
            Kind::Timeout => explain(text.failed_late, text.error_timeout, text.hint_timeout, &[TryAgain]),
            Kind::Auth => explain(text.failed_key, text.error_auth, text.hint_auth, &[CheckKey]),
            Kind::Permission => explain(
                text.failed_permission,
                text.error_permission,
                text.hint_permission,
                &[CheckKey, ChooseModel],
            ),
            Kind::Billing => explain(text.failed_billing, text.error_billing, text.hint_billing, &[CheckKey]),
            Kind::RateLimited => {
                explain(text.failed_too_many, text.error_rate_limited, text.hint_rate_limited, &[TryAgain])
            }
            Kind::Quota => {
                explain(text.failed_allowance, text.error_quota, text.hint_quota, &[CheckKey, ChooseModel])
            }
            Kind::Region => {
                explain(text.failed_region, text.error_region, text.hint_region, &[CheckEndpoint])
            }
            Kind::ModelNotFound => {
                explain(text.failed_model, text.error_model_not_found, text.hint_model, &[ChooseModel])
            }
            Kind::InvalidRequest => {
                explain(text.failed_request, text.error_invalid_request, text.hint_invalid, &[ChooseModel])
            }
            Kind::TooLarge => {
                explain(text.failed_image, text.error_too_large, text.hint_too_large, &[ClearImages])
            }
            Kind::Unavailable => {
                explain(text.failed_busy, text.error_unavailable, text.hint_busy, &[TryAgain])
            }
            Kind::Server => explain(text.failed_server, text.error_server, text.hint_busy, &[TryAgain]),
            Kind::NotTheApi if self.is_gateway() => explain(
                text.failed_gateway,
                text.error_gateway,
                text.hint_gateway,
                &[TryAgain, CheckEndpoint],
            ),
            Kind::NotTheApi => explain(
                text.failed_not_the_api,
                text.error_not_the_api,
                text.hint_not_the_api,
                &[CheckEndpoint],
            ),
            Kind::MalformedResponse => {
                explain(text.failed_no_picture, text.error_malformed, text.hint_again, &[TryAgain])
            }
            Kind::TruncatedResponse => {
                explain(text.failed_no_picture, text.error_truncated, text.hint_again, &[TryAgain])
            }
            Kind::PromptBlocked => {
                explain(text.failed_blocked, text.error_prompt_blocked, text.hint_refused, &[Reword])
            }
            Kind::Refused => explain(text.failed_refused, text.error_refused, text.hint_refused, &[Reword]),
            Kind::MaxTokens => {
                explain(text.failed_no_picture, text.error_max_tokens, text.hint_max_tokens, &[Reword])
            }
            Kind::NoImage if !self.links.is_empty() => {
                explain(text.failed_link, text.error_link, text.hint_link, &[Fetch, TryAgain])
            }
            Kind::NoImage => {
                explain(text.failed_no_picture, text.error_no_image, text.hint_no_image, &[Reword, TryAgain])
            }
            Kind::EmptyResponse => {
                explain(text.failed_no_picture, text.error_empty, text.hint_again, &[TryAgain])
            }
            // `Aborted` is the user's own action and is not reported. The enum is `non_exhaustive`, so the wildcard
            // also matches kinds newer than this code; a test below finds them.
            Kind::Aborted | _ => explain(text.failed, text.error_unknown, text.hint_again, &[TryAgain]),
        }
    }

    /// Returns a short headline.
    pub fn title(&self, text: &Text) -> &'static str {
        self.explanation(text).title
    }

    /// Returns the message: one sentence about what happened.
    pub fn message(&self, text: &Text) -> &'static str {
        self.explanation(text).error
    }

    /// Returns the next step: the hint of the kind, after the sentences about billing and waiting.
    pub fn advice(&self, text: &Text) -> Advice {
        let Explanation { hint, remedies, .. } = self.explanation(text);
        let mut sentence = fill(hint, &[("endpoint", &self.endpoint), ("model", &self.model)]);
        if self.may_be_billed {
            let is_unknown = self.kind == FailureKind::Library(ErrorKind::Network);
            let billed = if is_unknown { text.may_be_billed_if_arrived } else { text.may_be_billed };
            sentence = format!("{billed} {sentence}");
        }
        if let Some(wait_ms) = self.retry_after_ms {
            let wait = measure::wait(wait_ms, text);
            sentence = format!("{} {sentence}", fill(text.hint_wait, &[("wait", &wait)]));
        }
        Advice { sentence, remedies }
    }
}

fn explain(
    title: &'static str,
    error: &'static str,
    hint: &'static str,
    remedies: &'static [Remedy],
) -> Explanation {
    Explanation { title, error, hint, remedies }
}

#[cfg(test)]
mod tests {
    use tintype::ErrorKind as Kind;

    use super::super::{CHINESE, ENGLISH};
    use super::*;
    use crate::model::failure::tests::failure;

    /// Returns every kind of the library except `Aborted`, which is the user's own action.
    fn kinds() -> impl Iterator<Item = Kind> {
        Kind::ALL.iter().copied().filter(|kind| *kind != Kind::Aborted)
    }

    #[test]
    fn every_kind_has_a_sentence_of_its_own_in_both_languages() {
        for text in [&ENGLISH, &CHINESE] {
            let mut messages: Vec<_> = kinds().map(|kind| failure(kind).message(text)).collect();
            let count = messages.len();
            assert!(!messages.contains(&text.error_unknown));
            messages.sort_unstable();
            messages.dedup();
            assert_eq!(messages.len(), count);
        }
    }

    #[test]
    fn the_delay_that_the_service_requests_is_shown() {
        let failure = Failure { retry_after_ms: Some(100_000), ..failure(Kind::RateLimited) };
        assert!(failure.advice(&ENGLISH).sentence.contains("2 min"), "{:?}", failure.advice(&ENGLISH));
        let failure = Failure { retry_after_ms: Some(250), ..failure };
        assert!(failure.advice(&ENGLISH).sentence.contains("to wait 1 s."), "{:?}", failure.advice(&ENGLISH));
    }

    #[test]
    fn headlines_match_their_sentences() {
        for text in [&ENGLISH, &CHINESE] {
            let reached = [
                Kind::ModelNotFound,
                Kind::Region,
                Kind::Permission,
                Kind::NotTheApi,
                Kind::Auth,
                Kind::Billing,
            ];
            let mut titles: Vec<_> = reached.into_iter().map(|kind| failure(kind).title(text)).collect();
            assert!(!titles.contains(&text.failed_unreachable), "all of these were answers");
            titles.sort_unstable();
            titles.dedup();
            assert_eq!(titles.len(), reached.len());
            for status in [502, 503, 504, 520, 524] {
                let gateway =
                    Failure { status: Some(status), may_be_billed: true, ..failure(Kind::NotTheApi) };
                assert_eq!(gateway.title(text), text.failed_gateway);
                assert_eq!(gateway.message(text), text.error_gateway);
                let advice = gateway.advice(text);
                assert!(
                    advice.sentence.contains(text.may_be_billed)
                        && advice.remedies.contains(&Remedy::TryAgain)
                );
            }
            let login = Failure { status: Some(200), ..failure(Kind::NotTheApi) };
            assert_eq!(login.advice(text).remedies, [Remedy::CheckEndpoint]);
            let offline = Failure { is_offline: true, ..failure(Kind::Network) };
            assert_eq!(
                (offline.title(text), offline.message(text)),
                (text.failed_offline, text.error_offline)
            );
            let cut = Failure { may_be_billed: true, ..failure(Kind::Network) };
            assert!(cut.advice(text).sentence.contains(text.may_be_billed_if_arrived));
            let link = Failure { links: vec!["https://host.invalid/1.png".into()], ..failure(Kind::NoImage) };
            assert_eq!((link.title(text), link.message(text)), (text.failed_link, text.error_link));
            assert_eq!(link.advice(text).remedies.first(), Some(&Remedy::Fetch));
        }
    }

    #[test]
    fn every_kind_has_a_next_step_that_can_be_pressed() {
        for kind in kinds() {
            let advice = failure(kind).advice(&ENGLISH);
            assert!(!advice.sentence.is_empty() && !advice.sentence.contains('{'), "{kind}");
            assert!(!advice.remedies.is_empty(), "{kind}");
        }
    }

    #[test]
    fn refusals_and_account_failures_offer_no_retry() {
        for kind in [Kind::Refused, Kind::PromptBlocked, Kind::Billing, Kind::Auth] {
            assert!(!failure(kind).advice(&ENGLISH).remedies.contains(&Remedy::TryAgain), "{kind}");
        }
    }

    #[test]
    fn a_wrong_address_leads_to_its_field() {
        let failure = Failure { field: Some("baseUrl".into()), ..failure(Kind::InvalidOptions) };
        assert_eq!(failure.advice(&ENGLISH).remedies, [Remedy::CheckEndpoint]);
    }
}
