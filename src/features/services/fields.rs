//! The fields of the form.

use leptos::prelude::*;

use super::form::{Form, id};
use super::lead_field::lead_field;
use super::model::draft::{Field, Kind};
use crate::browser::dom::{El, Text, drawn, el, several, tagged};
use crate::browser::element;
use crate::ui::button::Button;
use crate::ui::entry::{Entry, Keys};
use crate::ui::field::{Input, text_field};
use crate::ui::filters::Choice;
use crate::ui::icon::Icon;

/// Every part of the form.
pub fn parts(form: Form) -> [El; 4] {
    let pair = |a: El, b: El| tagged("div", "form__pair form__pair--2").child(a).child(b);
    let customer = several([
        lead_field(form),
        text(form, Field::Tenant),
        pair(text(form, Field::ShortName), text(form, Field::FullName)),
    ]);
    let connection = several([
        combobox(form, Field::Configuration),
        pair(
            combobox(form, Field::Gateway),
            combobox(form, Field::ProxySet),
        ),
        names(form),
    ]);
    [
        part("Customer", customer),
        part("Connection", connection),
        part("Script parameters", parameters(form)),
        options(form),
    ]
}

fn part(title: &str, content: El) -> El {
    tagged("div", "form__part")
        .child(el("h2").text(title))
        .child(content)
}

fn entry(form: Form, field: Field) -> Entry {
    Entry::new(&id(field), field.label())
        .error(move || form.error(field))
        .hint(Text::of(move || hint(form, field)))
}

fn text(form: Form, field: Field) -> El {
    let keys = match field.kind() {
        Kind::Integer => Keys::Numeric,
        Kind::Text => Keys::Text,
    };
    entry(form, field).text(
        keys,
        move || form.text(field),
        move |text| form.type_into(field, &text),
        move || form.leave(field),
    )
}

fn combobox(form: Form, field: Field) -> El {
    entry(form, field).combobox(
        move || choices(form, field),
        move || form.text(field),
        move |text| form.type_into(field, &text),
        move || form.leave(field),
    )
}

fn select(form: Form, field: Field) -> El {
    entry(form, field).select(
        move || choices(form, field),
        move || form.text(field),
        move |text| form.type_into(field, &text),
    )
}

/// What is suggested, or what there is to choose from.
fn choices(form: Form, field: Field) -> Vec<Choice> {
    let known = form.known();
    let plain = |text: &str| Choice::new(text, text);
    match field {
        Field::Gateway => {
            let trunks = known.trunks.unwrap_or_default();
            trunks.iter().map(|own| plain(&own.fqdn)).collect()
        }
        Field::ProxySet => known.carriers.iter().map(|own| plain(own)).collect(),
        Field::Configuration => vec![plain(
            cordboard_api::live::services::CreateOcEssential::CONFIGURATION,
        )],
        Field::SbcId => known
            .sbcs
            .into_iter()
            .map(|(id, name)| Choice::new(id.to_string(), name))
            .collect(),
        Field::Onboarding | Field::Cleanup | Field::Upload | Field::Release => {
            let templates = known.templates.unwrap_or_default();
            templates
                .into_iter()
                .map(|own| Choice::new(own.id.to_string(), own.name))
                .collect()
        }
        Field::OvocType => vec![
            Choice::new("", "Not sent"),
            plain("IPGROUP_TYPE"),
            plain("TENANT_TYPE"),
        ],
        Field::License => {
            let mut choices = vec![Choice::new("", "Not sent")];
            choices.extend((0..=5).map(|number| {
                let name = cordboard_api::live::services::LicenseType::Number(number).name();
                Choice::new(
                    number.to_string(),
                    format!("{} ({number})", name.unwrap_or_default()),
                )
            }));
            choices
        }
        Field::Tenant
        | Field::ShortName
        | Field::FullName
        | Field::SiteName
        | Field::ChannelId
        | Field::LcCustomerId
        | Field::LeadId
        | Field::Email
        | Field::Users
        | Field::CustomerGuid
        | Field::QosId
        | Field::HookPending
        | Field::HookCreated
        | Field::HookChange
        | Field::ProfileTemplate => Vec::new(),
    }
}

fn hint(form: Form, field: Field) -> String {
    let fixed = match field {
        Field::ShortName => "3 to 15 letters, digits or underscores.",
        Field::Gateway => "A trunk's FQDN, from the calling profiles or typed.",
        Field::ProxySet => "A carrier of the calling profiles, or typed.",
        Field::SiteName => "Name of the primary SIP connection.",
        Field::SbcId => "The SBC that manages the calls, from the calling profiles or typed.",
        Field::ChannelId => "The channel to attach the service to.",
        Field::LcCustomerId => "The vendor's REST API does not give it out.",
        Field::LeadId => "The id of the lead.",
        Field::Email => "Who is asked to secure the connection to Microsoft 365.",
        Field::Users => "A whole number.",
        Field::CustomerGuid => "Where a licence was applied before.",
        Field::QosId => "teamsQos: the client id of the application that reads call quality.",
        Field::HookPending | Field::HookCreated | Field::HookChange => {
            "webhooks: documented as not supported by the vendor."
        }
        Field::ProfileTemplate => "Only the vendor's web pages show this number.",
        Field::Onboarding | Field::Cleanup | Field::Upload | Field::Release => {
            return script_hint(form, field);
        }
        Field::Tenant
        | Field::FullName
        | Field::Configuration
        | Field::OvocType
        | Field::License => "",
    };
    fixed.to_owned()
}

/// The name of the script whose number stands there, and the variables that it takes.
fn script_hint(form: Form, field: Field) -> String {
    let known = form.known();
    let text = form.text(field);
    match known.template(&text) {
        Some(template) => {
            let variables = template.raw["customerVariables"]
                .as_str()
                .unwrap_or_default();
            let name = &template.name;
            if variables.is_empty() {
                name.clone()
            } else {
                format!("{name}. Takes {}.", variables.replace(',', ", "))
            }
        }
        None if form.templates.error.with(Option::is_some) => {
            "The script templates could not be read; type the script's number.".to_owned()
        }
        None => "The number of a script template.".to_owned(),
    }
}

fn names(form: Form) -> El {
    let names = drawn(move || {
        let names = form.state.with(|state| state.draft.names_on_sbc());
        match names {
            None => tagged("span", "quiet").text("Named after the short name"),
            Some([sip, teams]) => el("span")
                .child(tagged("span", "mono").text(sip))
                .text(" for SIP, ")
                .child(tagged("span", "mono").text(teams))
                .text(" for Teams"),
        }
    });
    tagged("dl", "facts")
        .child(el("dt").text("Created on the SBC"))
        .child(el("dd").child(names))
}

fn parameters(form: Form) -> El {
    let count = Memo::new(move |_| form.state.with(|state| state.draft.parameters.len()));
    let rows = drawn(move || several((0..count.get()).map(|place| parameter(form, place))));
    let add = Button::new("Add parameter")
        .small()
        .icon(Icon::Plus)
        .on_press(move || {
            form.change(|draft| draft.parameters.push(Default::default()), &[]);
            let last = count.get_untracked() - 1;
            request_animation_frame(move || {
                element::focus_first(&format!("[id=\"parameter-name-{last}\"]"));
            });
        });
    tagged("div", "form__part")
        .child(rows)
        .child(tagged("div", "row").child(add))
}

fn parameter(form: Form, place: usize) -> El {
    let read = move |is_name: bool| {
        form.state.with(|state| {
            let own = state.draft.parameters.get(place);
            own.map_or_else(String::new, |(name, value)| {
                if is_name { name.clone() } else { value.clone() }
            })
        })
    };
    let name = Entry::new(&format!("parameter-name-{place}"), "Parameter name")
        .error(move || {
            form.state
                .with(|state| state.draft.parameter_fault(place).unwrap_or_default())
        })
        .text(
            Keys::Text,
            move || read(true),
            move |text| write(form, place, |own| own.0.clone_from(&text)),
            || {},
        );
    let value = Entry::new(&format!("parameter-value-{place}"), "Parameter value").text(
        Keys::Text,
        move || read(false),
        move |text| write(form, place, |own| own.1.clone_from(&text)),
        || {},
    );
    let remove = Button::icon_only(format!("Remove parameter {}", place + 1), Icon::Close)
        .on_press(move || {
            form.change(
                |draft| {
                    draft.parameters.remove(place);
                    if draft.parameters.is_empty() {
                        draft.parameters.push(Default::default());
                    }
                },
                &[],
            );
        });
    tagged("div", "parameter").children([name, value, remove])
}

fn write(form: Form, place: usize, act: impl Fn(&mut (String, String))) {
    form.change(
        |draft| {
            if let Some(own) = draft.parameters.get_mut(place) {
                act(own);
            }
        },
        &[],
    );
}

/// Everything else that the vendor documents, by its documented name.
fn options(form: Form) -> El {
    let scripts = [
        Field::SbcId,
        Field::Onboarding,
        Field::Cleanup,
        Field::Upload,
        Field::Release,
    ];
    let own = |field: Field| {
        if scripts.contains(&field) {
            combobox(form, field)
        } else if matches!(field, Field::OvocType | Field::License) {
            select(form, field)
        } else {
            text(form, field)
        }
    };
    let mut fields: Vec<El> = Vec::new();
    for field in Field::options() {
        fields.push(own(field));
        if field == Field::QosId {
            fields.push(text_field(
                "applicationPassword",
                Input::Secret,
                form.password,
                || None,
                "teamsQos: neither kept nor shown; typed anew after a reload.",
            ));
        }
    }
    fields.push(
        Entry::new("field-settling", "Settling time in seconds")
            .hint("Not sent: how long a service is searched for when the answer gets lost.")
            .text(
                Keys::Numeric,
                move || form.settling.get(),
                move |text| form.settling.set(text),
                || {},
            ),
    );
    let legend = el("legend").child(el("h2").text("More options"));
    el("fieldset")
        .class("form__part")
        .child(legend)
        .child(tagged("div", "form__pair form__pair--2").children(fields))
}
