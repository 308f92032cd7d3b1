//! Faults: which calls go wrong, and how.

use std::{collections::BTreeMap, sync::Mutex};

use http::{HeaderName, HeaderValue, StatusCode};
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use serde_json::Value;

use crate::lock::Lock as _;

pub(crate) mod act;
mod body;

/// One way for calls to go wrong. Left out, a condition holds for every call.
///
/// Unless `effect` is set, a call whose whole answer is replaced has no effect.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a word of its own in the JSON of a test"
)]
pub struct Fault {
    /// Only calls of this method.
    pub method: Option<String>,
    /// Only calls to this path, with or without the API's prefix: the beginning of the path, or
    /// all of it where it holds a `*`, which stands for anything. With a `?` the query counts too.
    pub path: Option<String>,
    /// Only calls whose body contains this text.
    pub body_contains: Option<String>,
    /// The first so many calls that fit are left alone.
    pub after: u32,
    /// The fault wears off after so many calls.
    pub times: Option<u32>,

    /// Wait so long before anything else.
    pub delay_ms: Option<u64>,
    /// Wait at a gate that a test opens, or at several: one object or a list.
    #[serde(deserialize_with = "one_or_more")]
    pub gate: Vec<GatePlace>,
    /// Stop answering, with the connection open.
    pub hang: Option<Hang>,
    /// Cut the connection.
    pub drop: Option<Cut>,
    /// Where in the body a hang, a cut, or a gate without a place of its own is.
    pub after_bytes: Option<u64>,

    /// A call whose answer is replaced takes effect all the same.
    pub effect: bool,
    /// Answer with this status, in the vendor's own words unless a body is given.
    pub status: Option<u16>,
    /// Answer with this body: text as it is, anything else as JSON.
    pub body: Option<Value>,
    /// Answer with an HTML page, as a proxy in between does.
    pub html: bool,
    /// Answer with nothing.
    pub empty: bool,
    /// Answer with a redirect to this address.
    pub redirect: Option<String>,
    /// End the token that was sent, and answer that it has expired.
    pub expire_token: bool,

    /// State this content type.
    pub content_type: Option<String>,
    /// Add these headers.
    pub headers: BTreeMap<String, String>,
    /// Put a byte order mark before the body.
    pub bom: bool,
    /// End the body, without an error, after so many bytes.
    pub truncate: Option<u64>,
    /// Send so many bytes a second.
    pub throttle: Option<u32>,
}

/// A gate on the way of a call.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct GatePlace {
    /// The name under which it is opened.
    pub name: String,
    /// Where it stands.
    #[serde(default)]
    pub at: GateAt,
    /// Its own place in the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_bytes: Option<u64>,
}

fn one_or_more<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<GatePlace>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let list = if value.is_array() {
        value
    } else {
        Value::Array(vec![value])
    };
    serde_json::from_value(list).map_err(D::Error::custom)
}

/// Where a gate stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum GateAt {
    /// Before the call takes effect.
    #[default]
    BeforeEffect,
    /// After the effect, before the answer's first byte.
    BeforeHead,
    /// In the body, after `after_bytes`.
    InBody,
}

/// Where an answer stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hang {
    /// Before the first byte.
    BeforeHead,
    /// In the body, after `after_bytes`.
    InBody,
}

/// Where a connection is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cut {
    /// Without an answer, and without effect.
    BeforeEffect,
    /// Without an answer, but the call took effect.
    AfterEffect,
    /// In the body, after `after_bytes`.
    MidBody,
}

/// A call, as far as choosing a fault goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call<'a> {
    pub(crate) method: &'a str,
    /// With the API's prefix.
    pub(crate) path: &'a str,
    /// Without it.
    pub(crate) short_path: &'a str,
    pub(crate) query: &'a str,
    pub(crate) body: &'a [u8],
}

impl Call<'_> {
    /// Whether a pattern as in [`Fault::path`] fits.
    pub(crate) fn is_at(&self, pattern: &str) -> bool {
        [self.path, self.short_path].into_iter().any(|path| {
            if pattern.contains('?') {
                fits(pattern, &format!("{path}?{}", self.query))
            } else {
                fits(pattern, path)
            }
        })
    }
}

impl Fault {
    /// What no answer could be made of, in words.
    pub(crate) fn mistake(&self) -> Option<String> {
        if self
            .status
            .is_some_and(|status| StatusCode::from_u16(status).is_err())
        {
            return Some("status: not a status of HTTP".into());
        }
        let texts = self
            .headers
            .values()
            .chain(&self.content_type)
            .chain(&self.redirect);
        let names = self.headers.keys();
        if names.map(HeaderName::try_from).any(|name| name.is_err())
            || texts.map(HeaderValue::try_from).any(|text| text.is_err())
        {
            return Some("headers, content_type, redirect: not a header of HTTP".into());
        }
        let in_body = self.hang == Some(Hang::InBody)
            || self.drop == Some(Cut::MidBody)
            || self.gate.iter().any(|gate| gate.at == GateAt::InBody);
        (self.after_bytes.is_some() && !in_body)
            .then(|| "after_bytes: only with a gate, hang or drop in the body".into())
    }

    pub(crate) fn concerns(&self, call: Call<'_>) -> bool {
        self.method
            .as_deref()
            .is_none_or(|method| method.eq_ignore_ascii_case(call.method))
            && self
                .path
                .as_deref()
                .is_none_or(|pattern| call.is_at(pattern))
            && self
                .body_contains
                .as_deref()
                .is_none_or(|text| String::from_utf8_lossy(call.body).contains(text))
    }
}

/// A prefix, or with a `*` the whole text.
fn fits(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return text.starts_with(pattern);
    };
    let Some(mut text) = text.strip_prefix(start) else {
        return false;
    };
    let (middle, end) = rest.rsplit_once('*').unwrap_or(("", rest));
    for part in middle.split('*') {
        match text.find(part) {
            Some(place) => text = &text[place + part.len()..],
            None => return false,
        }
    }
    text.ends_with(end)
}

/// The faults of one world, in the order in which they were added.
#[derive(Debug, Default)]
pub(crate) struct Faults(Mutex<Vec<Armed>>);

/// A fault and how often it was met.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Armed {
    id: usize,
    /// Calls that fitted.
    seen: u32,
    /// Calls that went wrong.
    used: u32,
    fault: Fault,
}

impl Faults {
    pub(crate) fn new(faults: Vec<Fault>) -> Self {
        let table = Self::default();
        for fault in faults {
            table.add(fault);
        }
        table
    }

    /// Adds a fault and gives its id.
    pub(crate) fn add(&self, fault: Fault) -> usize {
        let mut table = self.0.lock_now();
        let id = table.last().map_or(1, |last| last.id + 1);
        table.push(Armed {
            id,
            seen: 0,
            used: 0,
            fault,
        });
        id
    }

    pub(crate) fn list(&self) -> Vec<Armed> {
        self.0.lock_now().clone()
    }

    pub(crate) fn clear(&self) {
        self.0.lock_now().clear();
    }

    /// The first fault that this call meets, which is thereby used once more.
    pub(crate) fn meet(&self, call: Call<'_>) -> Option<Fault> {
        let mut table = self.0.lock_now();
        for armed in table.iter_mut().filter(|armed| armed.fault.concerns(call)) {
            armed.seen += 1;
            let early = armed.seen <= armed.fault.after;
            let worn = armed.fault.times.is_some_and(|times| armed.used >= times);
            if !early && !worn {
                armed.used += 1;
                return Some(armed.fault.clone());
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call<'a>(method: &'a str, short_path: &'a str, query: &'a str) -> Call<'a> {
        Call {
            method,
            path: "/ac/tenantui/full",
            short_path,
            query,
            body: b"{\"name\":\"x\"}",
        }
    }

    #[test]
    fn patterns() {
        let numbers = call("GET", "/api/v2/oc/numbers", "msTenantId=abc");
        for (pattern, expected) in [
            ("/api/v2/oc/numbers", true),
            ("/api/v2", true),
            ("/ac/tenantui", true),
            ("/api/v3", false),
            ("/api/*/numbers", true),
            ("/api/*/number", false),
            ("*oc*", true),
            ("*num*oc*", false),
            ("*", true),
            ("/api/v2/oc/numbers?msTenantId=abc", true),
            ("/api/v2/oc/numbers?msTenantId=b", false),
            ("*?*abc", true),
        ] {
            assert_eq!(numbers.is_at(pattern), expected, "{pattern}");
        }
    }

    #[test]
    fn a_fault_waits_for_its_turn_and_wears_off() {
        let faults = Faults::new(vec![Fault {
            method: Some("get".into()),
            after: 1,
            times: Some(2),
            ..Fault::default()
        }]);
        assert!(faults.meet(call("POST", "/x", "")).is_none());
        let met = (0..5).map(|_| faults.meet(call("GET", "/x", "")).is_some());
        assert_eq!(met.collect::<Vec<_>>(), [false, true, true, false, false]);
    }

    #[test]
    fn the_body_may_choose_the_fault() {
        let fault = |text: &str| Fault {
            body_contains: Some(text.into()),
            ..Fault::default()
        };
        assert!(fault("\"x\"").concerns(call("POST", "/x", "")));
        assert!(!fault("\"y\"").concerns(call("POST", "/x", "")));
    }

    #[test]
    fn a_misspelt_fault_is_refused() {
        let read = serde_json::from_str::<Fault>(r#"{"stauts": 500}"#);
        assert!(read.unwrap_err().to_string().contains("stauts"));
    }
}
