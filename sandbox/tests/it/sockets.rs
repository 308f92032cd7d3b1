//! What can only be seen on a connection.

use std::{fmt::Write as _, net::SocketAddr};

use sandbox::{Options, Sandbox};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// What came over one connection until the server closed it.
#[derive(Debug)]
pub(crate) struct Exchange {
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
    /// The body came to its stated end.
    pub(crate) complete: bool,
}

impl Exchange {
    pub(crate) fn status(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .find_map(|(key, value)| key.eq_ignore_ascii_case(name).then_some(value))
            .unwrap_or_default()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n");
        let Some(end) = end else {
            return Self {
                head: String::new(),
                body: bytes.to_vec(),
                complete: false,
            };
        };
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let mut exchange = Self {
            head,
            body: bytes[end + 4..].to_vec(),
            complete: true,
        };
        if exchange.header("transfer-encoding") == "chunked" {
            (exchange.body, exchange.complete) = unchunked(&exchange.body);
        } else if let Ok(length) = exchange.header("content-length").parse::<usize>() {
            exchange.complete = exchange.body.len() == length;
        }
        exchange
    }
}

fn unchunked(mut bytes: &[u8]) -> (Vec<u8>, bool) {
    let mut body = Vec::new();
    while let Some(end) = bytes.windows(2).position(|window| window == b"\r\n") {
        let length = std::str::from_utf8(&bytes[..end]).unwrap();
        let length = usize::from_str_radix(length, 16).unwrap();
        if length == 0 {
            return (body, true);
        }
        let rest = &bytes[end + 2..];
        body.extend_from_slice(&rest[..length.min(rest.len())]);
        bytes = rest.get(length + 2..).unwrap_or_default();
    }
    (body, false)
}

/// Sends one request on a connection of its own and reads until the server closes it.
pub(crate) async fn exchange(
    address: SocketAddr,
    request: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Exchange {
    let mut tcp = open(address, request, headers, body).await;
    let mut bytes = Vec::new();
    // A reset after the answer is no less an end.
    let _ = tcp.read_to_end(&mut bytes).await;
    Exchange::read(&bytes)
}

async fn open(
    address: SocketAddr,
    request: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> TcpStream {
    let mut text = format!("{request} HTTP/1.1\r\nhost: {address}\r\n");
    for (name, value) in headers {
        write!(text, "{name}: {value}\r\n").unwrap();
    }
    if !body.is_empty() {
        write!(text, "content-length: {}\r\n", body.len()).unwrap();
    }
    let mut tcp = TcpStream::connect(address).await.unwrap();
    tcp.write_all(format!("{text}\r\n{body}").as_bytes())
        .await
        .unwrap();
    tcp
}

/// Reads on until so many bytes of the body are there.
async fn read_body(tcp: &mut TcpStream, bytes: &mut Vec<u8>, length: usize) {
    while Exchange::read(bytes).body.len() < length {
        assert_ne!(tcp.read_buf(bytes).await.unwrap(), 0);
    }
}

/// A running sandbox and one world in it.
struct Visit {
    sandbox: Sandbox,
    id: String,
    bearer: String,
    token: String,
}

impl Visit {
    async fn new(options: Value) -> Self {
        let sandbox = Sandbox::start(Options::default()).await.unwrap();
        let made = exchange(
            sandbox.address(),
            "POST /sandbox/worlds",
            &[],
            &options.to_string(),
        )
        .await;
        let made: Value = serde_json::from_slice(&made.body).unwrap();
        let text = |name: &str| made[name].as_str().unwrap().to_owned();
        Self {
            id: text("id"),
            bearer: format!("Bearer {}", text("token")),
            token: text("opentact_token"),
            sandbox,
        }
    }

    fn address(&self) -> SocketAddr {
        self.sandbox.address()
    }

    async fn numbers(&self) -> Exchange {
        let request = format!("GET {NUMBERS}");
        exchange(
            self.address(),
            &request,
            &[("authorization", &self.bearer)],
            "",
        )
        .await
    }

    async fn ot(&self, request: &str, body: &str) -> Exchange {
        exchange(
            self.address(),
            request,
            &[("x-auth-token", &self.token)],
            body,
        )
        .await
    }

    async fn control(&self, method: &str, path: &str) -> Value {
        let request = format!("{method} /sandbox/worlds/{}{path}", self.id);
        let answer = exchange(self.address(), &request, &[], "").await;
        serde_json::from_slice(&answer.body).unwrap_or_default()
    }
}

const NUMBERS: &str =
    "/ac/tenantui/api/v2/oc/numbers?msTenantId=f94238e5-4f2c-4e1b-8125-2d27122ca75f";

#[tokio::test]
async fn every_answer_closes_its_connection() {
    let visit = Visit::new(json!({})).await;
    for (request, status) in [
        ("GET /ac/tenantui/api/v2/oc/callingprofile", "401"),
        ("GET /ot/rest/auth", "401"),
        ("GET /ac/nothing", "501"),
        ("GET /sandbox/worlds/default", "200"),
        ("GET /nothing", "404"),
    ] {
        let answer = exchange(visit.address(), request, &[], "").await;
        assert_eq!(
            (answer.status(), answer.header("connection")),
            (status, "close"),
            "{request}"
        );
    }
}

#[tokio::test]
async fn both_apis_also_stand_where_the_vendors_have_them() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let token = format!("Bearer {}", sandbox.credentials().token);
    let request = "GET /tenantui/api/v2/oc/callingprofile";
    let headers = [("Authorization", token.as_str())];
    let profiles = exchange(sandbox.address(), request, &headers, "").await;
    assert_eq!(profiles.status(), "200");
    let unknown = exchange(sandbox.address(), "GET /rest/nowhere?a=b", &[], "").await;
    assert_eq!(unknown.text(), "no handler for GET /ot/rest/nowhere\n");
}

#[tokio::test]
async fn a_long_list_is_streamed_to_its_end() {
    let visit = Visit::new(json!({"numbers": 20_000})).await;
    let answer = visit.numbers().await;
    assert!(answer.complete);
    assert_eq!(answer.header("transfer-encoding"), "chunked");
    let numbers: Vec<Value> = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(numbers.len(), 20_000);
    let mean = answer.body.len() / numbers.len();
    assert!(
        (790..850).contains(&mean),
        "{mean} bytes a number; the vendor's have about 820"
    );
}

#[tokio::test]
async fn a_call_that_is_cut_gets_no_answer_but_an_interim_one() {
    for (drop, count) in [("before-effect", 9), ("after-effect", 10)] {
        let fault = json!({"method": "POST", "drop": drop});
        let visit = Visit::new(json!({"faults": [fault]})).await;
        let cut = visit
            .ot(
                "POST /ot/rest/profile/outbound_voice",
                r#"{"name": "Lost"}"#,
            )
            .await;
        assert_eq!(cut.head, "HTTP/1.1 100 Continue");
        assert_eq!(cut.body, b"");
        let list = visit.ot("GET /ot/rest/profile/outbound_voice", "").await;
        let list: Value = serde_json::from_slice(&list.body).unwrap();
        assert_eq!(list["payload"].as_array().unwrap().len(), count);
    }
}

#[tokio::test]
async fn a_body_is_cut_after_exactly_so_many_bytes() {
    for (place, with_length) in [(0, false), (10, false), (300_000, false), (300_000, true)] {
        let fault = json!({"drop": "mid-body", "after_bytes": place});
        let options = json!({"numbers": 1_000, "content_length": with_length, "faults": [fault]});
        let visit = Visit::new(options).await;
        let cut = visit.numbers().await;
        assert_eq!(cut.status(), "200");
        assert_eq!((cut.body.len(), cut.complete), (place, false));
        let log = visit.control("GET", "/requests").await;
        assert_eq!(log[0]["outcome"], "dropped");
    }
}

#[tokio::test]
async fn a_body_that_hangs_is_given_up_by_the_client() {
    let fault = json!({"hang": "in-body", "after_bytes": 1_000});
    let visit = Visit::new(json!({"numbers": 1_000, "faults": [fault]})).await;
    let request = format!("GET {NUMBERS}");
    let headers = [("authorization", visit.bearer.as_str())];
    let mut tcp = open(visit.address(), &request, &headers, "").await;
    let mut bytes = Vec::new();
    read_body(&mut tcp, &mut bytes, 1_000).await;
    assert_eq!(
        visit.control("GET", "/requests").await[0]["outcome"],
        "pending"
    );
    drop(tcp);
    let ended = visit
        .control("GET", "/requests?outcome=aborted&wait_for=1")
        .await;
    assert_eq!(ended.as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn a_call_that_hangs_is_given_up_by_the_client() {
    let visit = Visit::new(json!({"faults": [{"hang": "before-head"}]})).await;
    let headers = [("x-auth-token", visit.token.as_str())];
    let tcp = open(visit.address(), "GET /ot/rest/sip/app", &headers, "").await;
    let begun = visit.control("GET", "/requests?wait_for=1").await;
    assert_eq!(begun[0]["outcome"], "pending");
    drop(tcp);
    let ended = visit
        .control("GET", "/requests?outcome=aborted&wait_for=1")
        .await;
    assert_eq!(ended.as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn a_gate_in_the_body_lets_the_beginning_through() {
    let gates = json!([
        {"name": "end", "at": "in-body", "after_bytes": 20_000},
        {"name": "g", "at": "in-body"},
    ]);
    let fault = json!({"gate": gates, "after_bytes": 5_000});
    let visit = Visit::new(json!({"numbers": 100, "faults": [fault]})).await;
    let request = format!("GET {NUMBERS}");
    let headers = [("authorization", visit.bearer.as_str())];
    let mut tcp = open(visit.address(), &request, &headers, "").await;
    let mut bytes = Vec::new();
    read_body(&mut tcp, &mut bytes, 5_000).await;
    assert_eq!(
        visit.control("GET", "/gates/g?arrived=1").await["open"],
        false
    );
    assert_eq!(Exchange::read(&bytes).body.len(), 5_000);
    visit.control("POST", "/gates/g/release").await;
    read_body(&mut tcp, &mut bytes, 20_000).await;
    assert_eq!(
        visit.control("GET", "/gates/end?arrived=1").await["open"],
        false
    );
    visit.control("POST", "/gates/end/release").await;
    tcp.read_to_end(&mut bytes).await.unwrap();
    let answer = Exchange::read(&bytes);
    let numbers: Vec<Value> = serde_json::from_slice(&answer.body).unwrap();
    assert!(answer.complete && numbers.len() == 100);
}
