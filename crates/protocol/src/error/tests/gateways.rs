//! Errors of gateways and relays other than the new-api family, as their users report them: LiteLLM, OpenRouter,
//! Cloudflare, Azure, AWS, Apigee and Kong, and Google errors that concern an account instead of a rate.

use super::*;
use serde_json::{Value, json};

/// Checks the kind of the error that a body becomes, and a part of its message.
#[track_caller]
fn is(status: u16, body: &Value, kind: Kind, words: &str) {
    let error = from_response(status, body.to_string().as_bytes());
    assert_eq!(error.kind(), kind, "{status} {body}: {}", error.message());
    assert!(error.message().contains(words), "{status} {body}: {}", error.message());
    // Wrapped in another gateway's envelope, as text and as JSON.
    for wrapped in [
        json!({ "error": { "message": format!("upstream error: {body}") } }),
        json!({ "error": { "message": "Provider returned error", "metadata": { "raw": body.to_string() } } }),
    ] {
        let error = from_response(status, wrapped.to_string().as_bytes());
        assert_eq!(error.kind(), kind, "{status} {wrapped}: {}", error.message());
    }
}

#[test]
fn an_empty_account_is_billing_at_every_status() {
    let google = |message: &str| json!({ "error": { "code": 429, "message": message, "status": "RESOURCE_EXHAUSTED" } });
    is(
        429,
        &google("Your prepayment credits are depleted. Please go to AI Studio."),
        Kind::Billing,
        "depleted",
    );
    is(429, &google("Your project has exceeded its monthly spending cap."), Kind::Billing, "spending cap");
    let budget = json!({ "error": { "message": "Budget has been exceeded! Current cost: 10.2", "type": "budget_exceeded", "code": "400" } });
    is(400, &budget, Kind::Billing, "Budget");
    let user = json!({ "error": { "message": "ExceededBudget: User=x over budget. Spend=1.2, Budget=1.0", "code": "400" } });
    is(400, &user, Kind::Billing, "over budget");
    is(400, &json!({ "error": { "message": "Insufficient credits. Add more." } }), Kind::Billing, "credits");
    is(
        400,
        &json!({ "code": "Arrearage", "message": "The account is not in good standing." }),
        Kind::Billing,
        "standing",
    );
    assert_eq!(
        from_response(
            429,
            google("Quota exceeded, check your plan and billing details.").to_string().as_bytes()
        )
        .kind(),
        Kind::RateLimited
    );
}

#[test]
fn a_gateway_that_stops_the_prompt_blames_the_prompt() {
    for (status, body) in [
        (
            403,
            json!({ "error": { "message": "Your chosen model requires moderation and your input was flagged", "code": 403 } }),
        ),
        (
            424,
            json!({ "success": false, "error": [{ "code": 2016, "message": "Prompt blocked due to security configurations" }] }),
        ),
        (
            400,
            json!({ "error": { "message": "Rejected by our safety system.", "code": "moderation_blocked" } }),
        ),
        (
            400,
            json!({ "error": { "message": "The response was filtered.", "code": "content_filter", "param": "prompt" } }),
        ),
        (500, json!({ "error": { "message": "prompt was blocked: SAFETY" } })),
        (
            400,
            json!({ "code": "DataInspectionFailed", "message": "Input data may contain inappropriate content." }),
        ),
    ] {
        is(status, &body, Kind::PromptBlocked, "");
    }
}

#[test]
fn a_model_that_a_gateway_does_not_have_is_named_as_such() {
    for (status, message) in [
        (
            400,
            "/v1beta/models: Invalid model name passed in model=x. Call `/v1/models` to view available models",
        ),
        (400, "Model Not Exist"),
        (400, "google/x is not a valid model ID"),
        (404, "No endpoints found for google/x:free."),
        (500, "Unknown model: x"),
    ] {
        is(status, &json!({ "error": { "message": message } }), Kind::ModelNotFound, message);
    }
    // An unsupported option of a model is not an unknown model.
    is(
        400,
        &json!({ "error": { "message": "Unsupported value for imageSize" } }),
        Kind::InvalidRequest,
        "imageSize",
    );
}

#[test]
fn a_path_that_a_gateway_does_not_have_is_not_the_api() {
    for (status, message) in [
        (404, "no Route matched with those values"),
        (404, "Could not route to /client/v4/accounts/x, perhaps your object identifier is invalid?"),
        (404, "Cannot POST /v1beta/models/x:generateContent"),
        (404, "Resource not found"),
        (403, "Missing Authentication Token"),
    ] {
        let error = from_response(status, json!({ "message": message }).to_string().as_bytes());
        assert_eq!(
            (error.kind(), error.retryable()),
            (Kind::NotTheApi, false),
            "{message}: {}",
            error.message()
        );
    }
}

#[test]
fn limits_and_places_under_a_permission_s_status() {
    let denied = |message: &str| json!({ "error": { "code": 403, "message": message } });
    is(403, &denied("User Rate Limit Exceeded"), Kind::RateLimited, "Rate Limit");
    is(403, &denied("Daily Limit Exceeded"), Kind::Quota, "Daily");
    is(
        403,
        &json!({ "statusCode": 403, "message": "Out of call volume quota. Quota will be replenished in 2.12:33:01." }),
        Kind::Quota,
        "replenished",
    );
    let region = json!({ "error": { "code": "unsupported_country_region_territory", "message": "Country, region, or territory not supported" } });
    is(403, &region, Kind::Region, "territory");
    is(403, &denied("Your country is not supported"), Kind::Region, "country");
    is(
        400,
        &json!({ "error": { "message": "Gemini API is not available in your location" } }),
        Kind::Region,
        "location",
    );
    is(451, &json!({ "error": { "message": "Unavailable For Legal Reasons" } }), Kind::Region, "Legal");
    let by_class =
        json!({ "error": { "message": "google.api_core.exceptions.ResourceExhausted: 429 Slow down." } });
    is(500, &by_class, Kind::RateLimited, "Slow down");
    let model = json!({ "error": { "message": "Key not allowed to access model. This key can only access models=['a', 'b']. Tried to access x", "type": "key_model_access_denied", "code": "401" } });
    is(401, &model, Kind::Permission, "can only access models=a, b. Tried to access x");
}

#[test]
fn a_list_within_a_sentence_is_part_of_it() {
    for (sent, message) in [
        (
            "supported types are: ['image/png', 'image/jpeg'] and no other",
            "supported types are: image/png, image/jpeg and no other",
        ),
        ("Expected one of [\"1:1\", \"16:9\"]", "Expected one of 1:1, 16:9"),
    ] {
        let error = from_response(400, json!({ "error": { "message": sent } }).to_string().as_bytes());
        assert_eq!(error.all_details().service_message.as_deref(), Some(message));
    }
    // A list of errors is read like a single error.
    let inner = json!({ "error": { "code": 429, "message": "Slow down.", "status": "RESOURCE_EXHAUSTED" } })
        .to_string();
    for message in [format!("failed: {}", json!([inner])), json!([inner]).to_string()] {
        let error = from_response(500, json!({ "error": { "message": message } }).to_string().as_bytes());
        assert_eq!(
            (error.kind(), error.all_details().service_message.as_deref()),
            (Kind::RateLimited, Some("Slow down.")),
            "{message}"
        );
    }
}

#[test]
fn words_and_sizes_in_other_fields() {
    let fault = json!({ "fault": { "faultstring": "Rate limit quota violation.", "detail": { "errorcode": "policies.ratelimit.QuotaViolation" } } });
    is(429, &fault, Kind::RateLimited, "Rate limit quota violation.");
    is(
        400,
        &json!({ "error": { "message": "Image size 8.1 MB exceeds the 7 MB limit" } }),
        Kind::TooLarge,
        "8.1 MB",
    );
    is(
        502,
        &json!({ "error": { "message": "Provided image is not valid.", "type": "upstream_error" } }),
        Kind::InvalidRequest,
        "not valid",
    );
}

#[test]
fn a_delay_next_to_an_error_is_announced() {
    for body in [
        json!({ "error": { "message": "Slow down", "code": 429 }, "retry_after": 7 }),
        json!({ "error": { "message": "Provider returned error", "code": 429, "metadata": { "raw": "busy", "retry_after": "7" } } }),
        json!({ "message": "upstream error: {\"error\":{\"code\":429,\"message\":\"Slow down\",\"retryAfterMs\":7000}}" }),
        json!({ "error": { "message": "请求过多，请 7 秒后重试", "code": 429 } }),
    ] {
        assert_eq!(from_response(429, body.to_string().as_bytes()).retry_after_ms(), Some(7000), "{body}");
    }
}
