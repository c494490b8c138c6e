//! The table of scenarios.

use super::{Act, Scenario, answers, delivery, frames, refusals};
use crate::cors::Cors;

const fn row(name: &'static str, plays: &'static str, tests: &'static str, act: Act) -> Scenario {
    Scenario { name, plays, tests, act }
}

/// Every behaviour, in the order of the README's table.
pub const SCENARIOS: &[Scenario] = &[
    row(
        "slow",
        "The first byte comes after two seconds.",
        "Timeouts, cancelling while waiting.",
        Act::Delivery(delivery::slow),
    ),
    row(
        "drip",
        "The body comes in small pieces with pauses.",
        "Progress, cancelling in mid-body.",
        Act::Delivery(delivery::drip),
    ),
    row(
        "cut",
        "The connection ends after half of the body.",
        "Never half an image: a truncated response.",
        Act::Delivery(delivery::cut),
    ),
    row(
        "reset",
        "The connection is reset before the first byte.",
        "A network error, retried.",
        Act::Delivery(delivery::reset),
    ),
    row(
        "reset-in-body",
        "The connection is reset after half of the body.",
        "A truncated response, not retried.",
        Act::Delivery(delivery::reset_in_body),
    ),
    row("hang", "Nothing comes, ever.", "Timeouts and cancelling.", Act::Instead(delivery::hang)),
    row(
        "html-login",
        "200 with an HTML login page.",
        "Not the API, whatever the status says.",
        Act::Instead(refusals::html_login),
    ),
    row(
        "html-502",
        "502 with a CDN's HTML page.",
        "Not the API, and no HTML in the message.",
        Act::Instead(refusals::html_502),
    ),
    row(
        "rate-limited",
        "429 with RetryInfo, always.",
        "Waits as told, gives up in the end.",
        Act::Instead(refusals::rate_limited),
    ),
    row(
        "retry-after",
        "429 with a Retry-After header of one second, once per path; then it works.",
        "The header is read.",
        Act::Instead(refusals::retry_after),
    ),
    row("quota-day", "429 for a quota per day.", "Not retried.", Act::Instead(refusals::quota_day)),
    row(
        "overloaded",
        "503: the model is overloaded.",
        "Retried, then reported.",
        Act::Instead(refusals::overloaded),
    ),
    row(
        "recovers",
        "503 at the first attempt of a path (put an id after the name), then it works.",
        "A retry that succeeds.",
        Act::Instead(refusals::recovers),
    ),
    row("server-error", "500 INTERNAL.", "A server error.", Act::Instead(refusals::internal)),
    row(
        "empty-429",
        "429 with an empty body, the relay's rate limit by address.",
        "An error without a body.",
        Act::Instead(refusals::empty_429),
    ),
    row(
        "relay-no-quota",
        "403 insufficient_user_quota in the relay's words.",
        "Billing, not permission.",
        Act::Instead(refusals::relay_no_quota),
    ),
    row(
        "model-not-found",
        "503 model_not_found in the relay's words.",
        "The code wins over the status; not retried.",
        Act::Instead(refusals::model_not_found),
    ),
    row(
        "permission",
        "403 PERMISSION_DENIED.",
        "A permission problem, not the key.",
        Act::Instead(refusals::permission),
    ),
    row(
        "region",
        "400 FAILED_PRECONDITION: the location is not supported.",
        "Told apart from a bad request.",
        Act::Instead(refusals::region),
    ),
    row(
        "too-large",
        "413 with a proxy's HTML page.",
        "The status alone says it.",
        Act::Instead(refusals::too_large),
    ),
    row(
        "text-only",
        "Words, no picture, STOP.",
        "No image, and the words are kept.",
        Act::Answer(answers::text_only),
    ),
    row(
        "refused",
        "IMAGE_SAFETY with a finishMessage.",
        "A refusal with its reason.",
        Act::Answer(answers::refused),
    ),
    row(
        "prompt-blocked",
        "promptFeedback with a block reason and no candidates.",
        "The prompt was the problem.",
        Act::Answer(answers::prompt_blocked),
    ),
    row("no-image", "NO_IMAGE and a candidate without content.", "No image.", Act::Answer(answers::no_image)),
    row(
        "max-tokens",
        "MAX_TOKENS before any picture.",
        "Cut off before an image.",
        Act::Answer(answers::max_tokens),
    ),
    row("empty-object", "200 with `{}`.", "An empty response.", Act::Frames(frames::empty_object)),
    row(
        "several-images",
        "Three pictures, none of them marked as a draft.",
        "All are kept, the last is the image.",
        Act::Answer(answers::several_images),
    ),
    row(
        "draft-then-final",
        "A picture marked as thought, then the final one.",
        "Drafts are told from finals.",
        Act::Answer(answers::draft_then_final),
    ),
    row(
        "draft-only",
        "Only a picture marked as thought.",
        "A draft is better than nothing, with a warning.",
        Act::Answer(answers::draft_only),
    ),
    row(
        "snake-case",
        "snake_case names and URL-safe base64.",
        "Both spellings are read.",
        Act::Frames(frames::snake_case),
    ),
    row(
        "markdown-image",
        "The picture as a data URL in Markdown.",
        "The picture is found in the words.",
        Act::Answer(answers::markdown_image),
    ),
    row(
        "remote-image",
        "The picture as an address in Markdown.",
        "An address is not an image; it is offered.",
        Act::Answer(answers::remote_image),
    ),
    row(
        "wrong-label",
        "A picture with the wrong MIME type.",
        "The bytes decide.",
        Act::Answer(answers::wrong_label),
    ),
    row(
        "broken-image",
        "Bytes that are no picture, labelled as one.",
        "Untrusted bytes never become a URL.",
        Act::Answer(answers::broken_image),
    ),
    row(
        "svg-image",
        "An SVG with a script, labelled as PNG.",
        "SVG never becomes a URL.",
        Act::Answer(answers::svg_image),
    ),
    row(
        "broken-json",
        "200 with JSON that breaks off its rules.",
        "A malformed response.",
        Act::Frames(frames::broken_json),
    ),
    row(
        "error-in-200",
        "200 whose body is an error.",
        "The error wins over the status.",
        Act::Frames(frames::error_in_200),
    ),
    row(
        "mid-stream-error",
        "A bare error after some events.",
        "The error is found outside the framing.",
        Act::Frames(frames::mid_stream_error),
    ),
    row(
        "glued-errors",
        "The same, the error twice without a gap.",
        "One error is reported.",
        Act::Frames(frames::glued_errors),
    ),
    row("relay-stream", "Events with LF and `: PING` comments.", "Comments are skipped.", Act::RelayStream),
    row("no-cors", "No CORS headers at all.", "A browser's opaque network error.", Act::Cors(Cors::Missing)),
    row(
        "cors-star",
        "`*` in every CORS header, as the relay family has it.",
        "Which auth header passes a strict browser.",
        Act::Cors(Cors::Star),
    ),
];
