//! Each input that makes a call fail, as the app's clients see it.

use std::collections::BTreeMap;

use cordboard_api::{
    CustomerId, SiteLocationId, TenantId,
    live::{
        dial_plans::{DialPlanPatch, Rule},
        services::CreateOcEssential,
        tasks::{TaskId, TaskStatus},
    },
    opentact::{OpentactPaths, voice_profiles::CreateVoiceProfile},
};
use sandbox::{Place, World, app};

use super::{Clients, live, opentact, outcome};
use crate::caller::plain;

/// Asserts that exactly the sentinels of a place were tried, and that each did as expected.
fn assert_outcomes(place: Place, found: &BTreeMap<&str, String>, expected: &[(&str, &str)]) {
    let inputs: Vec<_> = place.sentinels().map(|(input, _)| input).collect();
    let named: Vec<_> = expected.iter().map(|(input, _)| *input).collect();
    assert_eq!(inputs, named, "{place:?}");
    for (input, expected) in expected {
        assert_eq!(found[input], *expected, "{input}");
    }
}

#[tokio::test(start_paused = true)]
async fn tokens() {
    let router = app(World::default());
    let (mut of_live, mut of_opentact) = (BTreeMap::new(), BTreeMap::new());
    for (token, _) in Place::Token.sentinels() {
        of_live.insert(
            token,
            outcome(live(&router, token).calling_profiles().await),
        );
        let client = opentact(&router, token, OpentactPaths::default());
        of_opentact.insert(token, outcome(client.voice_profiles().await));
    }
    let expected = [
        ("sandbox-opaque", "fine"),
        ("sandbox-401", "401"),
        ("sandbox-403", "403"),
        ("sandbox-404", "404"),
        ("sandbox-429", "429"),
        ("sandbox-500", "500"),
        ("sandbox-502", "502"),
        ("sandbox-503", "503"),
        ("sandbox-empty", "empty"),
        ("sandbox-html", "html"),
        ("sandbox-truncated", "truncated"),
        ("sandbox-bom", "fine"),
        ("sandbox-text", "fine"),
        ("sandbox-slow", "fine"),
        ("sandbox-hang", "timed out: Head"),
        ("sandbox-cut", "cut off"),
        ("sandbox-dropped", "unreachable"),
        ("sandbox-redirect", "redirected"),
    ];
    assert_outcomes(Place::Token, &of_live, &expected);
    assert_outcomes(Place::Token, &of_opentact, &expected);
}

#[tokio::test(start_paused = true)]
async fn tenants() {
    let clients = Clients::new(plain()).await;
    let mut found = BTreeMap::new();
    for (tenant, _) in Place::Tenant.sentinels() {
        let opened = clients
            .live
            .open_numbers(&TenantId::parse(tenant).unwrap())
            .await;
        let outcome = match opened {
            Ok(opened) => match opened.read_all().await {
                Ok(response) => read(response.body()),
                Err(error) => outcome::<()>(Err(error.into())),
            },
            Err(error) => outcome::<()>(Err(error)),
        };
        found.insert(tenant, outcome);
    }
    assert_outcomes(
        Place::Tenant,
        &found,
        &[
            ("5e471e10-0000-4000-8000-000000000401", "401"),
            ("5e471e10-0000-4000-8000-000000000403", "403"),
            ("5e471e10-0000-4000-8000-000000000404", "404"),
            ("5e471e10-0000-4000-8000-000000000405", "405"),
            ("5e471e10-0000-4000-8000-000000000429", "429"),
            ("5e471e10-0000-4000-8000-000000000500", "500"),
            ("5e471e10-0000-4000-8000-000000000502", "502"),
            ("5e471e10-0000-4000-8000-000000000503", "503"),
            ("5e471e10-0000-4000-8000-00000000e001", "empty"),
            (
                "5e471e10-0000-4000-8000-00000000e002",
                "broken after 400000 bytes",
            ),
            (
                "5e471e10-0000-4000-8000-00000000e003",
                "byte order mark, 1000 numbers",
            ),
            ("5e471e10-0000-4000-8000-00000000e004", "html"),
            ("5e471e10-0000-4000-8000-00000000e005", "timed out: Head"),
            ("5e471e10-0000-4000-8000-00000000e006", "timed out: Body"),
            ("5e471e10-0000-4000-8000-00000000e007", "cut off"),
            ("5e471e10-0000-4000-8000-00000000e008", "unreachable"),
            ("5e471e10-0000-4000-8000-00000000e009", "1000 numbers"),
            ("5e471e10-0000-4000-8000-00000000e00a", "redirected"),
            ("5e471e10-0000-4000-8000-00000000e00b", "6 numbers"),
        ],
    );
}

/// What a list of numbers holds, whatever it is.
fn read(bytes: &[u8]) -> String {
    if bytes.is_empty() {
        return "empty".into();
    }
    let (mark, json) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => ("byte order mark, ", rest),
        None => ("", bytes),
    };
    match serde_json::from_slice::<Vec<serde_json::Value>>(json) {
        Ok(numbers) => format!("{mark}{} numbers", numbers.len()),
        Err(_) => format!("{mark}broken after {} bytes", bytes.len()),
    }
}

/// How a task ends within as many readings as any task takes.
async fn end_of(clients: &Clients, task: &TaskId) -> String {
    for _ in 0..4 {
        let task = clients.live.task(task).await.unwrap();
        match task.status {
            TaskStatus::Completed => return "completed".into(),
            TaskStatus::Failed => return "failed".into(),
            TaskStatus::Unknown(word) => return word,
            TaskStatus::Queued | TaskStatus::InProgress => {}
        }
    }
    "never".into()
}

#[tokio::test(start_paused = true)]
async fn short_names() {
    let mut found = BTreeMap::new();
    for (name, _) in Place::ShortName.sentinels() {
        let clients = Clients::new(plain()).await;
        let tenant = TenantId::parse("f9f53ee0-56e1-43f6-8fe3-5fb322986657").unwrap();
        let service = CreateOcEssential::new(tenant, name.into(), name.into());
        let answer = match clients.live.create_oc_essential(&service).await {
            Ok(task) => end_of(&clients, &task).await,
            Err(error) => outcome::<()>(Err(error)),
        };
        // Reading the list brings a task to its end whose answer was lost.
        for _ in 0..3 {
            clients.live.services(false).await.unwrap();
        }
        let services = clients.live.services(false).await.unwrap();
        let there = services
            .iter()
            .filter_map(|one| one.read())
            .any(|one| one.short_name == name);
        found.insert(
            name,
            format!("{answer}, {}", if there { "there" } else { "not there" }),
        );
    }
    assert_outcomes(
        Place::ShortName,
        &found,
        &[
            ("TaskFails", "failed, not there"),
            ("TaskFailsLate", "failed, there"),
            ("TaskNeverEnds", "never, not there"),
            ("TaskOdd", "AwaitingApproval, not there"),
            ("AnswerLost", "unreachable, there"),
            ("NeverArrived", "unreachable, not there"),
            ("Hangs", "timed out: Head, there"),
            ("Refused405", "405, not there"),
            ("Refused409", "409, not there"),
            ("Refused500", "500, not there"),
        ],
    );
}

#[tokio::test(start_paused = true)]
async fn dial_plans() {
    let mut found = BTreeMap::new();
    for (name, _) in Place::DialPlan.sentinels() {
        let clients = Clients::new(plain()).await;
        let id = clients.caller.first_customer().await;
        let customer = CustomerId::parse(&id).unwrap();
        let site = SiteLocationId::parse(&id).unwrap();
        let rule = |prefix: &str| Rule {
            name: "n".into(),
            prefix: prefix.into(),
            tag: "t".into(),
        };
        let patch = DialPlanPatch {
            dial_plan_id: name.into(),
            add: vec![rule("1"), rule("2")],
            remove: vec![],
        };
        let answer = match clients
            .live
            .modify_dial_plan(&customer, &site, &patch)
            .await
        {
            Ok(change) => end_of(&clients, &change.task).await,
            Err(error) => outcome::<()>(Err(error)),
        };
        for _ in 0..3 {
            clients
                .live
                .dial_plan(&customer, &site, name)
                .await
                .unwrap();
        }
        let plan = clients
            .live
            .dial_plan(&customer, &site, name)
            .await
            .unwrap();
        found.insert(name, format!("{answer}, {} more", plan.rules.len() - 5));
    }
    assert_outcomes(
        Place::DialPlan,
        &found,
        &[
            ("TaskFails", "failed, 0 more"),
            ("TaskFailsHalf", "failed, 1 more"),
            ("TaskFailsLate", "failed, 2 more"),
            ("TaskNeverEnds", "never, 0 more"),
            ("TaskOdd", "AwaitingApproval, 0 more"),
            ("AnswerLost", "unreachable, 2 more"),
            ("NeverArrived", "unreachable, 0 more"),
            ("ErrorInBody", "200, 0 more"),
            ("Refused409", "409, 0 more"),
            ("Refused500", "500, 0 more"),
        ],
    );
}

#[tokio::test(start_paused = true)]
async fn voice_profiles() {
    let mut found = BTreeMap::new();
    for (name, _) in Place::VoiceProfile.sentinels() {
        let client = Clients::new(plain()).await.opentact;
        let created = client
            .create_voice_profile(&CreateVoiceProfile::new(name))
            .await;
        let fields = created.as_ref().err().and_then(|error| error.refusal());
        let fields = fields.map_or(0, |refusal| refusal.fields.len());
        let answer = outcome(created);
        let profiles = client.voice_profiles().await.unwrap();
        found.insert(
            name,
            format!("{answer}, {fields} fields, {} profiles", profiles.len()),
        );
    }
    assert_outcomes(
        Place::VoiceProfile,
        &found,
        &[
            ("Answer lost", "unreachable, 0 fields, 10 profiles"),
            ("Never arrived", "unreachable, 0 fields, 9 profiles"),
            ("Refused in 200", "200, 0 fields, 9 profiles"),
            ("Fields at fault", "500, 2 fields, 9 profiles"),
            ("Refused 500", "500, 0 fields, 9 profiles"),
        ],
    );
}
