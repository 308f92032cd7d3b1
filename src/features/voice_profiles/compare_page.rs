//! `/voice-profiles/compare?a=&b=`: two profiles side by side.

use cordboard_api::Reading;
use cordboard_api::opentact::voice_profiles::{Field, VoiceProfile};
use leptos::prelude::*;

use super::form::FORM_ORDER;
use super::marks;
use super::model::decimal::written;
use super::model::draft::is_same;
use super::model::words::{chosen, label};
use crate::answer::trouble;
use crate::browser::dom::{El, drawn, el, nothing, several, tagged, words as plain};
use crate::browser::location::History;
use crate::route::{Platform, Route};
use crate::state::links::use_links;
use crate::state::lists::use_lists;
use crate::state::session::use_session;
use crate::ui::filters::{Choice, filter};

pub fn compare_page() -> El {
    let (session, lists, links) = (use_session(), use_lists(), use_links());
    let profiles = lists.voice_profiles;
    profiles.read_by_page();
    lists.want_voice_profiles(session);
    let title = tagged("div", "page__title").child(
        el("h1")
            .attr("tabindex", "-1")
            .text("Compare voice profiles"),
    );
    let crumb = tagged("p", "crumb").child(
        el("a")
            .attr("href", &links.to(&Route::VoiceProfiles))
            .text("All voice profiles"),
    );
    let choices = move || {
        let mut all = vec![Choice::new("", "Choose one")];
        profiles.value.with(|value| {
            let known = value.iter().flat_map(|all| all.iter());
            all.extend(
                known
                    .filter_map(Reading::read)
                    .map(|own| Choice::new(own.uuid.as_str(), own.name.as_str())),
            );
        });
        all
    };
    let (a, b) = (links.parameter("a"), links.parameter("b"));
    let choose = move |label, name: &'static str, value: Memo<String>| {
        filter(
            label,
            choices,
            move || value.get(),
            move |uuid| links.set(&[(name, &[&uuid])], History::Push),
        )
    };
    let chooser = tagged("div", "filters")
        .child(choose("First", "a", a))
        .child(choose("Second", "b", b));
    let what = "Voice profiles could not be read";
    let read = move || lists.read_voice_profiles(session);
    let trouble = trouble(profiles, Platform::OpenTact, what, read);
    let body = drawn(move || {
        let (a, b) = (a.get(), b.get());
        profiles.value.with(|value| {
            let Some(all) = value else { return nothing() };
            let find = |uuid: &str| {
                all.iter()
                    .filter_map(Reading::read)
                    .find(|own| own.uuid.as_str() == uuid)
            };
            match (find(&a), find(&b)) {
                (Some(a), Some(b)) => table(a, b),
                _ => tagged("p", "page__pad quiet").text("Choose two profiles above."),
            }
        })
    });
    several([
        tagged("div", "page__head").child(crumb).child(title),
        chooser,
        trouble,
        body,
    ])
}

fn table(a: &VoiceProfile, b: &VoiceProfile) -> El {
    let value = |own: &VoiceProfile, field: Field| match own.value(field) {
        None => tagged("span", "quiet").text("Not stated"),
        Some(value) => {
            let value = value.to_string();
            let is_limit = matches!(
                field,
                Field::ChannelLimit | Field::MaxRate | Field::DailySpendLimit
            );
            plain(&if is_limit {
                written(&value, marks())
            } else {
                chosen(field, &value)
            })
        }
    };
    let mut count = 0;
    let rows: Vec<El> = FORM_ORDER
        .into_iter()
        .map(|field| {
            let differs = !is_same(a.value(field).as_ref(), b.value(field).as_ref());
            count += usize::from(differs);
            let row = el("tr")
                .child(el("th").attr("scope", "row").text(label(field)))
                .child(el("td").child(value(a, field)))
                .child(el("td").child(value(b, field)))
                .child(el("td").text(if differs { "Differs" } else { "Same" }));
            if differs {
                row.class("is-different")
            } else {
                row
            }
        })
        .collect();
    let heads = ["Field", &a.name, &b.name, "Comparison"]
        .map(|head| el("th").attr("scope", "col").text(head));
    let table = tagged("table", "list")
        .attr("aria-label", "Comparison")
        .child(el("thead").child(el("tr").children(heads)))
        .child(el("tbody").children(rows));
    let said = match count {
        0 => "The two are the same but for their ids.".to_owned(),
        1 => "1 field differs.".to_owned(),
        many => format!("{many} fields differ."),
    };
    tagged("div", "page__pad stack")
        .child(tagged("p", "second").attr("role", "status").text(said))
        .child(tagged("div", "list-box").child(table))
}
