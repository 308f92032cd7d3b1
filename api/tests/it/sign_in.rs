use crate::canned::{Canned, OPENTACT, base};
use cordboard_api::opentact::sign_in;
use cordboard_api::{ApiError, Problem, Token};
use futures::executor::block_on;

fn sign_in_to(canned: &Canned, password: &str) -> Result<(Token, Option<String>), ApiError> {
    block_on(sign_in(
        &canned,
        &base(OPENTACT),
        "ann@example.com",
        password,
    ))
}

#[test]
fn credentials_go_as_basic_in_utf_8() {
    let canned =
        Canned::json(r#"{"success":true,"payload":{"email":"ann@example.com","token":"t.o.k"}}"#);
    let (token, who) = sign_in_to(&canned, "pä:ß€").unwrap();
    assert_eq!(token.expose(), "t.o.k");
    assert_eq!(who.as_deref(), Some("ann@example.com"));
    let sent = canned.sent();
    assert_eq!(sent.line, "GET https://api.opentact.org/rest/auth");
    assert_eq!(
        sent.headers,
        [
            "accept: application/json",
            "authorization: Basic YW5uQGV4YW1wbGUuY29tOnDDpDrDn+KCrA==",
        ]
    );
    assert_eq!(sent.body, "");
}

#[test]
fn a_payload_may_be_a_list() {
    let canned = Canned::json(
        r#"{"success":true,"payload":[{"first_name":"Ann","last_name":"Lee","token":"t"}]}"#,
    );
    let (_, who) = sign_in_to(&canned, "p").unwrap();
    assert_eq!(who.as_deref(), Some("Ann Lee"));
}

#[test]
fn an_answer_without_a_token_says_so() {
    for body in [
        r#"{"success":true,"payload":{"email":"ann@example.com"}}"#,
        r#"{"success":true,"payload":{"token":null}}"#,
        r#"{"success":true,"payload":{"token":7}}"#,
        r#"{"success":true,"payload":[]}"#,
        r#"{"success":true}"#,
    ] {
        let error = sign_in_to(&Canned::json(body), "p").unwrap_err();
        let ApiError::Unreadable(unreadable) = error else {
            panic!("{error:?}");
        };
        let Problem::Shape { path, expected } = unreadable.problem else {
            panic!("{:?}", unreadable.problem);
        };
        assert_eq!(path, "$.payload.token", "{body}");
        assert_eq!(expected, "expected a token, found none", "{body}");
    }
}

#[test]
fn wrong_credentials_are_unauthorised() {
    let body = r#"{"success":false,"message":"Wrong credentials","status":401}"#;
    let error = sign_in_to(&Canned::new(401, "application/json", body), "p").unwrap_err();
    assert!(matches!(error, ApiError::Unauthorised(_)), "{error:?}");
    assert_eq!(
        error.refusal().unwrap().detail.as_deref(),
        Some("Wrong credentials")
    );
}
