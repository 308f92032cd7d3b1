//! The page as a whole: what it shows follows from the address.

use std::rc::Rc;

use cordboard_api::TenantId;
use leptos::prelude::*;

use super::book::Shelf;
use super::columns::{ALL_COLUMNS, HIDDEN_AT_FIRST, SORTS};
use super::counts::keep_counting;
use super::detail::detail;
use super::filters::{FILTERS, filter_bar, keep_as_asked};
use super::paste::PasteDialog;
use super::profile::Profiles;
use super::reading;
use super::summary::summary;
use super::tenant::TenantField;
use crate::browser::dom::{El, el, follow, several, tagged, when};
use crate::browser::location::History;
use crate::state::links::{Links, use_links};
use crate::state::list_state::{ListState, ShownColumns};
use crate::state::lists::{FindNumber, Lists, use_lists};
use crate::state::session::{Session, use_session};
use crate::ui::empty::empty;

/// Everything that the parts of the page share.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub(super) session: Session,
    pub(super) links: Links,
    pub(super) lists: Lists,
    pub(super) list: ListState,
    pub(super) columns: ShownColumns,
    pub(super) shelf: Shelf,
    pub(super) tenant: TenantField,
    /// The tenant that was asked for, as the address has it.
    pub(super) asked: Memo<String>,
    /// An export that failed.
    pub(super) unsaved: RwSignal<bool>,
}

pub fn numbers_page() -> El {
    let (session, lists, links) = (use_session(), use_lists(), use_links());
    lists.profiles.read_by_page();
    lists.tenants.read_by_page();

    let page = Page {
        session,
        links,
        lists,
        list: ListState::new("", &SORTS, &FILTERS),
        columns: ShownColumns::new("numbers", &ALL_COLUMNS, &HIDDEN_AT_FIRST),
        shelf: Shelf::new(),
        tenant: TenantField::new(),
        asked: links.parameter("tenant"),
        unsaved: RwSignal::new(false),
    };
    let shelf = page.shelf;
    let find: FindNumber = Rc::new(move |number: &str| shelf.find(lists, number));
    lists.find_number.set_value(Some(find));
    page.keep_names();
    page.keep_sbcs();
    keep_as_asked(page.shelf, page.list);
    page.keep_looked_up();
    // The numbers are asked for first: they are what somebody waits for.
    lists.want_profiles(session);
    keep_counting(page.shelf);
    reading::rehearse(page.shelf, lists, links);

    let paste = PasteDialog::new(page.shelf);
    let number = links.parameter("number");
    let has_panel = move || number.with(|number| !number.is_empty());
    let split = el("div")
        .word_of("class", move || {
            if has_panel() {
                "trio trio--open"
            } else {
                "trio"
            }
        })
        .child(tagged("div", "trio__side").child(summary(page.shelf, page.list)))
        .child(tagged("div", "trio__main").child(page.body()))
        .child(detail(page.shelf, number));
    several([
        page.head(paste),
        page.tenant.draw(move |tenant| page.ask(tenant)),
        page.trouble(),
        page.save_trouble(),
        when(
            move || page.has_tenant(),
            move || filter_bar(page.shelf, page.list),
        ),
        when(move || !page.has_tenant(), no_tenant),
        split.flag_of("hidden", move || !page.has_tenant()),
        paste.draw(),
    ])
}

fn no_tenant() -> El {
    empty(
        "Whose numbers?",
        "Enter a Microsoft tenant ID. Suggestions come from services and leads, as far as they can be read.",
    )
}

impl Page {
    fn has_tenant(self) -> bool {
        self.asked.with(|tenant| TenantId::parse(tenant).is_ok())
    }

    /// Looks up what the field holds: the address says so, and `keep_looked_up` acts on it.
    fn ask(self, tenant: TenantId) {
        if self.asked.get_untracked() == tenant.as_str() {
            self.look_up();
            return;
        }
        // Filters speak of another tenant's values.
        self.list.typed.set(String::new());
        let mut changes: Vec<(&str, &[&str])> = vec![("q", &[]), ("number", &[])];
        changes.extend(FILTERS.iter().map(|name| (*name, &[] as &[&str])));
        let own = [tenant.as_str()];
        changes.push(("tenant", &own));
        self.links.set(&changes, History::Push);
    }

    /// Reads the tenant of the address, whatever was read before.
    pub(super) fn look_up(self) {
        let asked = self.asked.get_untracked();
        self.tenant.typed.set(asked.clone());
        if asked.is_empty() {
            self.shelf.begin("", None);
            return;
        }
        match (self.tenant.take(), self.session.live()) {
            (Some(tenant), Some(client)) => reading::look_up(self.shelf, client, tenant),
            (_, _) => self.shelf.begin("", None),
        }
    }

    fn keep_looked_up(self) {
        let environment = self.session;
        let tenant = untrack(|| self.asked.get());
        let is_kept = !tenant.is_empty() && self.shelf.take_up(self.lists, &tenant);
        let is_first = StoredValue::new(is_kept);
        on_cleanup(move || {
            // Nothing stays of a session that has been ended.
            if self.session.live().is_some() {
                self.shelf.keep_for_later(self.lists);
            }
        });
        follow(move || {
            // Read, not only tracked: a memo that is first read further down would ask again.
            self.asked.get();
            // The same tenant is another one in another environment.
            environment.environment();
            if is_first.get_value() {
                is_first.set_value(false);
                self.tenant.typed.set(self.asked.get_untracked());
                return;
            }
            untrack(|| self.look_up());
        });
    }

    /// What the numbers show of SBCs is suggested where a new service asks for one.
    fn keep_sbcs(self) {
        let is_whole = Memo::new(move |_| self.shelf.read(|book| book.is_whole));
        follow(move || {
            if !is_whole.get() {
                return;
            }
            let sbcs = self.shelf.peek(|book| book.store.all_sbcs());
            let known = sbcs.into_iter().filter_map(|sbc| {
                let id = sbc.id?.parse().ok()?;
                Some((id, sbc.name))
            });
            self.lists.number_sbcs.update(|all| {
                for (id, name) in known {
                    if all.iter().all(|(own, _)| *own != id) {
                        all.push((id, name));
                    }
                }
            });
        });
    }

    /// Numbers carry the ids of profiles; people search for names.
    fn keep_names(self) {
        follow(move || {
            let profiles = Profiles::of(self.lists);
            untrack(|| {
                self.shelf.set_names(|names| {
                    profiles.each(|id, name| names.name_profile(id, name));
                });
                self.shelf.redraw();
            });
        });
    }
}
