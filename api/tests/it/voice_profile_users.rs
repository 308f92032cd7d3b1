//! The SIP connections and control apps of a voice profile.

use crate::canned::{Canned, OPENTACT_HEADERS};
use cordboard_api::opentact::voice_profiles::VoiceProfileId;
use cordboard_api::opentact::{OpentactPaths, PathTemplate};
use cordboard_api::{ApiError, Reading};
use futures::executor::block_on;
use serde_json::json;

const DOCUMENTED: &str = include_str!("fixtures/voice_profile.json");
const UUID: &str = "0116f6d1-1280-44b2-9134-da48509ec575";
const DOCUMENTED_PATH: &str = "GET https://api.opentact.org/rest/profile/outbound_voice/\
    0116f6d1-1280-44b2-9134-da48509ec575/connections/sip";

fn id() -> VoiceProfileId {
    VoiceProfileId::parse(UUID).unwrap()
}

fn mixed() -> String {
    json!({"success": true, "payload": [
        {"uuid": "c1", "name": "Main", "ip": "192.0.2.1", "port": 5060, "tech_prefix": 100_001,
         "outbound_voice_profile": {"uuid": UUID.to_uppercase()}, "password": "canary"},
        {"uuid": "c2", "name": "By name", "hostname": "sip.example.com", "ip": null,
         "outbound_voice_profile": UUID},
        {"uuid": "a1", "name": "IVR", "call_flow_url": "https://ivr.example",
         "outbound_voice_profile": {}},
        7,
    ]})
    .to_string()
}

#[test]
fn sip_connections_are_listed_at_the_documented_path() {
    let canned = Canned::json(&mixed());
    let connections = block_on(canned.opentact().sip_connections(&id())).unwrap();
    let sent = canned.sent();
    assert_eq!(sent.line, DOCUMENTED_PATH);
    assert_eq!(sent.headers, OPENTACT_HEADERS);
    assert_eq!(sent.body, "");
    assert_eq!(connections.len(), 4);
    let main = connections[0].read().unwrap();
    assert_eq!(main.ip.as_deref(), Some("192.0.2.1"));
    assert_eq!(main.port.as_deref(), Some("5060"));
    assert_eq!(main.tech_prefix.as_deref(), Some("100001"));
    assert!(main.uses(&id()));
    assert!(connections[1].read().unwrap().uses(&id()));
    assert!(!connections[2].read().unwrap().uses(&id()));
    assert!(!format!("{connections:?}").contains("canary"));
    let Reading::Unreadable { path, .. } = &connections[3] else {
        panic!("{:?}", connections[3]);
    };
    assert_eq!(path, "$.payload[3]");
}

#[test]
fn sip_connections_are_never_shown_as_control_apps() {
    let canned = Canned::json(&mixed());
    let found = block_on(canned.opentact().control_apps(&id())).unwrap();
    let sent = canned.sent();
    assert_eq!(
        sent.line, DOCUMENTED_PATH,
        "the page gives both the same path"
    );
    assert_eq!(sent.headers, OPENTACT_HEADERS);
    assert_eq!(sent.body, "");
    assert_eq!(found.sip_connections, 2);
    assert_eq!(found.apps.len(), 2);
    let app = found.apps[0].read().unwrap();
    assert_eq!(app.name, "IVR");
    assert_eq!(app.call_flow_url.as_deref(), Some("https://ivr.example"));
    assert!(found.apps[1].read().is_none());
}

#[test]
fn the_documented_answer_nests_both_in_the_lease_of_a_number() {
    let canned = Canned::json(DOCUMENTED);
    let connections = block_on(canned.opentact().sip_connections(&id())).unwrap();
    assert_eq!(connections[0].read().unwrap().ip.as_deref(), Some("string"));
    let canned = Canned::json(DOCUMENTED);
    let found = block_on(canned.opentact().control_apps(&id())).unwrap();
    assert_eq!(found.sip_connections, 0);
    assert_eq!(
        found.apps[0].read().unwrap().subdomain.as_deref(),
        Some("string")
    );
    let empty = json!({"payload": [{"uuid": "l", "sip_connection": {}, "sip_control_app": {}}]});
    let canned = Canned::json(&empty.to_string());
    assert_eq!(
        block_on(canned.opentact().sip_connections(&id())),
        Ok(Vec::new())
    );
}

#[test]
fn the_paths_are_configurable() {
    let template = |text| PathTemplate::parse(text).unwrap();
    let paths = OpentactPaths::default()
        .with_sip_connections(template("/sip/connection"))
        .with_control_apps(template("/profile/{uuid}/apps/"));
    let canned = Canned::json("[]");
    block_on(canned.opentact_with(paths.clone()).sip_connections(&id())).unwrap();
    assert_eq!(
        canned.sent().line,
        "GET https://api.opentact.org/rest/sip/connection"
    );
    let canned = Canned::json("[]");
    block_on(canned.opentact_with(paths).control_apps(&id())).unwrap();
    let expected = format!("GET https://api.opentact.org/rest/profile/{UUID}/apps");
    assert_eq!(canned.sent().line, expected);
}

#[test]
fn the_accounts_own_lists_are_the_way_out() {
    let canned = Canned::json(&mixed());
    assert_eq!(
        block_on(canned.opentact().account_sip_connections())
            .unwrap()
            .len(),
        4
    );
    assert_eq!(
        canned.sent().line,
        "GET https://api.opentact.org/rest/sip/connection"
    );
    let canned = Canned::json(&mixed());
    assert_eq!(
        block_on(canned.opentact().account_control_apps())
            .unwrap()
            .apps
            .len(),
        2
    );
    assert_eq!(
        canned.sent().line,
        "GET https://api.opentact.org/rest/sip/app"
    );
}

#[test]
fn a_server_that_does_not_offer_them_is_recognised() {
    let body = include_str!("fixtures/opentact_404.json");
    let canned = Canned::new(404, "application/json", body);
    let error = block_on(canned.opentact().sip_connections(&id())).unwrap_err();
    assert!(matches!(error, ApiError::NotFound(_)), "{error:?}");
}
