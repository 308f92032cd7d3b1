//! Texts in the several forms that they come in.

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// Texts, whether they come as a list, as one text, or as `null`: the vendor's tables call several
/// lists a `string`. A `null` among them is left out, a number is read as its text.
#[derive(Debug, Default)]
pub(crate) struct TextList(pub(crate) Vec<String>);

impl<'de> Deserialize<'de> for TextList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor).map(Self)
    }
}

/// Collects one text or several.
struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Vec<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or a list of strings")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(vec![text.to_owned()])
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(vec![number.to_string()])
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(vec![number.to_string()])
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut texts = Vec::new();
        while let Some(TextList(inner)) = seq.next_element()? {
            texts.extend(inner);
        }
        Ok(texts)
    }
}

/// One text, which may come as a number: `"prefix": 20001`. `null` is the empty text.
pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let mut texts = TextList::deserialize(deserializer)?.0;
    match texts.len() {
        0 => Ok(String::new()),
        1 => Ok(texts.swap_remove(0)),
        _ => Err(D::Error::custom("expected a string, found a list")),
    }
}
