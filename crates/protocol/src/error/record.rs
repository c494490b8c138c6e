//! An error as plain data.

use super::Error;
use crate::json::{Map, Value};

/// A member for each fact that is known.
pub fn of(error: &Error) -> Value {
    let facts = error.facts();
    let mut record = Map::new();
    record.push("code", error.code());
    record.push("message", error.message());
    record.push("retryable", error.retryable());
    record.push("attempts", facts.attempts);
    add(&mut record, "status", facts.status.map(u32::from));
    add(&mut record, "retryAfterMs", facts.retry_after_ms);
    let texts = [
        ("requestId", &facts.request_id),
        ("finishReason", &facts.finish_reason),
        ("blockReason", &facts.block_reason),
        ("finishMessage", &facts.finish_message),
        ("text", &facts.text),
        ("field", &facts.field),
    ];
    for (name, text) in texts {
        add(&mut record, name, text.as_deref());
    }
    let values =
        [("safetyRatings", &facts.safety_ratings), ("details", &facts.details), ("fetchError", &facts.cause)];
    for (name, value) in values {
        add(&mut record, name, value.clone());
    }
    Value::Object(record)
}

fn add(record: &mut Map, name: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        record.push(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn a_record_has_what_is_known_and_nothing_else() {
        let error = Error::new(ErrorKind::Auth, "No.").with(|facts| {
            facts.status = Some(401);
            facts.details = Some(Value::Bool(true));
        });
        let expected =
            r#"{"code":"auth","message":"No.","retryable":false,"attempts":0,"status":401,"details":true}"#;
        assert_eq!(error.to_record().to_string(), expected);
    }
}
