//! Answers whose every text is somebody's attempt to break out of it.

use axum::{
    body::{Body, to_bytes},
    response::Response,
};
use http::{HeaderValue, header};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Which texts take the place of those in the answers.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Hostile {
    /// They are taken in turn, so that each comes to stand in each field of a long list.
    pub texts: Vec<String>,
    /// Fields that stay as they are: what a page needs to find the next one.
    pub but: Vec<String>,
    /// Whether the texts stand behind those that were there, instead of in their place.
    pub appended: bool,
}

impl Hostile {
    /// The answer with its texts replaced, if it is JSON.
    pub(crate) async fn planted(&self, response: Response) -> Response {
        let is_json = response
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .is_some_and(|kind| kind.contains("json"));
        if self.texts.is_empty() || !is_json {
            return response;
        }
        let (mut parts, body) = response.into_parts();
        // A body that breaks off is a fault's doing and stays so.
        let Ok(bytes) = to_bytes(body, usize::MAX).await else {
            return Response::from_parts(parts, Body::empty());
        };
        let Ok(mut value) = serde_json::from_slice::<Value>(&bytes) else {
            return Response::from_parts(parts, Body::from(bytes));
        };
        self.plant(&mut value, &mut self.texts.iter().cycle());
        let text = value.to_string();
        if parts.headers.contains_key(header::CONTENT_LENGTH) {
            parts
                .headers
                .insert(header::CONTENT_LENGTH, HeaderValue::from(text.len()));
        }
        Response::from_parts(parts, Body::from(text))
    }

    fn plant<'a>(&self, value: &mut Value, texts: &mut impl Iterator<Item = &'a String>) {
        match value {
            Value::String(text) => {
                if !self.appended {
                    text.clear();
                }
                text.extend(texts.next().map(String::as_str));
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.plant(item, texts)),
            Value::Object(fields) => fields
                .iter_mut()
                .filter(|(name, _)| !self.but.contains(name))
                .for_each(|(_, field)| self.plant(field, texts)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Hostile;

    #[test]
    fn every_text_but_the_named_ones_is_replaced_in_turn() {
        let hostile = Hostile {
            texts: vec!["<a>".to_owned(), "<b>".to_owned()],
            but: vec!["id".to_owned()],
            appended: false,
        };
        let mut answer = json!([{"id": "1", "name": "x", "offers": ["y", {"z": "z"}], "n": 1}]);
        hostile.plant(&mut answer, &mut hostile.texts.iter().cycle());
        assert_eq!(
            answer,
            json!([{"id": "1", "name": "<a>", "offers": ["<b>", {"z": "<a>"}], "n": 1}])
        );
    }
}
