//! Each operation's happy path.

use cordboard_api::{
    CustomerId, FieldError, Reading, SiteLocationId, TenantId,
    live::{
        dial_plans::{DialPlanPatch, Rule},
        services::{CreateOcEssential, LicenseType},
        tasks::{TaskId, TaskStatus},
    },
    opentact::{
        self, OpentactPaths, PathTemplate, Scalar,
        voice_profiles::{Change, CreateVoiceProfile, Field, VoiceProfilePatch},
    },
};
use serde_json::json;

use super::{Clients, InProcess, base, opentact as opentact_client};
use crate::caller::plain;

/// The elements of a list, every one of which could be read.
fn all<T>(list: Vec<Reading<T>>) -> Vec<T> {
    list.into_iter()
        .map(|reading| match reading {
            Reading::Read(element) => element,
            Reading::Unreadable { path, problem, .. } => panic!("{path}: {problem}"),
        })
        .collect()
}

/// Reads a task to its end.
async fn follow(clients: &Clients, task: &TaskId) -> Vec<TaskStatus> {
    let mut states = Vec::new();
    while !states.last().is_some_and(TaskStatus::has_ended) {
        states.push(clients.live.task(task).await.unwrap().status);
        assert!(states.len() < 10, "{states:?}");
    }
    states
}

const TO_THE_END: [TaskStatus; 3] = [
    TaskStatus::Queued,
    TaskStatus::InProgress,
    TaskStatus::Completed,
];

#[tokio::test]
async fn calling_profiles() {
    let clients = Clients::new(json!({"profiles": 300})).await;
    let profiles = all(clients.live.calling_profiles().await.unwrap());
    assert_eq!(profiles.len(), 300);
    let with_sbc = profiles.iter().flat_map(|profile| &profile.trunks);
    assert!(
        with_sbc
            .into_iter()
            .any(|trunk| !trunk.matching_sbcs.is_empty())
    );
}

#[tokio::test]
async fn numbers_and_a_single_number() {
    let clients = Clients::new(plain()).await;
    let tenant = TenantId::parse(sandbox::FIRST_TENANT).unwrap();
    let opened = clients.live.open_numbers(&tenant).await.unwrap();
    let response = opened.read_all().await.unwrap();
    let numbers: Vec<serde_json::Value> = serde_json::from_slice(response.body()).unwrap();
    assert_eq!(numbers.len(), 2);
    let one = clients.live.number("+18333998785").await.unwrap();
    assert_eq!(one["id"], numbers[0]["id"]);
}

#[tokio::test]
async fn services_leads_and_script_templates() {
    let clients = Clients::new(json!({"services": 30, "live": {"doubled_brackets": true}})).await;
    let services = all(clients.live.services(true).await.unwrap());
    assert_eq!(services.len(), 30);
    let first = &services[0];
    assert_eq!(first.tenant_id.as_deref(), Some(sandbox::FIRST_TENANT));
    assert_eq!(first.license, Some(LicenseType::OC_ESSENTIAL));
    assert_eq!(
        (first.sites[0].id.as_str(), first.sites[0].sbc_id),
        (first.id.as_str(), Some(8))
    );
    let one = clients
        .live
        .service(&CustomerId::parse(&first.id).unwrap())
        .await
        .unwrap();
    assert_eq!((one.id, one.sites.len()), (first.id.clone(), 1));

    let leads = all(clients.live.leads().await.unwrap());
    assert_eq!(leads.len(), 6);
    assert_eq!(leads.iter().filter(|lead| lead.has_license()).count(), 2);
    let templates = all(clients.live.script_templates().await.unwrap());
    let onboarding = templates.iter().find(|template| template.id == 7).unwrap();
    assert_eq!(onboarding.related[0].id, 700);
}

#[tokio::test]
async fn a_dial_plan_is_read_and_changed() {
    for as_array in [false, true] {
        let clients = Clients::new(json!({"dial_plans": {"as_array": as_array}})).await;
        let id = clients.caller.first_customer().await;
        let (customer, site) = (
            CustomerId::parse(&id).unwrap(),
            SiteLocationId::parse(&id).unwrap(),
        );
        let plans = clients.live.dial_plans(&customer, &site).await.unwrap();
        assert_eq!(plans.len(), 4);
        let before = clients
            .live
            .dial_plan(&customer, &site, "CustDialPlan")
            .await
            .unwrap();
        let rule = |prefix: &str| Rule {
            name: "audiocodesru".into(),
            prefix: prefix.into(),
            tag: "audiocodesru.sbc.com".into(),
        };
        let patch = DialPlanPatch {
            dial_plan_id: "CustDialPlan".into(),
            add: vec![rule("+972542566110"), rule("+972542566111")],
            remove: vec![rule("+972542566112"), rule("+972542566113")],
        };
        let change = clients
            .live
            .modify_dial_plan(&customer, &site, &patch)
            .await
            .unwrap();
        assert_eq!(follow(&clients, &change.task).await, TO_THE_END);
        let after = clients
            .live
            .dial_plan(&customer, &site, "CustDialPlan")
            .await
            .unwrap();
        let expected = [&before.rules[..3], &patch.add[..]].concat();
        assert_eq!(after.rules, expected);
    }
}

#[tokio::test]
async fn a_service_is_created() {
    for bare_id in [false, true] {
        let clients = Clients::new(json!({"tasks": {"bare_id": bare_id}})).await;
        let tenant = TenantId::parse("f9f53ee0-56e1-43f6-8fe3-5fb322986657").unwrap();
        let name = "Bradx35340067";
        let service = CreateOcEssential::new(tenant, name.into(), name.into());
        let task = clients.live.create_oc_essential(&service).await.unwrap();
        assert_eq!(follow(&clients, &task).await, TO_THE_END);
        let end = clients.live.task(&task).await.unwrap();
        assert_eq!(end.details, ["Converted"]);
        assert_eq!(end.messages[1].message, "Site created in Ovoc");
        let services = all(clients.live.services(false).await.unwrap());
        assert!(services.iter().any(|service| service.short_name == name));

        let again = clients
            .live
            .create_oc_essential(&service)
            .await
            .unwrap_err();
        let fields = &again.refusal().unwrap().fields;
        let named: Vec<_> = fields.iter().map(FieldError::last_segment).collect();
        assert_eq!(named, ["MsTenantId", "CustomerShortName"]);
    }
}

#[tokio::test]
async fn tasks_of_every_shape_can_be_read() {
    for shape in ["documented", "text", "lists", "objects", "nulls", "missing"] {
        let options = json!({"tasks": {"shape": shape, "other_id": true}});
        let clients = Clients::new(options).await;
        let tenant = TenantId::parse("f9f53ee0-56e1-43f6-8fe3-5fb322986657").unwrap();
        let service = CreateOcEssential::new(tenant, "Shapes".into(), "Shapes".into());
        let task = clients.live.create_oc_essential(&service).await.unwrap();
        assert_eq!(follow(&clients, &task).await, TO_THE_END, "{shape}");
    }
}

#[tokio::test]
async fn signing_in_to_opentact() {
    let clients = Clients::new(json!({"email": "ä@ö.test", "password": "ß:😀"})).await;
    let transport = InProcess(clients.caller.router.clone());
    let base = base("/ot/rest");
    let (token, who) = opentact::sign_in(&transport, &base, "ä@ö.test", "ß:😀")
        .await
        .unwrap();
    assert_eq!(who.as_deref(), Some("ä@ö.test"));
    let claims = token.claims().unwrap();
    assert_eq!(
        claims.expires_at.unwrap() - claims.issued_at.unwrap(),
        86_400
    );
    let client = opentact_client(
        &clients.caller.router,
        token.expose(),
        OpentactPaths::default(),
    );
    assert_eq!(all(client.voice_profiles().await.unwrap()).len(), 9);
    let wrong = opentact::sign_in(&transport, &base, "ä@ö.test", "wrong")
        .await
        .unwrap_err();
    assert_eq!(wrong.status(), Some(401));
}

#[tokio::test]
async fn a_voice_profile_from_its_creation_to_its_end() {
    for (as_array, status) in [(false, 200), (true, 201)] {
        let options = json!({"opentact": {"payload_as_array": as_array, "created_status": status}});
        let client = Clients::new(options).await.opentact;
        let rate = Scalar::number("0.0125").unwrap();
        let new = CreateVoiceProfile::new("New").set(Field::MaxRate, rate.clone());
        let created = client.create_voice_profile(&new).await.unwrap().unwrap();
        assert_eq!(
            (created.name.as_str(), created.max_rate),
            ("New", Some(rate))
        );
        assert!(
            !created.raw.to_string().contains("canary-"),
            "{}",
            created.raw
        );

        let patch = VoiceProfilePatch::default().with(Field::MaxRate, Change::Clear);
        let changed = client
            .modify_voice_profile(&created.uuid, &patch)
            .await
            .unwrap()
            .unwrap();
        assert_eq!((changed.name.as_str(), changed.max_rate), ("New", None));
        assert_eq!(
            client.voice_profile(&created.uuid).await.unwrap().name,
            "New"
        );
        client.remove_voice_profile(&created.uuid).await.unwrap();
        let gone = client.voice_profile(&created.uuid).await.unwrap_err();
        assert_eq!(gone.status(), Some(404));
    }
}

#[tokio::test]
async fn the_page_can_be_followed_to_the_letter() {
    let clients = Clients::new(json!({"opentact": {"letter_by_letter": true}})).await;
    let template = |text| PathTemplate::parse(text).unwrap();
    let paths = OpentactPaths::default()
        .with_modify(template("/profile/outbound_voice"))
        .with_remove(template("/profile/outbound_voice{uuid}"))
        .unwrap();
    let credentials = &clients.caller.credentials;
    let client = opentact_client(&clients.caller.router, &credentials.opentact_token, paths);
    let first = all(client.voice_profiles().await.unwrap()).remove(0).uuid;
    let patch = VoiceProfilePatch::default().with(Field::Name, Change::Set(Scalar::text("Other")));
    let changed = client
        .modify_voice_profile(&first, &patch)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(changed.name, "Other");
    client.remove_voice_profile(&first).await.unwrap();
    assert_eq!(all(client.voice_profiles().await.unwrap()).len(), 8);
}

#[tokio::test]
async fn connections_and_apps() {
    let clients = Clients::new(json!({"opentact": {"connections": "mixed"}})).await;
    let client = &clients.opentact;
    let first = all(client.voice_profiles().await.unwrap()).remove(0).uuid;
    let apps = client.control_apps(&first).await.unwrap();
    assert_eq!((all(apps.apps).len(), apps.sip_connections), (1, 2));
    let of_account = all(client.account_sip_connections().await.unwrap());
    assert_eq!(
        of_account
            .iter()
            .filter(|connection| connection.uses(&first))
            .count(),
        2
    );
    assert_eq!(
        all(client.account_control_apps().await.unwrap().apps).len(),
        2
    );
}
