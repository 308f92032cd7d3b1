//! `/about`: which version runs, and whether the site serves another one by now. Calls no vendor.

use leptos::prelude::*;

use crate::browser::dom::{El, drawn, el, nothing, several, tagged};
use crate::browser::fetch::own_file;
use crate::browser::{location, page, task};
use crate::ui::button::Button;
use crate::ui::copyable::copyable;
use crate::ui::lamp::{Lamp, signal};

/// What the build writes beside the page.
const VERSION_FILE: &str = "version.json";

/// What the site serves now, as far as it could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Served {
    Reading,
    Same,
    Other(String),
    Unknown(String),
}

/// Compares the build that runs with what the site's file says.
fn compare(running: &str, answer: Result<(u16, String), String>) -> Served {
    let text = match answer {
        Ok((200, text)) => text,
        Ok((status, _)) => return Served::Unknown(format!("it answered {status}")),
        Err(_) => return Served::Unknown("it did not answer".to_owned()),
    };
    let build = serde_json::from_str::<serde_json::Value>(&text)
        .ok()
        .and_then(|value| value["build"].as_str().map(str::to_owned));
    match build {
        None => Served::Unknown("it names no build".to_owned()),
        Some(build) if build == running => Served::Same,
        Some(build) => Served::Other(build),
    }
}

/// The bill of materials that the build writes beside the page (`CycloneDX`).
const PARTS_FILE: &str = "sbom.cdx.json";

/// The parts that a bill lists, each with its version and licence; none when it is no bill.
fn parts(bill: &str) -> Vec<String> {
    let bill: serde_json::Value = serde_json::from_str(bill).unwrap_or_default();
    let components = bill["components"].as_array().into_iter().flatten();
    let line = |own: &serde_json::Value| {
        let name = own["name"].as_str()?;
        let version = own["version"].as_str().unwrap_or_default();
        let licence = own["licenses"][0]["expression"].as_str();
        let licence = licence.unwrap_or("licence not stated");
        Some(format!("{name} {version}: {licence}"))
    };
    components.filter_map(line).collect()
}

pub fn about_page() -> El {
    let served = RwSignal::new(Served::Reading);
    let build = page::build();
    let running = build.clone();
    task::start(async move {
        let answer = own_file(&format!("{}{VERSION_FILE}", page::base_path())).await;
        served.try_set(compare(&running, answer));
    });
    let bill = RwSignal::new(Vec::new());
    task::start(async move {
        let answer = own_file(&format!("{}{PARTS_FILE}", page::base_path())).await;
        if let Ok((200, text)) = answer {
            bill.try_set(parts(&text));
        }
    });
    let heading = el("h1").attr("tabindex", "-1").text("About");
    let head = tagged("div", "page__head").child(tagged("div", "page__title").child(heading));
    let body = tagged("div", "page__pad stack")
        .child(section("This program", facts(build, served)))
        .child(section("Licence", licence(bill)))
        .child(section("What it is not", several([el("p").text(
            "Cordboard is not made by AudioCodes, Microsoft or the makers of OpenTACT. It calls their documented interfaces from this browser, and sends nothing to anybody else: no statistics, no error reports.",
        )])));
    several([head, body])
}

fn section(title: &'static str, content: El) -> El {
    tagged("section", "stack stack--tight")
        .attr("aria-label", title)
        .child(el("h2").text(title))
        .child(content)
}

fn facts(build: String, served: RwSignal<Served>) -> El {
    let shown = drawn(move || match served.get() {
        Served::Reading => el("span").text("Asking"),
        Served::Same => signal(Lamp::Ok, "The same build", 0),
        Served::Other(build) => tagged("span", "stack stack--tight")
            .child(signal(Lamp::Warning, "Another build", 0))
            .child(tagged("span", "mono wrap").text(build))
            .child(Button::new("Reload").small().on_press(location::reload)),
        Served::Unknown(why) => signal(Lamp::Unknown, &format!("Not known: {why}"), 0),
    });
    let site = format!("{}{}", page::origin(), page::base_path());
    let facts = [
        ("Version", el("span").text(page::VERSION)),
        ("Build", copyable("build", build)),
        ("Served now", shown),
        ("Site", tagged("span", "mono wrap").text(site)),
        ("Browser", tagged("span", "wrap").text(page::browser())),
    ];
    let list = facts
        .into_iter()
        .fold(tagged("dl", "facts"), |list, (term, value)| {
            list.child(el("dt").text(term)).child(el("dd").child(value))
        });
    let note = "The build is a hash over every file of it. The browser has checked each file against a hash of its own before it ran; whoever runs this site can compare the build with the one that was released.";
    several([list, tagged("p", "quiet").text(note)])
}

fn licence(bill: RwSignal<Vec<String>>) -> El {
    let own = el("p").text(
        "Cordboard is free software under the MIT licence or the Apache License 2.0, as you choose.",
    );
    let others = el("p").text(
        "It is made of Rust crates under MIT, Apache 2.0 and similar licences, above all Leptos, wasm-bindgen, serde and http. The source names every one of them with its version in Cargo.lock, and a check of the build holds their licences.",
    );
    let list = drawn(move || {
        let parts = bill.get();
        if parts.is_empty() {
            return nothing();
        }
        tagged("details", "tried")
            .child(el("summary").text(format!("All {} parts of this build", parts.len())))
            .child(
                tagged("ul", "parts mono")
                    .children(parts.iter().map(|line| el("li").text(line.as_str()))),
            )
    });
    several([own, others, list])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bill_names_its_parts_and_anything_else_none() {
        let bill = r#"{"components":[
            {"name":"a","version":"1.0","licenses":[{"expression":"MIT"}]},
            {"name":"b","version":"2.0"}
        ]}"#;
        assert_eq!(parts(bill), ["a 1.0: MIT", "b 2.0: licence not stated"]);
        assert!(parts("<!doctype html>").is_empty());
    }

    #[test]
    fn only_a_build_that_is_named_and_another_one_is_another() {
        let answer = |text: &str| Ok((200, text.to_owned()));
        assert_eq!(compare("a", answer(r#"{"build":"a"}"#)), Served::Same);
        assert_eq!(
            compare("a", answer(r#"{"build":"b"}"#)),
            Served::Other("b".into())
        );
        for odd in [answer("<html>"), answer("{}"), Ok((404, String::new()))] {
            assert!(matches!(compare("a", odd), Served::Unknown(_)));
        }
    }
}
