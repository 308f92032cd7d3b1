//! The coverage grid: one jack a profile, and a table for screen readers underneath the picture.

use std::rc::Rc;

use crate::browser::dom::{El, drawn, el, several, tagged};
use crate::profiles::coverage::{Coverage, Field, Wiring, coverage};
use crate::profiles::health::Severity;
use crate::profiles::rows::NO_REGION;
use crate::profiles::{lamp as lamp_of, words};
use crate::state::list_state::ListState;
use crate::state::lists::Lists;
use crate::ui::lamp::{Jack, jack, jacks, lamp};

/// More jacks than this are a blur: the number says it.
const MOST_JACKS: usize = 12;

/// What was pressed, as it stands in the address.
#[derive(Debug, Clone)]
pub enum Pressed {
    Field { region: String, offer: String },
    Health(Severity),
}

/// The grid of all profiles, with the tallies of their health. What the list is filtered by is
/// marked.
pub fn coverage_view(lists: Lists, list: ListState, on_press: impl Fn(Pressed) + 'static) -> El {
    let on_press: Rc<dyn Fn(Pressed)> = Rc::new(on_press);
    let tally = {
        let on_press = Rc::clone(&on_press);
        move |severity: Severity| {
            let on_press = Rc::clone(&on_press);
            let count = drawn(move || {
                let alike = lists
                    .profile_rows()
                    .iter()
                    .filter(|row| row.severity == severity)
                    .count();
                el("span").text(alike.to_string())
            });
            tagged("button", "tally")
                .attr("type", "button")
                .state_of("aria-pressed", move || {
                    list.filter("health") == severity.word()
                })
                .on("click", move |_| on_press(Pressed::Health(severity)))
                .child(lamp(lamp_of(severity)))
                .child(el("span").text(severity.label()))
                .child(count)
        }
    };
    let caption = tagged("caption", "hidden-text")
        .text("Profiles by region and offer type, and how many have failover");
    let table = tagged("table", "coverage__table")
        .child(caption)
        .child(drawn(move || {
            let counted = coverage(&lists.profile_rows());
            several([head(&counted), body(&counted, list, &on_press)])
        }));
    let side = tagged("div", "coverage__side")
        .attr("role", "group")
        .attr("aria-label", "Profiles by health")
        .children(Severity::ALL.into_iter().map(tally));
    tagged("section", "coverage")
        .attr("aria-label", "Coverage")
        .child(table)
        .child(side)
        .child(legend())
}

fn head(coverage: &Coverage) -> El {
    let column = |text: &str| el("th").attr("scope", "col").text(text);
    let regions = coverage.regions.iter().map(|(region, count)| {
        let region = region.as_deref().unwrap_or("No region");
        el("th")
            .attr("scope", "col")
            .child(el("strong").text(region))
            .text(format!(" {count}"))
    });
    el("thead").child(el("tr").child(column("Coverage")).children(regions))
}

fn body(coverage: &Coverage, list: ListState, on_press: &Rc<dyn Fn(Pressed)>) -> El {
    el("tbody").children(coverage.fields.iter().map(|(offer, fields)| {
        el("tr")
            .child(el("th").attr("scope", "row").text(words::offer(offer)))
            .children(fields.iter().map(|field| draw_field(field, list, on_press)))
    }))
}

fn draw_field(field: &Field, list: ListState, on_press: &Rc<dyn Fn(Pressed)>) -> El {
    let note = |class: &str, text: &str| tagged("span", class).text(text);
    let count = field.wirings.len();
    if count == 0 {
        return el("td").child(tagged("span", "jackcell").child(note("jackcell__note", "None")));
    }
    let with_failover = field.with_failover();
    let note = if with_failover == 0 {
        note("jackcell__note jackcell__note--warn", "no failover")
    } else {
        note("jackcell__note", &format!("{with_failover} failover"))
    };
    let picture = (count <= MOST_JACKS).then(|| {
        jacks(field.wirings.iter().map(|wiring| match wiring {
            Wiring::Failover => Jack::Full,
            Wiring::OneTrunk => Jack::Half,
            Wiring::NoTrunk => Jack::Missing,
        }))
    });
    let region = field.region.clone().unwrap_or_else(|| NO_REGION.to_owned());
    let offer = field.offer.wire().to_owned();
    let is_on = {
        let (region, offer) = (region.clone(), offer.clone());
        move || list.filter("region") == region && list.filter("offer") == offer
    };
    let on_press = Rc::clone(on_press);
    let button = tagged("button", "jackcell")
        .attr("type", "button")
        .state_of("aria-pressed", is_on)
        .on("click", move |_| {
            on_press(Pressed::Field {
                region: region.clone(),
                offer: offer.clone(),
            });
        })
        .child(tagged("span", "jackcell__n").text(count.to_string()))
        .maybe(picture)
        .child(note);
    el("td").child(button)
}

fn legend() -> El {
    let entry = |shown, text: &str| el("span").child(jack(shown)).text(text);
    tagged("p", "legend coverage__legend")
        .child(entry(Jack::Full, "Two trunks or more"))
        .child(entry(Jack::Half, "One trunk"))
        .child(entry(Jack::Missing, "No trunk"))
        .child(el("span").text("One jack is one profile. Press a cell to filter the list."))
}
