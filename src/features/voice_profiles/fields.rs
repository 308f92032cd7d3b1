//! The fields of the form, and the summary of what is wrong with them.

use cordboard_api::opentact::voice_profiles::Field;
use leptos::prelude::*;

use super::form::{ADDITIONAL_ID, Form, id};
use super::model::decimal::read;
use super::model::draft::shown;
use super::model::words::{choices, chosen, label};
use crate::browser::dom::{El, Text, drawn, el, follow, nothing, tagged};
use crate::browser::element;
use crate::ui::button::Button;
use crate::ui::entry::{Entry, Keys};
use crate::ui::filters::Choice;
use crate::ui::lamp::{Lamp, lamp};

/// Every field in its part of the form.
pub fn parts(form: Form, is_read_only: bool) -> [El; 4] {
    let text = |field, keys| text(form, field, keys, is_read_only);
    let select = |field| select(form, field, is_read_only);
    let identity = tagged("div", "form__pair form__pair--lead")
        .child(text(Field::Name, Keys::Text))
        .child(text(Field::TechPrefix, Keys::Numeric));
    let limits = tagged("div", "form__pair form__pair--3")
        .child(text(Field::ChannelLimit, Keys::Decimal))
        .child(text(Field::MaxRate, Keys::Decimal))
        .child(text(Field::DailySpendLimit, Keys::Decimal));
    let recording = tagged("div", "form__pair form__pair--3")
        .child(select(Field::RecordCalls))
        .child(select(Field::FileFormat))
        .child(select(Field::AudioTrackType));
    [
        part("Identity", identity),
        part("Limits", limits),
        part("Recording", recording),
        part("More", additional(form, is_read_only)),
    ]
}

fn part(title: &str, content: El) -> El {
    tagged("div", "form__part")
        .child(el("h2").text(title))
        .child(content)
}

fn entry(form: Form, field: Field, is_read_only: bool) -> Entry {
    let note = move || {
        let guard = form.guard();
        let found = guard.warnings().find(|finding| finding.field == field);
        found.map_or_else(String::new, |finding| {
            format!("{}. {}", finding.title, finding.reason)
        })
    };
    let hint = move || hint(form, field);
    let entry = Entry::new(id(field), label(field))
        .error(move || form.error(field))
        .note(note)
        .hint(Text::of(hint))
        .read_only(is_read_only);
    // A name cannot be empty.
    if is_read_only || form.is_new || field == Field::Name {
        return entry;
    }
    entry.beside(clear_button(form, field))
}

fn before(form: Form, field: Field) -> Option<String> {
    form.state.with(|state| {
        let value = state.base.as_ref()?.value(field);
        value.map(|value| shown(Some(&value), form.marks))
    })
}

/// Empties a field, which is an act of its own and sends `null`; or takes that back.
fn clear_button(form: Form, field: Field) -> El {
    let is_cleared = move || form.state.with(|state| state.draft.is_cleared(field));
    let name = label(field).to_lowercase();
    let words = move || if is_cleared() { "Undo" } else { "Clear" }.to_owned();
    let heard = move || {
        if is_cleared() {
            format!("Undo clearing {name}")
        } else {
            format!("Clear {name}")
        }
    };
    Button::new(Text::of(words))
        .quiet()
        .tiny()
        .on_press(move || {
            if untrack(is_cleared) {
                let text = untrack(|| before(form, field)).unwrap_or_default();
                form.type_into(field, &text);
            } else {
                form.clear(field);
            }
        })
        .label("aria-label", Text::of(heard))
        .flag_of("hidden", move || before(form, field).is_none())
}

fn hint(form: Form, field: Field) -> String {
    if form.state.with(|state| state.draft.is_cleared(field)) {
        return "Sent as null.".to_owned();
    }
    let words = match field {
        Field::ChannelLimit => "Calls at a time. One call is one channel.",
        Field::MaxRate => "Per what is not documented.",
        Field::DailySpendLimit => "The API names no currency.",
        Field::TechPrefix => {
            return form.next_free().map_or_else(
                || "Six digits.".to_owned(),
                |next| format!("Six digits. Next free is {next}."),
            );
        }
        Field::Name | Field::RecordCalls | Field::FileFormat | Field::AudioTrackType => "",
    };
    reading(form, field).unwrap_or_else(|| words.to_owned())
}

/// How a limit was read, where that is not how it was typed.
fn reading(form: Form, field: Field) -> Option<String> {
    if !matches!(
        field,
        Field::ChannelLimit | Field::MaxRate | Field::DailySpendLimit
    ) {
        return None;
    }
    let text = form.text(field);
    let sent = read(&text, form.marks).ok()?;
    let is_new = before(form, field).as_deref() != Some(&text);
    (is_new && sent != text.trim()).then(|| format!("Read as {sent} and sent so."))
}

fn text(form: Form, field: Field, keys: Keys, is_read_only: bool) -> El {
    entry(form, field, is_read_only).text(
        keys,
        move || form.text(field),
        move |text| form.type_into(field, &text),
        move || form.leave(field),
    )
}

fn select(form: Form, field: Field, is_read_only: bool) -> El {
    let options = move || {
        let now = form.text(field);
        let known = choices(field);
        let before = before(form, field);
        let mut all = Vec::new();
        // What has a value is emptied by Clear alone.
        if before.is_none() || now.is_empty() {
            all.push(Choice::new("", "Not stated"));
        }
        all.extend(
            known
                .iter()
                .map(|(value, _)| Choice::new(*value, chosen(field, value))),
        );
        for odd in [before, Some(now)].into_iter().flatten() {
            if !odd.is_empty() && all.iter().all(|own| own.value != odd) {
                let words = format!("{odd} (as returned by the server)");
                all.push(Choice::new(odd, words));
            }
        }
        all
    };
    entry(form, field, is_read_only).select(
        options,
        move || form.text(field),
        move |value| {
            form.type_into(field, &value);
            form.leave(field);
        },
    )
}

fn additional(form: Form, is_read_only: bool) -> El {
    Entry::new(ADDITIONAL_ID, "Additional fields (JSON)")
        .hint(
            "For servers that want more, such as {\"product\": 4}. They win over the fields above.",
        )
        .error(move || form.additional_error())
        .read_only(is_read_only)
        .area(
            move || form.state.with(|state| state.draft.additional.clone()),
            move |text| form.type_additional(text),
            move || form.leave_additional(),
        )
}

/// What keeps the form from being sent, with links to the fields. It takes the focus when a press
/// finds faults.
pub fn summary(form: Form) -> El {
    let faults = Memo::new(move |_| {
        if form.is_pressed.get() {
            let mut lines: Vec<String> = form
                .faults()
                .into_iter()
                .map(|(id, name, said)| format!("{id}\n{name}: {said}"))
                .collect();
            let elsewhere = form.state.with(|state| state.refused_elsewhere.clone());
            lines.extend(elsewhere.into_iter().map(|said| format!("\n{said}")));
            lines.join("\0")
        } else {
            String::new()
        }
    });
    drawn(move || {
        let faults = faults.get();
        if faults.is_empty() {
            return nothing();
        }
        let lines: Vec<&str> = faults.split('\0').collect();
        let lead = match (lines.len(), form.is_new) {
            (1, true) => "One thing keeps this profile from being created".to_owned(),
            (1, false) => "One thing keeps this profile from being saved".to_owned(),
            (many, true) => format!("{many} things keep this profile from being created"),
            (many, false) => format!("{many} things keep this profile from being saved"),
        };
        let list = lines.into_iter().map(|line| {
            let (id, said) = line.split_once('\n').unwrap_or(("", line));
            if id.is_empty() {
                return el("li").text(said);
            }
            let selector = format!("#{id}");
            let link = el("a")
                .attr("href", &selector)
                .text(said)
                .on("click", move |event| {
                    event.prevent();
                    event.stop();
                    element::focus_first(&selector);
                });
            el("li").child(link)
        });
        let body = tagged("div", "alert__body")
            .child(tagged("p", "alert__title").text(lead))
            .child(el("ul").children(list));
        tagged("div", "alert alert--critical")
            .attr("id", "form-faults")
            .attr("role", "alert")
            .attr("tabindex", "-1")
            .child(lamp(Lamp::Critical))
            .child(body)
    })
}

/// Moves the focus to the summary, once it has been drawn.
pub fn focus_summary() {
    request_animation_frame(|| {
        element::focus_first("#form-faults");
    });
}

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
}
