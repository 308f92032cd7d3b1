//! Every fault, on calls in-process.

use http::{Method, StatusCode};
use serde_json::json;

use crate::caller::{Caller, call, plain};

const PROFILES: &str = "/api/v2/oc/callingprofile";

#[tokio::test]
async fn statuses_are_worded_as_each_vendor_does() {
    let caller = Caller::new(plain()).await;
    for status in [400, 403, 404, 409, 429, 500, 502, 503, 504] {
        caller
            .break_with(json!({"status": status, "times": 2}))
            .await;
        let live = caller.read(PROFILES).await;
        let ot = caller.ot(Method::GET, "/sip/app", None).await;
        assert_eq!([live.status.as_u16(), ot.status.as_u16()], [status, status]);
        assert!(
            live.header("content-type")
                .starts_with("application/problem+json")
        );
        assert_eq!(live.json()["status"], status);
        assert_eq!(live.json()["traceId"].as_str().unwrap().len(), 55);
        assert_eq!(ot.json()["success"], false);
    }
    caller.break_with(json!({"status": 405, "times": 1})).await;
    let answer = caller.read(PROFILES).await;
    assert_eq!(
        (answer.status.as_u16(), &answer.json()["status"]),
        (405, &json!(500))
    );
    assert_eq!(caller.read(PROFILES).await.status, StatusCode::OK);
}

#[tokio::test]
async fn other_answers_than_the_expected_one() {
    let caller = Caller::new(plain()).await;
    let right = caller.read(PROFILES).await.text;
    let met = async |fault: serde_json::Value| {
        caller.control(Method::DELETE, "/faults", None).await;
        caller.break_with(fault).await;
        caller.read(PROFILES).await
    };
    assert_eq!(met(json!({"empty": true})).await.text, "");
    assert!(
        met(json!({"html": true, "status": 502}))
            .await
            .text
            .starts_with("<!DOCTYPE html>")
    );
    assert_eq!(met(json!({"body": "{\"a\":"})).await.text, "{\"a\":");
    assert_eq!(met(json!({"body": {"a": 1}})).await.text, "{\"a\":1}");
    assert_eq!(
        met(json!({"bom": true})).await.text,
        format!("\u{feff}{right}")
    );
    assert_eq!(met(json!({"truncate": 10})).await.text, right[..10]);
    let typed = json!({"content_type": "text/plain", "headers": {"retry-after": "7"}});
    let typed = met(typed).await;
    assert_eq!(
        [typed.header("content-type"), typed.header("retry-after")],
        ["text/plain", "7"]
    );
    assert_eq!(typed.text, right);
    let redirected = met(json!({"redirect": "https://login.example/"})).await;
    assert_eq!(redirected.status, StatusCode::FOUND);
    assert_eq!(redirected.header("location"), "https://login.example/");
    let cut = met(json!({"drop": "mid-body", "after_bytes": 10})).await;
    assert!(cut.dropped);
}

#[tokio::test]
async fn a_lost_call_has_an_effect_or_none() {
    let path = "/profile/outbound_voice";
    let body = json!({"name": "Lost"});
    for (fault, count, outcome) in [
        (
            json!({"method": "POST", "drop": "before-effect"}),
            9,
            "dropped",
        ),
        (
            json!({"method": "POST", "drop": "after-effect"}),
            10,
            "dropped",
        ),
        (json!({"method": "POST", "status": 500}), 9, "answered"),
        (
            json!({"method": "POST", "status": 500, "effect": true}),
            10,
            "answered",
        ),
    ] {
        let caller = Caller::new(plain()).await;
        caller.break_with(fault).await;
        let answer = caller.ot(Method::POST, path, Some(&body)).await;
        assert_eq!(answer.dropped, outcome == "dropped");
        let list = caller.ot(Method::GET, path, None).await.json();
        assert_eq!(list["payload"].as_array().unwrap().len(), count);
        assert_eq!(
            caller.log().await[0],
            format!("POST /ot/rest{path} {outcome}")
        );
    }
}

#[tokio::test]
async fn a_token_expires_in_the_middle() {
    let caller = Caller::new(plain()).await;
    caller
        .break_with(json!({"expire_token": true, "after": 1, "times": 1}))
        .await;
    let statuses = [
        caller.read(PROFILES).await.status.as_u16(),
        caller.read(PROFILES).await.status.as_u16(),
        caller.read(PROFILES).await.status.as_u16(),
    ];
    assert_eq!(statuses, [200, 401, 401]);
    let minted = caller
        .control(Method::POST, "/tokens", Some(&json!({"expires_in": 60})))
        .await;
    let bearer = format!("Bearer {}", minted.json()["token"].as_str().unwrap());
    let path = format!("/ac/tenantui{PROFILES}");
    let again = call(
        &caller.router,
        Method::GET,
        &path,
        &[("authorization", &bearer)],
        None,
    )
    .await;
    assert_eq!(again.status, StatusCode::OK);
}

#[tokio::test]
async fn a_gate_decides_when_a_call_takes_effect() {
    let caller = Caller::new(plain()).await;
    let gate = json!({"method": "POST", "gate": {"name": "g"}});
    caller.break_with(gate).await;
    let path = "/profile/outbound_voice";
    let body = json!({"name": "Held"});
    let create = caller.ot(Method::POST, path, Some(&body));
    let watch = async {
        let arrived = caller
            .control(Method::GET, "/gates/g?arrived=1", None)
            .await
            .json();
        assert_eq!(arrived, json!({"open": false, "arrived": 1}));
        let list = caller.ot(Method::GET, path, None).await.json();
        assert_eq!(list["payload"].as_array().unwrap().len(), 9);
        caller.control(Method::POST, "/gates/g/release", None).await;
    };
    let (created, ()) = tokio::join!(create, watch);
    assert_eq!(created.status, StatusCode::OK);
    let list = caller.ot(Method::GET, path, None).await.json();
    assert_eq!(list["payload"].as_array().unwrap().len(), 10);
}

#[tokio::test]
async fn the_nth_task_fails_half_way() {
    let options = json!({"tasks": {"reads": 1, "fail": {"nth": 2, "effect": "partial"}}});
    let caller = Caller::new(options).await;
    let plan = caller.plan("Zoom").await;
    let rule = |prefix: &str| json!({"name": "n", "prefix": prefix, "tag": "t"});
    for piece in [["1", "2"], ["3", "4"], ["5", "6"]] {
        let body = json!({"dialPlanId": "Zoom", "add": piece.map(rule), "remove": []});
        let task = caller.live(Method::PATCH, &plan, Some(&body)).await.json();
        caller.follow(task["taskId"].as_str().unwrap()).await;
    }
    let rules = caller.read(&plan).await.json()["ruleDTO"].clone();
    let prefixes: Vec<_> = rules
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| &rule["prefix"])
        .collect();
    assert_eq!(prefixes, ["1", "2", "3", "5", "6"]);
}

#[tokio::test]
async fn answers_are_compressed_or_state_their_length_when_asked_to() {
    let path = "/ac/tenantui/api/v2/oc/numbers?msTenantId=f94238e5-4f2c-4e1b-8125-2d27122ca75f";
    let plain = Caller::new(json!({"numbers": 100})).await;
    let with_length = Caller::new(json!({"numbers": 100, "content_length": true})).await;
    let answers = [
        plain.read(&path["/ac/tenantui".len()..]).await,
        with_length.read(&path["/ac/tenantui".len()..]).await,
    ];
    assert_eq!(answers[0].header("content-length"), "");
    assert_eq!(
        answers[1].header("content-length"),
        answers[1].text.len().to_string()
    );
    assert_eq!(answers[0].text, answers[1].text);

    let caller = Caller::new(json!({"gzip": true})).await;
    let bearer = format!("Bearer {}", caller.credentials.token);
    let request = http::Request::get(path)
        .header("authorization", bearer)
        .header("accept-encoding", "gzip, deflate, br")
        .body(axum::body::Body::empty());
    let response = tower::ServiceExt::oneshot(caller.router, request.unwrap())
        .await
        .unwrap();
    assert_eq!(response.headers()["content-encoding"], "gzip");
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX)
        .await
        .unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&bytes[..]), &mut text)
        .unwrap();
    assert!(text.len() > bytes.len() && text.contains("+18333998785"));
}
