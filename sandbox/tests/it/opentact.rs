//! OpenTACT's calls, one by one.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::caller::{Caller, call, plain};

const PROFILES: &str = "/profile/outbound_voice";

async fn uuid(caller: &Caller) -> String {
    let list = caller.ot(Method::GET, PROFILES, None).await.json();
    list["payload"][0]["uuid"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn signing_in_takes_any_password_and_gives_a_token_of_that_world() {
    let caller = Caller::new(json!({"email": "ä@ö.test", "password": "p:ß 😀"})).await;
    let sign_in = async |login: &str| {
        let basic = format!("Basic {}", STANDARD.encode(login));
        let headers = [("authorization", basic.as_str())];
        call(&caller.router, Method::GET, "/ot/rest/auth", &headers, None).await
    };
    let answer = sign_in("ä@ö.test:p:ß 😀").await.json();
    assert_eq!(answer["success"], true);
    let token = answer["payload"]["token"].as_str().unwrap();
    let headers = [("x-auth-token", token)];
    let path = "/ot/rest/profile/outbound_voice";
    let list = call(&caller.router, Method::GET, path, &headers, None).await;
    assert_eq!(list.json()["payload"].as_array().unwrap().len(), 9);

    let wrong = sign_in("ä@ö.test:wrong").await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    assert_eq!(
        wrong.json(),
        json!({"success": false, "message": "Wrong credentials", "status": 401})
    );
    let headers = [("x-auth-token", caller.credentials.token.as_str())];
    let other_api = call(&caller.router, Method::GET, path, &headers, None).await;
    assert_eq!(other_api.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_voice_profile_from_its_creation_to_its_end() {
    let caller = Caller::new(json!({"opentact": {"created_status": 201}})).await;
    let body = json!({"name": "New", "tech_prefix": 123_456, "max_rate": 0.012_5, "product": 7});
    let created = caller.ot(Method::POST, PROFILES, Some(&body)).await;
    assert_eq!(created.status, StatusCode::CREATED);
    let created = created.json()["payload"].clone();
    assert_eq!(
        (&created["name"], &created["max_rate"]),
        (&json!("New"), &json!(0.012_5))
    );
    assert!(
        created["created_by"]["password"]
            .as_str()
            .unwrap()
            .starts_with("canary-")
    );

    let path = format!("{PROFILES}/{}", created["uuid"].as_str().unwrap());
    let body = json!({"max_rate": null, "channel_limit": 3});
    let changed = caller.ot(Method::PATCH, &path, Some(&body)).await.json()["payload"].clone();
    assert_eq!(
        (&changed["max_rate"], &changed["channel_limit"]),
        (&Value::Null, &json!(3))
    );
    assert_eq!(changed["product"], 7);
    assert!(changed["modified_on"].as_str() > created["modified_on"].as_str());
    assert_eq!(
        caller.ot(Method::GET, &path, None).await.json()["payload"],
        changed
    );
    assert_eq!(
        caller.ot(Method::DELETE, &path, None).await.json()["payload"],
        changed
    );
    let gone = caller.ot(Method::GET, &path, None).await;
    assert_eq!(
        gone.json(),
        json!({"success": false, "message": "Not found", "status": 404})
    );
}

#[tokio::test]
async fn faulty_fields_are_named() {
    let caller = Caller::new(json!({"opentact": {"fields_status": 500}})).await;
    let body = json!({"name": "x", "tech_prefix": 5});
    let refused = caller.ot(Method::POST, PROFILES, Some(&body)).await;
    assert_eq!(refused.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(
        refused.json()["fields"],
        json!({"params.tech_prefix": {"message": "invalid integer number", "value": 5}})
    );
}

#[tokio::test]
async fn a_server_may_follow_the_page_to_the_letter() {
    let options = json!({"opentact": {"letter_by_letter": true, "payload_as_array": true}});
    let caller = Caller::new(options).await;
    let uuid = uuid(&caller).await;
    let by_path = format!("{PROFILES}/{uuid}");
    let patch = json!({"name": "Renamed"});
    let refused = caller.ot(Method::PATCH, &by_path, Some(&patch)).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    assert_eq!(
        caller.ot(Method::DELETE, &by_path, None).await.status,
        StatusCode::NOT_FOUND
    );

    let patch = json!({"uuid": uuid, "name": "Renamed"});
    let changed = caller
        .ot(Method::PATCH, PROFILES, Some(&patch))
        .await
        .json();
    assert_eq!(changed["payload"][0]["name"], "Renamed");
    let removed = caller
        .ot(Method::DELETE, &format!("{PROFILES}{uuid}"), None)
        .await
        .json();
    assert_eq!(removed["payload"][0]["uuid"], uuid);

    let usual = Caller::new(plain()).await;
    let refused = usual.ot(Method::PATCH, PROFILES, Some(&patch)).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let refused = usual
        .ot(Method::DELETE, &format!("{PROFILES}{uuid}"), None)
        .await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn connections_and_apps_of_a_profile() {
    let names = |answer: Value| -> Vec<String> {
        let rows = answer["payload"].as_array().cloned().unwrap_or_default();
        rows.iter()
            .map(|row| row["name"].as_str().unwrap().to_owned())
            .collect()
    };
    let (sip, apps) = (
        ["Berlin SBC", "Berlin SBC standby"],
        ["Queue announcements"],
    );
    for (connections, expected) in [
        ("sip", sip.to_vec()),
        ("apps", apps.to_vec()),
        ("mixed", [sip.as_slice(), apps.as_slice()].concat()),
        ("not_found", vec![]),
    ] {
        let options = json!({"opentact": {"connections": connections}});
        let caller = Caller::new(options).await;
        let path = format!("{PROFILES}/{}/connections/sip", uuid(&caller).await);
        let answer = caller.ot(Method::GET, &path, None).await;
        assert_eq!(
            answer.status == StatusCode::NOT_FOUND,
            connections == "not_found"
        );
        assert_eq!(names(answer.json()), expected, "{connections}");
    }

    for (without, expected) in [(false, true), (true, false)] {
        let caller = Caller::new(json!({"opentact": {"lists_without_profile": without}})).await;
        for (path, count) in [("/sip/connection", 4), ("/sip/app", 2)] {
            let rows = caller.ot(Method::GET, path, None).await.json()["payload"].clone();
            assert_eq!(rows.as_array().unwrap().len(), count);
            assert_eq!(rows[0].get("outbound_voice_profile").is_some(), expected);
        }
    }
}
