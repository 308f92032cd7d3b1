//! A call as a line of the list: what is searched, filtered and sorted. Pure.

use std::cmp::Ordering;
use std::rc::Rc;

use cordboard_api::NoAnswer;

use crate::profiles::rows::sort_either_way;
use crate::state::activity::Call;

/// The columns that can be sorted, by their names in the address.
pub const COLUMNS: [&str; 7] = [
    "time", "method", "path", "status", "duration", "size", "api",
];

/// Where calls can go: environment, API and the beginning of its addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    pub environment: String,
    pub api: &'static str,
    pub base: String,
}

/// How a call ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    UnderWay,
    Accepted,
    Refused,
    ServerFailed,
    NoAnswer,
    GivenUp,
}

impl Outcome {
    /// What a filter offers, with its value in the address.
    pub const FILTER: [(&str, &str, Self); 6] = [
        ("ok", "Accepted", Self::Accepted),
        ("refused", "Refused (4xx)", Self::Refused),
        ("failed", "Server failed (5xx)", Self::ServerFailed),
        ("none", "No complete answer", Self::NoAnswer),
        ("given-up", "Given up", Self::GivenUp),
        ("under-way", "Under way", Self::UnderWay),
    ];

    pub fn of(call: &Call) -> Self {
        let answer = call.answer.borrow();
        match (&answer.failure, &answer.head) {
            (Some(NoAnswer::Aborted), _) => Self::GivenUp,
            (Some(_), _) => Self::NoAnswer,
            (None, Some(head)) if head.status.is_server_error() => Self::ServerFailed,
            (None, Some(head)) if head.status.is_client_error() => Self::Refused,
            (None, _) if answer.ended_after.is_none() => Self::UnderWay,
            (None, _) => Self::Accepted,
        }
    }

    /// Whether somebody would ask why.
    pub fn is_trouble(self) -> bool {
        matches!(self, Self::Refused | Self::ServerFailed | Self::NoAnswer)
    }
}

/// The status, and what else became of it.
pub fn status(call: &Call) -> String {
    let answer = call.answer.borrow();
    let said = match &answer.failure {
        None if answer.ended_after.is_none() => "under way",
        None => "",
        Some(NoAnswer::Unreachable { .. }) => "no answer",
        Some(NoAnswer::Offline) => "offline",
        Some(NoAnswer::TimedOut { .. }) => "timed out",
        Some(NoAnswer::Redirected) => "redirected",
        Some(NoAnswer::Aborted) => "given up",
        Some(NoAnswer::CutOff { .. }) => "ended early",
    };
    match (&answer.head, said) {
        (Some(head), "") => head.status.as_u16().to_string(),
        (Some(head), said) => format!("{}, {said}", head.status.as_u16()),
        (None, said) => said.to_owned(),
    }
}

/// The path, with its parameters.
pub fn path(call: &Call) -> &str {
    call.request
        .uri
        .path_and_query()
        .map_or("", http::uri::PathAndQuery::as_str)
}

/// How long it took, in milliseconds; `None` while it is under way.
pub fn duration(call: &Call) -> Option<f64> {
    call.answer.borrow().ended_after
}

/// "84 ms", "1.2 s".
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "durations are positive and far below 2^53"
)]
pub fn took(milliseconds: f64) -> String {
    let whole = milliseconds.max(0.0).round() as u64;
    if whole < 1_000 {
        format!("{whole} ms")
    } else {
        let tenths = (whole + 50) / 100;
        format!("{}.{} s", tenths / 10, tenths % 10)
    }
}

/// What the server's people find the call by: a header made for it, or the body's own `traceId`.
pub fn trace_id(call: &Call) -> Option<String> {
    // The names that are in use: W3C trace context, .NET and Azure, and what most proxies add.
    const HEADERS: [&str; 5] = [
        "traceparent",
        "request-id",
        "x-request-id",
        "x-correlation-id",
        "x-ms-request-id",
    ];
    let answer = call.answer.borrow();
    let in_headers = answer.head.as_ref().and_then(|head| {
        let found = HEADERS.iter().find_map(|name| head.headers.get(*name))?;
        found.to_str().ok().map(str::to_owned)
    });
    let in_body = || {
        let (_, rest) = answer.text.split_once("\"traceId\"")?;
        let value = rest.trim_start().strip_prefix(':')?.trim_start();
        let (value, _) = value.strip_prefix('"')?.split_once('"')?;
        Some(value.to_owned())
    };
    in_body().or(in_headers)
}

/// Which environment and API a call went to: that of its address, the one chosen then before
/// others with the same address.
pub fn target<'a>(call: &Call, targets: &'a [Vec<Target>]) -> Option<&'a Target> {
    let url = call.request.uri.to_string();
    let chosen = targets.get(call.chosen).into_iter().flatten();
    let mut all = chosen.chain(targets.iter().flatten());
    all.find(|target| {
        url.strip_prefix(&target.base)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    })
}

/// What is asked for; empty means all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    pub search: String,
    pub method: String,
    pub outcome: String,
    pub api: String,
}

impl Wanted {
    fn wants(&self, call: &Call, targets: &[Vec<Target>]) -> bool {
        let outcome = Outcome::of(call);
        let is_in = |own: &(&str, &str, Outcome)| own.0 == self.outcome && own.2 == outcome;
        let api = || target(call, targets).map_or("", |target| target.api);
        (self.method.is_empty() || call.request.method.as_str() == self.method)
            && (self.outcome.is_empty() || Outcome::FILTER.iter().any(is_in))
            && (self.api.is_empty() || api() == self.api)
            && self.finds(call)
    }

    fn finds(&self, call: &Call) -> bool {
        let search = self.search.to_lowercase();
        let mut terms = search.split_whitespace().peekable();
        // Bodies are large: they are put into lower case only for somebody who searches.
        if terms.peek().is_none() {
            return true;
        }
        let answer = call.answer.borrow();
        let text = format!(
            "{}\n{}\n{}\n{}\n{}\n{}",
            call.request.method,
            call.request.uri,
            status(call),
            trace_id(call).unwrap_or_default(),
            call.body,
            answer.text
        );
        let text = text.to_lowercase();
        terms.all(|term| text.contains(term))
    }
}

/// The places of the calls that are wanted, in order; those that are equal in the column stay newest first.
pub fn select(
    all: &[Rc<Call>],
    targets: &[Vec<Target>],
    wanted: &Wanted,
    column: &str,
    is_descending: bool,
) -> Vec<usize> {
    let mut chosen: Vec<usize> = (0..all.len())
        .rev()
        .filter(|place| wanted.wants(&all[*place], targets))
        .collect();
    sort_either_way(&mut chosen, is_descending, &|a, b| {
        compare(&all[a], &all[b], targets, column)
    });
    chosen
}

fn compare(a: &Call, b: &Call, targets: &[Vec<Target>], column: &str) -> Ordering {
    let api = |call| target(call, targets).map_or("", |target| target.api);
    match column {
        "method" => a.request.method.as_str().cmp(b.request.method.as_str()),
        "path" => path(a).cmp(path(b)),
        "status" => status(a).cmp(&status(b)),
        "duration" => duration(a)
            .unwrap_or(f64::MAX)
            .total_cmp(&duration(b).unwrap_or(f64::MAX)),
        "size" => a.answer.borrow().size.cmp(&b.answer.borrow().size),
        "api" => api(a).cmp(api(b)),
        _ => a.number.cmp(&b.number),
    }
}

#[cfg(test)]
pub(super) mod tests;
