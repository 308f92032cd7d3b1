use crate::canned::{Canned, LIVE_BODY_HEADERS, LIVE_HEADERS};
use cordboard_api::live::dial_plans::{DialPlan, DialPlanPatch, Rule};
use cordboard_api::{ApiError, CustomerId, SiteLocationId};
use futures::executor::block_on;
use serde_json::{Value, json};

const DOCUMENTED: &str = include_str!("fixtures/dial_plans.json");
const PATCH: &str = include_str!("fixtures/dial_plan_patch.json");
const PLANS: &str = "https://sp.example/tenantui/api/v2/customer/\
    0ad77c8d-c023-4054-ac4e-07d02b4b07a6/sitelocation/c273a684-867f-4ae6-8ddc-2e15a4ff182d/dialplan";

fn customer() -> CustomerId {
    CustomerId::parse("0ad77c8d-c023-4054-ac4e-07d02b4b07a6").unwrap()
}

fn site() -> SiteLocationId {
    SiteLocationId::parse("c273a684-867f-4ae6-8ddc-2e15a4ff182d").unwrap()
}

fn read(body: &str) -> Result<DialPlan, ApiError> {
    let canned = Canned::json(body);
    block_on(
        canned
            .live()
            .dial_plan(&customer(), &site(), "CustDialPlan"),
    )
}

fn rule(name: &str, prefix: &str, tag: &str) -> Rule {
    Rule {
        name: name.to_owned(),
        prefix: prefix.to_owned(),
        tag: tag.to_owned(),
    }
}

#[test]
fn the_calls_are_the_documented_ones() {
    let canned = Canned::json(DOCUMENTED);
    block_on(canned.live().dial_plans(&customer(), &site())).unwrap();
    let sent = canned.sent();
    assert_eq!(sent.line, format!("GET {PLANS}"));
    assert_eq!(sent.headers, LIVE_HEADERS);

    let canned = Canned::json(r#"{"dialPlanId":"Cust/Plan"}"#);
    block_on(canned.live().dial_plan(&customer(), &site(), "Cust/Plan")).unwrap();
    assert_eq!(canned.sent().line, format!("GET {PLANS}/Cust%2FPlan"));
}

#[test]
fn a_change_is_the_documented_example_to_the_letter() {
    let name = "audiocodesru";
    let tag = "audiocodesru.sbc.com";
    let patch = DialPlanPatch {
        dial_plan_id: "CustDialPlan".to_owned(),
        add: vec![
            rule(name, "+972542566110", tag),
            rule(name, "+972542566111", tag),
        ],
        remove: vec![
            rule(name, "+972542566112", tag),
            rule(name, "+972542566113", tag),
        ],
    };
    let canned = Canned::json(include_str!("fixtures/dial_plan_answer.json"));
    block_on(canned.live().modify_dial_plan(&customer(), &site(), &patch)).unwrap();
    let sent = canned.sent();
    assert_eq!(sent.line, format!("PATCH {PLANS}/CustDialPlan"));
    assert_eq!(sent.headers, LIVE_BODY_HEADERS);
    let documented: Value = serde_json::from_str(PATCH).unwrap();
    // As text, so that the order of the fields counts too.
    assert_eq!(sent.body, documented.to_string());
    assert_eq!(patch.to_json(), sent.body);
}

#[test]
fn both_halves_are_sent_when_one_is_empty() {
    let patch = DialPlanPatch {
        dial_plan_id: "CustDialPlan".to_owned(),
        add: vec![rule("a", "1", "t")],
        remove: Vec::new(),
    };
    let expected =
        r#"{"dialPlanId":"CustDialPlan","add":[{"name":"a","prefix":"1","tag":"t"}],"remove":[]}"#;
    assert_eq!(patch.to_json(), expected);
}

#[test]
fn a_plan_comes_as_an_object_or_in_a_list() {
    let expected = [
        rule("Demo1Site2", "20001", "PstnDemo1"),
        rule("Demo1Site2", "20002", "PstnDemo1"),
        rule("Demo1Site2", "20004", "PstnDemo1"),
    ];
    assert_eq!(read(DOCUMENTED).unwrap().rules, expected);
    let list: Value = serde_json::from_str(DOCUMENTED).unwrap();
    assert_eq!(read(&list[0].to_string()).unwrap().rules, expected);
    let several = json!([{"dialPlanId": "OCDialPlan", "ruleDTO": []}, list[0]]);
    assert_eq!(read(&several.to_string()).unwrap().rules, expected);
}

#[test]
fn another_plan_is_not_taken_for_the_asked_one() {
    for body in ["[]", r#"{"dialPlanId":"OCDialPlan","ruleDTO":[]}"#] {
        let error = read(body).unwrap_err();
        assert_eq!(error.to_string(), "$: expected the dial plan CustDialPlan");
    }
}

#[test]
fn plans_may_come_without_rules_and_rules_with_gaps() {
    let body = r#"[{"dialPlanId":"CustDialPlan","ruleDTO":null},{"dialPlanId":"Zoom"}]"#;
    let canned = Canned::json(body);
    let plans = block_on(canned.live().dial_plans(&customer(), &site())).unwrap();
    assert!(plans.iter().all(|plan| plan.rules.is_empty()));
    let plan =
        read(r#"{"dialPlanId":"custdialplan","ruleDTO":[{"prefix":20001,"tag":null,"x":1}]}"#);
    assert_eq!(plan.unwrap().rules, [rule("", "20001", "")]);
}

#[test]
fn half_a_plan_is_no_plan() {
    let error =
        read(r#"{"dialPlanId":"CustDialPlan","ruleDTO":[{},{"prefix":[1,2]}]}"#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "$.ruleDTO[1].prefix: expected a string, found a list"
    );
    let cut = read(r#"{"dialPlanId":"CustDialPlan","ruleDTO":[{"prefix":"1"}"#).unwrap_err();
    assert_eq!(cut.to_string(), "the answer stops before its end");
}

#[test]
fn an_error_in_a_success_is_a_refusal() {
    let patch = DialPlanPatch {
        dial_plan_id: "CustDialPlan".to_owned(),
        add: Vec::new(),
        remove: Vec::new(),
    };
    let answer = |body: &str| {
        let canned = Canned::json(body);
        block_on(canned.live().modify_dial_plan(&customer(), &site(), &patch))
    };
    for (error, said) in [
        (json!("locked"), "locked"),
        (json!({"code": 3, "message": "locked"}), "locked"),
        (json!({"code": 3}), r#"{"code":3}"#),
        (json!(["locked"]), r#"["locked"]"#),
        (json!(17), "17"),
    ] {
        let body = json!({"taskId": "tsk_1", "dialPlanName": "CustDialPlan", "error": error});
        let Err(ApiError::Refused(refusal)) = answer(&body.to_string()) else {
            panic!("{error} was accepted");
        };
        assert_eq!(refusal.status, 200);
        assert_eq!(refusal.detail.as_deref(), Some(said));
    }
    for error in [json!(null), json!(""), json!(false)] {
        let body = json!({"taskId": "tsk_1", "error": error});
        assert_eq!(answer(&body.to_string()).unwrap().task.as_str(), "tsk_1");
    }
}
