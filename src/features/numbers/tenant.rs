//! The tenant that is looked up: typed, suggested, or remembered.

use cordboard_api::TenantId;
use leptos::prelude::*;

use crate::browser::dom::{El, drawn, el, follow, nothing, several, tagged};
use crate::browser::storage::{self, Keep};
use crate::state::lists::use_lists;
use crate::state::session::{Session, use_session};
use crate::ui::button::Button;
use crate::ui::field::fresh_id;
use crate::ui::lamp::{Lamp, lamp};

/// More would no longer be recent.
const MOST_RECENT: usize = 8;
/// Leads may be tens of thousands; a list of suggestions is for reading.
const MOST_SUGGESTED: usize = 500;

/// The field, and what was wrong with what stood in it.
#[derive(Debug, Clone, Copy)]
pub struct TenantField {
    pub typed: RwSignal<String>,
    pub problem: RwSignal<bool>,
    recent: Recent,
}

impl TenantField {
    pub fn new() -> Self {
        Self {
            typed: RwSignal::new(String::new()),
            problem: RwSignal::new(false),
            recent: Recent::new(use_session()),
        }
    }

    /// The tenant that stands in the field, as servers write it; what is no GUID is refused.
    pub fn take(self) -> Option<TenantId> {
        let tenant = TenantId::parse(&self.typed.get_untracked()).ok();
        self.problem.set(tenant.is_none());
        if let Some(tenant) = &tenant {
            self.typed.set(tenant.as_str().to_owned());
            self.recent.add(tenant.as_str());
        }
        tenant
    }

    /// Draws the field; `on_look_up` gets what it holds.
    pub fn draw(self, on_look_up: impl Fn(TenantId) + 'static) -> El {
        let Self {
            typed,
            problem,
            recent,
        } = self;
        let (session, lists) = (use_session(), use_lists());
        let (id, error_id, list_id) = (fresh_id("field"), fresh_id("error"), fresh_id("tenants"));
        let described_by = error_id.clone();
        let control = el("input")
            .class("input mono")
            .attr("id", &id)
            .attr("type", "text")
            // A list of suggestions would make it a combobox, which promises that it opens.
            .attr("role", "textbox")
            .attr("list", &list_id)
            .attr("autocomplete", "off")
            .attr("autocapitalize", "off")
            .attr("spellcheck", "false")
            .flag_of("aria-invalid", move || problem.get())
            .attr("aria-describedby", &described_by)
            .value_of(move || typed.get())
            .on("focus", move |_| lists.want_tenants(session))
            .on("input", move |event| {
                problem.set(false);
                typed.set(event.value());
            });
        let suggestions = el("datalist")
            .attr("id", &list_id)
            .child(self.suggestions());
        let error = el("div")
            .attr("id", &error_id)
            .attr("aria-live", "polite")
            .child(drawn(move || draw_problem(problem.get())));
        let field = tagged("div", "field")
            .child(
                tagged("label", "field__label")
                    .attr("for", &id)
                    .text("Microsoft tenant ID"),
            )
            .child(control)
            .child(suggestions)
            .child(error);
        tagged("form", "lookup")
            .on("submit", move |event| {
                event.prevent();
                if let Some(tenant) = self.take() {
                    on_look_up(tenant);
                }
            })
            .child(field)
            .child(Button::new("Look up").primary().submit(|| false))
            .child(recent.draw())
            .child(self.known_as())
    }

    fn suggestions(self) -> El {
        let (lists, recent) = (use_lists(), self.recent);
        drawn(move || {
            let known = lists.tenants.value.get().unwrap_or_default();
            let of_recent = recent
                .all()
                .into_iter()
                .map(|id| (id, "Looked up before".to_owned()));
            let of_lists = known
                .iter()
                .map(|tenant| (tenant.id.clone(), tenant.name.clone()));
            several(
                of_recent
                    .chain(of_lists)
                    .take(MOST_SUGGESTED)
                    .map(|(id, name)| el("option").attr("value", &id).text(name)),
            )
        })
    }

    /// What the tenant in the field is known as.
    fn known_as(self) -> El {
        let (lists, typed) = (use_lists(), self.typed);
        drawn(move || {
            let known = lists.tenants.value.get().unwrap_or_default();
            let typed = typed.get();
            let found = known.iter().find(|tenant| tenant.id == typed);
            found.map_or_else(nothing, |tenant| {
                tagged("span", "lookup__who").text(tenant.name.as_str())
            })
        })
    }
}

fn draw_problem(is_refused: bool) -> El {
    if !is_refused {
        return nothing();
    }
    tagged("p", "field__error")
        .child(lamp(Lamp::Critical))
        .child(el("span").text(
            "This is not a tenant id. Enter a GUID, such as f94238e5-4f2c-4e1b-8125-2d27122ca75f.",
        ))
}

/// Tenants that were looked up before: kept only where the administrator asked for it.
#[derive(Debug, Clone, Copy)]
struct Recent {
    session: Session,
    /// What is stored: ids, separated by blanks. `None` while it was not asked for.
    kept: RwSignal<Option<String>>,
}

impl Recent {
    fn new(session: Session) -> Self {
        let recent = Self {
            session,
            kept: RwSignal::new(None),
        };
        follow(move || {
            let key = recent.key();
            recent.kept.set(storage::read(Keep::Device, &key));
        });
        recent
    }

    /// Tenants of one environment mean nothing in another.
    fn key(self) -> String {
        format!("cordboard:tenants:{}", self.session.environment().name)
    }

    fn all(self) -> Vec<String> {
        let kept = self.kept.get().unwrap_or_default();
        kept.split_whitespace().map(str::to_owned).collect()
    }

    fn add(self, tenant: &str) {
        if self.kept.get_untracked().is_none() {
            return;
        }
        let mut all = untrack(|| self.all());
        all.retain(|own| own != tenant);
        all.insert(0, tenant.to_owned());
        all.truncate(MOST_RECENT);
        self.write(Some(all.join(" ")));
    }

    fn write(self, kept: Option<String>) {
        let key = untrack(|| self.key());
        match &kept {
            Some(text) => {
                storage::write(Keep::Device, &key, text);
            }
            None => storage::remove(Keep::Device, &key),
        }
        self.kept.set(kept);
    }

    fn draw(self) -> El {
        let control = el("input")
            .attr("type", "checkbox")
            .class("check__box")
            .property_of("checked", move || self.kept.with(Option::is_some))
            .on("change", move |event| {
                self.write(event.is_checked().then(String::new));
            });
        tagged("label", "check lookup__keep")
            .child(control)
            .text("Remember tenants on this device")
    }
}
