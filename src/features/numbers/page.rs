//! `/numbers`: the look-up, the list, its summary and one number beside it.

use std::rc::Rc;

use cordboard_api::TenantId;
use leptos::prelude::*;

use super::book::Shelf;
use super::columns::{ALL_COLUMNS, HIDDEN_AT_FIRST, SORTS, draw_cell};
use super::counts::keep_counting;
use super::detail::detail;
use super::filters::{FILTERS, filter_bar, keep_as_asked};
use super::paste::PasteDialog;
use super::profile::Profiles;
use super::reading;
use super::save::{self, Wanted};
use super::summary::summary;
use super::tenant::TenantField;
use crate::browser::dom::{El, Text, drawn, el, follow, nothing, several, svg, tagged, when};
use crate::browser::location::History;
use crate::browser::{element, intl, task};
use crate::explain;
use crate::export::{self, Format};
use crate::route::Platform;
use crate::state::links::{Links, use_links};
use crate::state::list_state::{ListState, ShownColumns};
use crate::state::lists::{Lists, use_lists};
use crate::state::session::{Session, use_session};
use crate::ui::alert::Alert;
use crate::ui::button::Button;
use crate::ui::empty::empty;
use crate::ui::grid::Grid;
use crate::ui::icon::Icon;
use crate::ui::menu::{Item, menu_button};
use crate::ui::notice::{Notice, Tone};
use crate::ui::skeleton::skeleton;

/// The line of the export menu that is no format.
const ALL: &str = "all";

/// Everything that the parts of the page share.
#[derive(Clone, Copy)]
struct Page {
    session: Session,
    links: Links,
    lists: Lists,
    list: ListState,
    columns: ShownColumns,
    shelf: Shelf,
    tenant: TenantField,
    /// The tenant that was asked for, as the address has it.
    asked: Memo<String>,
    /// An export that failed.
    unsaved: RwSignal<bool>,
}

pub fn numbers_page() -> El {
    let (session, lists, links) = (use_session(), use_lists(), use_links());
    lists.profiles.read_by_page();
    lists.want_profiles(session);
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
    page.keep_names();
    keep_as_asked(page.shelf, page.list);
    page.keep_looked_up();
    keep_counting(page.shelf);

    let paste = PasteDialog::new(page.shelf);
    let number = links.parameter("number");
    let has_panel = move || number.with(|number| !number.is_empty());
    let split = el("div")
        .word_of("class", move || {
            if has_panel() {
                "split split--three"
            } else {
                "split split--lead"
            }
        })
        .child(tagged("div", "split__side").child(summary(page.shelf, page.list)))
        .child(tagged("div", "split__main").child(page.body()))
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
    fn look_up(self) {
        let asked = self.asked.get_untracked();
        self.tenant.typed.set(asked.clone());
        if asked.is_empty() {
            self.shelf.begin(None);
            return;
        }
        match (self.tenant.take(), self.session.live()) {
            (Some(tenant), Some(client)) => reading::look_up(self.shelf, client, tenant),
            (_, _) => self.shelf.begin(None),
        }
    }

    fn keep_looked_up(self) {
        let environment = self.session;
        follow(move || {
            // Read, not only tracked: a memo that is first read further down would ask again.
            self.asked.get();
            // The same tenant is another one in another environment.
            environment.environment();
            untrack(|| self.look_up());
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
            });
        });
    }

    fn status(self) -> String {
        let is_loading = self.shelf.is_loading.get();
        self.shelf.read(|book| {
            if !book.is_open {
                return String::new();
            }
            let (shown, total) = (book.view.len(), book.store.len());
            let noun = if total == 1 { "number" } else { "numbers" };
            let so_far = if is_loading { " so far" } else { "" };
            if book.view.is_filtered() {
                let (shown, total) = (intl::count(shown), intl::count(total));
                format!("{shown} of {total} {noun}{so_far}")
            } else {
                format!("{} {noun}{so_far}", intl::count(total))
            }
        })
    }

    fn head(self, paste: PasteDialog) -> El {
        let Self { shelf, columns, .. } = self;
        let status = tagged("span", "page__status")
            .attr("role", "status")
            .text(Text::of(move || self.status()));
        let title = tagged("div", "page__title")
            .child(el("h1").attr("tabindex", "-1").text("Numbers"))
            .child(status);
        let paste = Button::new("Paste a list")
            .quiet()
            .small()
            .on_press(move || paste.open());
        let refresh = Button::new("Refresh")
            .quiet()
            .small()
            .icon(Icon::Refresh)
            .on_press_unless(move || shelf.is_loading.get(), move || self.look_up());
        let chooser = menu_button(
            "Columns",
            Icon::Columns,
            "Shown columns",
            move || columns.items(),
            move |id| columns.toggle(id),
        );
        tagged("div", "page__head")
            .child(title)
            .child(tagged("div", "page__tools").children([paste, refresh, chooser, self.export()]))
    }

    fn export(self) -> El {
        let Self { shelf, columns, .. } = self;
        let is_all = RwSignal::new(false);
        let items = move || {
            let mut items = export::items();
            items.push(Item {
                id: ALL.to_owned(),
                label: "All columns".to_owned(),
                checked: Some(is_all.get()),
            });
            items
        };
        let note = move || {
            let rows = shelf.read(|book| book.view.len());
            format!("{} rows, as filtered and sorted", intl::count(rows))
        };
        menu_button("Export", Icon::Export, Text::of(note), items, move |id| {
            if id == ALL {
                is_all.update(|is_all| *is_all = !*is_all);
                return;
            }
            let columns = (!is_all.get_untracked()).then(|| untrack(|| columns.shown()));
            self.save(Wanted {
                format: Format::of(id),
                columns,
                rows: shelf.peek(|book| book.view.rows().collect()),
                name: "numbers".to_owned(),
            });
        })
    }

    fn save(self, wanted: Wanted) {
        let unsaved = self.unsaved;
        unsaved.set(false);
        task::start(async move {
            let is_saved = save::save(self.shelf, wanted).await;
            unsaved.try_set(!is_saved);
        });
    }

    /// A file that did not come to be.
    fn save_trouble(self) -> El {
        let unsaved = self.unsaved;
        when(
            move || unsaved.get(),
            move || {
                let notice = Notice {
                    tone: Tone::Critical,
                    title: "The list was not exported".to_owned(),
                    advice: "The browser could not make the file, or the numbers were read anew meanwhile. Export again.".to_owned(),
                    details: Vec::new(),
                    more: String::new(),
                };
                let alert = Alert::new(notice).close(move || unsaved.set(false));
                tagged("div", "page__alert").child(alert.draw())
            },
        )
    }

    fn trouble(self) -> El {
        let Self { session, shelf, .. } = self;
        drawn(move || {
            let Some(error) = shelf.error.get() else {
                return nothing();
            };
            let came = shelf.peek(|book| book.store.len());
            let what = if came == 0 {
                "The numbers could not be read".to_owned()
            } else {
                format!("Only {} numbers came", intl::count(came))
            };
            let mut notice = session.explain(&what, Platform::LivePlatform, &error);
            if let Some(content_type) = shelf.peek(|book| book.content_type.clone()) {
                notice.details.push(format!("Content-Type: {content_type}"));
            }
            let alert = Alert::new(notice)
                .link(session.way_on(Platform::LivePlatform, &error))
                .try_again(move || self.look_up())
                .close(move || shelf.error.set(None));
            tagged("div", "page__alert").child(alert.draw())
        })
    }

    fn body(self) -> El {
        let Self { shelf, list, .. } = self;
        let has_answer = move || shelf.read(|book| book.is_open);
        let is_all_empty = move || shelf.read(|book| book.store.is_empty());
        let is_empty = move || shelf.read(|book| book.view.is_empty());
        let is_waiting = move || shelf.is_loading.get() && is_all_empty();
        several([
            when(move || shelf.is_loading.get(), move || draw_progress(shelf)),
            when(is_waiting, skeleton),
            when(
                move || has_answer() && is_all_empty() && !shelf.is_loading.get(),
                || {
                    empty(
                        "No numbers",
                        "The platform returned an empty list for this tenant. A channel id in the configuration may also hide numbers.",
                    )
                },
            ),
            when(
                move || !is_all_empty() && is_empty(),
                move || {
                    let all = Button::new("Show all numbers").on_press(move || list.clear());
                    empty("No number matches", Text::of(move || list.why())).child(all)
                },
            ),
            tagged("div", "grid-holder")
                .flag_of("hidden", is_empty)
                .child(self.draw_grid()),
        ])
    }

    /// Whoever asks for other rows, or another order, wants to see the first of them.
    fn draw_grid(self) -> El {
        let list = self.list;
        let grid = self.grid().draw();
        let scroller = grid.raw();
        let asked = Memo::new(move |_| {
            let filters = FILTERS.map(|name| list.filter_values(name).join(" "));
            format!("{} {} {}", list.search(), list.sort(), filters.join(" "))
        });
        let is_first = StoredValue::new(true);
        follow(move || {
            asked.get();
            if !is_first.get_value() {
                element::scroll_to_top(&scroller);
            }
            is_first.set_value(false);
        });
        grid
    }

    fn grid(self) -> Grid {
        let Self {
            shelf,
            list,
            links,
            lists,
            columns,
            ..
        } = self;
        let number = links.parameter("number");
        let selected = Memo::new(move |_| {
            let number = number.get();
            if number.is_empty() {
                return None;
            }
            shelf.read(|book| book.store.row_of(&number).map(|row| book.key(row)))
        });
        Grid {
            label: "Numbers",
            class: "grid--numbers grid--cards",
            columns: Rc::new(move || columns.shown()),
            count: Rc::new(move || shelf.read(|book| book.view.len())),
            key: Rc::new(move |position| {
                shelf.peek(|book| book.view.row(position).map_or(0, |row| book.key(row)))
            }),
            cell: Rc::new(move |position, column| {
                let row = shelf.peek(|book| book.view.row(position));
                let profiles = untrack(|| Profiles::of(lists));
                row.map_or_else(nothing, |row| {
                    draw_cell(shelf, row, column, links, &profiles)
                })
            }),
            sort: Rc::new(move || list.sort()),
            on_sort: Rc::new(move |column| list.press_sort(column)),
            selected: Rc::new(move || selected.get()),
        }
    }
}

/// How much of the answer has come; without a length nobody can say how much is to come.
fn draw_progress(shelf: Shelf) -> El {
    let share = move || {
        shelf.read(|book| {
            let expected = book.expected.filter(|length| *length >= book.received)?;
            (expected > 0).then(|| book.received * 100 / expected)
        })
    };
    let text = move || {
        shelf.read(|book| match book.expected {
            _ if !book.is_open => "Waiting for the answer".to_owned(),
            Some(length) if length >= book.received => format!(
                "{} of {}",
                explain::bytes(book.received),
                explain::bytes(length)
            ),
            Some(_) | None => explain::bytes(book.received),
        })
    };
    let bar = svg("rect")
        .attr_of("width", move || {
            Some(share().map_or_else(|| "30%".to_owned(), |share| format!("{share}%")))
        })
        .attr("height", "100%");
    let progress = svg("svg")
        .attr_of("class", move || {
            let class = if share().is_some() {
                "progress"
            } else {
                "progress progress--unknown"
            };
            Some(class.to_owned())
        })
        .attr("role", "progressbar")
        .attr("aria-label", "Numbers that have come")
        .attr_of("aria-valuenow", move || {
            share().map(|share| share.to_string())
        })
        .attr("aria-valuemin", "0")
        .attr("aria-valuemax", "100")
        .child(bar);
    let stop = Button::new("Stop").tiny().on_press(move || {
        shelf.stop();
        shelf
            .error
            .set(Some(cordboard_api::NoAnswer::Aborted.into()));
    });
    tagged("div", "stream")
        .child(tagged("span", "stream__text").text(Text::of(text)))
        .child(stop)
        .child(progress)
}
