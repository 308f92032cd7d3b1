use super::*;

/// The input of the page "Create OC Essential Service from Lead with IP Group".
fn documented() -> Draft {
    let mut draft = Draft::default();
    draft.set(Field::Tenant, " F9F53EE0-56e1-43f6-8fe3-5fb322986657 ");
    draft.set(Field::ShortName, "Bradx35340067");
    draft.set(Field::FullName, "Bradx35340067");
    draft.set(Field::ProxySet, "SIPTrunk");
    draft.set(Field::Gateway, "oc1.sandbox2.audiocodes.be");
    draft
}

#[test]
fn the_documented_input_gives_the_documented_body() {
    let body = documented().service("").unwrap().preview();
    let page = json!({
        "configurationName": "OcEssential_IPGROUP_TYPE",
        "msTenantId": "f9f53ee0-56e1-43f6-8fe3-5fb322986657",
        "customerShortName": "Bradx35340067",
        "customerFullName": "Bradx35340067",
        "scriptParameters": {
            "ProxySet": "SIPTrunk",
            "OnlinePstnGateway": "oc1.sandbox2.audiocodes.be"
        }
    });
    assert_eq!(body.to_string(), page.to_string());
}

#[test]
fn every_option_is_sent_by_its_documented_name_and_type() {
    let mut draft = documented();
    for field in Field::options() {
        let text = match (field, field.kind()) {
            (_, Kind::Integer) => "3",
            (Field::CustomerGuid, _) => "df6f5ea9-2e92-482a-92f6-79094815588d",
            (Field::Email, _) => "ada@customer.example",
            _ => "text",
        };
        draft.set(field, text);
    }
    draft.parameters = vec![
        ("CustomVar.Variable1".into(), "10.0.2.4".into()),
        (String::new(), String::new()),
    ];
    let body = draft.service("secret").unwrap().preview();
    let site = json!({
        "siteLocationName": "text",
        "sbcId": 3,
        "sbcOnboardingScript": 3,
        "sbcCleanupScript": 3,
        "sbcOcUploadNumberScript": 3,
        "sbcOcReleaseNumberScript": 3
    });
    assert_eq!(body["siteLocation"], site);
    let hooks =
        json!({"invitationIsPending": "text", "customerCreated": "text", "didChange": "text"});
    assert_eq!(body["webhooks"], hooks);
    let qos = json!({"applicationID": "text", "applicationPassword": "[redacted]"});
    assert_eq!(body["teamsQos"], qos);
    assert_eq!(body["scriptParameters"]["CustomVar.Variable1"], "10.0.2.4");
    assert_eq!(body["scriptParameters"].as_object().unwrap().len(), 3);
    for (name, value) in [
        ("ovocCustomerType", json!("text")),
        ("channelId", json!("text")),
        ("lcCustomerId", json!("text")),
        ("leadId", json!("text")),
        ("invitationEmail", json!("ada@customer.example")),
        ("licenseType", json!(3)),
        ("licensedUsersCount", json!(3)),
        (
            "umpCustomerGuid",
            json!("df6f5ea9-2e92-482a-92f6-79094815588d"),
        ),
        ("callingProfileConfigurationTemplateId", json!(3)),
    ] {
        assert_eq!(body[name], value, "{name}");
    }
}

#[test]
fn what_is_malformed_is_not_sent() {
    for (field, text) in [
        (Field::Tenant, "no guid"),
        (Field::Tenant, ""),
        (Field::ShortName, "ab"),
        (Field::ShortName, "has space"),
        (Field::ShortName, "sixteen_letters_"),
        (Field::ShortName, "Größe"),
        (Field::FullName, ""),
        (Field::Configuration, " "),
        (Field::SbcId, "8.5"),
        (Field::License, "three"),
        (Field::Users, "-1"),
        (Field::Users, "99999999999"),
        (Field::CustomerGuid, "x"),
        (Field::Email, "nobody"),
    ] {
        let mut draft = documented();
        draft.set(field, text);
        assert!(draft.fault(field).is_some(), "{field:?} {text}");
        assert!(draft.service("").is_none(), "{field:?} {text}");
    }
}

#[test]
fn a_parameter_needs_a_name_of_its_own() {
    let mut draft = documented();
    draft.parameters = vec![
        ("CustomVar.Variable1".into(), "a".into()),
        (" CustomVar.Variable1".into(), "b".into()),
        (String::new(), "c".into()),
        ("ProxySet".into(), String::new()),
        (String::new(), String::new()),
    ];
    let faults: Vec<bool> = (0..5)
        .map(|place| draft.parameter_fault(place).is_some())
        .collect();
    assert_eq!(faults, [false, true, true, true, false]);
    assert!(draft.service("").is_none());
}

#[test]
fn a_draft_comes_back_without_its_secrets() {
    let mut draft = documented();
    draft.set(Field::Users, "25");
    draft.lead = "Bradx35340067".into();
    draft.parameters = vec![
        ("trunkPassword".into(), "canary".into()),
        ("A".into(), "1".into()),
    ];
    let text = draft.to_json().to_string();
    assert!(!text.contains("canary"), "{text}");
    let read = Draft::from_json(&serde_json::from_str(&text).unwrap());
    draft.parameters[0].1.clear();
    assert_eq!(read, draft);
    assert!(Draft::from_json(&Value::Null).is_untouched());
}

#[test]
fn faults_of_the_server_find_their_field_in_any_case() {
    let fault = |field: &str| FieldError {
        field: field.into(),
        message: "taken".into(),
    };
    let (fields, others) = refusals(&[
        fault("CustomerShortName"),
        fault("$.siteLocation.sbcId"),
        fault("SomethingElse"),
    ]);
    assert_eq!(
        fields,
        [
            (Field::ShortName, "taken".to_owned()),
            (Field::SbcId, "taken".to_owned())
        ]
    );
    assert_eq!(others, ["SomethingElse: taken"]);
}

#[test]
fn a_company_gives_a_short_name() {
    assert_eq!(short_name_of("Bradx35340067"), "Bradx35340067");
    assert_eq!(short_name_of("Contoso (UK) plc"), "Contoso_UK_plc");
    assert_eq!(
        short_name_of("Fabrikam International Ltd"),
        "Fabrikam_Intern"
    );
}
