//! The control address.

use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::caller::{Caller, call, plain};

#[tokio::test]
async fn the_log_tells_exactly_what_was_asked() {
    let caller = Caller::new(plain()).await;
    let body = json!({"name": "Noted"});
    caller
        .ot(Method::POST, "/profile/outbound_voice", Some(&body))
        .await;
    let bearer = format!("Bearer {}", caller.credentials.token);
    let headers = [
        ("authorization", bearer.as_str()),
        ("x-ovoc-channel-id", "4"),
    ];
    let path = "/ac/tenantui/api/v2/oc/lead?PageSize=1";
    call(&caller.router, Method::GET, path, &headers, None).await;
    caller.read("/api/unknown").await;

    let log = caller.control(Method::GET, "/requests", None).await.json();
    assert_eq!(log[0]["json"], body);
    assert_eq!(log[0]["body"], body.to_string());
    assert_eq!(log[1]["query"], "PageSize=1");
    assert_eq!(log[1]["headers"]["x-ovoc-channel-id"], "4");
    assert_eq!(
        log[1]["headers"]["authorization"],
        format!("Bearer [{}.1]", caller.id)
    );
    assert!(!log.to_string().contains(&caller.credentials.token));
    let statuses: Vec<_> = (0..3)
        .map(|place| log[place]["status"].as_u64().unwrap())
        .collect();
    assert_eq!(statuses, [200, 200, 501]);

    let posts = caller
        .control(Method::GET, "/requests?method=post&path=/profile", None)
        .await;
    assert_eq!(posts.json().as_array().unwrap().len(), 1);
    let waited = caller
        .control(Method::GET, "/requests?wait_for=3", None)
        .await;
    assert_eq!(waited.json().as_array().unwrap().len(), 3);
    caller.control(Method::DELETE, "/requests", None).await;
    assert!(caller.log().await.is_empty());
}

#[tokio::test]
async fn a_test_can_wait_for_a_call() {
    let caller = Caller::new(plain()).await;
    let path = "/requests?path=/api/v2/oc/lead&outcome=answered&wait_for=1";
    let (waited, _) = tokio::join!(
        caller.control(Method::GET, path, None),
        caller.read("/api/v2/oc/lead")
    );
    assert_eq!(waited.json().as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn worlds_do_not_see_one_another_and_end() {
    let one = Caller::new(plain()).await;
    let made = call(
        &one.router,
        Method::POST,
        "/sandbox/worlds",
        &[],
        Some(&json!({})),
    )
    .await;
    let other = made.json();
    one.read("/api/v2/oc/lead").await;
    let of_other = format!("/sandbox/worlds/{}", other["id"].as_str().unwrap());
    let log = call(
        &one.router,
        Method::GET,
        &format!("{of_other}/requests"),
        &[],
        None,
    )
    .await;
    assert_eq!(log.json(), json!([]));

    let ended = call(&one.router, Method::DELETE, &of_other, &[], None).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    let bearer = format!("Bearer {}", other["token"].as_str().unwrap());
    let headers = [("authorization", bearer.as_str())];
    let path = "/ac/tenantui/api/v2/oc/lead";
    for gone in [
        call(
            &one.router,
            Method::GET,
            &format!("{of_other}/requests"),
            &[],
            None,
        )
        .await,
        call(&one.router, Method::GET, path, &headers, None).await,
    ] {
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        assert!(gone.text.contains("POST /sandbox/worlds"), "{}", gone.text);
    }
}

#[tokio::test]
async fn data_change_behind_the_apps_back() {
    let caller = Caller::new(plain()).await;
    let tenant = "00000000-0000-4000-8000-000000000001";
    let rules = json!([{"name": "n", "prefix": "1", "tag": "t"}, 7]);
    let edit = json!({
        "calling_profiles": ["not a profile"],
        "numbers": {tenant: 12},
        "dial_plans": [
            {"dialPlanId": "CustDialPlan", "ruleDTO": rules},
            {"dialPlanId": "NewPlan", "ruleDTO": []},
        ],
    });
    let answer = caller.control(Method::PATCH, "/data", Some(&edit)).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text);
    assert_eq!(
        caller.read("/api/v2/oc/callingprofile").await.json(),
        json!(["not a profile"])
    );
    let plan = caller.plan("CustDialPlan").await;
    assert_eq!(caller.read(&plan).await.json()["ruleDTO"], rules);
    let plan = caller.plan("NewPlan").await;
    assert_eq!(caller.read(&plan).await.json()["ruleDTO"], json!([]));
    let numbers = caller
        .read(&format!("/api/v2/oc/numbers?msTenantId={tenant}"))
        .await
        .json();
    assert_eq!(numbers.as_array().unwrap().len(), 12);
}

#[tokio::test]
async fn mistakes_in_a_test_are_told() {
    let caller = Caller::new(plain()).await;
    for (path, body, word) in [
        ("/faults", json!({"stauts": 500}), "stauts"),
        ("/faults", json!([{"status": 1_000}]), "status"),
        ("/faults", json!({"after_bytes": 5}), "after_bytes"),
        ("/tokens", json!({"api": "live"}), "expires_in"),
    ] {
        let answer = caller.control(Method::POST, path, Some(&body)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(answer.text.contains(word), "{}", answer.text);
    }
    let body = json!({"nubmers": 5});
    let answer = call(
        &caller.router,
        Method::POST,
        "/sandbox/worlds",
        &[],
        Some(&body),
    )
    .await;
    assert!(answer.text.contains("nubmers"), "{}", answer.text);
    let answer = call(&caller.router, Method::GET, "/sandbox/nothing", &[], None).await;
    assert_eq!(answer.text, "no handler for GET /sandbox/nothing\n");
}

#[tokio::test]
async fn tokens_are_minted_with_the_chosen_life() {
    let caller = Caller::new(plain()).await;
    for (api, expires_in, expected) in [
        ("live", 60, StatusCode::OK),
        ("live", -60, StatusCode::UNAUTHORIZED),
        ("opentact", 60, StatusCode::OK),
        ("opentact", -60, StatusCode::UNAUTHORIZED),
    ] {
        let body = json!({"api": api, "expires_in": expires_in});
        let minted = caller
            .control(Method::POST, "/tokens", Some(&body))
            .await
            .json();
        let token = minted["token"].as_str().unwrap();
        let bearer = format!("Bearer {token}");
        let (path, header) = match api {
            "live" => (
                "/ac/tenantui/api/v2/oc/lead",
                ("authorization", bearer.as_str()),
            ),
            _ => ("/ot/rest/sip/app", ("x-auth-token", token)),
        };
        let answer = call(&caller.router, Method::GET, path, &[header], None).await;
        assert_eq!(answer.status, expected, "{api} {expires_in}");
    }
}

#[tokio::test]
async fn the_gateway_adds_the_credentials() {
    let caller = Caller::new(plain()).await;
    let path = format!(
        "/sandbox/gateway/sign-in?world={}&next=/profiles",
        caller.id
    );
    let signed_in = call(&caller.router, Method::GET, &path, &[], None).await;
    assert_eq!(signed_in.status, StatusCode::SEE_OTHER);
    assert_eq!(signed_in.header("location"), "/profiles");
    let cookie = signed_in.header("set-cookie").split(';').next().unwrap();
    for path in ["/ac/tenantui/api/v2/oc/lead", "/ot/rest/sip/app"] {
        let headers = [("cookie", cookie)];
        let answer = call(&caller.router, Method::GET, path, &headers, None).await;
        assert_eq!(answer.status, StatusCode::OK);
        let answer = call(&caller.router, Method::GET, path, &[], None).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(caller.log().await.len(), 2);
    let path = "/sandbox/gateway/sign-out?next=//evil.example";
    let signed_out = call(&caller.router, Method::GET, path, &[], None).await;
    assert_eq!(signed_out.header("location"), "/");
    assert!(signed_out.header("set-cookie").contains("Max-Age=0"));
}

#[tokio::test]
async fn drift_is_planted_where_it_can_be_looked_up() {
    let caller = Caller::new(json!({"drift": 3, "numbers": 200})).await;
    let planted = caller.control(Method::GET, "/planted", None).await.json();
    for kind in ["gone_profile", "missing_rule", "wrong_tag", "stale_rule"] {
        assert_eq!(planted[kind].as_array().map(Vec::len), Some(3), "{kind}");
    }
    let plan = caller.plan("OCDialPlan").await;
    let rules = caller.read(&plan).await.json()["ruleDTO"].clone();
    let has = |number: &Value| {
        rules
            .as_array()
            .unwrap()
            .iter()
            .any(|r| r["prefix"] == *number)
    };
    assert!(has(&planted["stale_rule"][0]) && !has(&planted["missing_rule"][0]));
}
