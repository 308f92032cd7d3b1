use super::*;

fn answered(status: u16, is_page: bool) -> Outcome {
    Outcome::Answered { status, is_page }
}

/// A public site and a vendor's server that nothing is known of.
fn facts(base: &str) -> Facts {
    Facts {
        is_online: true,
        origin: "https://cordboard.example".into(),
        own_site: answered(200, false),
        base: base.into(),
        header: "authorization",
        opaque: Outcome::Failed,
        plain: Outcome::Failed,
        asking: Outcome::Failed,
        local_network: None,
    }
}

const VENDOR: &str = "https://live.example/tenantui";
const OWN: &str = "https://cordboard.example/ac/tenantui";

#[track_caller]
fn assert_first(facts: &Facts, certainty: Certainty, words: &str) {
    let findings = diagnose(facts);
    assert_eq!(findings[0].certainty, certainty, "{findings:?}");
    assert!(findings[0].title.contains(words), "{findings:?}");
}

#[test]
fn each_answer_of_another_origin_has_one_explanation() {
    use Certainty::{Certain, Likely};
    let vendor = || facts(VENDOR);
    let table = [
        (
            Facts {
                is_online: false,
                ..vendor()
            },
            Certain,
            "offline",
        ),
        (
            Facts {
                plain: Outcome::Blocked("connect-src".into()),
                ..vendor()
            },
            Certain,
            "own policy",
        ),
        (
            facts("http://live.example/tenantui"),
            Certain,
            "not encrypted",
        ),
        (
            Facts {
                opaque: Outcome::Reached,
                ..vendor()
            },
            Likely,
            "does not allow https://cordboard.example",
        ),
        (
            Facts {
                opaque: Outcome::Reached,
                plain: answered(401, false),
                ..vendor()
            },
            Certain,
            "question that comes beforehand",
        ),
        (
            Facts {
                asking: answered(401, false),
                ..vendor()
            },
            Certain,
            "Reads reach",
        ),
        (
            Facts {
                opaque: Outcome::TimedOut,
                ..vendor()
            },
            Likely,
            "firewall",
        ),
        (
            Facts {
                own_site: Outcome::Failed,
                ..vendor()
            },
            Likely,
            "This site does not answer",
        ),
    ];
    for (facts, certainty, words) in &table {
        assert_first(facts, *certainty, words);
    }
}

#[test]
fn each_answer_of_this_sites_proxy_has_one_explanation() {
    use Certainty::{Certain, Likely};
    let own = |plain| Facts {
        plain,
        ..facts(OWN)
    };
    let table = [
        (
            own(answered(200, true)),
            Likely,
            "No proxy stands at /ac/tenantui",
        ),
        (own(answered(502, true)), Certain, "502"),
        (own(answered(502, false)), Certain, "502"),
        (own(answered(404, false)), Likely, "Nothing of the API"),
        (own(answered(401, false)), Certain, "Calls reach the API"),
    ];
    for (facts, certainty, words) in &table {
        assert_first(facts, *certainty, words);
    }
}

#[test]
fn what_cannot_be_known_is_one_of_several_and_nothing_certain() {
    let findings = diagnose(&facts(VENDOR));
    assert!(findings.len() > 3);
    assert!(
        findings
            .iter()
            .all(|own| own.certainty == Certainty::Possible),
        "{findings:?}"
    );
}

#[test]
fn the_local_network_is_suspected_only_where_it_can_be() {
    for base in [
        "https://10.1.2.3",
        "https://172.20.0.1/x",
        "https://sbc",
        "https://a.local:8443",
    ] {
        assert_first(&facts(base), Certainty::Likely, "local network");
        let denied = Facts {
            local_network: Some("denied".into()),
            ..facts(base)
        };
        assert_first(&denied, Certainty::Certain, "local network");
        let granted = Facts {
            local_network: Some("granted".into()),
            ..facts(base)
        };
        assert!(!diagnose(&granted)[0].title.contains("local network"));
    }
    let own = Facts {
        origin: "http://127.0.0.1:8627".into(),
        local_network: Some("denied".into()),
        ..facts("http://127.0.0.1:9")
    };
    assert_first(&own, Certainty::Likely, "local network");
    for base in ["https://172.40.0.1", "https://fdic.example", VENDOR] {
        assert!(
            !diagnose(&facts(base))[0].title.contains("local network"),
            "{base}"
        );
    }
}

#[test]
fn the_browsers_bare_words_are_never_said() {
    let outcomes = [
        Outcome::Failed,
        Outcome::TimedOut,
        Outcome::Reached,
        Outcome::Blocked("connect-src".into()),
        answered(200, true),
        answered(403, false),
        answered(504, false),
    ];
    for base in [VENDOR, OWN, "http://10.0.0.1"] {
        for opaque in &outcomes {
            for plain in &outcomes {
                let facts = Facts {
                    opaque: opaque.clone(),
                    plain: plain.clone(),
                    ..facts(base)
                };
                let findings = diagnose(&facts);
                assert!(!findings.is_empty());
                let text = format!("{findings:?}").to_lowercase();
                assert!(!text.contains("cors error") && !text.contains("failed to fetch"));
            }
        }
    }
}
