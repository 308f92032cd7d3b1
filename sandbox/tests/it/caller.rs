//! Calls a sandbox in-process, with the credentials of one world.

use axum::{
    Router,
    body::{Body, to_bytes},
};
use http::{HeaderMap, Method, Request, StatusCode};
use sandbox::{Credentials, Dropped, World, app};
use serde_json::{Value, json};
use tower::ServiceExt as _;

/// One world behind a router, and what opens it.
pub(crate) struct Caller {
    pub(crate) router: Router,
    pub(crate) id: String,
    pub(crate) credentials: Credentials,
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    /// The connection was cut, before the head or in the body.
    pub(crate) dropped: bool,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text)
            .unwrap_or_else(|error| panic!("{error} in {:?}", self.text))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

impl Caller {
    /// A world of its own, made as these options say.
    pub(crate) async fn new(options: Value) -> Self {
        let router = app(World::default());
        let made = call(
            &router,
            Method::POST,
            "/sandbox/worlds",
            &[],
            Some(&options),
        )
        .await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
        let made = made.json();
        let text = |name: &str| made[name].as_str().unwrap().to_owned();
        let credentials = Credentials {
            token: text("token"),
            opentact_token: text("opentact_token"),
            email: text("email"),
            password: text("password"),
        };
        Self {
            router,
            id: text("id"),
            credentials,
        }
    }

    /// A call to Live Platform, by its path without the prefix.
    pub(crate) async fn live(&self, method: Method, path: &str, body: Option<&Value>) -> Answer {
        let bearer = format!("Bearer {}", self.credentials.token);
        let path = format!("/ac/tenantui{path}");
        call(
            &self.router,
            method,
            &path,
            &[("authorization", &bearer)],
            body,
        )
        .await
    }

    /// A read from Live Platform.
    pub(crate) async fn read(&self, path: &str) -> Answer {
        self.live(Method::GET, path, None).await
    }

    /// A call to OpenTACT, by its path without the prefix.
    pub(crate) async fn ot(&self, method: Method, path: &str, body: Option<&Value>) -> Answer {
        let token = &self.credentials.opentact_token;
        let path = format!("/ot/rest{path}");
        call(
            &self.router,
            method,
            &path,
            &[("x-auth-token", token)],
            body,
        )
        .await
    }

    /// A call to this world's control address.
    pub(crate) async fn control(&self, method: Method, path: &str, body: Option<&Value>) -> Answer {
        let path = format!("/sandbox/worlds/{}{path}", self.id);
        call(&self.router, method, &path, &[], body).await
    }

    /// Adds faults.
    pub(crate) async fn break_with(&self, faults: Value) {
        let answer = self.control(Method::POST, "/faults", Some(&faults)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    }

    /// What this world was asked, as `METHOD path outcome`.
    pub(crate) async fn log(&self) -> Vec<String> {
        let log = self.control(Method::GET, "/requests", None).await.json();
        let text = |entry: &Value, name: &str| entry[name].as_str().unwrap().to_owned();
        let line = |entry| {
            ["method", "path", "outcome"]
                .map(|name| text(entry, name))
                .join(" ")
        };
        log.as_array().unwrap().iter().map(line).collect()
    }

    /// The id of the first customer, which is also its site location's.
    pub(crate) async fn first_customer(&self) -> String {
        let services = self.read("/api/v3/customer").await.json();
        services[0]["UmpCustomerGuid"].as_str().unwrap().to_owned()
    }

    /// The address of one of the first customer's dial plans.
    pub(crate) async fn plan(&self, name: &str) -> String {
        let customer = self.first_customer().await;
        format!("/api/v2/customer/{customer}/sitelocation/{customer}/dialplan/{name}")
    }

    /// Reads a task until it has ended, and gives all its states.
    pub(crate) async fn follow(&self, task: &str) -> Vec<Value> {
        let mut states = Vec::new();
        for _ in 0..5 {
            let state = self.read(&format!("/api/v2/task/{task}")).await.json();
            let ended = state["status"].as_str().unwrap().starts_with("Completed");
            states.push(state);
            if ended {
                break;
            }
        }
        states
    }
}

/// Sends one call and reads its answer to the end.
pub(crate) async fn call(
    router: &Router,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
    body: Option<&Value>,
) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    if body.is_some() {
        request = request.header("content-type", "application/json");
    }
    let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
    let response = router
        .clone()
        .oneshot(request.body(body).unwrap())
        .await
        .unwrap();
    let cut = response.extensions().get::<Dropped>().is_some();
    let (parts, body) = response.into_parts();
    let read = to_bytes(body, usize::MAX).await;
    Answer {
        status: parts.status,
        headers: parts.headers,
        dropped: cut || read.is_err(),
        text: String::from_utf8(read.unwrap_or_default().to_vec()).unwrap(),
    }
}

/// No option at all.
pub(crate) fn plain() -> Value {
    json!({})
}
