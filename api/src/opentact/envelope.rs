//! `{success, payload}`, which every answer of OpenTACT is put in.

use crate::answer::Answer;
use crate::error::{ApiError, Refusal};
use crate::redaction::drop_secrets;
use crate::transport::Response;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

/// What an answer carries, and where in it.
pub(crate) struct Payload<'a> {
    answer: Answer<'a>,
    path: &'static str,
    /// `None` where the answer carries nothing, as a removal's may.
    json: Option<&'a str>,
}

/// One element of a payload: its path, and its JSON as it was written.
pub(crate) struct Row<'a> {
    pub(crate) path: String,
    pub(crate) json: &'a str,
}

#[derive(Deserialize)]
struct Envelope<'a> {
    success: Option<Value>,
    #[serde(borrow)]
    payload: Option<&'a RawValue>,
}

/// Opens an answer. `success: false` is a refusal whatever the status says; an answer without an
/// envelope is its own payload.
pub(crate) fn open(response: &Response) -> Result<Payload<'_>, ApiError> {
    let answer = Answer::accept(response)?;
    let text = answer.json_text()?.trim();
    let bare = Payload {
        answer,
        path: "$",
        json: Some(text),
    };
    // A derived struct would also read itself from an array.
    if !text.starts_with('{') {
        return Ok(bare);
    }
    match serde_json::from_str(text) {
        Ok(Envelope {
            success: Some(Value::Bool(false)),
            ..
        }) => Err(ApiError::Refused(Box::new(Refusal::read(answer)))),
        Ok(Envelope {
            success: None,
            payload: None,
        })
        | Err(_) => Ok(bare),
        Ok(Envelope { payload, .. }) => Ok(Payload {
            answer,
            path: "$.payload",
            json: payload.map(RawValue::get),
        }),
    }
}

/// Opens the answer to a write, which may be a success without a body.
pub(crate) fn open_write(response: &Response) -> Result<Payload<'_>, ApiError> {
    let answer = Answer::accept(response)?;
    if answer.body.is_empty() {
        return Ok(Payload {
            answer,
            path: "$",
            json: None,
        });
    }
    open(response)
}

impl<'a> Payload<'a> {
    /// The elements. A payload is documented as a list everywhere; servers answer with a single
    /// object where one thing was asked for, and searches with `{total, data: […]}`.
    pub(crate) fn rows(&self) -> Result<Vec<Row<'a>>, ApiError> {
        let Some(json) = self.json else {
            return Ok(Vec::new());
        };
        match json.as_bytes().first() {
            Some(b'[') => self.elements(self.path, json),
            Some(b'{') => match serde_json::from_str(json) {
                Ok(Page { data }) if data.get().starts_with('[') => {
                    self.elements(&format!("{}.data", self.path), data.get())
                }
                _ => Ok(vec![Row {
                    path: self.path.to_owned(),
                    json,
                }]),
            },
            _ => Err(self.misshapen("", "expected an object or a list")),
        }
    }

    fn elements(&self, path: &str, json: &'a str) -> Result<Vec<Row<'a>>, ApiError> {
        let elements: Vec<&'a RawValue> =
            serde_json::from_str(json).map_err(|_| self.misshapen("", "expected a list"))?;
        let rows = elements.into_iter().enumerate();
        Ok(rows
            .map(|(at, element)| Row {
                path: format!("{path}[{at}]"),
                json: element.get(),
            })
            .collect())
    }

    /// The answer as an error: it carries something else than documented.
    pub(crate) fn misshapen(&self, below: &str, expected: &str) -> ApiError {
        self.answer
            .misshapen(&format!("{}{below}", self.path), expected)
    }
}

#[derive(Deserialize)]
struct Page<'a> {
    #[serde(borrow)]
    data: &'a RawValue,
}

impl Row<'_> {
    /// The element as any JSON, without secrets. A number that no 64-bit float holds is rounded
    /// here; what is edited is read from the text instead.
    pub(crate) fn value(&self) -> Value {
        let mut value = self.value_with_secrets();
        drop_secrets(&mut value);
        value
    }

    /// The element as any JSON, with the token of a sign-in.
    pub(crate) fn value_with_secrets(&self) -> Value {
        serde_json::from_str(self.json).unwrap_or_default()
    }
}
