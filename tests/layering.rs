//! Which way things may point (ARCHITECTURE.md): what the compiler cannot hold is held here, by
//! reading the source text.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(missing_docs, reason = "a test binary has no readers but this file's")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Every source file below `src`, by its path within it.
fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path
                    .strip_prefix(&root)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace('\\', "/");
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

/// The lines of code: comments, and everything from the tests on, left out.
fn code(source: &str) -> impl Iterator<Item = (usize, &str)> {
    source
        .lines()
        .take_while(|line| !is_test_marker(line))
        .enumerate()
        .map(|(number, line)| (number + 1, line.trim()))
        .filter(|(_, line)| !line.starts_with("//"))
}

/// What stands before the tests at the end of a file.
fn is_test_marker(line: &str) -> bool {
    line.starts_with("#[cfg(test)]") || line.starts_with("#[cfg(all(test")
}

/// The feature that a file belongs to.
fn feature(file: &str) -> Option<&str> {
    let rest = file.strip_prefix("features/")?;
    rest.split('/')
        .next()
        .map(|part| part.trim_end_matches(".rs"))
}

/// Why a line of a file may not stand there.
fn objection(file: &str, line: &str) -> Option<String> {
    let is_below =
        |folder: &str| file == format!("{folder}.rs") || file.starts_with(&format!("{folder}/"));
    let names = |module: &str| line.contains(&format!("crate::{module}"));
    let web = ["web_sys", "js_sys", "gloo_", "wasm_bindgen"];
    // The harness of tests that run in a browser is no call of one.
    let called = line.replace("wasm_bindgen_test", "");
    if !is_below("browser") && web.iter().any(|word| called.contains(word)) {
        return Some("only `browser` names the browser's crates".into());
    }
    if is_below("ui") {
        for module in [
            "state", "features", "explain", "route", "profiles", "config", "app",
        ] {
            if names(module) {
                return Some(format!("`ui` knows nothing of `{module}`"));
            }
        }
        if line.contains("cordboard_api") {
            return Some("`ui` knows nothing of the vendors".into());
        }
    }
    if let Some(own) = feature(file) {
        for other in line.split("crate::features::").skip(1) {
            let other: String = other
                .chars()
                .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
                .collect();
            if other != own {
                return Some(format!("feature `{own}` imports feature `{other}`"));
            }
        }
    } else if !is_below("app") && names("features") {
        return Some("nothing below the features imports them".into());
    }
    // A module of tests names what it likes.
    if file.ends_with("/tests.rs") {
        return None;
    }
    let is_model = file.ends_with("/model.rs")
        || file.contains("/model/")
        || is_below("profiles")
        || file == "route.rs";
    if is_model && line.contains("leptos") {
        return Some("a model is pure".into());
    }
    if file != "route.rs" && !is_below("browser") && spells_a_path(line) {
        return Some("only `route` spells a path of ours".into());
    }
    let acts_on_401 = ["UNAUTHORIZED", "Unauthorised"];
    let may = [
        "state/wire.rs",
        "state/session.rs",
        "explain.rs",
        "features/connections/attempt.rs",
    ];
    if !may.contains(&file) && acts_on_401.iter().any(|word| line.contains(word)) {
        return Some("only the wire acts on a 401, and only `explain` words it".into());
    }
    if line.contains("inner_html") || line.contains("set_outer_html") {
        return Some("everything that comes from outside is text".into());
    }
    None
}

/// A literal such as "/profiles": a slash and a word.
fn spells_a_path(line: &str) -> bool {
    line.match_indices("\"/")
        .any(|(place, _)| line[place + 2..].starts_with(|letter: char| letter.is_ascii_lowercase()))
}

#[test]
fn every_line_points_the_right_way() {
    let mut objections = Vec::new();
    for (file, source) in sources() {
        for (number, line) in code(&source) {
            if let Some(why) = objection(&file, line) {
                objections.push(format!("src/{file}:{number}: {why}\n    {line}"));
            }
        }
    }
    assert!(objections.is_empty(), "\n{}", objections.join("\n"));
}

#[test]
fn no_folder_is_empty() {
    let sources = sources();
    for folder in ["app", "browser", "features", "profiles", "state", "ui"] {
        let count = sources
            .keys()
            .filter(|file| file.starts_with(&format!("{folder}/")))
            .count();
        assert!(
            count > 1,
            "src/{folder} holds {count} files: the rules for it checked nothing"
        );
    }
}

#[test]
fn every_rule_finds_a_planted_violation() {
    for (file, line) in [
        ("features/numbers/page.rs", "use web_sys::Element;"),
        ("ui/button.rs", "use crate::state::session::Session;"),
        ("ui/grid.rs", "use cordboard_api::Token;"),
        (
            "features/numbers/page.rs",
            "use crate::features::services::page::Page;",
        ),
        ("state/session.rs", "use crate::features::connections;"),
        ("features/numbers/model.rs", "use leptos::prelude::*;"),
        ("profiles/health.rs", "use leptos::prelude::*;"),
        ("features/numbers/page.rs", "let href = \"/profiles\";"),
        (
            "features/numbers/page.rs",
            "Err(ApiError::Unauthorised(_)) => sign_in(),",
        ),
        ("ui/alert.rs", "view! { <div inner_html=text></div> }"),
    ] {
        assert!(objection(file, line).is_some(), "{file}: {line}");
    }
    assert_eq!(
        objection("features/numbers/page.rs", "use crate::ui::grid::Grid;"),
        None
    );
    assert_eq!(
        objection("app/frame.rs", "use crate::features::connections;"),
        None
    );
}

#[test]
fn the_app_never_names_the_sandbox() {
    let manifest = include_str!("../Cargo.toml");
    let dependencies = manifest.split("\n[dependencies]").nth(1).unwrap();
    let dependencies = dependencies.split("\n[dev-dependencies]").next().unwrap();
    assert!(!dependencies.contains("sandbox"), "{dependencies}");
}
