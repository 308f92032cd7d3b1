//! What a file says, and how one that cannot be used is explained.

use super::*;

const ORIGIN: &str = "http://127.0.0.1:8080";

fn minimal(extra: &str) -> String {
    format!(
        r#"{{
  "environments": [
{{ "name": "Sandbox", "kind": "sandbox",
  "livePlatform": {{ "baseUrl": "/ac/tenantui", "auth": "token" }}{extra} }}
  ]
}}"#
    )
}

#[test]
fn the_file_that_ships_is_read_without_unknown_keys() {
    let config = parse(include_str!("../../config.json"), ORIGIN).unwrap();
    let sandbox = &config.environments[0];
    assert_eq!(config.unknown_keys, Vec::<String>::new());
    assert_eq!(
        (sandbox.name.as_str(), sandbox.kind),
        ("Sandbox", Kind::Sandbox)
    );
    assert_eq!(sandbox.requests_per_10_seconds, 10);
    assert_eq!(
        sandbox
            .live_platform
            .as_ref()
            .map(|api| api.base_url.to_string())
            .as_deref(),
        Some("http://127.0.0.1:8080/ac/tenantui")
    );
    assert_eq!(
        sandbox.open_tact.as_ref().map(|api| api.paths.clone()),
        Some(OpentactPaths::default())
    );
}

#[test]
fn either_api_may_be_absent_and_defaults_hold() {
    let config = parse(&minimal(""), ORIGIN).unwrap();
    assert!(config.allow_custom_base_urls);
    assert_eq!(config.environments[0].open_tact, None);
    assert_eq!(config.environments[0].requests_per_10_seconds, 10);
    assert_eq!(config.environments[0].settling_seconds, 300);
}

#[test]
fn counts_are_whole_and_above_zero() {
    let config = parse(&minimal(r#", "settlingSeconds": 60"#), ORIGIN).unwrap();
    assert_eq!(config.environments[0].settling_seconds, 60);
    for wrong in ["0", "-1", "1.5", "\"60\""] {
        let text = minimal(&format!(r#", "settlingSeconds": {wrong}"#));
        let error = parse(&text, ORIGIN).unwrap_err();
        assert_eq!(
            error.path.as_deref(),
            Some("environments[0].settlingSeconds")
        );
    }
}

#[test]
fn production_gives_its_tokens_up_with_the_lock_unless_told_otherwise() {
    let lock = |text: &str| {
        let file = minimal("").trim_end_matches('}').to_owned() + text + "}";
        parse(&file, ORIGIN).map(|config| config.idle_lock)
    };
    let ends =
        |lock: IdleLock| [Kind::Production, Kind::Staging].map(|kind| lock.ends_sessions(kind));
    let usual = lock("").unwrap();
    assert_eq!((usual.minutes, ends(usual)), (15, [true, false]));
    let pressed = lock(r#", "idleLock": {"minutes": 5, "unlock": "press"}"#).unwrap();
    assert_eq!((pressed.minutes, ends(pressed)), (5, [false, false]));
    let signed = lock(r#", "idleLock": {"minutes": 0, "unlock": "signIn"}"#).unwrap();
    assert_eq!((signed.minutes, ends(signed)), (0, [true, true]));
    for broken in [
        r#"{"minutes": 2.5}"#,
        r#"{"minutes": -1}"#,
        r#"{"unlock": "code"}"#,
        "15",
    ] {
        assert!(
            lock(&format!(r#", "idleLock": {broken}"#)).is_err(),
            "{broken}"
        );
    }
}

#[test]
fn unknown_keys_are_named_and_do_no_harm() {
    let config = parse(&minimal(r#", "colour": "red""#), ORIGIN).unwrap();
    assert_eq!(config.unknown_keys, ["environments[0].colour"]);
}

#[test]
fn a_broken_file_names_line_and_expectation() {
    let error = parse(
        "{\n  \"environments\": [\n    { \"name\": \"A\" \"kind\": 1 }\n]}",
        ORIGIN,
    )
    .unwrap_err();
    assert_eq!(error.line, Some(3));
    assert!(error.problem.contains("not valid JSON"), "{error}");
}

#[test]
fn a_wrong_word_names_key_line_and_what_was_expected() {
    let text = minimal("").replace("sandbox", "test");
    let error = parse(&text, ORIGIN).unwrap_err();
    assert_eq!(error.line, Some(3));
    assert_eq!(error.path.as_deref(), Some("environments[0].kind"));
    assert!(error.problem.contains("\"production\""), "{error}");
}

#[test]
fn html_and_nothing_are_told_apart_from_bad_json() {
    assert!(
        parse("<!doctype html>", ORIGIN)
            .unwrap_err()
            .problem
            .contains("HTML")
    );
    assert!(parse(" ", ORIGIN).unwrap_err().problem.contains("empty"));
}

#[test]
fn addresses_that_would_leak_a_token_are_refused_with_their_line() {
    let text = minimal("").replace("/ac/tenantui", "http://live.example/tenantui");
    let error = parse(&text, ORIGIN).unwrap_err();
    assert_eq!(error.line, Some(4));
    assert_eq!(
        error.path.as_deref(),
        Some("environments[0].livePlatform.baseUrl")
    );
}

#[test]
fn a_path_that_names_no_profile_to_remove_is_refused() {
    let open_tact = r#", "openTact": { "baseUrl": "/ot/rest", "auth": "password", "paths": { "remove": "/profile" } }"#;
    let error = parse(&minimal(open_tact), ORIGIN).unwrap_err();
    assert_eq!(
        error.path.as_deref(),
        Some("environments[0].openTact.paths.remove")
    );
}

#[test]
fn links_that_are_no_web_address_are_refused() {
    let error = parse(&minimal(r#", "signInUrl": "javascript:alert(1)""#), ORIGIN).unwrap_err();
    assert_eq!(error.path.as_deref(), Some("environments[0].signInUrl"));
}
