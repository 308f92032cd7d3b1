use std::fmt::Write as _;

use cordboard_api::live::calling_profiles::CallingProfile;
use cordboard_api::{Auth, BaseUrl, LiveClient, NoAnswer, Opened, Reading, Request, Transport};
use futures::{StreamExt, stream};

use super::super::coverage::coverage;
use super::*;

/// "Get Calling Profiles", the vendor's example answer.
const DOCUMENTED: &str = include_str!("../../../api/tests/it/fixtures/calling_profiles.json");
/// What is to be found in it, checked by hand against the vendor's rules.
const EXPECTED: &str = include_str!("expected_findings.txt");

/// Answers every call with the same body.
struct Canned(String);

impl Transport for Canned {
    async fn open(&self, _: Request) -> Result<Opened, NoAnswer> {
        let (head, ()) = http::Response::new(()).into_parts();
        let body = Ok(self.0.clone().into_bytes());
        Ok(Opened {
            head,
            body: stream::iter([body]).boxed_local(),
        })
    }
}

fn read(body: &str) -> Vec<Reading<CallingProfile>> {
    let base = BaseUrl::parse("/ac/tenantui", "https://cordboard.example").unwrap();
    let client = LiveClient::new(Canned(body.to_owned()), base, Auth::Gateway, None);
    futures::executor::block_on(client.calling_profiles()).unwrap()
}

fn documented() -> Vec<Row> {
    rows(read(DOCUMENTED))
}

fn chosen(wanted: &Wanted) -> usize {
    select(&documented(), wanted, "health", false).len()
}

fn searching(search: &str) -> usize {
    chosen(&Wanted {
        search: search.into(),
        ..Wanted::default()
    })
}

#[test]
fn the_findings_of_every_documented_profile_are_as_expected() {
    let mut found = String::new();
    for row in documented() {
        let profile = row.profile().unwrap();
        let _ = writeln!(
            found,
            "{} {}: {}",
            profile.id,
            profile.name,
            row.severity.word()
        );
        for finding in &row.findings {
            let _ = writeln!(found, "  {}: {}", finding.severity.word(), finding.title);
        }
    }
    assert_eq!(found, EXPECTED);
}

#[test]
fn regions_and_severities_count_as_the_vendors_example_does() {
    let rows = documented();
    let named = |name: &str, count| (Some(name.to_owned()), count);
    assert_eq!(
        regions(&rows),
        [
            named("EMEA", 9),
            named("NOAM", 8),
            named("APAC", 2),
            (None, 2)
        ]
    );
    for (region, count) in [
        ("APAC", 2),
        ("NOAM", 8),
        ("EMEA", 9),
        (NO_REGION, 2),
        ("LATAM", 0),
    ] {
        assert_eq!(
            chosen(&Wanted {
                region: region.into(),
                ..Wanted::default()
            }),
            count,
            "{region}"
        );
    }
    for (health, count) in [("critical", 4), ("warning", 13), ("info", 4), ("ok", 0)] {
        assert_eq!(
            chosen(&Wanted {
                health: health.into(),
                ..Wanted::default()
            }),
            count,
            "{health}"
        );
    }
}

#[test]
fn search_finds_trunks_sbcs_ids_and_test_numbers() {
    assert_eq!(searching("oc1.sandbox2"), 4);
    assert_eq!(searching("service provider2"), 2);
    assert_eq!(searching("10.0.2.4"), 1);
    assert_eq!(searching("d12aa76a"), 1);
    assert_eq!(searching("16282581455"), 1);
    assert_eq!(searching("noam SANDBOX2"), 3);
    assert_eq!(searching("no such thing"), 0);
}

#[test]
fn columns_sort_both_ways_and_rows_without_a_value_come_last() {
    let rows = documented();
    let by_region = select(&rows, &Wanted::default(), "region", false);
    assert_eq!(rows[by_region[0]].region(), Some("APAC"));
    assert_eq!(rows[by_region[20]].region(), None);
    let by_region = select(&rows, &Wanted::default(), "region", true);
    assert_eq!(rows[by_region[0]].region(), Some("NOAM"));
    assert_eq!(rows[by_region[20]].region(), None);
    let by_trunks = select(&rows, &Wanted::default(), "trunks", true);
    assert_eq!(rows[by_trunks[0]].profile().unwrap().trunks.len(), 2);
    let by_name = select(&rows, &Wanted::default(), "name", false);
    assert_eq!(rows[by_name[0]].name(), "oc1.customers.audiocodes.es");
}

#[test]
fn one_unreadable_profile_does_not_hide_the_others() {
    let broken = DOCUMENTED.replacen("\"oc1.customers.audiocodes.es\"", "{\"nested\": 1}", 1);
    let rows = rows(read(&broken));
    assert_eq!(
        rows.iter().filter(|row| row.profile().is_some()).count(),
        20
    );
    let Content::Unreadable { path, .. } = &rows[0].content else {
        panic!("{:?}", rows[0])
    };
    assert_eq!(path, "$[0].name");
}

#[test]
fn coverage_counts_profiles_and_failover() {
    let coverage = coverage(&documented());
    let calling = &coverage.fields[0].1;
    let counts: Vec<(usize, usize)> = calling
        .iter()
        .map(|field| (field.wirings.len(), field.with_failover()))
        .collect();
    assert_eq!(counts, [(8, 4), (8, 0), (2, 0), (2, 0)]);
    let mobile: Vec<usize> = coverage.fields[2]
        .1
        .iter()
        .map(|field| field.wirings.len())
        .collect();
    assert_eq!(mobile, [0, 2, 0, 0]);
}
