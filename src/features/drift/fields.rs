//! Which tenant and which plan: each from a list or typed.

use cordboard_api::{SiteLocationId, TenantId};
use leptos::prelude::*;

use super::desk::{Desk, NUMBERS_PLAN};
use crate::browser::dom::{El, Text, follow, tagged};
use crate::browser::location::History;
use crate::customers::{self, Customer};
use crate::ui::button::Button;
use crate::ui::entry::{Entry, Keys};
use crate::ui::filters::Choice;

/// What every customer of the vendor's examples has.
const USUAL_PLANS: [&str; 4] = ["OCDialPlan", "CustDialPlan", "RegisteredUsers", "Zoom"];

/// What stands in the four fields.
#[derive(Clone, Copy)]
struct Fields {
    desk: Desk,
    tenant: RwSignal<String>,
    customer: RwSignal<String>,
    site: RwSignal<String>,
    plan: RwSignal<String>,
    tenant_problem: RwSignal<String>,
    customer_problem: RwSignal<String>,
    site_problem: RwSignal<String>,
}

pub fn fields(desk: Desk) -> El {
    let text = || RwSignal::new(String::new());
    let fields = Fields {
        desk,
        tenant: text(),
        customer: text(),
        site: text(),
        plan: text(),
        tenant_problem: text(),
        customer_problem: text(),
        site_problem: text(),
    };
    // The address says what is meant; what follows from it and names are filled in once known.
    follow(move || {
        let query = desk.links.query();
        let parameter = |name| query.get(name).unwrap_or_default().to_owned();
        let (tenant, customer) = (parameter("tenant"), parameter("customer"));
        let (site, plan) = (parameter("site"), parameter("plan"));
        let (place, known) = (desk.asked(), desk.lists.customers());
        untrack(|| {
            let tenant = place
                .as_ref()
                .map_or(tenant, |place| place.tenant.to_string());
            let customer = place
                .as_ref()
                .map_or(customer, |place| place.customer.to_string());
            if !tenant.is_empty() {
                fields.tenant.set(tenant);
            }
            if !customer.is_empty() {
                fields.site.set(if site.is_empty() {
                    customer.clone()
                } else {
                    site
                });
                fields
                    .customer
                    .set(customers::shown_name(&known, &customer));
            }
            fields.plan.set(if plan.is_empty() {
                NUMBERS_PLAN.to_owned()
            } else {
                plan
            });
        });
    });
    tagged("form", "lookup lookup--row")
        .on("submit", move |event| {
            event.prevent();
            untrack(|| fields.submit());
        })
        .child(fields.customer_field())
        .child(fields.tenant_field())
        .child(fields.site_field())
        .child(fields.plan_field())
        .child(Button::new("Compare").primary().submit(|| false))
}

impl Fields {
    /// Compares what the fields say: again, when that is what the address says already.
    fn submit(self) {
        let before = self.desk.links.query();
        if self.commit() && self.desk.links.query() == before {
            self.desk.compare(self.desk.asked());
        }
    }

    /// Writes what the fields say into the address, if it can be meant.
    fn commit(self) -> bool {
        let (tenant, customer) = (self.tenant.get(), self.customer.get());
        let (site, plan) = (self.site.get(), self.plan.get());
        let (mut tenant, site, plan) = (tenant.trim().to_owned(), site.trim(), plan.trim());
        let mut customer_id = String::new();
        if !customer.trim().is_empty() {
            match customers::find(&self.desk.lists.customers(), &customer) {
                Ok(id) => customer_id = id.to_string(),
                Err(problem) => {
                    self.customer_problem.set(problem);
                    return false;
                }
            }
        }
        if !tenant.is_empty() {
            let Ok(id) = TenantId::parse(&tenant) else {
                self.tenant_problem
                    .set("This is not a tenant id. Enter a GUID.".to_owned());
                return false;
            };
            tenant = id.to_string();
        }
        if !site.is_empty() && SiteLocationId::parse(site).is_err() {
            self.site_problem
                .set("This is not a site location. Enter an id (a GUID).".to_owned());
            return false;
        }
        let site = if site == customer_id { "" } else { site };
        let plan = if plan == NUMBERS_PLAN { "" } else { plan };
        let changes: [(&str, &[&str]); 4] = [
            ("tenant", &[&tenant]),
            ("customer", &[&customer_id]),
            ("site", &[site]),
            ("plan", &[plan]),
        ];
        self.desk.links.set(&changes, History::Push);
        true
    }

    /// A customer brings its tenant along, and its own site.
    fn choose(self, own: &Customer) {
        if let Some(tenant) = &own.tenant {
            self.tenant.set(tenant.to_string());
            self.tenant_problem.set(String::new());
        }
        self.site.set(own.id.to_string());
        self.site_problem.set(String::new());
    }

    fn own(self) -> Option<Customer> {
        let known = self.desk.lists.customers();
        let id = customers::find(&known, &self.customer.get()).ok()?;
        known.into_iter().find(|own| own.id == id)
    }

    fn customer_field(self) -> El {
        let lists = self.desk.lists;
        let choices = move || {
            customers::suggested(lists.customers(), &self.customer.get())
                .map(|own| Choice::new(own.short_name, own.full_name))
                .collect()
        };
        let hint = move || customers::hint(self.own(), lists.services.error.with(Option::is_some));
        let typed = move |text: String| {
            self.customer.set(text.clone());
            self.customer_problem.set(String::new());
            let known = untrack(|| self.desk.lists.customers());
            // An id is whole when its last digit is typed, and belongs to nobody before.
            if let Ok(id) = customers::find(&known, &text)
                && let Some(own) = known.iter().find(|own| own.id == id)
            {
                self.choose(own);
            }
        };
        let field = Entry::new("drift-customer", "Customer")
            .error(move || self.customer_problem.get())
            .hint(Text::of(hint))
            .combobox(choices, move || self.customer.get(), typed, || ());
        tagged("div", "lookup__field").child(field)
    }

    fn tenant_field(self) -> El {
        let field = Entry::new("drift-tenant", "Microsoft tenant ID")
            .error(move || self.tenant_problem.get())
            .hint("The customer's own, unless another is entered.")
            .text(
                Keys::Text,
                move || self.tenant.get(),
                move |text| {
                    self.tenant.set(text);
                    self.tenant_problem.set(String::new());
                },
                || (),
            );
        tagged("div", "lookup__field").child(field)
    }

    fn site_field(self) -> El {
        let desk = self.desk;
        let choices = move || {
            let sites = self.own().map(|own| desk.lists.sites_of(own));
            let sites = sites.unwrap_or_default().into_iter();
            sites.map(|(id, name)| Choice::new(id, name)).collect()
        };
        let field = Entry::new("drift-site", "Site location")
            .error(move || self.site_problem.get())
            .hint("The customer's own id where there is one site.")
            .combobox(
                choices,
                move || self.site.get(),
                move |text| {
                    self.site.set(text);
                    self.site_problem.set(String::new());
                },
                || (),
            );
        tagged("div", "lookup__field")
            .on("focusin", move |_| desk.lists.want_sites(desk.session))
            .child(field)
    }

    fn plan_field(self) -> El {
        let choices = || -> Vec<Choice> { USUAL_PLANS.map(|name| Choice::new(name, name)).into() };
        let field = Entry::new("drift-plan", "Dial plan")
            .hint("Uploads of numbers write to OCDialPlan.")
            .combobox(
                choices,
                move || self.plan.get(),
                move |text| self.plan.set(text),
                || (),
            );
        tagged("div", "lookup__field").child(field)
    }
}
