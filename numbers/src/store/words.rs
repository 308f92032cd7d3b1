//! Fields with few distinct values: each distinct value is read once.

mod reading;

pub(crate) use reading::Kind;

use reading::{Reading, key};

use super::form::Form;
use super::packed::Codes;
use crate::index::Index;
use crate::same::same;

/// The value that stands for null, a missing key and an empty list.
pub(crate) const NO_VALUE: u32 = 0;
/// The code of null and of a missing key.
const NULL: u32 = 0;

/// A column of codes and the dictionary behind it. What is looked up is the JSON as it was sent,
/// so that a list of capabilities is taken apart once and not once a row.
#[derive(Debug)]
pub(crate) struct Words {
    kind: Kind,
    pub(crate) codes: Codes,
    entries: Vec<Entry>,
    known: Index,
    last: u32,
    values: Vec<Value>,
    by_key: Index,
}

#[derive(Debug)]
struct Entry {
    raw: Box<str>,
    text: Box<str>,
    /// Lower case, where that differs.
    folded: Option<Box<str>>,
    values: Box<[u32]>,
    is_odd: bool,
}

/// A value to filter by and to count: two entries may share one.
#[derive(Debug)]
struct Value {
    label: Box<str>,
    key: Box<str>,
}

impl Words {
    pub(crate) fn new(kind: Kind) -> Self {
        let mut words = Self {
            kind,
            codes: Codes::default(),
            entries: Vec::new(),
            known: Index::default(),
            last: NULL,
            values: vec![Value {
                label: Box::default(),
                key: Box::default(),
            }],
            by_key: Index::default(),
        };
        words.code("null");
        words
    }

    pub(crate) fn push(&mut self, raw: &str) -> Form {
        let code = self.code(raw);
        self.codes.push(code);
        match code {
            NULL => Form::Null,
            _ if self.entries[code as usize].is_odd => Form::Odd,
            _ => Form::Usual,
        }
    }

    pub(crate) fn skip(&mut self) {
        self.codes.push(NULL);
    }

    /// How many distinct cells there are.
    pub(crate) fn entries(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn raw(&self, code: usize) -> &str {
        &self.entries[code].raw
    }

    pub(crate) fn text(&self, code: usize) -> &str {
        &self.entries[code].text
    }

    /// The text in lower case.
    pub(crate) fn folded(&self, code: usize) -> &str {
        let entry = &self.entries[code];
        entry.folded.as_deref().unwrap_or(&entry.text)
    }

    pub(crate) fn values_of(&self, code: usize) -> &[u32] {
        &self.entries[code].values
    }

    /// How many values there are to filter by, [`NO_VALUE`] among them.
    pub(crate) fn values(&self) -> usize {
        self.values.len()
    }

    pub(crate) fn label(&self, value: u32) -> &str {
        &self.values[value as usize].label
    }

    /// The value that a word of an address or of a person means.
    pub(crate) fn value(&self, word: &str) -> Option<u32> {
        self.value_of_key(&key(self.kind, word))
    }

    fn value_of_key(&self, key: &str) -> Option<u32> {
        let hash = self.by_key.hash(key.as_bytes());
        self.by_key
            .find(hash, &|value| *self.values[value as usize].key == *key)
    }

    fn code(&mut self, raw: &str) -> u32 {
        // Neighbours are often alike, and comparing is cheaper than hashing.
        if self
            .entries
            .get(self.last as usize)
            .is_some_and(|entry| same(&entry.raw, raw))
        {
            return self.last;
        }
        let (hash, entries) = (self.known.hash(raw.as_bytes()), &self.entries);
        let found = self
            .known
            .find(hash, &|code| same(&entries[code as usize].raw, raw));
        self.last = found.unwrap_or_else(|| self.add(raw, hash));
        self.last
    }

    fn add(&mut self, raw: &str, hash: u32) -> u32 {
        let reading = Reading::new(self.kind, raw);
        let mut values: Vec<u32> = Vec::with_capacity(reading.labels.len());
        for label in reading.labels {
            let value = self.intern(label);
            if !values.contains(&value) {
                values.push(value);
            }
        }
        if values.is_empty() {
            values.push(NO_VALUE);
        }
        let folded = reading.text.to_lowercase();
        let code = self.entries.len() as u32;
        self.entries.push(Entry {
            raw: raw.into(),
            folded: (folded != reading.text).then(|| folded.into()),
            text: reading.text.into(),
            values: values.into(),
            is_odd: reading.is_odd,
        });
        self.known.insert(hash, code);
        code
    }

    fn intern(&mut self, label: String) -> u32 {
        let key = key(self.kind, &label);
        if key.is_empty() {
            return NO_VALUE;
        }
        if let Some(value) = self.value_of_key(&key) {
            return value;
        }
        let value = self.values.len() as u32;
        self.by_key.insert(self.by_key.hash(key.as_bytes()), value);
        self.values.push(Value {
            label: label.into(),
            key: key.into(),
        });
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(words: &Words, row: usize) -> Vec<&str> {
        let code = words.codes.get(row) as usize;
        words
            .values_of(code)
            .iter()
            .map(|value| words.label(*value))
            .collect()
    }

    #[test]
    fn the_spellings_of_a_voice_application_are_one_value() {
        let mut words = Words::new(Kind::Assignment);
        for raw in [
            "\"VoiceApp\"",
            "\"voiceApplicationAssigned\"",
            "\"Voice App Assigned\"",
        ] {
            assert_eq!(words.push(raw), Form::Usual);
        }
        words.push("\"UserAssigned\"");
        assert_eq!(labels(&words, 1), ["VoiceApp"]);
        assert_eq!(
            words.text(words.codes.get(1) as usize),
            "voiceApplicationAssigned"
        );
        assert_eq!(words.value("VoiceAppAssigned"), words.value("voiceapp"));
        assert_eq!(words.values(), 3);
    }

    #[test]
    fn capabilities_are_compared_without_case_and_shown_as_sent() {
        let mut words = Words::new(Kind::Capabilities);
        words.push(r#"["TollFree","Office365"]"#);
        words.push(r#"["office365", "somethingNew", 7]"#);
        words.push("[]");
        words.push("null");
        words.push("\"TollFree\"");
        assert_eq!(
            words.text(words.codes.get(1) as usize),
            "office365;somethingNew;7"
        );
        assert_eq!(labels(&words, 1), ["Office365", "somethingNew", "7"]);
        assert_eq!(labels(&words, 2), [""]);
        assert_eq!(labels(&words, 3), [""]);
        assert_eq!(labels(&words, 4), ["TollFree"]);
    }

    #[test]
    fn an_object_where_a_word_belongs_is_odd() {
        let mut words = Words::new(Kind::Word);
        assert_eq!(words.push("{\"a\":1}"), Form::Odd);
        assert_eq!(words.push("2"), Form::Usual);
        assert_eq!(words.push("null"), Form::Null);
    }
}
