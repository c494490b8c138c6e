//! Numbers, stored as their original text.

use super::float;
use super::number_syntax::{length_of, parts_of};
use super::parse_error::ParseError;
use crate::decimal::{signed_text_of, text_of, whole};
use std::str::FromStr;

/// A number, stored as its original text so that `1e400` and the twentieth digit of a fraction are preserved.
///
/// ```
/// use tintype_protocol::json::Number;
///
/// let number: Number = "1.50".parse()?;
/// assert_eq!((number.as_str(), number.as_f64(), number.as_u64()), ("1.50", Some(1.5), None));
/// # Ok::<(), tintype_protocol::json::ParseError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number(String);

impl Number {
    /// Wraps text that [`length_of`] has measured.
    pub(super) fn from_measured(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// Writes a finite float so that it reads back as the same float.
    #[must_use]
    pub fn from_f64(number: f64) -> Option<Self> {
        number.is_finite().then(|| Self(float::text_of(number)))
    }

    /// Creates a number from units of its last decimal place: 1250 with two places is 12.50.
    #[must_use]
    pub fn with_places(units: u64, places: usize) -> Self {
        let mut text = text_of(units);
        while text.len() <= places {
            text.insert(0, '0');
        }
        if places > 0 {
            text.insert(text.len() - places, '.');
        }
        Self(text)
    }

    /// Returns the text of the number.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Parses a number that is written as a non-negative integer.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        whole(&self.0)
    }

    /// Parses a number that is written as an integer.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// Converts to the nearest float for the numbers that people write, and to within a few units of the last place for
    /// those with more than 15 digits or an exponent beyond 22. Returns `None` beyond the largest float.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        float::of_text(&self.0)
    }

    /// Returns the integer part of a non-negative number, which may have a point or an exponent. Smaller in wasm than a
    /// conversion through a float.
    pub(crate) fn truncated(&self) -> Option<u64> {
        let (whole, fraction, exponent) = parts_of(&self.0);
        if whole.starts_with('-') {
            return None;
        }
        // Twenty zeros after the digits already exceed every count.
        let most = whole.len() + fraction.len() + 20;
        let places = (whole.len() as i64 + i64::from(i32::try_from(exponent).ok()?)).clamp(0, most as i64);
        let digits = whole.bytes().chain(fraction.bytes()).chain(std::iter::repeat(b'0'));
        let value = |sum: u64, digit: u8| sum.saturating_mul(10).saturating_add(u64::from(digit - b'0'));
        Some(digits.take(places as usize).fold(0, value))
    }
}

impl FromStr for Number {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let is_whole = length_of(text.as_bytes())? == text.len();
        if is_whole { Ok(Self::from_measured(text)) } else { Err(ParseError::Invalid) }
    }
}

macro_rules! whole_numbers {
    ($($number:ty => $written:ident,)*) => {$(
        impl From<$number> for Number {
            fn from(number: $number) -> Self {
                Self($written(number.into()))
            }
        }
    )*};
}

whole_numbers! { i32 => signed_text_of, u32 => text_of, i64 => signed_text_of, u64 => text_of, }
