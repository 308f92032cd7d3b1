//! What somebody else changed meanwhile, to choose from.

use leptos::prelude::*;

use super::form::Form;
use super::model::words::{chosen, label};
use crate::browser::dom::{El, drawn, el, follow, nothing, tagged};
use crate::browser::element;
use crate::ui::lamp::{Lamp, lamp};

/// Fields that somebody else changed meanwhile, each to be chosen.
pub fn meanwhile(form: Form) -> El {
    let count = Memo::new(move |_| form.state.with(|state| state.meanwhile.len()));
    // Told once, when it comes.
    follow(move || {
        if count.get() > 0 {
            request_animation_frame(|| {
                element::focus_first("#meanwhile");
            });
        }
    });
    drawn(move || {
        if count.get() == 0 {
            return nothing();
        }
        let all = form.state.with_untracked(|state| state.meanwhile.clone());
        let rows = all.into_iter().enumerate().map(|(place, own)| {
            let name = label(own.field);
            let group = format!("meanwhile-{place}");
            let said = |value: &Option<String>| {
                value
                    .as_ref()
                    .map_or_else(|| "null".to_owned(), |value| chosen(own.field, value))
            };
            let side = |is_mine: bool, words: &str, value: &Option<String>| {
                let radio = tagged("input", "radio")
                    .attr("type", "radio")
                    .attr("name", &group)
                    .property_of("checked", move || {
                        form.state.with(|state| {
                            state
                                .meanwhile
                                .get(place)
                                .is_some_and(|own| own.is_mine == is_mine)
                        })
                    })
                    .on("change", move |_| choose(form, place, is_mine));
                tagged("label", "check")
                    .child(radio)
                    .text(format!("{words}: {}", said(value)))
            };
            let legend = format!("{name}, was {}", said(&own.before));
            tagged("fieldset", "meanwhile__field")
                .child(tagged("legend", "field__label").text(legend))
                .child(side(false, "Theirs", &own.theirs))
                .child(side(true, "Mine", &own.mine))
        });
        let body = tagged("div", "alert__body")
            .child(tagged("p", "alert__title").text("This profile was changed meanwhile"))
            .child(el("p").text(
                "Nothing was sent. Choose what each field is to have, look at the request, and save again.",
            ))
            .children(rows);
        tagged("div", "alert alert--warning")
            .attr("id", "meanwhile")
            .attr("role", "group")
            .attr("aria-label", "Changed meanwhile")
            .attr("tabindex", "-1")
            .child(lamp(Lamp::Warning))
            .child(body)
    })
}

fn choose(form: Form, place: usize, is_mine: bool) {
    form.state.update(|state| {
        if let Some(own) = state.meanwhile.get_mut(place) {
            own.is_mine = is_mine;
            let own = own.clone();
            state.draft.choose(&own);
        }
    });
    form.keep_soon();
}
