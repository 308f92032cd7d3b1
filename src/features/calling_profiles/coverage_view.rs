//! The coverage grid: one jack a profile, and a table for screen readers underneath the picture.

use cordboard_api::live::calling_profiles::OfferType;
use leptos::prelude::*;

use crate::profiles::coverage::{Coverage, Field, Wiring};
use crate::profiles::health::Severity;
use crate::profiles::rows::NO_REGION;
use crate::profiles::{lamp, words};
use crate::ui::dynamic::{drawn, pressed, state};
use crate::ui::lamp::{Jack, JackView, LampView};

/// More jacks than this are a blur: the number says it.
const MOST_JACKS: usize = 12;

/// Which field of the grid: region and offer type, as they stand in the address.
type Place = (String, String);

#[component]
pub fn CoverageView(
    #[prop(into)] coverage: Signal<Coverage>,
    #[prop(into)] severities: Signal<Vec<Severity>>,
    #[prop(into)] region: Signal<String>,
    #[prop(into)] offer: Signal<String>,
    #[prop(into)] health: Signal<String>,
    #[prop(into)] on_field: Callback<Place>,
    #[prop(into)] on_health: Callback<String>,
) -> impl IntoView {
    let head = move || {
        coverage
            .get()
            .regions
            .into_iter()
            .map(|(region, count)| {
                let region = region.unwrap_or_else(|| "No region".to_owned());
                view! {
                    <th scope="col">
                        <strong>{region}</strong>
                        " "
                        {count}
                    </th>
                }
            })
            .collect_view()
    };
    let draw_field = move |field: &Field| {
        let place = place_of(field);
        let is_on = {
            let place = place.clone();
            Signal::derive(move || region.get() == place.0 && offer.get() == place.1)
        };
        view! { <FieldView field=field.clone() is_on on_press=move |()| on_field.run(place.clone()) /> }
    };
    let body = move || {
        coverage
            .get()
            .fields
            .iter()
            .map(|(offer, fields)| {
                view! {
                    <tr>
                        <th scope="row">{words::offer(offer)}</th>
                        {fields.iter().map(draw_field).collect_view()}
                    </tr>
                }
            })
            .collect_view()
    };
    let tallies = Severity::ALL
        .map(|severity| {
            let count =
                move || severities.with(|all| all.iter().filter(|own| **own == severity).count());
            let is_on = state(move || health.get() == severity.word());
            view! {
                <button
                    type="button"
                    class="tally"
                    aria-pressed=is_on
                    on:click=pressed(move |_| on_health.run(severity.word().to_owned()))
                >
                    <LampView lamp=lamp(severity) />
                    <span>{severity.label()}</span>
                    <span>{drawn(count)}</span>
                </button>
            }
        })
        .collect_view();
    view! {
        <section class="coverage" aria-label="Coverage">
            <table class="coverage__table">
                <caption class="hidden-text">
                    "Profiles by region and offer type, and how many have failover"
                </caption>
                <thead>
                    <tr>
                        <th scope="col">"Coverage"</th>
                        {drawn(head)}
                    </tr>
                </thead>
                <tbody>{drawn(body)}</tbody>
            </table>
            <div class="coverage__side" role="group" aria-label="Profiles by health">
                {tallies}
            </div>
            <p class="legend coverage__legend">
                <span>
                    <JackView jack=Jack::Full />
                    "Two trunks or more"
                </span>
                <span>
                    <JackView jack=Jack::Half />
                    "One trunk"
                </span>
                <span>
                    <JackView jack=Jack::Missing />
                    "No trunk"
                </span>
                <span>"One jack is one profile. Press a cell to filter the list."</span>
            </p>
        </section>
    }
}

fn place_of(field: &Field) -> Place {
    let region = field.region.clone().unwrap_or_else(|| NO_REGION.to_owned());
    (region, OfferType::wire(&field.offer).to_owned())
}

#[component]
fn FieldView(
    field: Field,
    #[prop(into)] is_on: Signal<bool>,
    #[prop(into)] on_press: Callback<()>,
) -> impl IntoView {
    let count = field.wirings.len();
    if count == 0 {
        return view! {
            <td>
                <span class="jackcell">
                    <span class="jackcell__note">"None"</span>
                </span>
            </td>
        }
        .into_any();
    }
    let with_failover = field.with_failover();
    let jacks = (count <= MOST_JACKS).then(|| {
        field
            .wirings
            .iter()
            .map(|wiring| match wiring {
                Wiring::Failover => Jack::Full,
                Wiring::OneTrunk => Jack::Half,
                Wiring::NoTrunk => Jack::Missing,
            })
            .map(|jack| view! { <JackView jack /> })
            .collect_view()
    });
    let (note, note_class) = if with_failover == 0 {
        (
            "no failover".to_owned(),
            "jackcell__note jackcell__note--warn",
        )
    } else {
        (format!("{with_failover} failover"), "jackcell__note")
    };
    view! {
        <td>
            <button
                type="button"
                class="jackcell"
                aria-pressed=state(move || is_on.get())
                on:click=pressed(move |_| on_press.run(()))
            >
                <span class="jackcell__n">{count}</span>
                <span class="jacks">{jacks}</span>
                <span class=note_class>{note}</span>
            </button>
        </td>
    }
    .into_any()
}
