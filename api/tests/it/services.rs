use crate::canned::{Canned, LIVE_BODY_HEADERS};
use cordboard_api::live::services::{
    CreateOcEssential, LicenseType, SiteLocation, TeamsQos, Webhooks,
};
use cordboard_api::{CustomerId, Reading, Secret, TenantId};
use futures::executor::block_on;
use serde_json::{Value, json};

const TENANT: &str = "f9f53ee0-56e1-43f6-8fe3-5fb322986657";

/// Two customers as "Get Services Brief Details (V3)" prints them.
const SERVICES: &str = r#"[
    {"UmpCustomerGuid":"0ad77c8d-c023-4054-ac4e-07d02b4b07a6","CustomerShortName":"royDY",
     "CustomerFullName":"royDR","LicenseType":0,"LicensedUsersCount":null,"MsTenantId":null,
     "ActiveUserCount":0,"LiveHubActiveUsersCount":null,"LiveHubSimpleUsersCount":null},
    {"UmpCustomerGuid":"f1d30c8d-5f44-451e-9257-2318808ba0df","CustomerShortName":"BB175Plus",
     "CustomerFullName":"BB175Plus","LicenseType":1,"LicensedUsersCount":50,
     "MsTenantId":"7e24d47c-eb72-439a-84e4-aea1bdb1eed9","ActiveUserCount":0,
     "LiveHubActiveUsersCount":0,"LiveHubSimpleUsersCount":19}]"#;

fn brad() -> CreateOcEssential {
    let tenant = TenantId::parse(TENANT).unwrap();
    CreateOcEssential::new(
        tenant,
        "Bradx35340067".to_owned(),
        "Bradx35340067".to_owned(),
    )
}

fn body(service: &CreateOcEssential) -> Value {
    let canned = Canned::json(r#"{"jobId":"wst_1"}"#);
    block_on(canned.live().create_oc_essential(service)).unwrap();
    serde_json::from_str(&canned.sent().body).unwrap()
}

#[test]
fn the_documented_service_is_created_to_the_letter() {
    let mut service = brad();
    service.script_parameters = vec![
        ("ProxySet".to_owned(), "SIPTrunk".to_owned()),
        (
            "OnlinePstnGateway".to_owned(),
            "oc1.sandbox2.audiocodes.be".to_owned(),
        ),
    ];
    let canned = Canned::json(include_str!("fixtures/create_service_answer.json"));
    let task = block_on(canned.live().create_oc_essential(&service)).unwrap();
    assert_eq!(task.as_str(), "wst_80b54f45-6643-4fdf-960a-638c18edb787");
    let sent = canned.sent();
    assert_eq!(
        sent.line,
        "POST https://sp.example/tenantui/api/v3/customer"
    );
    assert_eq!(sent.headers, LIVE_BODY_HEADERS);
    let documented = include_str!("fixtures/create_service_request.json");
    let documented: Value = serde_json::from_str(documented).unwrap();
    assert_eq!(sent.body, documented.to_string());
}

#[test]
fn every_documented_field_is_sent_by_its_name_and_type() {
    let service = CreateOcEssential {
        script_parameters: vec![("CustomVar.Variable1".to_owned(), "10.0.0.0".to_owned())],
        site_location: SiteLocation {
            name: "Head office".to_owned(),
            sbc_id: Some(8),
            onboarding_script: Some(7),
            cleanup_script: Some(700),
            upload_number_script: Some(5000),
            release_number_script: Some(5001),
        },
        ovoc_customer_type: "IPGROUP_TYPE".to_owned(),
        channel_id: "12".to_owned(),
        lc_customer_id: "34".to_owned(),
        lead_id: "f825e66a".to_owned(),
        invitation_email: "ann@example.com".to_owned(),
        license_type: Some(3),
        licensed_users_count: Some(0),
        ump_customer_guid: "0ad77c8d".to_owned(),
        teams_qos: TeamsQos {
            application_id: "app".to_owned(),
            application_password: Secret::new("secret".to_owned()),
        },
        webhooks: Webhooks {
            invitation_is_pending: "https://a".to_owned(),
            customer_created: "https://b".to_owned(),
            did_change: "https://c".to_owned(),
        },
        calling_profile_configuration_template_id: Some(9),
        ..brad()
    };
    let expected = json!({
        "configurationName": "OcEssential_IPGROUP_TYPE",
        "msTenantId": TENANT,
        "customerShortName": "Bradx35340067",
        "customerFullName": "Bradx35340067",
        "scriptParameters": {"CustomVar.Variable1": "10.0.0.0"},
        "siteLocation": {
            "siteLocationName": "Head office", "sbcId": 8, "sbcOnboardingScript": 7,
            "sbcCleanupScript": 700, "sbcOcUploadNumberScript": 5000,
            "sbcOcReleaseNumberScript": 5001,
        },
        "ovocCustomerType": "IPGROUP_TYPE",
        "channelId": "12",
        "lcCustomerId": "34",
        "leadId": "f825e66a",
        "invitationEmail": "ann@example.com",
        "licenseType": 3,
        "licensedUsersCount": 0,
        "umpCustomerGuid": "0ad77c8d",
        "teamsQos": {"applicationID": "app", "applicationPassword": "secret"},
        "webhooks": {
            "invitationIsPending": "https://a", "customerCreated": "https://b",
            "didChange": "https://c",
        },
        "callingProfileConfigurationTemplateId": 9,
    });
    assert_eq!(body(&service), expected);
    let mut shown = expected;
    shown["teamsQos"]["applicationPassword"] = json!("[redacted]");
    assert_eq!(service.preview(), shown);
}

#[test]
fn what_is_empty_is_not_sent() {
    let mut service = brad();
    service.full_name = String::new();
    service.script_parameters = vec![("ProxySet".to_owned(), String::new())];
    let expected = json!({
        "configurationName": "OcEssential_IPGROUP_TYPE",
        "msTenantId": TENANT,
        "customerShortName": "Bradx35340067",
    });
    assert_eq!(body(&service), expected);
    assert_eq!(service.preview(), expected);
}

#[test]
fn services_are_read_from_pascal_case() {
    let canned = Canned::json(SERVICES);
    let services = block_on(canned.live().services(false)).unwrap();
    assert_eq!(
        canned.sent().line,
        "GET https://sp.example/tenantui/api/v3/customer?allDetails=false"
    );
    let services: Vec<_> = services.iter().filter_map(Reading::read).collect();
    assert_eq!(services[0].id, "0ad77c8d-c023-4054-ac4e-07d02b4b07a6");
    assert_eq!(services[0].short_name, "royDY");
    assert_eq!(services[0].full_name, "royDR");
    assert_eq!(services[0].license, Some(LicenseType::Number(0)));
    assert_eq!(services[0].licensed_users, None);
    assert_eq!(services[0].tenant_id, None);
    assert_eq!(services[0].active_users, Some(0));
    assert_eq!(services[1].licensed_users, Some(50));
    assert_eq!(services[1].live_hub_simple_users, Some(19));
    assert_eq!(
        services[1].tenant_id.as_deref(),
        Some("7e24d47c-eb72-439a-84e4-aea1bdb1eed9")
    );
}

#[test]
fn a_service_is_read_with_its_sites_and_without_its_secret() {
    let customer = CustomerId::parse("27aa5123-9b59-4574-bc89-834a9e536f24").unwrap();
    let body = json!({
        "UmpCustomerGuid": customer.as_str(), "LicenseType": "PRO_IMTR",
        "SiteLocation": [
            {"id": "c273a684", "name": "sip_2", "sbcId": 1, "sbcDeploymentState": "Deployed",
             "sbcConfigurationType": "Byoc"},
            {"id": "8a97168c", "sbcDeploymentState": 3},
        ],
        "ApplicationClientSecret": "canary",
    });
    let canned = Canned::json(&body.to_string());
    let service = block_on(canned.live().service(&customer)).unwrap();
    assert_eq!(
        canned.sent().line,
        format!("GET https://sp.example/tenantui/api/v3/customer/{customer}?allDetails=true")
    );
    assert_eq!(
        service.license,
        Some(LicenseType::Word("PRO_IMTR".to_owned()))
    );
    assert_eq!(service.short_name, "");
    assert_eq!(service.sites[0].configuration_type.as_deref(), Some("Byoc"));
    assert_eq!(service.sites[1].deployment_state.as_deref(), Some("3"));
    assert!(!format!("{service:?}").contains("canary"));
}

#[test]
fn licences_are_named_by_their_number() {
    assert_eq!(LicenseType::OC_ESSENTIAL.name(), Some("OC Essential"));
    assert_eq!(LicenseType::Number(5).name(), Some("OC Pro"));
    assert_eq!(LicenseType::Number(17).name(), None);
    assert_eq!(LicenseType::Number(17).wire(), "17");
}

#[test]
fn leads_come_in_doubled_brackets() {
    let lead = json!({
        "umpCustomerGuid": null, "isNotActive": null, "channelId": null, "ovocChannelId": 7,
        "isDirectLead": false, "id": "f825e66a-0e07-4d58-9fb3-271f092ceadc",
        "tenantId": "f889d778-d028-49e0-8056-b5d24abb7ca7", "status": "Removed",
        "consentedOn": "2021-12-21T13:50:02.7271943Z", "consentedCountries": ["IL"],
        "contactDetails": {"fullName": "Golan", "companySize": "L250_U999"}, "contacts": null,
    });
    let taken = json!({"id": "b", "umpCustomerGuid": "0ad77c8d", "contactDetails": null});
    for body in [
        json!([lead, taken]),
        json!([[lead, taken]]),
        json!({"data": [lead, taken]}),
    ] {
        let canned = Canned::json(&body.to_string());
        let leads = block_on(canned.live().leads()).unwrap();
        assert_eq!(
            canned.sent().line,
            "GET https://sp.example/tenantui/api/v2/oc/lead?PageSize=20000"
        );
        let [first, second] = &leads[..] else {
            panic!("{leads:?}");
        };
        let first = first.read().unwrap();
        assert_eq!(first.status, "Removed");
        assert_eq!(first.consented_countries, ["IL"]);
        assert_eq!(first.contact.company_size.as_deref(), Some("L250_U999"));
        assert_eq!(first.channel_id.as_deref(), Some("7"));
        assert!(!first.has_license());
        assert!(second.read().unwrap().has_license());
    }
}

#[test]
fn the_path_of_an_unreadable_row_says_where_it_was() {
    for (body, expected) in [
        (json!([[{"id": "a"}, {}]]), "$[0][1].id"),
        (json!({"data": [{"id": "a"}, {}]}), "$.data[1].id"),
    ] {
        let leads = block_on(Canned::json(&body.to_string()).live().leads()).unwrap();
        let Reading::Unreadable { path, problem, .. } = &leads[1] else {
            panic!("{leads:?}");
        };
        assert_eq!(
            (path.as_str(), problem.as_str()),
            (expected, "expected a string, found nothing")
        );
    }
}

#[test]
fn script_templates_name_what_they_go_with() {
    let body = json!([
        {"id": 5000, "name": "sbc-add-oc-numbers", "scriptType": 0, "description": null,
         "script": null, "customerVariables": null, "relatedScripts": null},
        {"id": 7, "name": "sbc-scenario7", "scriptType": 1,
         "relatedScripts": [{"key": 700, "value": "sbc-scenario7Cleanup"}]},
    ]);
    let canned = Canned::json(&body.to_string());
    let templates = block_on(canned.live().script_templates()).unwrap();
    assert_eq!(
        canned.sent().line,
        "GET https://sp.example/tenantui/api/v2/scripttemplates\
         ?scriptType=Any&allDetails=true&PageSize=200"
    );
    assert!(templates[0].read().unwrap().related.is_empty());
    let onboarding = templates[1].read().unwrap();
    assert_eq!(onboarding.script_type, Some(1));
    assert_eq!(onboarding.related[0].id, 700);
    assert_eq!(onboarding.related[0].name, "sbc-scenario7Cleanup");
}
