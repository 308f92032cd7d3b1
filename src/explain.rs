//! The words for every failure: what happened, then what to do. Pure, and the only place that
//! turns an [`ApiError`] into text.

use std::time::Duration;

use cordboard_api::{ApiError, NoAnswer, Problem, Refusal, Unreadable, WaitingFor};

use crate::ui::notice::{Notice, Tone};

/// What was being done, as a sentence in the past: "Profiles could not be read".
pub fn explain(what: &str, host: &str, error: &ApiError) -> Notice {
    let (happened, advice) = match error {
        ApiError::NoAnswer(no_answer) => no_answer_words(no_answer, host),
        ApiError::Unauthorised(refusal) => (
            format!("the session has ended ({})", refusal.status),
            format!(
                "{host} no longer accepts the credentials. Sign in again; nothing here is lost."
            ),
        ),
        ApiError::Forbidden(refusal) => (
            status_words(refusal, "Forbidden"),
            format!(
                "{host} knows who you are and does not allow this. Ask for the right in the platform; the session goes on."
            ),
        ),
        ApiError::NotFound(refusal) => (
            status_words(refusal, "Not Found"),
            format!(
                "{host} has nothing at this address. Check the base URL, or whether the record was removed meanwhile."
            ),
        ),
        ApiError::Refused(refusal) => (
            status_words(refusal, "refused"),
            refusal_advice(refusal, host),
        ),
        ApiError::Unreadable(unreadable) => unreadable_words(unreadable, host),
    };
    let mut details = Vec::new();
    if let Some(trace_id) = error.trace_id() {
        details.push(format!("traceId {trace_id}"));
    }
    let more = match error {
        ApiError::Unauthorised(refusal)
        | ApiError::Forbidden(refusal)
        | ApiError::NotFound(refusal)
        | ApiError::Refused(refusal) => began_with(&refusal.excerpt),
        ApiError::Unreadable(unreadable) => began_with(&unreadable.excerpt),
        ApiError::NoAnswer(NoAnswer::Unreachable { reason }) => {
            format!("{NO_STATUS}. The browser's own words: {reason}")
        }
        ApiError::NoAnswer(
            NoAnswer::Redirected
            | NoAnswer::TimedOut {
                waiting_for: WaitingFor::Head,
                ..
            },
        ) => format!("{NO_STATUS}."),
        ApiError::NoAnswer(_) => String::new(),
    };
    Notice {
        tone: Tone::Critical,
        title: format!("{what}: {happened}"),
        advice,
        details,
        more,
    }
}

/// How the copied details of a call begin that failed without a status.
const NO_STATUS: &str = "No status came";

/// Whether a notice is about a call that failed without a status, which the browser does not
/// explain.
pub fn has_no_status(notice: &Notice) -> bool {
    notice.more.starts_with(NO_STATUS)
}

fn began_with(excerpt: &str) -> String {
    if excerpt.is_empty() {
        String::new()
    } else {
        format!("The answer began with: {excerpt}")
    }
}

fn no_answer_words(no_answer: &NoAnswer, host: &str) -> (String, String) {
    match no_answer {
        NoAnswer::Offline => (
            "this device is offline".to_owned(),
            "What is on screen stays. Try again once the connection is back.".to_owned(),
        ),
        NoAnswer::Unreachable { .. } => (
            format!("no answer from {host}"),
            "The browser does not say why. One of: the server is down, its name or certificate is wrong, a firewall is in between, or it does not allow this site to call it. The session goes on.".to_owned(),
        ),
        NoAnswer::TimedOut { after, waiting_for } => (
            format!("no answer within {}", seconds(*after)),
            match waiting_for {
                WaitingFor::Head => format!("{host} took the call and did not answer. Trying again is safe."),
                WaitingFor::Body => format!("{host} began to answer and then went silent. Trying again is safe."),
            },
        ),
        NoAnswer::Redirected => (
            format!("{host} redirects to another address"),
            "A token is never sent after a redirect. Check the base URL: it must be the address that answers by itself.".to_owned(),
        ),
        NoAnswer::Aborted => ("the call was given up".to_owned(), "Try again when you need it.".to_owned()),
        NoAnswer::CutOff { received, expected } => (
            "the answer ended early".to_owned(),
            match expected {
                Some(expected) => format!(
                    "The connection broke at {} of {}. Trying again is safe.",
                    bytes(*received),
                    bytes(*expected)
                ),
                None => format!("The connection broke after {}. Trying again is safe.", bytes(*received)),
            },
        ),
    }
}

/// "500 Internal Server Error", with the server's own message where it has one.
fn status_words(refusal: &Refusal, fallback: &str) -> String {
    let title = refusal
        .title
        .as_deref()
        .filter(|title| !title.trim().is_empty());
    let title = title
        .or_else(|| http_reason(refusal.status))
        .unwrap_or(fallback);
    if (200..300).contains(&refusal.status) {
        // OpenTACT refuses with `success: false` in a 200.
        let said = refusal.title.as_ref().or(refusal.detail.as_ref());
        said.map_or("refused", String::as_str).to_owned()
    } else {
        format!("{} {title}", refusal.status)
    }
}

fn http_reason(status: u16) -> Option<&'static str> {
    http::StatusCode::from_u16(status).ok()?.canonical_reason()
}

fn refusal_advice(refusal: &Refusal, host: &str) -> String {
    let mut said: Vec<String> = refusal.detail.iter().cloned().collect();
    said.extend(
        refusal
            .fields
            .iter()
            .map(|field| format!("{}: {}", field.field, field.message)),
    );
    let said = if said.is_empty() {
        String::new()
    } else {
        format!("{} ", said.join(" "))
    };
    let advice = match (refusal.status, refusal.retry_after) {
        (429, Some(wait)) => format!("{host} asks to wait {}. Then try again.", seconds(wait)),
        (429, None) => format!("{host} gets too many calls. Wait a little, then try again."),
        (502..=504, _) => {
            format!("A server in front of {host} got no answer from it. Try again in a minute.")
        }
        (500..=599, _) => format!(
            "{host} failed while answering. Try again; if it stays, give its operator the traceId or the details."
        ),
        (405, _) => {
            format!("{host} does not offer this operation at this address. Check the base URL.")
        }
        _ => format!("{host} does not accept the call as it is."),
    };
    format!("{said}{advice}")
}

fn unreadable_words(unreadable: &Unreadable, host: &str) -> (String, String) {
    let status = unreadable.status;
    match &unreadable.problem {
        Problem::Empty => (
            format!("{status} with an empty body"),
            format!("{host} answered without content. Try again; if it stays, check the base URL."),
        ),
        Problem::Html => (
            format!("{status} with a web page instead of data"),
            "Something else answers at this address, such as a sign-in page or a proxy. Check the base URL.".to_owned(),
        ),
        Problem::Truncated => (
            format!("{status}, but the data ends in the middle"),
            "The answer was cut on its way. Trying again is safe.".to_owned(),
        ),
        Problem::NotJson { line, column } => (
            format!("{status}, but the data is not JSON"),
            format!("Reading stopped at line {line}, column {column}. Check the base URL; the details hold the beginning of what came."),
        ),
        Problem::Shape { path, expected } => (
            format!("{status}, but the data has another shape"),
            format!("At {path}: {expected}. The details hold the beginning of what came."),
        ),
        Problem::NotText => (
            format!("{status}, but the data is no text"),
            "The answer is not UTF-8. Check the base URL and any proxy in between.".to_owned(),
        ),
    }
}

fn seconds(duration: Duration) -> String {
    match duration.as_secs() {
        1 => "1 second".to_owned(),
        seconds => format!("{seconds} seconds"),
    }
}

/// Sizes with one decimal, as download dialogs write them.
pub fn bytes(bytes: u64) -> String {
    let (unit, name) = match bytes {
        0..1_000 => return format!("{bytes} bytes"),
        1_000..1_000_000 => (1_000, "kB"),
        _ => (1_000_000, "MB"),
    };
    let tenths = (bytes * 10 + unit / 2) / unit;
    format!("{}.{} {name}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(status: u16) -> Refusal {
        Refusal {
            status,
            title: None,
            detail: None,
            trace_id: None,
            fields: Vec::new(),
            retry_after: None,
            content_type: None,
            excerpt: String::new(),
        }
    }

    fn words(error: &ApiError) -> String {
        let notice = explain("Profiles could not be read", "live.example", error);
        format!("{} | {}", notice.title, notice.advice)
    }

    #[test]
    fn statuses_are_named_and_the_server_is_quoted() {
        let mut failed = refusal(500);
        failed.title = Some("Internal Server Error".into());
        failed.trace_id = Some("00-5bcf-85a4-00".into());
        let notice = explain(
            "Profiles could not be read",
            "live.example",
            &ApiError::from(failed),
        );
        assert_eq!(
            notice.title,
            "Profiles could not be read: 500 Internal Server Error"
        );
        assert_eq!(notice.details, ["traceId 00-5bcf-85a4-00"]);
        assert!(words(&ApiError::from(refusal(502))).contains("502 Bad Gateway"));
        assert!(words(&ApiError::from(refusal(403))).contains("session goes on"));
    }

    #[test]
    fn the_browsers_bare_words_are_never_the_message() {
        let failed = ApiError::NoAnswer(NoAnswer::Unreachable {
            reason: "Failed to fetch".into(),
        });
        let said = words(&failed);
        assert!(said.contains("no answer from live.example"), "{said}");
        assert!(
            !said.contains("Failed to fetch") && !said.contains("CORS"),
            "{said}"
        );
    }

    #[test]
    fn waiting_is_told_with_its_length() {
        let mut busy = refusal(429);
        busy.retry_after = Some(Duration::from_secs(7));
        assert!(words(&ApiError::from(busy)).contains("wait 7 seconds"));
        let late = NoAnswer::TimedOut {
            after: Duration::from_secs(30),
            waiting_for: WaitingFor::Head,
        };
        assert!(words(&ApiError::NoAnswer(late)).contains("within 30 seconds"));
    }

    #[test]
    fn a_refusal_inside_a_200_shows_no_status() {
        let mut refused = refusal(200);
        refused.title = Some("Prefix already in use".into());
        assert!(words(&ApiError::from(refused)).contains("read: Prefix already in use"));
    }

    #[test]
    fn sizes_have_one_decimal_and_are_rounded() {
        for (size, written) in [
            (999, "999 bytes"),
            (1_250, "1.3 kB"),
            (50_440_000, "50.4 MB"),
        ] {
            assert_eq!(bytes(size), written);
        }
    }

    #[test]
    fn what_came_instead_is_said() {
        let page = Unreadable {
            status: 200,
            content_type: Some("text/html".into()),
            problem: Problem::Html,
            excerpt: "<html>".into(),
        };
        assert!(words(&ApiError::Unreadable(page)).contains("200 with a web page"));
    }
}
