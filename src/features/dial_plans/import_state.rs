//! What the import holds: the rows as they were read, how they are taken, and each row's outcome.

use std::fmt::Write as _;
use std::rc::Rc;
use std::time::Duration;

use cordboard_dial_plan::change_set::Origin;
use cordboard_dial_plan::import::{
    Conflicts, Entries, Field, ImportError, Judging, LARGEST, Layout, Mode, Preview, Request, Table,
};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::desk::{Desk, bump};
use super::plan_files::save_bytes;
use super::workbook;
use crate::browser::file::Chosen;
use crate::browser::{intl, task, timer};

/// Rows are judged once the hand rests.
const REST: Duration = Duration::from_millis(250);

/// Rows that are judged between two looks at the clock.
const SLICE: usize = 200;
/// Milliseconds of work; then the browser may paint and take input.
const PATIENCE: f64 = 12.0;

/// Rows that come into sight at a time.
pub const MORE: usize = 200;

#[derive(Debug, Default)]
struct Held {
    table: Option<Rc<Table>>,
    layout: Layout,
    preview: Option<Rc<Preview>>,
    origin: Option<Origin>,
    pending: Option<TimeoutHandle>,
}

/// The import, for as long as the tab is there.
pub type Import = &'static ImportState;

/// An import that is being prepared.
#[derive(Debug)]
pub struct ImportState {
    pub desk: Desk,
    pub is_open: RwSignal<bool>,
    held: StoredValue<Held, LocalStorage>,
    /// The rows or their outcomes are others.
    pub judged: RwSignal<u64>,
    pub pasted: RwSignal<String>,
    pub name: RwSignal<String>,
    pub tag: RwSignal<String>,
    pub is_removal: RwSignal<bool>,
    pub replaces: RwSignal<bool>,
    pub trouble: RwSignal<String>,
    /// Which outcome is listed; empty for all.
    pub listed: RwSignal<String>,
    pub limit: RwSignal<usize>,
    /// Counts judgements: rows that are taken otherwise meanwhile are judged anew.
    turn: StoredValue<u64>,
}

impl ImportState {
    pub fn new(desk: Desk) -> Import {
        let text = || RwSignal::new(String::new());
        Box::leak(Box::new(Self {
            desk,
            is_open: RwSignal::new(false),
            held: StoredValue::new_local(Held::default()),
            judged: RwSignal::new(0),
            pasted: text(),
            name: text(),
            tag: text(),
            is_removal: RwSignal::new(false),
            replaces: RwSignal::new(false),
            trouble: text(),
            listed: text(),
            limit: RwSignal::new(MORE),
            turn: StoredValue::new(0),
        }))
    }

    pub fn open(&'static self) {
        self.is_open.set(true);
    }

    pub fn close(&'static self) {
        self.is_open.set(false);
        self.held.set_value(Held::default());
        for text in [self.pasted, self.trouble, self.listed] {
            text.set(String::new());
        }
        self.limit.set(MORE);
        bump(self.judged);
    }

    /// The rows as they were read; tracked.
    pub fn table(&'static self) -> Option<Rc<Table>> {
        self.judged.track();
        self.held.with_value(|held| held.table.clone())
    }

    /// How the rows are taken; tracked.
    pub fn layout(&'static self) -> Layout {
        self.judged.track();
        self.held.with_value(|held| held.layout)
    }

    /// The outcome of every row; tracked.
    pub fn preview(&'static self) -> Option<Rc<Preview>> {
        self.judged.track();
        self.held.with_value(|held| held.preview.clone())
    }

    pub fn take_file(&'static self, chosen: Chosen) {
        let name = chosen.name();
        self.trouble.set(String::new());
        task::start(async move {
            let table = match chosen.read(LARGEST).await {
                None => Err("The file cannot be read, or has more than 32 MB.".to_owned()),
                Some(bytes) => match Table::from_bytes(&bytes) {
                    Err(ImportError::Workbook) => workbook::read(bytes).await,
                    other => other.map_err(|error| error.to_string()),
                },
            };
            self.take(table, Origin::Import(name));
        });
    }

    /// Takes pasted rows, once the hand rests.
    pub fn paste(&'static self, text: String) {
        self.pasted.set(text);
        self.later(|| {
            let text = self.pasted.get_untracked();
            if text.trim().is_empty() {
                self.held.set_value(Held::default());
                self.trouble.set(String::new());
                bump(self.judged);
            } else {
                self.take(read_pasted(&text), Origin::Paste);
            }
        });
    }

    fn take(&'static self, table: Result<Table, String>, origin: Origin) {
        match table {
            Err(why) => {
                self.trouble.set(why);
                self.held.set_value(Held::default());
                bump(self.judged);
            }
            Ok(table) => {
                self.trouble.set(String::new());
                self.held.update_value(|held| {
                    held.layout = Layout::detect(&table);
                    held.table = Some(Rc::new(table));
                    held.origin = Some(origin);
                });
                self.limit.set(MORE);
                self.judge();
            }
        }
    }

    pub fn set_column(&'static self, field: Field, column: Option<usize>) {
        self.held
            .update_value(|held| held.layout.columns.set(field, column));
        self.judge();
    }

    pub fn set_header(&'static self, header: bool) {
        self.held.update_value(|held| held.layout.header = header);
        self.judge();
    }

    /// Judges the rows anew after typing.
    pub fn judge_later(&'static self) {
        self.later(|| self.judge());
    }

    fn later(&'static self, act: impl Fn() + 'static) {
        let handle = set_timeout_with_handle(
            move || {
                if self
                    .held
                    .try_update_value(|held| held.pending = None)
                    .is_some()
                {
                    act();
                }
            },
            REST,
        );
        let earlier = self
            .held
            .try_update_value(|held| std::mem::replace(&mut held.pending, handle.ok()));
        if let Some(earlier) = earlier.flatten() {
            earlier.clear();
        }
    }

    /// Holds every row against the plan and what is pending, in slices that leave the page alive.
    pub fn judge(&'static self) {
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        task::start(async move {
            timer::sleep(Duration::ZERO).await;
            let mut judging = None;
            while let Some(is_done) = self.judge_some(turn, &mut judging) {
                if is_done {
                    bump(self.judged);
                    return;
                }
                task::breathe().await;
            }
        });
    }

    /// Judges rows for a slice of time; true when none is left, nothing when there is nothing to
    /// judge any more.
    fn judge_some(&'static self, turn: u64, judging: &mut Option<Judging>) -> Option<bool> {
        if self.turn.try_get_value() != Some(turn) {
            return None;
        }
        let live = untrack(|| self.desk.live())?;
        let table = self.held.try_with_value(|held| held.table.clone())??;
        let (name, tag) = (self.name.get_untracked(), self.tag.get_untracked());
        let preview = self.desk.held.with_value(|desk| {
            let request = Request {
                mode: if self.is_removal.get_untracked() {
                    Mode::Remove
                } else {
                    Mode::Add
                },
                layout: self.held.with_value(|held| held.layout),
                name: name.trim(),
                tag: tag.trim(),
                live: &live.plan,
                pending: &desk.changes,
            };
            let since = timer::now();
            let own = judging.get_or_insert_with(|| Judging::new(request));
            while !own.work(&table, request, SLICE) {
                if timer::now() - since > PATIENCE {
                    return None;
                }
            }
            judging.take().map(|judging| judging.finish(request))
        });
        let is_done = preview.is_some();
        if let Some(preview) = preview {
            self.held
                .update_value(|held| held.preview = Some(Rc::new(preview)));
        }
        Some(is_done)
    }

    /// Makes the rows that can be taken pending, and closes.
    pub fn enter(&'static self) {
        let Some(preview) = untrack(|| self.preview()) else {
            return;
        };
        let origin = self.held.with_value(|held| held.origin.clone());
        let conflicts = if self.replaces.get_untracked() {
            Conflicts::Replace
        } else {
            Conflicts::Leave
        };
        let mut entries = Entries::default();
        self.desk.edit(&mut |changes, plan| {
            let batch = changes.batch(origin.clone().unwrap_or(Origin::Paste));
            entries = preview.enter(changes, plan, batch, conflicts);
        });
        let mut said = format!("{} pending.", intl::count(entries.pending));
        if entries.cancelled > 0 {
            let count = intl::count(entries.cancelled);
            let _ = write!(said, " {count} pending changes were taken back.");
        }
        if entries.left > 0 {
            let _ = write!(said, " {} rows stay behind.", intl::count(entries.left));
        }
        self.desk.say(said);
        self.close();
    }

    /// Saves the rows that stay behind, to be fixed and imported again.
    pub fn save_bad_rows(&'static self) {
        if let Some((preview, table)) = untrack(|| self.preview().zip(self.table())) {
            let bytes = preview.bad_rows(&table);
            save_bytes("rows-to-fix.csv", "text/csv;charset=utf-8", &bytes);
        }
    }
}

fn read_pasted(text: &str) -> Result<Table, String> {
    Table::from_pasted(text).map_err(|error| error.to_string())
}
