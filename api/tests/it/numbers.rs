use crate::canned::{Canned, LIVE_HEADERS};
use cordboard_api::{ApiError, Problem, TenantId};
use futures::executor::block_on;

const DOCUMENTED: &str = include_str!("fixtures/numbers.json");

fn tenant() -> TenantId {
    TenantId::parse("{F94238E5-4F2C-4E1B-8125-2D27122CA75F}").unwrap()
}

#[test]
fn the_list_is_opened_and_comes_in_pieces() {
    let canned = Canned::json(DOCUMENTED);
    let opened = block_on(canned.live().open_numbers(&tenant())).unwrap();
    let response = block_on(opened.read_all()).unwrap();
    assert_eq!(response.body(), DOCUMENTED.as_bytes());
    let sent = canned.sent();
    assert_eq!(
        sent.line,
        "GET https://sp.example/tenantui/api/v2/oc/numbers\
         ?msTenantId=f94238e5-4f2c-4e1b-8125-2d27122ca75f"
    );
    assert_eq!(sent.headers, LIVE_HEADERS);
}

#[test]
fn refusals_and_pages_are_sorted_out_before() {
    let open = |canned: Canned| block_on(canned.live().open_numbers(&tenant())).unwrap_err();
    let problem = include_str!("fixtures/problem_500.json");
    let error = open(Canned::new(500, "application/problem+json", problem));
    assert!(error.trace_id().is_some(), "{error:?}");
    let error = open(Canned::new(401, "text/plain", ""));
    assert!(matches!(error, ApiError::Unauthorised(_)), "{error:?}");
    let error = open(Canned::new(302, "text/html", "<html>"));
    assert!(matches!(error, ApiError::NoAnswer(_)), "{error:?}");
    let page = "<html><body>Sign in</body></html>";
    let ApiError::Unreadable(unreadable) = open(Canned::new(200, "text/html; charset=utf-8", page))
    else {
        panic!("a page was taken for numbers");
    };
    assert_eq!(unreadable.problem, Problem::Html);
    assert!(
        unreadable.excerpt.starts_with("<html>"),
        "{}",
        unreadable.excerpt
    );
}

#[test]
fn one_number_is_asked_for_with_its_plus_encoded() {
    let documented: Vec<serde_json::Value> = serde_json::from_str(DOCUMENTED).unwrap();
    let canned = Canned::json(&documented[0].to_string());
    let number = block_on(canned.live().number("+18333998785")).unwrap();
    assert_eq!(
        canned.sent().line,
        "GET https://sp.example/tenantui/api/v2/oc/numbers/%2B18333998785"
    );
    assert_eq!(Some(&number), documented[0].as_object());
    let error = block_on(Canned::json("[]").live().number("+1")).unwrap_err();
    assert_eq!(error.to_string(), "$: expected an object");
}
