//! Live Platform's calls, one by one.

use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::caller::{Caller, call, plain};

/// The body of the vendor's page "Modify Dial Plan Content".
fn documented_change() -> Value {
    let rule = |number: &str| json!({"name": "audiocodesru", "prefix": number, "tag": "audiocodesru.sbc.com"});
    json!({
        "dialPlanId": "CustDialPlan",
        "add": [rule("+972542566110"), rule("+972542566111")],
        "remove": [rule("+972542566112"), rule("+972542566113")],
    })
}

/// The body of the vendor's page "Create OC Essential Service from Lead with IP Group".
fn documented_service() -> Value {
    json!({
        "configurationName": "OcEssential_IPGROUP_TYPE",
        "msTenantId": "f9f53ee0-56e1-43f6-8fe3-5fb322986657",
        "customerShortName": "Bradx35340067",
        "customerFullName": "Bradx35340067",
        "scriptParameters":
            {"ProxySet": "SIPTrunk", "OnlinePstnGateway": "oc1.sandbox2.audiocodes.be"},
    })
}

fn prefixes(plan: &Value) -> Vec<&str> {
    let rules = plan["ruleDTO"].as_array().unwrap();
    rules
        .iter()
        .map(|rule| rule["prefix"].as_str().unwrap())
        .collect()
}

fn statuses(states: &[Value]) -> Vec<&str> {
    states
        .iter()
        .map(|state| state["status"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn profiles_and_numbers_are_the_vendors_examples() {
    let caller = Caller::new(plain()).await;
    let profiles = caller.read("/api/v2/oc/callingprofile").await;
    assert_eq!(profiles.json(), read_seed("calling_profiles"));
    assert_eq!(profiles.header("connection"), "close");

    let of = |tenant: &str| format!("/api/v2/oc/numbers?msTenantId={tenant}");
    let numbers = caller
        .read(&of("F94238E5-4f2c-4e1b-8125-2d27122ca75f"))
        .await;
    assert_eq!(numbers.json(), read_seed("numbers"));
    let none = caller
        .read(&of("00000000-0000-4000-8000-000000000000"))
        .await;
    assert_eq!(none.json(), json!([]));
    for wrong in ["", "nonsense"] {
        let refused = caller.read(&of(wrong)).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
        assert_eq!(
            refused.header("content-type"),
            "application/problem+json; charset=utf-8"
        );
        assert!(refused.json()["errors"]["msTenantId"].is_array());
    }
}

fn read_seed(name: &str) -> Value {
    let path = format!("{}/src/seed/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[tokio::test]
async fn credentials_are_checked_as_the_vendor_does() {
    let caller = Caller::new(json!({"token_seconds": -5})).await;
    let path = "/ac/tenantui/api/v2/oc/callingprofile";
    let expired = format!("Bearer {}", caller.credentials.token);
    let other_api = format!("Bearer {}", caller.credentials.opentact_token);
    for (header, challenge) in [
        (None, "Bearer"),
        (Some("Bearer nonsense"), "invalid_token"),
        (Some("Basic nonsense"), "Bearer"),
        (Some(expired.as_str()), "expired"),
        (Some(other_api.as_str()), "invalid_token"),
    ] {
        let headers: Vec<_> = header
            .map(|value| ("authorization", value))
            .into_iter()
            .collect();
        let answer = call(&caller.router, Method::GET, path, &headers, None).await;
        assert_eq!(
            (answer.status, answer.text.as_str()),
            (StatusCode::UNAUTHORIZED, "")
        );
        let given = answer.header("www-authenticate");
        assert!(given.contains(challenge), "{header:?}: {given}");
    }
}

#[tokio::test]
async fn numbers_have_pages_in_v3_and_can_be_had_one_by_one() {
    let caller = Caller::new(json!({"numbers": 450})).await;
    let of = |more: &str| {
        format!("/api/v3/oc/numbers?MSTENANTID=f94238e5-4f2c-4e1b-8125-2d27122ca75f{more}")
    };
    let last = caller.read(&of("&PageNumber=3")).await.json();
    assert_eq!(
        [
            &last["currentPage"],
            &last["pageSize"],
            &last["totalPages"],
            &last["totalRecords"]
        ],
        [3, 200, 3, 450]
    );
    assert_eq!(last["data"].as_array().unwrap().len(), 50);
    assert_eq!(last["data"][0]["ocSipConnectionName"], "Sandbox2Cust");
    assert_eq!(
        caller.read(&of("&PageNumber=4")).await.json()["data"],
        json!([])
    );

    let number = last["data"][49]["telephoneNumber"].as_str().unwrap();
    let one = caller
        .read(&format!(
            "/api/v2/oc/numbers/{}",
            number.replace('+', "%2B")
        ))
        .await;
    assert_eq!(one.json()["telephoneNumber"], number);
    let none = caller.read("/api/v2/oc/numbers/%2B10000000000").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_documented_change_takes_place_when_its_task_has_ended() {
    let caller = Caller::new(plain()).await;
    let plan = caller.plan("CustDialPlan").await;
    let before = caller.read(&plan).await.json();
    let answer = caller
        .live(Method::PATCH, &plan, Some(&documented_change()))
        .await;
    assert_eq!(
        answer.json(),
        json!({"taskId": "tsk_1156", "dialPlanName": "CustDialPlan", "error": null})
    );
    let states = caller.follow("tsk_1156").await;
    assert_eq!(
        statuses(&states),
        ["Queued", "InProgress", "CompletedSuccess"]
    );
    assert_eq!(
        states[0],
        json!({"id": "tsk_1156", "status": "Queued", "details": [null],
            "executionMessages": null, "outputData": {}})
    );
    assert_eq!(
        states[2],
        json!({"id": "tsk_1156", "status": "CompletedSuccess", "details": ["Ok"],
            "executionMessages": null, "outputData": {}})
    );
    let after = caller.read(&plan).await.json();
    assert_eq!(prefixes(&before)[3..], ["+972542566112", "+972542566113"]);
    assert_eq!(prefixes(&after)[3..], ["+972542566110", "+972542566111"]);
}

#[tokio::test]
async fn a_change_is_checked_before_a_task_begins() {
    let caller = Caller::new(plain()).await;
    let plan = caller.plan("CustDialPlan").await;
    let long = "1".repeat(51);
    let body = json!({
        "dialPlanId": "Other",
        "add": [{"name": "a", "prefix": "", "tag": "t"}, {"name": "a", "prefix": long, "tag": "t"}],
        "remove": [{"name": "a", "prefix": "1"}],
    });
    let refused = caller.live(Method::PATCH, &plan, Some(&body)).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    let errors = refused.json()["errors"].clone();
    let keys: Vec<_> = errors.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "DialPlanId",
            "add[0].prefix",
            "add[1].prefix",
            "remove[0].tag"
        ]
    );

    let elsewhere = caller.plan("NoSuchPlan").await;
    let body = json!({"dialPlanId": "NoSuchPlan", "add": [], "remove": []});
    let refused = caller.live(Method::PATCH, &elsewhere, Some(&body)).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    assert_eq!(
        caller.read("/api/v2/task/tsk_1156").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn dial_plans_are_listed_by_name_and_read_in_either_shape() {
    let caller = Caller::new(json!({"dial_plans": {"as_array": true}, "rules": 50_000})).await;
    let one = caller.plan("CustDialPlan").await;
    let list = one.trim_end_matches("/CustDialPlan");
    let names = caller.read(list).await.json();
    let ids: Vec<_> = names
        .as_array()
        .unwrap()
        .iter()
        .map(|plan| &plan["dialPlanId"])
        .collect();
    assert_eq!(
        ids,
        ["CustDialPlan", "RegisteredUsers", "Zoom", "OCDialPlan"]
    );
    assert!(
        names
            .as_array()
            .unwrap()
            .iter()
            .all(|plan| plan["ruleDTO"] == json!([]))
    );
    let full = caller.read(&format!("{list}?allDetails=true")).await.json();
    assert_eq!(prefixes(&full[0]).len(), 50_000);
    let array = caller.read(&one).await.json();
    assert_eq!(array.as_array().unwrap().len(), 1);
    assert_eq!(array[0], full[0]);
}

#[tokio::test]
async fn tasks_come_in_every_documented_shape() {
    for (shape, details, messages) in [
        ("text", json!("Ok"), json!("")),
        ("lists", json!(["Ok"]), json!([])),
        ("objects", json!({"result": "Ok"}), json!({})),
        ("nulls", Value::Null, Value::Null),
        ("missing", Value::Null, Value::Null),
    ] {
        let caller = Caller::new(json!({"tasks": {"reads": 1, "shape": shape}})).await;
        let plan = caller.plan("CustDialPlan").await;
        caller
            .live(Method::PATCH, &plan, Some(&documented_change()))
            .await;
        let task = caller.read("/api/v2/task/tsk_1156").await.json();
        assert_eq!(task["status"], "CompletedSuccess");
        assert_eq!(
            (&task["details"], &task["executionMessages"]),
            (&details, &messages)
        );
        assert_eq!(task.get("details").is_some(), shape != "missing");
    }
}

#[tokio::test]
async fn the_documented_service_comes_to_be() {
    let caller = Caller::new(plain()).await;
    let answer = caller
        .live(
            Method::POST,
            "/api/v3/customer",
            Some(&documented_service()),
        )
        .await;
    assert_eq!(
        answer.json(),
        json!({"jobId": "wst_80b54f45-6643-4fdf-960a-638c18edb787"})
    );
    let states = caller
        .follow("wst_80b54f45-6643-4fdf-960a-638c18edb787")
        .await;
    assert_eq!(
        statuses(&states),
        ["Queued", "InProgress", "CompletedSuccess"]
    );
    assert_eq!(states[2]["details"], json!(["Converted"]));
    assert_eq!(
        states[2]["executionMessages"],
        json!([
            {"level": "Information", "message": "SBC sbc-onboarding done for site Bradx35340067."},
            {"level": "Information", "message": "Site created in Ovoc"},
        ])
    );

    let services = caller.read("/api/v3/customer?allDetails=true").await.json();
    let service = services.as_array().unwrap().last().unwrap();
    let id = service["UmpCustomerGuid"].as_str().unwrap();
    assert_eq!(service["CustomerShortName"], "Bradx35340067");
    assert_eq!(service["SiteLocation"][0]["id"], id);
    let lead = caller
        .read("/api/v2/oc/lead?msTenantId=f9f53ee0-56e1-43f6-8fe3-5fb322986657")
        .await
        .json();
    assert_eq!(lead[0]["umpCustomerGuid"], id);
    let plans = format!("/api/v2/customer/{id}/sitelocation/{id}/dialplan");
    assert_eq!(
        caller.read(&plans).await.json().as_array().unwrap().len(),
        4
    );
    let site = caller
        .read(&format!("/api/v2/sitelocation/{id}"))
        .await
        .json();
    assert_eq!(site["siteName"], "Bradx35340067");
    let details = caller
        .read(&format!("/api/v3/customer/{id}?allDetails=true"))
        .await
        .json();
    assert_eq!(details["ShortName"], "Bradx35340067");
}

#[tokio::test]
async fn a_service_is_checked_before_a_task_begins() {
    let caller = Caller::new(plain()).await;
    let body = json!({
        "configurationName": "Other",
        "msTenantId": "f94238e5-4f2c-4e1b-8125-2d27122ca75f",
        "customerShortName": "with space",
        "licenseType": "3",
    });
    let refused = caller
        .live(Method::POST, "/api/v3/customer", Some(&body))
        .await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    let errors = refused.json()["errors"].clone();
    let keys: Vec<_> = errors.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "ConfigurationName",
            "MsTenantId",
            "CustomerShortName",
            "licenseType"
        ]
    );
    assert_eq!(
        caller
            .read("/api/v3/customer")
            .await
            .json()
            .as_array()
            .unwrap()
            .len(),
        6
    );
}

#[tokio::test]
async fn leads_and_templates_have_their_own_pages() {
    let caller = Caller::new(json!({"live": {"doubled_brackets": true}})).await;
    let leads = caller
        .read("/api/v2/oc/lead?PageSize=4&PageNumber=2")
        .await
        .json();
    assert_eq!(leads[0].as_array().unwrap().len(), 2);
    let first = caller
        .read("/api/v2/scripttemplates?scriptType=Any&PageSize=5")
        .await
        .json();
    let rest = "/api/v2/scripttemplates?scriptType=Any&PageSize=5&PageNumber=1&allDetails=true";
    let rest = caller.read(rest).await.json();
    assert_eq!(
        [
            first.as_array().unwrap().len(),
            rest.as_array().unwrap().len()
        ],
        [5, 3]
    );
    assert!(first[0]["script"].is_null() && rest[0]["script"].is_string());
    let m365 = caller
        .read("/api/v2/scripttemplates?scriptType=M365")
        .await
        .json();
    assert_eq!(m365.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn what_has_no_handler_names_itself() {
    let caller = Caller::new(plain()).await;
    for (method, path) in [
        (Method::GET, "/api/v9/oc/numbers"),
        (Method::DELETE, "/api/v3/customer"),
        (Method::GET, ""),
    ] {
        let answer = caller.live(method.clone(), path, None).await;
        assert_eq!(answer.status, StatusCode::NOT_IMPLEMENTED);
        assert_eq!(
            answer.text,
            format!("no handler for {method} /ac/tenantui{path}\n")
        );
    }
    let without_token = call(&caller.router, Method::GET, "/ac/elsewhere", &[], None).await;
    assert_eq!(without_token.text, "no handler for GET /ac/elsewhere\n");
}
