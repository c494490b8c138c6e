//! Conversion of floats from and to decimal text.
//!
//! The standard library uses tables and big numbers for both, which add more than ten KB to each download. Options are
//! short decimals: one product or quotient parses them, and a few divisions find their text. Any other float is written
//! digit by digit.

use super::number_syntax::parts_of;
use crate::decimal;

/// The maximum number of significant digits, more than any parser needs to find the float again.
const MAX_SIGNIFICANT: usize = 20;
/// The bound below which whole floats are exact.
const EXACT_BELOW: f64 = 9_007_199_254_740_992.0;

/// The largest power of ten that is an exact float, 10^22.
const EXACT_POWERS: i32 = 22;
/// The number of decimal digits that always fit into a `u64`.
const MANTISSA_DIGITS: usize = 19;

/// Parses a JSON number. Returns `None` beyond the largest float.
pub(super) fn of_text(text: &str) -> Option<f64> {
    let (whole, fraction, exponent) = parts_of(text);
    let magnitude = whole.strip_prefix('-').unwrap_or(whole);
    let (mut mantissa, mut taken, mut power) = (0_u64, 0, -(fraction.len() as i64));
    for digit in magnitude.bytes().chain(fraction.bytes()) {
        if taken < MANTISSA_DIGITS {
            mantissa = mantissa * 10 + u64::from(digit - b'0');
            taken += usize::from(mantissa > 0);
        } else {
            power += 1;
        }
    }
    let value = scaled(mantissa as f64, power + exponent);
    value.is_finite().then_some(if whole.len() > magnitude.len() { -value } else { value })
}

/// Multiplies by a power of ten, in one step if that is exact.
fn scaled(mut value: f64, mut power: i64) -> f64 {
    while power != 0 && value != 0.0 && value.is_finite() {
        let step = power.clamp(-i64::from(EXACT_POWERS), i64::from(EXACT_POWERS));
        let factor = (0..step.abs()).fold(1.0, |factor, _| factor * 10.0);
        value = if step < 0 { value / factor } else { value * factor };
        power -= step;
    }
    value
}

/// Writes a finite float.
pub(super) fn text_of(number: f64) -> String {
    let magnitude = number.abs();
    let (digits, places) = short_digits(magnitude).unwrap_or_else(|| exact_digits(magnitude));
    let mut text = String::new();
    if number.is_sign_negative() {
        text.push('-');
    }
    let whole = digits.len().saturating_sub(places);
    if whole == 0 {
        text.push('0');
    }
    for at in 0..whole.max(digits.len()) {
        if at == whole {
            text.push('.');
            // Zeros between the point and the first digit.
            (digits.len()..places).for_each(|_| text.push('0'));
        }
        text.push(char::from(b'0' + digits[at]));
    }
    text
}

/// Finds the fewest decimal places that represent the float. Succeeds for all numbers that people write.
fn short_digits(magnitude: f64) -> Option<(Vec<u8>, usize)> {
    // Powers of ten are exact up to 10^22, so each division is rounded once, as in a parser.
    let mut power = 1.0;
    for places in 0..=15 {
        let scaled = (magnitude * power).round();
        if scaled >= EXACT_BELOW {
            return None;
        }
        if scaled / power == magnitude {
            return Some((digits_of(scaled as u64), places));
        }
        power *= 10.0;
    }
    None
}

/// Writes the exact value, a whole number times a power of two, and drops digits that no parser needs.
fn exact_digits(magnitude: f64) -> (Vec<u8>, usize) {
    let bits = magnitude.to_bits();
    let (exponent, fraction) = ((bits >> 52) as i32, bits & ((1 << 52) - 1));
    let mantissa = if exponent == 0 { fraction } else { fraction | 1 << 52 };
    let exponent = exponent.max(1) - 1075;
    let (mut digits, mut places) = (digits_of(mantissa), 0);
    for _ in 0..exponent {
        double(&mut digits);
    }
    for _ in exponent..0 {
        places += usize::from(halve(&mut digits));
    }
    let zeros = digits.iter().take_while(|digit| **digit == 0).count();
    let length = (zeros + MAX_SIGNIFICANT).clamp(digits.len() - places, digits.len());
    places -= digits.len() - length;
    digits.truncate(length);
    // Only zeros of the whole part are dropped, because zeros after the point determine the places of the other digits.
    digits.drain(..zeros.min(length - places));
    (digits, places)
}

fn digits_of(number: u64) -> Vec<u8> {
    decimal::text_of(number).bytes().map(|digit| digit - b'0').collect()
}

fn double(digits: &mut Vec<u8>) {
    let mut carry = 0;
    for digit in digits.iter_mut().rev() {
        let sum = 2 * *digit + carry;
        (*digit, carry) = (sum % 10, sum / 10);
    }
    if carry > 0 {
        digits.insert(0, carry);
    }
}

/// Halves a number. Returns `true` if that adds a decimal place.
fn halve(digits: &mut Vec<u8>) -> bool {
    let mut rest = 0;
    for digit in digits.iter_mut() {
        let whole = 10 * rest + *digit;
        (*digit, rest) = (whole / 2, whole % 2);
    }
    if rest > 0 {
        digits.push(5);
    }
    rest > 0
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use fastrand::Rng;

    #[test]
    fn common_numbers_round_trip() {
        for text in
            ["0", "-0", "1", "0.7", "0.95", "1.5", "-0.25", "0.000001", "123456.789", "9007199254740991"]
        {
            assert_eq!(text_of(text.parse().unwrap()), text);
        }
    }

    #[test]
    fn common_numbers_parse_like_the_standard_library() {
        let texts = [
            "0",
            "-0",
            "1",
            "0.7",
            "0.95",
            "1.5",
            "-0.25",
            "0.000001",
            "123456.789",
            "9007199254740991",
            "1e22",
            "1E-7",
            "2.5e+3",
            "300000",
            "0.0387",
            "-2147483648",
            "3.4028234e8",
            "00.5",
        ];
        for text in texts {
            assert_eq!(
                of_text(text).map(f64::to_bits),
                Some(text.parse::<f64>().unwrap().to_bits()),
                "{text}"
            );
        }
        for text in ["1e999", "-1e400", "1e99999999999999999999"] {
            assert_eq!(of_text(text), None, "{text}");
        }
        assert_eq!(of_text("1e-99999999999999999999"), Some(0.0));
    }

    #[test]
    fn any_other_number_is_read_nearly() {
        let mut rng = Rng::with_seed(12);
        for _ in 0..20_000 {
            let number = f64::from_bits(rng.u64(..));
            if number.is_normal() && number.abs() > 1e-290 {
                let read = of_text(&text_of(number)).unwrap();
                assert!(((read - number) / number).abs() < 1e-14, "{number:?} became {read:?}");
            }
        }
    }

    #[test]
    fn every_float_reads_back_as_itself() {
        let mut rng = Rng::with_seed(11);
        let edges = [
            0.1 + 0.2,
            1.0 / 3.0,
            1e-7,
            1e23,
            5e-324,
            1e-320,
            f64::MIN_POSITIVE,
            f64::MAX,
            f64::EPSILON,
            1e15 + 0.5,
            20_000_000_000.5,
            4_503_599_627_370_495.5,
            9_007_199_254_740_993.0,
        ];
        let any = (0..20_000).map(|_| f64::from_bits(rng.u64(..)));
        for number in edges.into_iter().chain(any).filter(|number| number.is_finite()) {
            let text = text_of(number);
            assert_eq!(text.parse::<f64>().unwrap().to_bits(), number.to_bits(), "{number:?} became {text}");
            assert!(text.parse::<crate::json::Number>().is_ok(), "{text}");
        }
    }
}
