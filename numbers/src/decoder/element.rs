//! One element of the answer, cut into keys and raw values.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::field::{FIELDS, Field};
use crate::same::same;

/// The values of one element, borrowed from the answer.
#[derive(Debug, Default)]
pub(crate) struct Element<'a> {
    /// Values of documented keys.
    pub(crate) known: [Option<&'a str>; FIELDS],
    /// Keys in the order in which they came: a field, or [`FIELDS`] and the place in `extras`.
    pub(crate) order: Vec<u16>,
    /// Keys that are not spelled as documented, and those that came twice.
    pub(crate) extras: Vec<(Cow<'a, str>, &'a str)>,
}

/// Why an element is no number.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Bytes from the beginning of the element.
    pub(crate) at: usize,
    pub(crate) problem: String,
}

impl<'a> Element<'a> {
    /// Reads the element at the beginning of the bytes and answers how many it takes.
    pub(crate) fn read(&mut self, bytes: &'a [u8]) -> Result<usize, Fault> {
        self.known = [None; FIELDS];
        self.order.clear();
        self.extras.clear();
        let mut json = serde_json::Deserializer::from_slice(bytes);
        match ReadElement(self).deserialize(&mut json) {
            Ok(()) => Ok(json.into_iter::<IgnoredAny>().byte_offset()),
            Err(error) => Err(Fault::new(&error, bytes)),
        }
    }
}

impl Fault {
    fn new(error: &serde_json::Error, bytes: &[u8]) -> Self {
        let lines = bytes.split_inclusive(|byte| *byte == b'\n');
        let before: usize = lines
            .take(error.line().saturating_sub(1))
            .map(<[u8]>::len)
            .sum();
        let mut problem = error.to_string();
        // The place is told as an offset: lines mean nothing in an answer of one line.
        if let Some(at) = problem.rfind(" at line ") {
            problem.truncate(at);
        }
        Self {
            at: (before + error.column().saturating_sub(1)).min(bytes.len()),
            problem,
        }
    }
}

struct ReadElement<'s, 'a>(&'s mut Element<'a>);

impl<'de> DeserializeSeed<'de> for ReadElement<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for ReadElement<'_, 'de> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Element {
            known,
            order,
            extras,
        } = self.0;
        let mut expected = 0;
        while let Some(key) = map.next_key_seed(ReadKey { expected })? {
            let raw = map.next_value::<&RawValue>()?.get();
            match key {
                Key::Known(field) if known[field as usize].is_none() => {
                    known[field as usize] = Some(raw);
                    order.push(field as u16);
                    expected = field as usize + 1;
                    continue;
                }
                Key::Known(field) => extras.push((Cow::Borrowed(field.key()), raw)),
                Key::Other(key) => extras.push((key, raw)),
            }
            order.push((FIELDS + extras.len() - 1) as u16);
        }
        Ok(())
    }
}

enum Key<'a> {
    Known(Field),
    Other(Cow<'a, str>),
}

/// Keys mostly come in the documented order: the next one is guessed before it is looked up.
struct ReadKey {
    expected: usize,
}

impl ReadKey {
    fn known(&self, key: &str) -> Option<Field> {
        let guess = Field::ALL
            .get(self.expected)
            .filter(|field| same(field.key(), key));
        guess
            .copied()
            .or_else(|| Field::ALL.into_iter().find(|field| same(field.key(), key)))
    }
}

impl<'de> DeserializeSeed<'de> for ReadKey {
    type Value = Key<'de>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Key<'de>, D::Error> {
        json.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for ReadKey {
    type Value = Key<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Key<'de>, E> {
        Ok(self
            .known(key)
            .map_or(Key::Other(Cow::Borrowed(key)), Key::Known))
    }

    fn visit_str<E>(self, key: &str) -> Result<Key<'de>, E> {
        Ok(self
            .known(key)
            .map_or_else(|| Key::Other(Cow::Owned(key.to_owned())), Key::Known))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_ends_where_it_ends() {
        let mut element = Element::default();
        let bytes = br#"{"id":1,"x":[{}],"id":2},{"id":3}"#;
        assert_eq!(element.read(bytes), Ok(24));
        assert_eq!(element.known[Field::Id as usize], Some("1"));
        assert_eq!(element.extras, [("x".into(), "[{}]"), ("id".into(), "2")]);
        assert_eq!(
            element.order,
            [Field::Id as u16, FIELDS as u16, FIELDS as u16 + 1]
        );
    }

    #[test]
    fn a_fault_says_where() {
        let mut element = Element::default();
        let fault = element.read(b"{\"id\":1,\n\"source\":web}").unwrap_err();
        assert_eq!(
            fault,
            Fault {
                at: 18,
                problem: "expected value".into()
            }
        );
        assert_eq!(
            element.read(b"5,").unwrap_err().problem,
            "invalid type: integer `5`, expected an object"
        );
    }
}
