//! The head of the page: the count, what can be done with the list, and what went wrong.

use leptos::prelude::*;

use super::page::Page;
use super::paste::PasteDialog;
use super::save::{self, Wanted};
use crate::browser::dom::{El, Text, drawn, nothing, when};
use crate::browser::{intl, task};
use crate::export::{self, Format};
use crate::listing::columns_menu;
use crate::route::{Platform, Query, Route};
use crate::ui::alert::Alert;
use crate::ui::button::Button;
use crate::ui::heading::{page_head, refresh};
use crate::ui::icon::Icon;
use crate::ui::menu::{Item, menu_button};
use crate::ui::notice::{Notice, Tone};

/// The line of the export menu that is no format.
const ALL: &str = "all";

impl Page {
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

    pub(super) fn head(self, paste: PasteDialog) -> El {
        let Self { shelf, columns, .. } = self;
        let paste = Button::new("Paste a list")
            .quiet()
            .small()
            .on_press(move || paste.open());
        let compare = drawn(move || {
            let tenant = self.asked.get();
            if tenant.is_empty() {
                return nothing();
            }
            let query = Query::default().with("tenant", &[&tenant]);
            let href = self.links.to_with(&Route::Drift, query);
            Button::new("Compare with a dial plan")
                .quiet()
                .small()
                .link(&href)
        });
        let tools = vec![
            compare,
            paste,
            refresh(move || shelf.is_loading.get(), move || self.look_up()),
            columns_menu(columns),
            self.export(),
        ];
        page_head("Numbers", Text::of(move || self.status()), tools)
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
    pub(super) fn save_trouble(self) -> El {
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
                let close = move || unsaved.set(false);
                Alert::new(notice).close(close).draw_on_page()
            },
        )
    }

    pub(super) fn trouble(self) -> El {
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
            Alert::new(notice)
                .link(session.way_on(Platform::LivePlatform, &error))
                .try_again(move || self.look_up())
                .close(move || shelf.error.set(None))
                .draw_on_page()
        })
    }
}
