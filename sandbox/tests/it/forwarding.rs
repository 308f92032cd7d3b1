//! A real server in the place of an imitation: here, another sandbox.

use sandbox::{Options, Sandbox, WorldOptions};
use serde_json::{Value, json};
use url::Url;

use crate::sockets::exchange;

/// A sandbox, and one that passes both APIs on to it.
struct Pair {
    real: Sandbox,
    near: Sandbox,
}

impl Pair {
    async fn new(world: Value) -> Self {
        let world: WorldOptions = serde_json::from_value(world).unwrap();
        let real = Sandbox::start(Options {
            world,
            ..Options::default()
        })
        .await
        .unwrap();
        let url = |path: &str| Url::parse(&format!("http://{}{path}", real.address())).unwrap();
        let options = Options {
            live_platform: Some(url("/ac/tenantui/")),
            opentact: Some(url("/ot/rest")),
            dist: Some("no such folder".into()),
            ..Options::default()
        };
        let near = Sandbox::start(options).await.unwrap();
        Self { real, near }
    }

    async fn real_log(&self) -> Value {
        let log = exchange(
            self.real.address(),
            "GET /sandbox/worlds/default/requests",
            &[],
            "",
        )
        .await;
        serde_json::from_slice(&log.body).unwrap()
    }
}

#[tokio::test]
async fn calls_and_answers_pass_unchanged() {
    let pair = Pair::new(json!({"numbers": 3_000})).await;
    let bearer = format!("Bearer {}", pair.real.credentials().token);
    let headers = [
        ("authorization", bearer.as_str()),
        ("x-ovoc-channel-id", "7"),
        ("cookie", "own=1"),
        ("origin", "http://127.0.0.1"),
        ("connection", "x-hop"),
        ("x-hop", "1"),
    ];
    let request =
        "GET /ac/tenantui/api/v2/oc/numbers?msTenantId=f94238e5-4f2c-4e1b-8125-2d27122ca75f";
    let near = exchange(pair.near.address(), request, &headers, "").await;
    let real = exchange(pair.real.address(), request, &headers, "").await;
    assert_eq!((near.status(), near.complete), ("200", true));
    assert_eq!(near.body, real.body);
    assert_eq!(near.header("content-type"), real.header("content-type"));

    let token = pair.real.credentials().opentact_token;
    let headers = [
        ("x-auth-token", token.as_str()),
        ("content-type", "application/json"),
    ];
    let body = r#"{"name": "Passed on"}"#;
    let request = "POST /ot/rest/profile/outbound_voice?a=%2B";
    let created = exchange(pair.near.address(), request, &headers, body).await;
    assert_eq!(created.status(), "200");

    let log = pair.real_log().await;
    let seen = &log[0]["headers"];
    assert_eq!(seen["x-ovoc-channel-id"], "7");
    for own in ["cookie", "origin", "x-hop"] {
        assert!(seen.get(own).is_none(), "{own} was passed on");
    }
    assert_eq!(log[2]["body"], body);
    assert_eq!(log[2]["query"], "a=%2B");
    assert_eq!(log[2]["headers"]["content-length"], body.len().to_string());
}

#[tokio::test]
async fn refusals_and_redirects_pass_unchanged() {
    let pair = Pair::new(json!({"faults": [{"redirect": "https://login.example/"}]})).await;
    let request = "GET /ac/tenantui/api/v3/customer";
    let refused = exchange(pair.near.address(), request, &[], "").await;
    assert_eq!(
        (refused.status(), refused.header("www-authenticate")),
        ("401", "Bearer")
    );
    let bearer = format!("Bearer {}", pair.real.credentials().token);
    let headers = [("authorization", bearer.as_str())];
    let redirected = exchange(pair.near.address(), request, &headers, "").await;
    assert_eq!(redirected.status(), "302");
    assert_eq!(redirected.header("location"), "https://login.example/");
}

#[tokio::test]
async fn the_beginning_passes_before_the_end_is_there() {
    let gate = json!({"gate": {"name": "g", "at": "in-body"}, "after_bytes": 1_000});
    let pair = Pair::new(json!({"numbers": 100, "faults": [gate]})).await;
    let bearer = format!("Bearer {}", pair.real.credentials().token);
    let headers = [("authorization", bearer.as_str())];
    let request =
        "GET /ac/tenantui/api/v2/oc/numbers?msTenantId=f94238e5-4f2c-4e1b-8125-2d27122ca75f";
    let call = exchange(pair.near.address(), request, &headers, "");
    let open = async {
        let gate = "/sandbox/worlds/default/gates/g";
        let real = pair.real.address();
        exchange(real, &format!("GET {gate}?arrived=1"), &[], "").await;
        exchange(real, &format!("POST {gate}/release"), &[], "").await;
    };
    let (answer, ()) = tokio::join!(call, open);
    assert!(answer.complete);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named() {
    let pair = Pair::new(json!({})).await;
    let address = pair.real.address();
    drop(pair.real);
    tokio::net::TcpListener::bind(address)
        .await
        .map(drop)
        .unwrap_or_default();
    let answer = exchange(pair.near.address(), "GET /ot/rest/sip/app", &[], "").await;
    assert_eq!(answer.status(), "502");
    assert!(
        answer
            .text()
            .contains(&format!("no answer from http://{address}/ot/rest"))
    );
}

#[tokio::test]
async fn the_app_is_told_that_this_is_production() {
    let pair = Pair::new(json!({})).await;
    let config = exchange(pair.near.address(), "GET /config.json", &[], "").await;
    assert!(config.text().contains(r#""kind": "production""#));
}
