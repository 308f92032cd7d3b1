//! Which plan: customer, site location and dial plan, each from a list or typed.

use leptos::prelude::*;

use super::desk::{Desk, USUAL_PLAN};
use crate::browser::dom::{El, Text, follow, tagged};
use crate::browser::location::History;
use crate::customers::{self, Customer};
use crate::ui::entry::Entry;
use crate::ui::filters::Choice;

/// What stands in the three fields.
#[derive(Debug, Clone, Copy)]
struct Boxes {
    desk: Desk,
    customer: RwSignal<String>,
    site: RwSignal<String>,
    plan: RwSignal<String>,
    problem: RwSignal<String>,
}

pub fn boxes(desk: Desk) -> El {
    let boxes = Boxes {
        desk,
        customer: RwSignal::new(String::new()),
        site: RwSignal::new(String::new()),
        plan: RwSignal::new(String::new()),
        problem: RwSignal::new(String::new()),
    };
    // The address says what is meant; names are filled in once they are known.
    follow(move || {
        let query = desk.links.query();
        let parameter = |name| query.get(name).unwrap_or_default().to_owned();
        let known = boxes.desk.lists.customers();
        let customer = parameter("customer");
        let site = parameter("site");
        untrack(|| {
            boxes.fill(&customer, &known);
            let site = if site.is_empty() { &customer } else { &site };
            if boxes.site.get() != *site {
                boxes.site.set(site.clone());
            }
            let plan = parameter("plan");
            let has_default = plan.is_empty() && !customer.is_empty();
            boxes.plan.set(if has_default {
                USUAL_PLAN.to_owned()
            } else {
                plan
            });
        });
    });
    // A name that was typed before the list came says who is meant once it has.
    let awaits_list = StoredValue::new(true);
    follow(move || {
        let has_come = !boxes.desk.lists.customers().is_empty();
        if has_come && awaits_list.get_value() {
            awaits_list.set_value(false);
            untrack(|| boxes.type_customer(boxes.customer.get()));
        }
    });
    tagged("div", "lookup")
        .child(boxes.customer_field())
        .child(boxes.site_field())
        .child(boxes.plan_field())
}

impl Boxes {
    fn fill(self, id: &str, known: &[Customer]) {
        let typed = self.customer.get();
        let is_meant = customers::find(known, &typed).is_ok_and(|found| found.as_str() == id);
        let is_typing = id.is_empty() && !typed.is_empty();
        if is_typing || (is_meant && typed != id) {
            return;
        }
        self.customer.set(customers::shown_name(known, id));
        self.problem.set(String::new());
    }

    fn own(self) -> Option<Customer> {
        let id = self.desk.asked()?.customer;
        let mut known = self.desk.lists.customers().into_iter();
        known.find(|own| own.id == id)
    }

    fn customer_field(self) -> El {
        let lists = self.desk.lists;
        let choices = move || {
            customers::suggested(lists.customers(), &self.customer.get())
                .map(|own| Choice::new(own.short_name, own.full_name))
                .collect()
        };
        let hint = move || customers::hint(self.own(), lists.services.error.with(Option::is_some));
        let field = Entry::new("customer", "Customer")
            .error(move || self.problem.get())
            .hint(Text::of(hint))
            .combobox(
                choices,
                move || self.customer.get(),
                move |text| self.type_customer(text),
                move || self.commit_customer(),
            );
        tagged("div", "lookup__field").child(field)
    }

    /// What names a customer beyond doubt needs no Enter.
    fn type_customer(self, text: String) {
        self.customer.set(text.clone());
        self.problem.set(String::new());
        if untrack(|| customers::find(&self.desk.lists.customers(), &text)).is_ok() {
            self.commit_customer();
        }
    }

    fn commit_customer(self) {
        let typed = self.customer.get_untracked();
        if typed.trim().is_empty() {
            let none: &[&str] = &[];
            let changes = [("customer", none), ("site", none), ("plan", none)];
            self.desk.links.set(&changes, History::Push);
            return;
        }
        match untrack(|| customers::find(&self.desk.lists.customers(), &typed)) {
            Err(problem) => self.problem.set(problem),
            Ok(id) => {
                let before = untrack(|| self.desk.asked()).map(|place| place.customer);
                if before.as_ref() != Some(&id) {
                    let changes: [(&str, &[&str]); 2] =
                        [("customer", &[id.as_str()]), ("site", &[])];
                    self.desk.links.set(&changes, History::Push);
                }
            }
        }
    }

    /// The site locations of the customer, as far as they are known; tracked.
    fn sites(self) -> Vec<(String, String)> {
        let lists = self.desk.lists;
        self.own().map_or_else(Vec::new, |own| lists.sites_of(own))
    }

    fn site_field(self) -> El {
        let choices = move || {
            let sites = self.sites().into_iter();
            sites.map(|(id, name)| Choice::new(id, name)).collect()
        };
        let hint = move || match self.sites().as_slice() {
            [] | [_] => "The customer's own id where there is one site.".to_owned(),
            sites => {
                let site = self.site.get();
                let own = sites.iter().find(|(id, _)| *id == site);
                let name = own.map_or("", |(_, name)| name.as_str());
                match name {
                    "" => format!("The customer has {} site locations.", sites.len()),
                    name => format!("{name}, one of {} site locations.", sites.len()),
                }
            }
        };
        let error = move || {
            let site = self.desk.links.query().get("site").map(str::to_owned);
            match site {
                Some(site) if cordboard_api::SiteLocationId::parse(&site).is_err() => {
                    "This is no id (a GUID). The customer's own id is used.".to_owned()
                }
                Some(_) | None => String::new(),
            }
        };
        let field = Entry::new("site", "Site location")
            .error(error)
            .hint(Text::of(hint))
            .combobox(
                choices,
                move || self.site.get(),
                move |text| {
                    self.site.set(text.clone());
                    if untrack(|| self.sites()).iter().any(|(id, _)| *id == text) {
                        self.commit_site();
                    }
                },
                move || self.commit_site(),
            );
        tagged("div", "lookup__field")
            .on("focusin", move |_| {
                self.desk.lists.want_sites(self.desk.session);
            })
            .child(field)
    }

    fn commit_site(self) {
        let site = self.site.get_untracked().trim().to_owned();
        let customer = untrack(|| self.desk.asked()).map(|place| place.customer.to_string());
        let is_own = customer.as_deref() == Some(site.as_str());
        let site = if is_own { "" } else { site.as_str() };
        self.desk.links.set(&[("site", &[site])], History::Push);
    }

    fn plan_field(self) -> El {
        let choices = move || {
            self.desk.read.track();
            let names = self.desk.held.with_value(|held| held.plans.clone());
            let names = names.into_iter();
            names.map(|name| Choice::new(name.clone(), name)).collect()
        };
        let field = Entry::new("dial-plan", "Dial plan").combobox(
            choices,
            move || self.plan.get(),
            move |text| {
                self.plan.set(text.clone());
                let is_known = self.desk.held.with_value(|held| held.plans.contains(&text));
                if is_known {
                    self.commit_plan();
                }
            },
            move || self.commit_plan(),
        );
        tagged("div", "lookup__field").child(field)
    }

    fn commit_plan(self) {
        let plan = self.plan.get_untracked().trim().to_owned();
        let plan = if plan == USUAL_PLAN {
            ""
        } else {
            plan.as_str()
        };
        self.desk.links.set(&[("plan", &[plan])], History::Push);
    }
}
