//! A value as the server wrote it.

use serde_json::Value;
use serde_json::value::RawValue;
use std::fmt;

/// A JSON value with the text that it was written with: `0.10` stays `0.10`, a rate of twenty
/// digits keeps them, and a `7` where three values are documented stays `7`.
#[derive(Clone)]
pub struct Scalar(Box<RawValue>);

impl Scalar {
    /// A number, from text such as `0.0125`; nothing where that is no JSON number.
    pub fn number(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_number = text.starts_with(|c: char| c == '-' || c.is_ascii_digit());
        if is_number {
            RawValue::from_string(text.to_owned()).ok().map(Self)
        } else {
            None
        }
    }

    /// A text.
    pub fn text(text: &str) -> Self {
        Self::from_value(&Value::from(text))
    }

    /// The value as JSON.
    pub fn json(&self) -> &str {
        self.0.get()
    }

    /// The value as an integer, where it is one.
    pub fn as_i64(&self) -> Option<i64> {
        let text = self.to_string();
        text.parse().ok()
    }

    /// The value as the nearest 64-bit float, for comparing and never for sending.
    pub fn as_f64(&self) -> Option<f64> {
        self.to_string()
            .parse()
            .ok()
            .filter(|it: &f64| it.is_finite())
    }

    /// `null` is no value.
    pub(crate) fn from_raw(raw: &RawValue) -> Option<Self> {
        (raw.get() != "null").then(|| Self(raw.to_owned()))
    }

    pub(crate) fn to_raw(&self) -> Box<RawValue> {
        self.0.clone()
    }

    fn from_value(value: &Value) -> Self {
        // A value's own JSON is JSON.
        let raw = RawValue::from_string(value.to_string());
        Self(raw.unwrap_or_else(|_| RawValue::NULL.to_owned()))
    }
}

impl From<i64> for Scalar {
    fn from(number: i64) -> Self {
        Self::from_value(&Value::from(number))
    }
}

/// A text without its quotes, anything else as it was written.
impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match serde_json::from_str::<String>(self.json()) {
            Ok(text) => f.write_str(&text),
            Err(_) => f.write_str(self.json()),
        }
    }
}

impl fmt::Debug for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scalar({})", self.json())
    }
}

/// Two values are the same when they are written the same.
impl PartialEq for Scalar {
    fn eq(&self, other: &Self) -> bool {
        self.json() == other.json()
    }
}

impl Eq for Scalar {}
