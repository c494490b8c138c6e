//! Conversion of an error to plain data.

use super::call_error::Error;
use crate::json::{Map, Value};

impl Error {
    /// Returns the error in the format of the JS API, with a member for each known fact.
    #[doc(hidden)]
    #[must_use]
    pub fn to_record(&self) -> Value {
        let details = self.all_details();
        let mut record = Map::new();
        record.push("code", self.code());
        record.push("message", self.message());
        record.push("retryable", self.retryable());
        record.push("attempts", details.attempts);
        add(&mut record, "status", details.status.map(u32::from));
        add(&mut record, "retryAfterMs", details.retry_after_ms);
        let texts = [
            ("requestId", &details.request_id),
            ("finishReason", &details.finish_reason),
            ("blockReason", &details.block_reason),
            ("finishMessage", &details.finish_message),
            ("text", &details.text),
            ("field", &details.field),
        ];
        for (name, text) in texts {
            add(&mut record, name, text.as_deref());
        }
        let values = [
            ("safetyRatings", &details.safety_ratings),
            ("details", &details.body),
            ("fetchError", &details.cause),
        ];
        for (name, value) in values {
            add(&mut record, name, value.clone());
        }
        Value::Object(record)
    }
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
    fn a_record_has_only_known_fields() {
        let error = Error::new(ErrorKind::Auth, "No.").with(|details| {
            details.status = Some(401);
            details.body = Some(Value::Bool(true));
        });
        let expected =
            r#"{"code":"auth","message":"No.","retryable":false,"attempts":0,"status":401,"details":true}"#;
        assert_eq!(error.to_record().to_string(), expected);
    }
}
