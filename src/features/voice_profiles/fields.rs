//! The fields of the form.

use cordboard_api::opentact::voice_profiles::Field;
use leptos::prelude::*;

use super::form::{ADDITIONAL_ID, Form, id};
use super::model::decimal::read;
use super::model::draft::shown;
use super::model::words::{choices, chosen, label};
use crate::browser::dom::{El, Text, el, tagged};
use crate::ui::button::Button;
use crate::ui::entry::{Entry, Keys};
use crate::ui::filters::Choice;

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
    let entry = if field == Field::TechPrefix && !is_read_only {
        entry.below(prefix_button(form))
    } else {
        entry
    };
    // A name cannot be empty.
    if is_read_only || form.is_new || field == Field::Name {
        return entry;
    }
    entry.beside(clear_button(form, field))
}

/// Takes the suggested prefix.
fn prefix_button(form: Form) -> El {
    let next = move || form.next_free().map(|next| next.to_string());
    let label = move || format!("Use {}", next().unwrap_or_default());
    let is_taken = move || next().is_none_or(|next| next == form.text(Field::TechPrefix));
    let button = Button::new(Text::of(label)).small().on_press(move || {
        if let Some(next) = untrack(next) {
            form.type_into(Field::TechPrefix, &next);
        }
    });
    tagged("div", "row")
        .child(button)
        .flag_of("hidden", is_taken)
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
    let hint = move || {
        let hint =
            "For servers that want more, such as {\"product\": 4}. They win over the fields above.";
        let left_behind = form.state.with(|state| state.left_behind.join(", "));
        if left_behind.is_empty() {
            hint.to_owned()
        } else {
            format!("{hint} Not copied, because no document says how they are set: {left_behind}.")
        }
    };
    Entry::new(ADDITIONAL_ID, "Additional fields (JSON)")
        .hint(Text::of(hint))
        .error(move || form.additional_error())
        .read_only(is_read_only)
        .area(
            move || form.state.with(|state| state.draft.additional.clone()),
            move |text| form.type_additional(text),
            move || form.leave_additional(),
        )
}
