//! A value inside an answer, which knows where it stands.
//!
//! Deriving the same with serde and `serde_path_to_error` was tried: as it makes code for each form
//! anew, this crate weighed a quarter more in the download (104 KB as brotli against 82).

use serde_json::{Map, Value};

/// What stands where a field is missing.
const MISSING: &Value = &Value::Null;

/// A value inside an answer.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a> {
    value: &'a Value,
    place: Place<'a>,
}

#[derive(Clone, Copy)]
enum Place<'a> {
    Root(&'a str),
    Field(&'a Node<'a>, &'a str),
    Element(&'a Node<'a>, usize),
}

/// Where a value departs from the documented form, and how.
pub(crate) struct Misfit {
    pub(crate) path: String,
    pub(crate) problem: String,
}

impl<'a> Node<'a> {
    pub(crate) fn root(path: &'a str, value: &'a Value) -> Self {
        Self {
            value,
            place: Place::Root(path),
        }
    }

    /// Everything that stands here.
    pub(crate) fn value(&self) -> &'a Value {
        self.value
    }

    /// The object that stands here.
    pub(crate) fn object(&self) -> Result<&'a Map<String, Value>, Misfit> {
        self.value
            .as_object()
            .ok_or_else(|| self.misfit("an object"))
    }

    /// A field of the object that stands here; a missing one reads as `null`.
    pub(crate) fn field(&'a self, name: &'a str) -> Self {
        Self {
            value: self.value.get(name).unwrap_or(MISSING),
            place: Place::Field(self, name),
        }
    }

    /// A field in the first of several spellings that is there and not `null`.
    pub(crate) fn any_field(&'a self, names: &[&'a str]) -> Self {
        let fields = names.iter().map(|name| self.field(name));
        let mut filled = fields.filter(|field| !field.value.is_null());
        filled
            .next()
            .unwrap_or_else(|| self.field(names.first().copied().unwrap_or_default()))
    }

    /// A text that must be there. A number is read as its text.
    pub(crate) fn required_text(&self) -> Result<String, Misfit> {
        self.text_or_number()?
            .ok_or_else(|| self.misfit("a string"))
    }

    /// A text and no number, where it is there.
    pub(crate) fn text(&self) -> Result<Option<String>, Misfit> {
        self.unless_null(self.value.as_str().map(str::to_owned), "a string")
    }

    /// A text, where it is there. A number is read as its text: `"prefix": 20001`.
    pub(crate) fn text_or_number(&self) -> Result<Option<String>, Misfit> {
        if let Value::Number(number) = self.value {
            return Ok(Some(number.to_string()));
        }
        self.text()
    }

    pub(crate) fn integer(&self) -> Result<Option<i64>, Misfit> {
        self.unless_null(self.value.as_i64(), "an integer")
    }

    pub(crate) fn flag(&self) -> Result<Option<bool>, Misfit> {
        self.unless_null(self.value.as_bool(), "true or false")
    }

    /// A list; `null` is an empty one.
    pub(crate) fn list<T>(
        &self,
        read: impl Fn(&Node<'_>) -> Result<T, Misfit>,
    ) -> Result<Vec<T>, Misfit> {
        let elements = self.unless_null(self.value.as_array(), "a list")?;
        let numbered = elements.into_iter().flatten().enumerate();
        numbered
            .map(|(at, value)| {
                read(&Node {
                    value,
                    place: Place::Element(self, at),
                })
            })
            .collect()
    }

    /// Texts, whether they come as a list, as one text, or as `null`: the vendor's tables call
    /// several lists a `string`. A `null` among them is left out.
    pub(crate) fn texts(&self) -> Result<Vec<String>, Misfit> {
        let texts = if self.value.is_array() {
            self.list(one_text)?
        } else {
            vec![self.text_or_number()?]
        };
        Ok(texts.into_iter().flatten().collect())
    }

    fn unless_null<T>(&self, found: Option<T>, expected: &str) -> Result<Option<T>, Misfit> {
        if found.is_some() || self.value.is_null() {
            Ok(found)
        } else {
            Err(self.misfit(expected))
        }
    }

    pub(crate) fn misfit(&self, expected: &str) -> Misfit {
        let found = match self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        Misfit {
            path: self.path(),
            problem: format!("expected {expected}, found {found}"),
        }
    }

    fn path(&self) -> String {
        match self.place {
            Place::Root(path) => path.to_owned(),
            Place::Field(object, name) => format!("{}.{name}", object.path()),
            Place::Element(list, at) => format!("{}[{at}]", list.path()),
        }
    }
}

fn one_text(node: &Node<'_>) -> Result<Option<String>, Misfit> {
    node.text_or_number()
}
