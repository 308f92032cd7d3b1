//! The state of a form, and what follows from it.

mod kept;

use std::sync::Arc;

use cordboard_api::opentact::voice_profiles::{Field, VoiceProfile};
use cordboard_api::{FieldError, Reading};
use leptos::prelude::*;

use super::model::decimal::Marks;
use super::model::draft::{Draft, Meanwhile, next_free};
use super::model::guard::{Facts, Guard, guard};
use super::model::{rows, words};
use crate::state::draft::KeptDraft;
use crate::state::lists::{Lists, use_lists};
use crate::state::session::{Session, use_session};
use crate::ui::confirm::Question;
use crate::ui::notice::Notice;

/// Marks every field as left.
const ALL_LEFT: u32 = u32::MAX;
/// The place of the additional fields among the bits of what was left.
const ADDITIONAL: u32 = 8;

/// What stands in a form.
#[derive(Debug, Clone, Default)]
pub struct State {
    pub draft: Draft,
    /// The profile as the server has it; nothing for a new one.
    pub base: Option<Arc<VoiceProfile>>,
    /// A bit for each field that was left: errors show from then on.
    left: u32,
    /// What the server found fault with, until the field is typed into.
    refused: Vec<(Field, String)>,
    /// The same for what is no field of the form.
    pub refused_elsewhere: Vec<String>,
    pub meanwhile: Vec<Meanwhile>,
    /// Fields of the copied profile that no document says how to set.
    pub left_behind: Vec<String>,
    /// What a new profile's form began with.
    start: Draft,
}

impl State {
    /// What the form began with.
    fn start(&self, marks: Marks) -> Draft {
        let base = self.base.as_deref();
        base.map_or_else(|| self.start.clone(), |base| Draft::of(base, marks))
    }
}

/// A form; every part of the page holds it.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    pub state: RwSignal<State>,
    pub is_new: bool,
    /// The summary of errors shows from the first press on.
    pub is_pressed: RwSignal<bool>,
    pub is_busy: RwSignal<bool>,
    pub said: RwSignal<String>,
    pub notice: RwSignal<Option<Notice>>,
    pub question: RwSignal<Option<Question>>,
    /// What was sent when an answer got lost: the list is searched for it before anything is sent
    /// again.
    pub lost: StoredValue<Option<Draft>>,
    pub kept: KeptDraft,
    pub marks: Marks,
    around: StoredValue<(Session, Lists)>,
}

fn bit(field: Field) -> u32 {
    let place = Field::ALL.iter().position(|own| *own == field);
    1 << place.unwrap_or_default()
}

/// The id of a field's control, which summaries link to.
pub fn id(field: Field) -> &'static str {
    match field {
        Field::Name => "field-name",
        Field::TechPrefix => "field-prefix",
        Field::ChannelLimit => "field-channels",
        Field::MaxRate => "field-rate",
        Field::RecordCalls => "field-record",
        Field::DailySpendLimit => "field-daily",
        Field::FileFormat => "field-format",
        Field::AudioTrackType => "field-tracks",
    }
}

/// The id of the additional fields' control.
pub const ADDITIONAL_ID: &str = "field-additional";

impl Form {
    /// An empty form: for the profile of this id, which is being read, or for a new one, perhaps
    /// made from another.
    pub fn new(uuid: Option<&str>, from: &str) -> Self {
        let session = use_session();
        let environment = untrack(|| session.environment()).name;
        let is_new = uuid.is_none();
        Self {
            state: RwSignal::new(State::default()),
            is_new,
            is_pressed: RwSignal::new(false),
            is_busy: RwSignal::new(false),
            said: RwSignal::new(String::new()),
            notice: RwSignal::new(None),
            question: RwSignal::new(None),
            lost: StoredValue::new(None),
            kept: KeptDraft::new(&environment, &["voice profile", uuid.unwrap_or(from)]),
            marks: super::marks(),
            around: StoredValue::new((session, use_lists())),
        }
    }

    pub fn session(self) -> Session {
        self.around.get_value().0
    }

    pub fn lists(self) -> Lists {
        self.around.get_value().1
    }

    pub fn text(self, field: Field) -> String {
        self.state.with(|state| state.draft.text(field).to_owned())
    }

    pub fn type_into(self, field: Field, text: &str) {
        self.change(field, |draft| draft.set(field, text));
    }

    pub fn clear(self, field: Field) {
        self.change(field, |draft| draft.clear(field));
    }

    fn change(self, field: Field, act: impl Fn(&mut Draft)) {
        self.said.set(String::new());
        self.state.update(|state| {
            act(&mut state.draft);
            state.refused.retain(|(own, _)| *own != field);
            state.refused_elsewhere.clear();
        });
        self.keep_soon();
    }

    pub fn type_additional(self, text: String) {
        self.said.set(String::new());
        self.state.update(|state| {
            state.draft.additional = text;
            state.refused_elsewhere.clear();
        });
        self.keep_soon();
    }

    pub fn leave(self, field: Field) {
        self.state.update(|state| state.left |= bit(field));
    }

    pub fn leave_additional(self) {
        self.state.update(|state| state.left |= 1 << ADDITIONAL);
    }

    /// Shows every fault; what the server said before is about another call.
    pub fn leave_all(self) {
        self.state.update(|state| {
            state.left = ALL_LEFT;
            state.refused.clear();
            state.refused_elsewhere.clear();
        });
        self.is_pressed.set(true);
    }

    /// Begins anew from what the server has.
    pub fn begin(self, base: Arc<VoiceProfile>) {
        let marks = self.marks;
        self.is_pressed.set(false);
        self.state.update(|state| {
            *state = State {
                draft: Draft::of(&base, marks),
                base: Some(base),
                ..State::default()
            };
        });
    }

    /// Begins a new profile from another one.
    pub fn begin_new(self, draft: Draft, left_behind: Vec<String>) {
        self.state.update(|state| {
            state.start.clone_from(&draft);
            state.draft = draft;
            state.left_behind = left_behind;
        });
    }

    /// The fault of a field, whether it was left or not; empty while there is none.
    fn fault(self, state: &State, field: Field) -> String {
        if let Some((_, said)) = state.refused.iter().find(|(own, _)| *own == field) {
            return format!("The server says: {said}");
        }
        let fault = state
            .draft
            .meaning(field, state.base.as_deref(), self.marks)
            .err();
        match (fault, field) {
            (Some(said), Field::TechPrefix) => match self.next_free() {
                Some(next) => format!("{said} Next free is {next}."),
                None => said,
            },
            (said, _) => said.unwrap_or_default(),
        }
    }

    /// What is shown below a field.
    pub fn error(self, field: Field) -> String {
        self.state.with(|state| {
            let was_refused = state.refused.iter().any(|(own, _)| *own == field);
            if state.left & bit(field) == 0 && !was_refused {
                return String::new();
            }
            self.fault(state, field)
        })
    }

    pub fn additional_error(self) -> String {
        self.state.with(|state| {
            if state.left & (1 << ADDITIONAL) == 0 {
                return String::new();
            }
            state.draft.more().err().unwrap_or_default()
        })
    }

    /// Every fault with the id of its control and its name.
    pub fn faults(self) -> Vec<(&'static str, &'static str, String)> {
        self.state.with(|state| {
            let mut faults: Vec<_> = FORM_ORDER
                .into_iter()
                .map(|field| (id(field), words::label(field), self.fault(state, field)))
                .collect();
            let more = state.draft.more().err().unwrap_or_default();
            faults.push((ADDITIONAL_ID, "Additional fields (JSON)", more));
            faults.retain(|(_, _, said)| !said.is_empty());
            faults
        })
    }

    /// Takes what the server found fault with; what is no field of the form goes to the summary.
    pub fn take_refusals(self, refused: &[FieldError]) {
        self.is_pressed.set(true);
        self.state.update(|state| {
            for FieldError { field, message } in refused {
                let error = FieldError {
                    field: field.clone(),
                    message: message.clone(),
                };
                match Field::from_wire(error.last_segment()) {
                    Some(field) => state.refused.push((field, message.clone())),
                    None => state
                        .refused_elsewhere
                        .push(format!("{}: {message}", error.last_segment())),
                }
            }
        });
    }

    /// The next tech prefix that no profile of the list has.
    pub fn next_free(self) -> Option<u32> {
        self.lists().voice_profiles.value.with(|all| {
            let all = all.as_ref()?;
            let taken = all.iter().filter_map(Reading::read);
            next_free(taken.filter_map(|own| Some(own.tech_prefix.as_ref()?.to_string())))
        })
    }

    /// What the profile would let happen once the form is sent.
    pub fn guard(self) -> Guard {
        let (facts, marks) = (self.facts(), self.marks);
        guard(&facts, marks)
    }

    fn facts(self) -> Facts {
        self.state.with(|state| {
            let base = state.base.as_deref();
            let own = base.map(|base| base.uuid.as_str());
            state.draft.facts(base, self.marks, &|prefix| {
                self.lists().voice_profiles.value.with(|all| {
                    let all = all.iter().flat_map(|all| all.iter());
                    rows::sharing(all, own, prefix)
                })
            })
        })
    }
}

/// The order of the fields on the page.
pub const FORM_ORDER: [Field; 8] = [
    Field::Name,
    Field::TechPrefix,
    Field::ChannelLimit,
    Field::MaxRate,
    Field::DailySpendLimit,
    Field::RecordCalls,
    Field::FileFormat,
    Field::AudioTrackType,
];
