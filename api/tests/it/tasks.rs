use crate::canned::{Canned, LIVE_HEADERS};
use cordboard_api::live::services::CreateOcEssential;
use cordboard_api::live::tasks::{Task, TaskId, TaskMessage, TaskStatus};
use cordboard_api::{ApiError, CustomerId, Problem, SiteLocationId, TenantId};
use futures::executor::block_on;
use serde_json::{Value, json};

fn id(text: &str) -> TaskId {
    TaskId::parse(text).unwrap()
}

fn read(body: &str) -> Task {
    block_on(Canned::json(body).live().task(&id("tsk_1"))).unwrap()
}

/// The id in an answer to the creation of a service.
fn given(body: &str) -> Result<TaskId, ApiError> {
    let tenant = TenantId::parse("f94238e5-4f2c-4e1b-8125-2d27122ca75f").unwrap();
    let service = CreateOcEssential::new(tenant, "a".to_owned(), "a".to_owned());
    block_on(Canned::json(body).live().create_oc_essential(&service))
}

#[test]
fn the_call_is_the_documented_one() {
    let canned = Canned::json(include_str!("fixtures/task_queued.json"));
    let task = block_on(canned.live().task(&id("tsk_1156"))).unwrap();
    let sent = canned.sent();
    assert_eq!(
        sent.line,
        "GET https://sp.example/tenantui/api/v2/task/tsk_1156"
    );
    assert_eq!(sent.headers, LIVE_HEADERS);
    assert_eq!(
        task.id,
        Some(id("tsk_1157")),
        "the documented example answers with another id"
    );
    assert_eq!(task.status, TaskStatus::Queued);
    assert!(task.details.is_empty() && task.messages.is_empty());
    assert_eq!(task.output, json!({}));
}

#[test]
fn the_documented_ends_are_read() {
    let dial_plan = read(include_str!("fixtures/task_dial_plan.json"));
    assert_eq!(dial_plan.status, TaskStatus::Completed);
    assert_eq!(dial_plan.details, ["Ok"]);
    let created = read(include_str!("fixtures/task_created.json"));
    assert_eq!(created.status, TaskStatus::Completed);
    assert_eq!(created.details, ["Converted"]);
    let messages: Vec<_> = created
        .messages
        .iter()
        .map(|it| (it.level.as_str(), it.message.as_str()))
        .collect();
    assert_eq!(
        messages,
        [
            (
                "Information",
                "SBC sbc-onboarding done for site Bradx35340067."
            ),
            ("Information", "Site created in Ovoc"),
        ]
    );
}

#[test]
fn the_id_is_found_in_each_form_it_comes_in() {
    let documented = include_str!("fixtures/create_service_answer.json");
    let guid = "wst_80b54f45-6643-4fdf-960a-638c18edb787";
    for (body, expected) in [
        (documented, guid),
        (r#"{"taskId":"tsk_1156","error":null}"#, "tsk_1156"),
        (r#"{"jobId":null,"taskId":"tsk_1156"}"#, "tsk_1156"),
        (r#""tsk_185510""#, "tsk_185510"),
        (r#"{ "tsk_msjob_0a" }"#, "tsk_msjob_0a"),
        ("{\r\n  \"tsk_msjob_0a\"\r\n}\n", "tsk_msjob_0a"),
        (r#"{"taskId":1156}"#, "1156"),
        ("\u{feff}\"tsk_1\"", "tsk_1"),
    ] {
        assert_eq!(given(body).unwrap().as_str(), expected, "{body}");
    }
}

#[test]
fn an_answer_without_an_id_says_so() {
    let problem = |body| match given(body) {
        Err(ApiError::Unreadable(unreadable)) => unreadable.problem,
        other => panic!("{other:?}"),
    };
    let no_id = Problem::Shape {
        path: "$".to_owned(),
        expected: "expected a task id".to_owned(),
    };
    for body in [
        "{}",
        "null",
        "[]",
        "true",
        r#""""#,
        r#"{"jobId":"a b"}"#,
        r#"{"jobId":{}}"#,
    ] {
        assert_eq!(problem(body), no_id, "{body}");
    }
    assert_eq!(problem(r#"{"jobId":"wst_80b"#), Problem::Truncated);
    assert_eq!(problem(r#"{ "tsk_"#), Problem::Truncated);
    assert_eq!(problem("<html>"), Problem::Html);
    assert_eq!(problem(""), Problem::Empty);
}

#[test]
fn an_id_is_data_in_the_address() {
    let canned = Canned::json(r#"{"status":"Queued"}"#);
    let task = block_on(canned.live().task(&id("../a?b/c"))).unwrap();
    let sent = canned.sent().line;
    assert_eq!(
        sent,
        "GET https://sp.example/tenantui/api/v2/task/..%2Fa%3Fb%2Fc"
    );
    assert_eq!(task.id, None);
    assert_eq!(TaskId::parse(" \"tsk_1\" "), Some(id("tsk_1")));
    for text in ["", "\"\"", "a b", "a\nb", &"a".repeat(201)] {
        assert_eq!(TaskId::parse(text), None, "{text:?}");
    }
}

#[test]
fn status_words_are_compared_without_case_and_blanks() {
    let table = [
        ("Queued", TaskStatus::Queued),
        ("In Progress", TaskStatus::InProgress),
        ("InProgress", TaskStatus::InProgress),
        ("CompletedSuccess", TaskStatus::Completed),
        ("Completed Success", TaskStatus::Completed),
        ("completed_success", TaskStatus::Completed),
        ("CompletedFailed", TaskStatus::Failed),
        ("Completed Failed ", TaskStatus::Failed),
        (" Cancelled", TaskStatus::Unknown("Cancelled".to_owned())),
        ("Completed", TaskStatus::Unknown("Completed".to_owned())),
        ("", TaskStatus::Unknown(String::new())),
    ];
    for (word, expected) in table {
        let status = TaskStatus::from_wire(word);
        assert_eq!(status, expected, "{word}");
        let is_end = matches!(expected, TaskStatus::Completed | TaskStatus::Failed);
        assert_eq!(status.has_ended(), is_end, "{word}");
    }
    assert_eq!(
        read(r#"{"status":3}"#).status,
        TaskStatus::Unknown("3".to_owned())
    );
}

#[test]
fn details_and_messages_come_in_every_form() {
    let details =
        |value: Value| read(&json!({"status": "Queued", "details": value}).to_string()).details;
    assert_eq!(details(json!("Ok")), ["Ok"]);
    assert_eq!(
        details(json!(["Ok", null, ["more"], 7])),
        ["Ok", "more", "7"]
    );
    assert_eq!(details(json!({"a": 1})), [r#"{"a":1}"#]);
    assert!(details(json!(null)).is_empty());
    let messages = |value: Value| {
        read(&json!({"status": "Queued", "executionMessages": value}).to_string()).messages
    };
    let message = |level: &str, message: &str| TaskMessage {
        level: level.to_owned(),
        message: message.to_owned(),
    };
    assert_eq!(messages(json!("done")), [message("", "done")]);
    assert_eq!(
        messages(json!({"level": "Error", "message": "no"})),
        [message("Error", "no")]
    );
    assert_eq!(
        messages(json!([null, "a", {"message": "b"}, {"level": 3, "message": {"c": 1}}, {"x": 1}])),
        [
            message("", "a"),
            message("", "b"),
            message("3", r#"{"c":1}"#),
            message("", r#"{"x":1}"#),
        ]
    );
    assert!(messages(json!(null)).is_empty());
}

#[test]
fn output_and_times_are_kept_as_they_came() {
    for output in [
        json!([1]),
        json!("text"),
        json!(null),
        json!({"UmpCustomerGuid": "a"}),
    ] {
        let task = read(&json!({"status": "Queued", "outputData": output}).to_string());
        assert_eq!(task.output, output);
    }
    let task = read(
        &json!({
            "status": "Queued", "createTime": "2024-04-04T12:24:01.9697859+00:00",
            "completeTime": "0001-01-01T00:00:00", "cancellationRequested": true,
        })
        .to_string(),
    );
    assert_eq!(
        task.created.as_deref(),
        Some("2024-04-04T12:24:01.9697859+00:00")
    );
    assert_eq!(task.completed, None, "the first moment of .NET is no time");
    assert!(task.is_cancellation_requested);
}

#[test]
fn a_task_without_a_status_is_unreadable() {
    let error = block_on(Canned::json("{}").live().task(&id("tsk_1"))).unwrap_err();
    assert_eq!(
        error.to_string(),
        "$.status: expected a string, found nothing"
    );
}

#[test]
fn a_dial_plan_change_gives_its_task() {
    let customer = CustomerId::parse("0ad77c8d-c023-4054-ac4e-07d02b4b07a6").unwrap();
    let site = SiteLocationId::from(&customer);
    let patch = cordboard_api::live::dial_plans::DialPlanPatch {
        dial_plan_id: "CustDialPlan".to_owned(),
        add: Vec::new(),
        remove: Vec::new(),
    };
    let canned = Canned::json(include_str!("fixtures/dial_plan_answer.json"));
    let change = block_on(canned.live().modify_dial_plan(&customer, &site, &patch)).unwrap();
    assert_eq!(change.task.as_str(), "tsk_1156");
    assert_eq!(change.dial_plan_name.as_deref(), Some("CustDialPlan"));
}
