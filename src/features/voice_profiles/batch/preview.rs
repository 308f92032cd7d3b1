//! Every row of the table with what becomes of it.

use cordboard_api::opentact::voice_profiles::Field;
use leptos::prelude::*;

use super::{Batch, Desk, Outcome};
use crate::browser::dom::{El, drawn, el, nothing, several, tagged, words};
use crate::route::Route;
use crate::ui::lamp::{Lamp, lamp};

/// The table "Import preview"; nothing while there are no rows.
pub fn preview(desk: Desk) -> El {
    drawn(move || {
        let all = desk.lists().voice_profiles.value.get_untracked();
        let all = all.as_deref().map_or(&[][..], Vec::as_slice);
        desk.state.with(|state| {
            if state.table.lines.is_empty() {
                return nothing();
            }
            let rows = (0..state.table.lines.len()).map(|place| {
                let warnings = state.table.warnings(place, all, desk.marks);
                row(desk, state, place, &warnings)
            });
            let heads = ["Line", "Name", "Tech prefix", "Outcome"]
                .map(|head| el("th").attr("scope", "col").text(head));
            let table = tagged("table", "list batch")
                .attr("aria-label", "Import preview")
                .child(el("thead").child(el("tr").children(heads)))
                .child(el("tbody").children(rows));
            several([
                tagged("p", "second").text(sum(state)),
                tagged("div", "list-box").child(table),
            ])
        })
    })
}

fn sum(state: &Batch) -> String {
    let is_faulty = |outcome: &&Outcome| **outcome == Outcome::Faulty;
    let faulty = state.outcomes.iter().filter(is_faulty).count();
    let rows = match state.table.lines.len() {
        1 => "1 row".to_owned(),
        many => format!("{many} rows"),
    };
    let faulty = if faulty > 0 {
        format!(", {faulty} at fault")
    } else {
        String::new()
    };
    let ignored = if state.table.ignored.is_empty() {
        String::new()
    } else {
        format!(" Not read: {}.", state.table.ignored.join(", "))
    };
    format!("{rows}{faulty}.{ignored}")
}

fn row(desk: Desk, state: &Batch, place: usize, warnings: &[String]) -> El {
    let (Some(line), Some(outcome)) = (state.table.lines.get(place), state.outcomes.get(place))
    else {
        return nothing();
    };
    let name = line.draft.text(Field::Name);
    let name = if let Outcome::Created { id, .. } = outcome {
        let route = Route::VoiceProfile(id.as_str().to_owned());
        el("a")
            .attr("href", &untrack(|| desk.links().to(&route)))
            .text(name)
    } else {
        words(name)
    };
    let (shown, title, more) = match outcome {
        Outcome::Ready if warnings.is_empty() => (Lamp::Ok, "Ready", String::new()),
        Outcome::Ready => (Lamp::Warning, "Ready", format!("{}.", warnings.join(". "))),
        Outcome::Faulty => (Lamp::Critical, "At fault", line.faults.join(" ")),
        Outcome::Sending => (Lamp::Queued, "Sending", String::new()),
        Outcome::Created { is_found, .. } => {
            let found = "The answer got lost; the list has it.";
            let more = if *is_found { found } else { "" };
            (Lamp::Done, "Created", more.to_owned())
        }
        Outcome::Refused(said) => (Lamp::Critical, "Not created", said.clone()),
        Outcome::Unknown(said) => (Lamp::Warning, "Not known", said.clone()),
    };
    let outcome = tagged("div", "batch__outcome")
        .child(lamp(shown))
        .child(el("span").text(title))
        .maybe((!more.is_empty()).then(|| tagged("p", "quiet").text(more)));
    el("tr")
        .child(el("td").text(line.number.to_string()))
        .child(el("th").attr("scope", "row").child(name))
        .child(tagged("td", "mono").text(line.draft.text(Field::TechPrefix)))
        .child(el("td").child(outcome))
}
