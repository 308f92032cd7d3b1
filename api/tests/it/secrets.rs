//! Nothing that is printed shows what must stay hidden.

use crate::canned::{Canned, OPENTACT, TOKEN, base, token};
use cordboard_api::live::services::CreateOcEssential;
use cordboard_api::opentact::sign_in;
use cordboard_api::{Auth, LiveClient, Secret, TenantId};
use futures::executor::block_on;

const TENANT: &str = "f94238e5-4f2c-4e1b-8125-2d27122ca75f";

#[track_caller]
fn assert_hidden(text: &str) {
    assert!(!text.contains("canary"), "{text}");
}

#[test]
fn the_secret_types_print_no_secret() {
    assert_hidden(&format!("{:?} {:#?}", token(), Auth::Bearer(token())));
    assert_hidden(&format!("{:?}", Secret::new("canary".to_owned())));
}

#[test]
fn clients_and_requests_print_no_token() {
    let canned = Canned::json("[]");
    let live = canned.live();
    assert_hidden(&format!("{live:?} {:?}", canned.opentact()));
    let request = live.numbers_request(&TenantId::parse(TENANT).unwrap());
    assert_eq!(
        request.headers()["authorization"],
        format!("Bearer {TOKEN}"),
        "the token is in the request"
    );
    assert_hidden(&format!("{request:?}"));
}

#[test]
fn a_gateway_client_sends_no_credentials() {
    let canned = Canned::json("[]");
    let live = LiveClient::new(&canned, base("/ac"), Auth::Gateway, Some(42));
    block_on(live.calling_profiles()).unwrap();
    let sent = canned.sent();
    assert_eq!(
        sent.line,
        "GET https://app.example/ac/api/v2/oc/callingprofile"
    );
    assert_eq!(
        sent.headers,
        ["accept: application/json", "x-ovoc-channel-id: 42"]
    );
}

#[test]
fn the_teams_password_is_sent_and_never_shown() {
    let tenant = TenantId::parse(TENANT).unwrap();
    let mut service = CreateOcEssential::new(tenant, "Brad".to_owned(), "Brad".to_owned());
    service.teams_qos.application_password = Secret::new("canary".to_owned());
    assert_hidden(&format!("{service:?}"));
    assert_eq!(
        service.preview()["teamsQos"]["applicationPassword"],
        "[redacted]"
    );
    let canned = Canned::json(r#"{"jobId":"wst_1"}"#);
    block_on(canned.live().create_oc_essential(&service)).unwrap();
    assert!(
        canned
            .sent()
            .body
            .contains(r#""applicationPassword":"canary""#),
        "the password is in the request"
    );
}

#[test]
fn errors_quote_no_secret_of_a_body() {
    for body in [
        r#"{"success":true,"payload":{"token":"canary"#,
        r#"{"success":true,"payload":{"token":["canary"]}}"#,
        r#"{"success":false,"message":"no","password":"canary"}"#,
    ] {
        let canned = Canned::json(body);
        let error = block_on(sign_in(&&canned, &base(OPENTACT), "a", "p")).unwrap_err();
        assert_hidden(&format!("{error} {error:?}"));
    }
}

#[test]
fn an_unreadable_element_keeps_no_secret() {
    let canned = Canned::json(r#"[{"callingProfileId":{"password":"canary"},"token":"canary"}]"#);
    let profiles = block_on(canned.live().calling_profiles()).unwrap();
    assert!(profiles[0].read().is_none());
    assert_hidden(&format!("{profiles:?}"));
}
