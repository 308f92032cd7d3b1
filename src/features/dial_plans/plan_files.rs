//! Changes as a file for a colleague, and the plan as it was as a file for a rainy day.

use std::rc::Rc;

use cordboard_dial_plan::Snapshot;
use cordboard_dial_plan::export::{Flavour, csv};
use cordboard_dial_plan::plan_file::{LARGEST, PlanFile};
use cordboard_dial_plan::target::{Target, TargetPart};
use leptos::prelude::*;

use super::desk::{Desk, now};
use super::review::Review;
use crate::browser::dom::{El, drawn, el, nothing, tagged};
use crate::browser::{download, file, task};
use crate::route::Platform;
use crate::ui::alert::Alert;
use crate::ui::notice::{Notice, Tone};

/// Saves the pending changes. What they were made on goes along as a fingerprint.
pub fn save(desk: Desk) {
    let (Some(place), Some(live)) = (desk.place(), desk.live()) else {
        return;
    };
    let connection = desk.session.connection(Platform::LivePlatform);
    let author = connection
        .status
        .with(|status| status.account().map(|account| account.who.clone()));
    let (changes, base) = desk
        .held
        .with_value(|held| (held.changes.clone(), held.base.clone()));
    let base: &Snapshot = base.as_deref().unwrap_or(&live.plan);
    let name = format!("{}.changes.json", place.target.dial_plan);
    let file = PlanFile::new(place.target, author, now(), base, changes);
    save_bytes(&name, "application/json", &file.to_json());
}

/// Saves a whole plan as it was read; an import of it brings the same rules back.
pub fn save_snapshot(plan: &Snapshot, name: &str) {
    let bytes = csv(plan.rules(), Flavour::Machines);
    let name = format!("{name}.before-{}.csv", now().0);
    save_bytes(&name, "text/csv;charset=utf-8", &bytes);
}

/// Hands a file over to the browser.
pub fn save_bytes(name: &str, media_type: &str, bytes: &[u8]) {
    let mut file = download::File::new();
    file.add(bytes);
    file.save(name, media_type);
}

/// Opens a colleague's file, and its review.
pub fn open_button(desk: Desk, review: Review) -> El {
    let trouble: RwSignal<String> = RwSignal::new(String::new());
    let input = tagged("input", "hidden-text")
        .attr("type", "file")
        .attr("accept", ".json,application/json")
        .on("change", move |event| {
            let Some(chosen) = file::chosen(event) else {
                return;
            };
            task::start(async move {
                let read = match chosen.read(LARGEST).await {
                    None => Err("The file cannot be read, or has more than 64 MB.".to_owned()),
                    Some(bytes) => take(desk, &bytes),
                };
                match read {
                    Ok(()) => review.open(),
                    Err(why) => {
                        trouble.try_set(why);
                    }
                }
            });
        });
    let label = tagged("label", "button button--quiet button--small file-button")
        .text("Open a plan file")
        .child(input);
    let said = drawn(move || {
        let advice = trouble.get();
        if advice.is_empty() {
            return nothing();
        }
        let notice = Notice::new(Tone::Critical, "The plan file was not opened", advice);
        Alert::new(notice)
            .close(move || trouble.set(String::new()))
            .draw()
    });
    el("div").child(label).child(said)
}

fn take(desk: Desk, bytes: &[u8]) -> Result<(), String> {
    let file = PlanFile::read(bytes).map_err(|error| error.to_string())?;
    let (Some(place), Some(live)) = (desk.place(), untrack(|| desk.live())) else {
        return Err("Read a dial plan first.".to_owned());
    };
    if let Some(why) = mismatch(&file.target, &place.target) {
        return Err(why);
    }
    let is_empty = desk.held.with_value(|held| held.changes.is_empty());
    if !is_empty {
        return Err("Apply, save or discard the pending changes first.".to_owned());
    }
    // Of a plan that has moved only the fingerprint is known, not how it has moved.
    let base = file.is_current(&live.plan).then(|| Rc::clone(&live.plan));
    desk.put_changes(file.changes, base);
    Ok(())
}

/// What the file is for, when that is not the plan on the page. An environment may bear another
/// name in a colleague's configuration.
fn mismatch(file: &Target, here: &Target) -> Option<String> {
    let found = file.mismatches(here);
    let words: Vec<String> = found
        .iter()
        .filter(|own| own.what != TargetPart::Environment)
        .map(|own| {
            let what = match own.what {
                TargetPart::Environment | TargetPart::Kind => "environment",
                TargetPart::Customer => "customer",
                TargetPart::Site => "site location",
                TargetPart::DialPlan => "dial plan",
            };
            format!("{what} {} instead of {}", own.file, own.here)
        })
        .collect();
    (!words.is_empty()).then(|| format!("It is for another plan: {}.", words.join(", ")))
}
