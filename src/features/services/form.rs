//! The state of the form, and what is known meanwhile.

mod faults;
mod kept;

use cordboard_api::Reading;
use cordboard_api::live::services::{CreateOcEssential, Lead, ScriptTemplate};
use leptos::prelude::*;

use super::model::checks::{Check, checks};
use super::model::draft::{Draft, Field, short_name_of};
use super::model::known::{Known, briefs, lead_label};
use super::model::search::Search;
use crate::route::Platform;
use crate::state::cached::Cached;
use crate::state::draft::KeptDraft;
use crate::state::lasting::{A_FEW_MINUTES, shortfall};
use crate::state::lists::{Lists, use_lists};
use crate::state::session::{Session, use_session};
use crate::state::tasks::{Tasks, use_tasks};
use crate::ui::confirm::Question;
use crate::ui::notice::Notice;

/// How far the creation is.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Stage {
    /// What was kept is being read.
    #[default]
    Opening,
    /// Nothing was sent, or nothing came of it.
    Form,
    /// The request is on its way.
    Sending,
    /// Whether the service was created is not known.
    Unknown,
    /// A task creates it.
    Running { task: String },
    /// The task failed.
    Failed { task: String },
    /// The service is there.
    Created { id: String, task: Option<String> },
}

/// What stands in the form.
#[derive(Debug, Clone, Default)]
pub struct State {
    pub draft: Draft,
    /// Fields that were left, as bits: their faults show from then on.
    left: u32,
    /// What the server found fault with, until the field is typed into.
    refused: Vec<(Field, String)>,
    /// What was sent last.
    pub search: Option<Search>,
    pub stage: Stage,
}

/// The form; every part of the page holds it.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    pub state: RwSignal<State>,
    /// The Teams application's password: kept nowhere but here.
    pub password: RwSignal<String>,
    pub settling: RwSignal<String>,
    pub notice: RwSignal<Option<Notice>>,
    pub question: RwSignal<Option<Question>>,
    pub kept: KeptDraft,
    pub leads: Cached<Vec<Reading<Lead>>>,
    pub templates: Cached<Vec<Reading<ScriptTemplate>>>,
    /// The clean-up script that was proposed last: another one may take its place.
    proposed: StoredValue<String>,
    pub session: Session,
    pub lists: Lists,
    pub tasks: Tasks,
}

/// The id of a field's control.
pub fn id(field: Field) -> String {
    format!("field-{}", field.wire())
}

impl Form {
    pub fn new() -> Self {
        let session = use_session();
        let environment = untrack(|| session.environment());
        let form = Self {
            state: RwSignal::new(State::default()),
            password: RwSignal::new(String::new()),
            settling: RwSignal::new(environment.settling_seconds.to_string()),
            notice: RwSignal::new(None),
            question: RwSignal::new(None),
            kept: KeptDraft::new(&environment.name, &["new service"]),
            leads: Cached::new(),
            templates: Cached::new(),
            proposed: StoredValue::new(String::new()),
            session,
            lists: use_lists(),
            tasks: use_tasks(),
        };
        form.leads.read_by_page();
        form.templates.read_by_page();
        form.read_leads();
        form.read_templates();
        form
    }

    pub fn read_leads(self) {
        if let Some(client) = self.session.live() {
            self.leads.load(async move { client.leads().await });
        }
    }

    pub fn read_templates(self) {
        if let Some(client) = self.session.live() {
            self.templates
                .load(async move { client.script_templates().await });
        }
    }

    pub fn text(self, field: Field) -> String {
        self.state.with(|state| state.draft.typed(field).to_owned())
    }

    pub fn type_into(self, field: Field, text: &str) {
        self.change(|draft| draft.set(field, text), &[field]);
        if field == Field::Onboarding {
            self.propose_cleanup(text);
        }
    }

    /// An onboarding script proposes its clean-up script, unless another one was chosen by hand.
    fn propose_cleanup(self, onboarding: &str) {
        let pair = untrack(|| self.known()).cleanup_of(onboarding);
        let pair = pair.map_or_else(String::new, |(id, _)| id.to_string());
        let before = self.proposed.get_value();
        let now = self
            .state
            .with_untracked(|state| state.draft.text(Field::Cleanup).to_owned());
        if now.is_empty() || now == before {
            self.proposed.set_value(pair.clone());
            self.change(|draft| draft.set(Field::Cleanup, &pair), &[Field::Cleanup]);
        }
    }

    pub fn change(self, act: impl Fn(&mut Draft), touched: &[Field]) {
        self.state.update(|state| {
            act(&mut state.draft);
            state.refused.retain(|(own, _)| !touched.contains(own));
        });
        self.keep_soon();
    }

    /// Takes a lead up: its tenant and its names.
    pub fn take_lead(self, lead: &Lead) {
        let company = lead.contact.company_name.clone().unwrap_or_default();
        let tenant = lead.tenant_id.clone().unwrap_or_default();
        let fields = [Field::Tenant, Field::ShortName, Field::FullName];
        let texts = [tenant, short_name_of(&company), company];
        let label = lead_label(lead);
        self.change(
            |draft| {
                label.clone_into(&mut draft.lead);
                for (field, text) in fields.into_iter().zip(&texts) {
                    draft.set(field, text);
                }
            },
            &fields,
        );
    }

    /// What the lists say, tracked.
    pub fn known(self) -> Known {
        let mut known = Known::default();
        if self.lists.profiles.value.with(Option::is_some) {
            known.take_profiles(&self.lists.profile_rows());
        }
        known.take_sbcs(&self.lists.number_sbcs.get());
        known.services = self
            .lists
            .services
            .value
            .with(|all| all.as_ref().map(|all| briefs(all)));
        known.templates = self.templates.value.with(|all| {
            let all = all.as_ref()?.iter();
            Some(all.filter_map(Reading::read).cloned().collect())
        });
        known
    }

    /// The checks before sending, tracked.
    pub fn checks(self) -> Vec<Check> {
        let known = self.known();
        let connection = self.session.connection(Platform::LivePlatform);
        let token = shortfall(connection, A_FEW_MINUTES).map(Check::token);
        let mut all = self.state.with(|state| checks(&state.draft, &known));
        all.extend(token);
        all
    }

    /// The request as it stands, tracked; nothing while a field is malformed.
    pub fn service(self) -> Option<CreateOcEssential> {
        let password = self.password.get();
        self.state.with(|state| state.draft.service(&password))
    }

    pub fn stage(self) -> Stage {
        self.state.with(|state| state.stage.clone())
    }

    pub fn set_stage(self, stage: Stage) {
        self.state.try_update(|state| state.stage = stage);
    }

    /// Whether nothing may be sent now, tracked.
    pub fn is_locked(self) -> bool {
        self.state.with(|state| state.stage != Stage::Form)
    }
}
