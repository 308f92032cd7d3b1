//! What a ticket needs: one text about what went wrong. Pure.

use std::fmt::Write as _;
use std::rc::Rc;

use cordboard_api::redaction::redact_text;

use super::line::{Outcome, duration, status, took, trace_id};
use crate::state::activity::Call;
use crate::state::tasks::Record;

/// Calls longer ago have to do with something else.
const RECENT: f64 = 5.0 * 60.0 * 1000.0;
/// As many other failed calls as a ticket's reader looks at.
const MOST_OTHERS: usize = 10;

/// Where and when it happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Circumstances {
    pub version: String,
    pub build: String,
    pub browser: String,
    pub environment: String,
    pub page: String,
    /// In milliseconds since 1970.
    pub now: f64,
}

/// The text, redacted. `said` is what the alert says, `time` writes a moment.
pub fn bundle(
    said: &str,
    at: &Circumstances,
    calls: &[Rc<Call>],
    tasks: &[Rc<Record>],
    time: &dyn Fn(f64) -> String,
) -> String {
    let mut text = format!(
        "Cordboard {} (build {})\nTime: {}\nEnvironment: {}\nPage: {}\nBrowser: {}\n\n{said}\n",
        at.version,
        at.build,
        time(at.now),
        at.environment,
        at.page,
        at.browser
    );
    let cause = culprit(said, calls, at.now);
    if let Some(call) = cause {
        let _ = write!(text, "\nRequest\n{}", lines(call, time));
        let answer = call.answer.borrow();
        let beginning: String = answer.text.chars().take(2_000).collect();
        if !beginning.is_empty() {
            let _ = writeln!(text, "Answer: {beginning}");
        }
    }
    for task in tasks.iter().filter(|own| said.contains(own.id.as_str())) {
        let _ = writeln!(
            text,
            "\nTask {}: {}\nState: {}\nBegun: {}",
            task.id,
            task.what,
            task.state(),
            time(task.begun)
        );
        for message in &task.messages {
            let _ = writeln!(text, "{}: {}", message.level, message.message);
        }
        for detail in &task.details {
            let _ = writeln!(text, "Detail: {detail}");
        }
    }
    let others = calls.iter().rev().filter(|call| {
        Outcome::of(call).is_trouble()
            && at.now - call.begun < RECENT
            && cause.is_none_or(|cause| cause.number != call.number)
    });
    let others: Vec<String> = others
        .take(MOST_OTHERS)
        .map(|call| lines(call, time))
        .collect();
    if !others.is_empty() {
        let _ = write!(
            text,
            "\nOther calls that failed lately\n{}",
            others.join("")
        );
    }
    redact_text(&text)
}

fn lines(call: &Call, time: &dyn Fn(f64) -> String) -> String {
    let mut text = format!(
        "{} {}\nBegun: {}\nStatus: {}\n",
        call.request.method,
        call.request.uri,
        time(call.begun),
        status(call)
    );
    if let Some(milliseconds) = duration(call) {
        let _ = writeln!(text, "Took: {}", took(milliseconds));
    }
    if let Some(trace_id) = trace_id(call) {
        let _ = writeln!(text, "traceId: {trace_id}");
    }
    text
}

/// The call that the words are about: the one whose trace id they quote, else the latest that
/// failed with the status that they name, else the latest that failed.
fn culprit<'a>(said: &str, calls: &'a [Rc<Call>], now: f64) -> Option<&'a Rc<Call>> {
    let quoted = |call: &&Rc<Call>| trace_id(call).is_some_and(|own| said.contains(&own));
    let failed = || {
        let recent = |call: &&Rc<Call>| now - call.begun < RECENT;
        let calls = calls.iter().rev().filter(recent);
        calls.filter(|call| Outcome::of(call).is_trouble())
    };
    let named = |call: &&Rc<Call>| {
        let answer = call.answer.borrow();
        let code = answer.head.as_ref().map(|head| head.status.as_u16());
        code.is_some_and(|code| said.contains(&code.to_string()))
    };
    calls
        .iter()
        .rev()
        .find(quoted)
        .or_else(|| failed().find(named))
        .or_else(|| failed().next())
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::{call, calls};
    use super::*;
    use cordboard_api::live::tasks::{TaskId, TaskMessage};

    fn at(now: f64) -> Circumstances {
        Circumstances {
            version: "1.0".into(),
            build: "abc".into(),
            browser: "Browser/1".into(),
            environment: "Sandbox".into(),
            page: "/profiles".into(),
            now,
        }
    }

    fn text(said: &str, calls: &[Rc<Call>]) -> String {
        bundle(said, &at(5_000.0), calls, &[], &|at| format!("t{at}"))
    }

    #[test]
    fn the_call_with_the_quoted_trace_is_the_one() {
        let text = text("Not created: 500\ntraceId 00-5bcf-00", &calls());
        let (_, request) = text.split_once("\nRequest\n").unwrap();
        assert!(request.starts_with("POST https://live.example/tenantui/api/v3/customer\n"));
        assert!(request.contains("\nStatus: 500\n"));
        assert!(
            request.contains("GET https://live.example/rest/auth"),
            "{text}"
        );
    }

    #[test]
    fn without_a_trace_it_is_the_latest_that_failed_so() {
        let calls = vec![
            call(1, "GET", "/a", Ok((502, ""))),
            call(2, "GET", "/b", Ok((404, ""))),
        ];
        assert!(text("failed: 502", &calls).contains("Request\nGET https://live.example/a"));
        assert!(text("failed", &calls).contains("Request\nGET https://live.example/b"));
        assert!(!text("failed", &calls[..0]).contains("Request"));
    }

    #[test]
    fn a_task_that_is_named_comes_with_its_messages_and_without_secrets() {
        let id = TaskId::parse("tsk_1156").unwrap();
        let mut task = Record::new("Sandbox", id, "Change".into(), "Ada".into(), 1.0);
        task.messages.push(TaskMessage {
            level: "Error".into(),
            message: "no licence, password=canary".into(),
        });
        let text = bundle(
            "Task tsk_1156 failed",
            &at(2.0),
            &[],
            &[Rc::new(task)],
            &|_| "now".into(),
        );
        assert!(text.contains("Task tsk_1156: Change\n"), "{text}");
        assert!(
            text.contains("Error: no licence, password=[redacted]\n"),
            "{text}"
        );
    }
}
