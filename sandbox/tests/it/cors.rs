//! Pages of another origin.

use std::net::SocketAddr;

use sandbox::{Cors, Options, Sandbox};

use crate::sockets::{Exchange, exchange};

const ORIGIN: &str = "http://app.example";
const PATH: &str = "/ac/tenantui/api/v2/oc/callingprofile";

async fn start(origins: &[&str], methods: Option<&[&str]>) -> Sandbox {
    let list = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    let cors = Cors {
        origins: list(origins),
        methods: methods.map(list),
    };
    Sandbox::start(Options {
        cors,
        ..Options::default()
    })
    .await
    .unwrap()
}

async fn preflight(address: SocketAddr, origin: &str) -> Exchange {
    let headers = [
        ("origin", origin),
        ("access-control-request-method", "GET"),
        ("access-control-request-headers", "authorization"),
    ];
    exchange(address, &format!("OPTIONS {PATH}"), &headers, "").await
}

#[tokio::test]
async fn a_named_origin_may_call_and_no_other() {
    let sandbox = start(&[ORIGIN], None).await;
    let asked = preflight(sandbox.address(), ORIGIN).await;
    assert_eq!(asked.status(), "204");
    assert_eq!(asked.header("access-control-allow-origin"), ORIGIN);
    assert_eq!(
        asked.header("access-control-allow-methods"),
        "GET, POST, PATCH, DELETE"
    );
    for name in [
        "authorization",
        "content-type",
        "x-auth-token",
        "x-ovoc-channel-id",
    ] {
        assert!(asked.header("access-control-allow-headers").contains(name));
    }
    let bearer = format!("Bearer {}", sandbox.credentials().token);
    let headers = [("origin", ORIGIN), ("authorization", bearer.as_str())];
    let answer = exchange(sandbox.address(), &format!("GET {PATH}"), &headers, "").await;
    assert_eq!(answer.status(), "200");
    assert_eq!(answer.header("access-control-allow-origin"), ORIGIN);
    assert_eq!(answer.header("access-control-allow-credentials"), "");

    let other = preflight(sandbox.address(), "http://other.example").await;
    assert_eq!(
        (other.status(), other.header("access-control-allow-origin")),
        ("501", "")
    );
}

#[tokio::test]
async fn a_server_may_allow_simple_requests_only() {
    let sandbox = start(&[ORIGIN], Some(&[])).await;
    assert_eq!(preflight(sandbox.address(), ORIGIN).await.status(), "501");
    let headers = [("origin", ORIGIN)];
    let answer = exchange(sandbox.address(), &format!("GET {PATH}"), &headers, "").await;
    assert_eq!(answer.header("access-control-allow-origin"), ORIGIN);

    let reading = start(&[ORIGIN], Some(&["GET"])).await;
    let asked = preflight(reading.address(), ORIGIN).await;
    assert_eq!(asked.header("access-control-allow-methods"), "GET");
}

#[tokio::test]
async fn without_being_told_it_allows_nobody() {
    let sandbox = start(&[], None).await;
    let asked = preflight(sandbox.address(), ORIGIN).await;
    assert_eq!(
        (asked.status(), asked.header("access-control-allow-origin")),
        ("501", "")
    );
}
