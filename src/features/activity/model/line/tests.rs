use super::*;
use crate::state::activity::Answer;

/// A call that was answered, or failed.
pub fn call(
    number: usize,
    method: &str,
    path: &str,
    answered: Result<(u16, &str), NoAnswer>,
) -> Rc<Call> {
    let request = http::Request::builder()
        .method(method)
        .uri(format!("https://live.example{path}"))
        .header("accept", "application/json")
        .header("authorization", "Bearer [redacted]");
    let (request, ()) = request.body(()).unwrap().into_parts();
    let mut answer = Answer::default();
    answer.head_after = 40.0;
    answer.ended_after = Some(84.0);
    match answered {
        Ok((status, text)) => {
            let head = http::Response::builder()
                .status(status)
                .header("content-type", "application/json");
            let (head, ()) = head.body(()).unwrap().into_parts();
            answer.head = Some(head);
            answer.text = text.to_owned();
            answer.size = text.len();
        }
        Err(failure) => answer.failure = Some(failure),
    }
    Rc::new(Call {
        number,
        chosen: 0,
        begun: 1_000.0 * f64::from(u32::try_from(number).unwrap()),
        request,
        body: String::new(),
        size: 0,
        answer: answer.into(),
    })
}

pub fn calls() -> Vec<Rc<Call>> {
    vec![
        call(
            1,
            "GET",
            "/tenantui/api/v2/oc/callingprofile",
            Ok((200, "[]")),
        ),
        call(
            2,
            "POST",
            "/tenantui/api/v3/customer",
            Ok((500, r#"{"title":"Broken","traceId": "00-5bcf-00"}"#)),
        ),
        call(3, "GET", "/rest/auth", Err(NoAnswer::Offline)),
    ]
}

fn targets() -> Vec<Vec<Target>> {
    let target = |environment: &str, api, base: &str| Target {
        environment: environment.to_owned(),
        api,
        base: base.to_owned(),
    };
    vec![
        vec![target(
            "Live",
            "Live Platform",
            "https://live.example/tenantui",
        )],
        vec![
            target("Other", "Live Platform", "https://live.example/tenantui"),
            target("Other", "OpenTACT", "https://live.example/rest"),
        ],
    ]
}

fn numbers(wanted: Wanted, column: &str, is_descending: bool) -> Vec<usize> {
    let calls = calls();
    select(&calls, &targets(), &wanted, column, is_descending)
        .into_iter()
        .map(|place| calls[place].number)
        .collect()
}

#[test]
fn calls_are_searched_filtered_and_sorted() {
    assert_eq!(numbers(Wanted::default(), "time", true), [3, 2, 1]);
    assert_eq!(numbers(Wanted::default(), "method", false), [3, 1, 2]);
    let search = |search: &str| Wanted {
        search: search.to_owned(),
        ..Wanted::default()
    };
    assert_eq!(numbers(search("BROKEN post"), "time", true), [2]);
    assert_eq!(numbers(search("5bcf"), "time", true), [2]);
    let outcome = |outcome: &str| Wanted {
        outcome: outcome.to_owned(),
        ..Wanted::default()
    };
    assert_eq!(numbers(outcome("failed"), "time", true), [2]);
    assert_eq!(numbers(outcome("none"), "time", true), [3]);
    assert_eq!(numbers(outcome("nonsense"), "time", true), [0; 0]);
    let api = Wanted {
        api: "OpenTACT".to_owned(),
        ..Wanted::default()
    };
    assert_eq!(numbers(api, "time", true), [3]);
}

#[test]
fn the_environment_chosen_then_comes_before_others_with_the_same_address() {
    let (calls, targets) = (calls(), targets());
    let environment = |call: &Call| target(call, &targets).map(|own| own.environment.as_str());
    assert_eq!(environment(&calls[0]), Some("Live"));
    assert_eq!(environment(&calls[2]), Some("Other"));
}

#[test]
fn words_for_status_duration_and_trace() {
    let calls = calls();
    assert_eq!(status(&calls[1]), "500");
    assert_eq!(status(&calls[2]), "offline");
    assert_eq!(trace_id(&calls[1]).as_deref(), Some("00-5bcf-00"));
    assert_eq!(trace_id(&calls[0]), None);
    assert_eq!(
        [took(84.4), took(999.6), took(1_249.0)],
        ["84 ms", "1.0 s", "1.2 s"]
    );
}
