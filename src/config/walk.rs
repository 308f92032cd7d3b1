//! A JSON value walked by hand: each fault with its line, each key that nobody asked for kept.

use serde_json::Value;

use super::ConfigError;

/// Walks the file by hand: derived readers know neither lines nor keys they do not expect, and
/// weigh more.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) origin: &'a str,
    pub(super) unknown_keys: Vec<String>,
}

/// An object whose keys are taken one by one.
pub(super) struct Object<'a> {
    path: String,
    keys: Vec<(&'a str, &'a Value)>,
}

impl<'a> Object<'a> {
    pub(super) fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|(own, _)| *own == key)
    }

    /// A value that is there and not null.
    pub(super) fn take(&mut self, key: &str) -> Option<&'a Value> {
        let place = self.keys.iter().position(|(own, _)| *own == key)?;
        Some(self.keys.swap_remove(place).1).filter(|value| !value.is_null())
    }

    pub(super) fn text(
        &mut self,
        reader: &Reader,
        key: &str,
    ) -> Result<Option<String>, ConfigError> {
        self.take(key)
            .map(|value| {
                let text = value.as_str().map(str::to_owned);
                text.ok_or_else(|| reader.fault(&self.path_of(key), "a text was expected"))
            })
            .transpose()
    }

    pub(super) fn flag(
        &mut self,
        reader: &Reader,
        key: &str,
        default: bool,
    ) -> Result<bool, ConfigError> {
        self.take(key).map_or(Ok(default), |value| {
            let expected = "true or false was expected";
            value
                .as_bool()
                .ok_or_else(|| reader.fault(&self.path_of(key), expected))
        })
    }

    pub(super) fn count(
        &mut self,
        reader: &Reader,
        key: &str,
        default: u32,
    ) -> Result<u32, ConfigError> {
        self.take(key).map_or(Ok(default), |value| {
            let count = value.as_u64().and_then(|own| u32::try_from(own).ok());
            let expected = "a whole number from 1 was expected";
            count
                .filter(|count| *count > 0)
                .ok_or_else(|| reader.fault(&self.path_of(key), expected))
        })
    }

    /// One of several words, which has to be given.
    pub(super) fn word<T: Copy>(
        &mut self,
        reader: &Reader,
        key: &str,
        words: &[(&str, T)],
    ) -> Result<T, ConfigError> {
        let written = self.take(key).and_then(Value::as_str);
        let found = words.iter().find(|(word, _)| Some(*word) == written);
        found.map(|(_, meaning)| *meaning).ok_or_else(|| {
            let known: Vec<String> = words
                .iter()
                .map(|(word, _)| format!("\"{word}\""))
                .collect();
            reader.fault(
                &self.path_of(key),
                &format!("one of {} was expected", known.join(", ")),
            )
        })
    }

    /// What is left was not expected.
    pub(super) fn end(self, reader: &mut Reader) {
        for (key, _) in &self.keys {
            reader.unknown_keys.push(self.path_of(key));
        }
    }
}

impl<'a> Reader<'a> {
    pub(super) fn fault(&self, path: &str, expected: &str) -> ConfigError {
        let key = path.rsplit('.').next().unwrap_or(path);
        ConfigError {
            line: self.line_of_key(path, key),
            path: Some(path.to_owned()),
            problem: format!("{expected}."),
        }
    }

    /// The line of a key: the n-th of its kind, n being the environment that it belongs to.
    fn line_of_key(&self, path: &str, key: &str) -> Option<usize> {
        let index: usize = path
            .strip_prefix("environments[")
            .and_then(|rest| rest.split(']').next()?.parse().ok())
            .unwrap_or_default();
        let quoted = format!("\"{key}\"");
        let mut places = self.text.match_indices(&quoted).map(|(place, _)| place);
        // `baseUrl` and `auth` stand in both APIs: the one behind the name of its own API counts.
        let after = path
            .rsplit('.')
            .nth(1)
            .filter(|api| !api.starts_with("environments"))
            .and_then(|api| self.text.match_indices(&format!("\"{api}\"")).nth(index))
            .map_or(0, |(place, _)| place);
        let place = if after > 0 {
            places.find(|place| *place > after)
        } else {
            places.nth(index)
        };
        place.map(|place| self.text[..place].matches('\n').count() + 1)
    }

    pub(super) fn object(&self, value: &'a Value, path: &str) -> Result<Object<'a>, ConfigError> {
        let Some(object) = value.as_object() else {
            return Err(self.fault(path, "an object ({ … }) was expected"));
        };
        let keys = object
            .iter()
            .map(|(key, value)| (key.as_str(), value))
            .collect();
        Ok(Object {
            path: path.to_owned(),
            keys,
        })
    }
}
