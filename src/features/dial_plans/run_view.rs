//! A run as it goes: how far it is, the state of every rule, and what there is to decide.

mod notices;
mod pieces;

use std::rc::Rc;

use cordboard_dial_plan::change_set::ChangeSet;
use cordboard_dial_plan::ledger::{Ledger, State};
use cordboard_dial_plan::run::Run;
use leptos::prelude::*;

use self::notices::{notices, warning};
use self::pieces::{lamp_of, pieces, progress};
use super::desk::Desk;
use super::kept::{self, KeptRun};
use super::model::words;
use super::review_view::{MORE, changes_table, draw_item, more_button};
use super::runner::turn_at;
use crate::browser::dom::{El, Text, drawn, el, nothing, several, tagged, when};
use crate::browser::task;
use crate::state::tasks::Tasks;
use crate::ui::button::Button;
use crate::ui::dialog::modal;

type OnRevert = Rc<dyn Fn(ChangeSet)>;

/// The view of the run, for as long as the tab is there.
pub type RunView = &'static RunViewState;

pub struct RunViewState {
    desk: Desk,
    tasks: Tasks,
    is_open: RwSignal<bool>,
    /// Another tab is at it.
    is_refused: RwSignal<bool>,
    limit: RwSignal<usize>,
    on_revert: StoredValue<Option<OnRevert>, LocalStorage>,
}

impl std::fmt::Debug for RunViewState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RunView").finish_non_exhaustive()
    }
}

impl RunViewState {
    pub fn new(desk: Desk, tasks: Tasks) -> RunView {
        Box::leak(Box::new(Self {
            desk,
            tasks,
            is_open: RwSignal::new(false),
            is_refused: RwSignal::new(false),
            limit: RwSignal::new(MORE),
            on_revert: StoredValue::new_local(None),
        }))
    }

    /// What becomes of the way back of a run.
    pub fn on_revert(&'static self, act: impl Fn(ChangeSet) + 'static) {
        self.on_revert.set_value(Some(Rc::new(act)));
    }

    pub fn begin(&'static self, run: Rc<Run>, ledger: Ledger) {
        self.limit.set(MORE);
        self.is_refused.set(false);
        self.desk.put_away();
        self.is_open.set(true);
        let Some(place) = untrack(|| self.desk.place()) else {
            return;
        };
        task::start(async move {
            let Some(turn) = turn_at(&place).await else {
                self.is_refused.set(true);
                return;
            };
            // Another tab may have gone on with it since it was read here.
            let mut kept = kept::load(&place.target).await.runs.into_iter();
            let ledger =
                kept.find(|own| own.run.started == run.started)
                    .map_or(ledger, |mut own| {
                        own.ledger.resume();
                        own.ledger
                    });
            self.desk.run(self.tasks, run, ledger, turn);
        });
    }

    /// Goes on with a run that was interrupted.
    pub fn resume(&'static self, kept: KeptRun) {
        self.begin(kept.run, kept.ledger);
    }

    pub fn open(&'static self) {
        self.is_open.set(true);
    }

    fn close(&'static self) {
        self.is_open.set(false);
    }

    pub fn revert(&'static self, run: &Run) {
        self.close();
        if let Some(act) = self.on_revert.get_value() {
            act(run.inverse());
        }
    }

    pub fn dialog(&'static self) -> El {
        modal(
            "dialog",
            "Applying changes",
            move || self.is_open.get(),
            move || self.close(),
            move || self.content(),
        )
    }

    /// The run and its ledger as they stand; tracked.
    fn state(&'static self) -> Option<KeptRun> {
        self.desk.ran.track();
        self.desk.held.with_value(|held| {
            let active = held.runs.active.as_ref()?;
            Some(KeptRun {
                run: Rc::clone(&active.run),
                ledger: active.ledger.clone(),
            })
        })
    }

    fn content(&'static self) -> El {
        let body = drawn(move || match self.state() {
            _ if self.is_refused.get() => warning(
                "Another tab is changing this plan",
                "Only one tab of this browser applies changes to a plan. Nothing was sent from here; what is pending stays. Go on there, or come back when it has finished.",
                Vec::new(),
            ),
            None => nothing(),
            Some(own) => several([progress(&own), notices(self.desk, &own), pieces(&own)]),
        });
        // Rows stay while the run goes on: a step changes a few words in them, not two hundred rows.
        let started = Memo::new(move |_| self.state().map_or(0, |own| own.run.started.0));
        let list = drawn(move || {
            started.get();
            let limit = self.limit.get();
            let Some(own) = untrack(|| self.state()) else {
                return nothing();
            };
            let items = own
                .run
                .pieces
                .iter()
                .enumerate()
                .flat_map(|(piece, items)| {
                    let items = items.iter().enumerate();
                    items.map(move |(at, item)| (piece, at, item))
                });
            let rows = items
                .take(limit)
                .map(|(piece, at, item)| draw_item(item, Some(self.item_state(piece, at))));
            el("tbody").children(rows.collect::<Vec<_>>())
        });
        let more = drawn(move || {
            let total = self.state().map_or(0, |own| own.run.len());
            more_button(total, self.limit)
        });
        tagged("div", "dialog__inner")
            .child(
                tagged("div", "dialog__body")
                    .child(tagged("div", "stack stack--tight").child(body))
                    .child(changes_table(list))
                    .child(more),
            )
            .child(self.foot())
    }

    /// Where one change stands; follows the run.
    fn item_state(&'static self, piece: usize, at: usize) -> El {
        let state = move || {
            self.desk.ran.track();
            self.desk.held.with_value(|held| {
                let active = held.runs.active.as_ref();
                active
                    .and_then(|active| active.ledger.state(&active.run, piece, at))
                    .unwrap_or(State::Planned)
            })
        };
        let shown = el("span")
            .attr("aria-hidden", "true")
            .word_of("class", move || lamp_of(state()).class());
        tagged("span", "signal")
            .child(shown)
            .text(Text::of(move || words::state(state()).to_owned()))
    }

    fn foot(&'static self) -> El {
        let desk = self.desk;
        let is_over = move || !desk.is_running();
        let run = move || self.state().map(|own| own.run);
        let revert = move || {
            Button::new("Revert this run").on_press(move || {
                if let Some(run) = untrack(run) {
                    self.revert(&run);
                }
            })
        };
        let may_write = move || !desk.session.environment().read_only;
        tagged("div", "dialog__foot")
            .child(tagged("span", "push"))
            .child(when(
                move || desk.unsent(),
                move || {
                    Button::new("Stop after this piece").on_press(move || {
                        desk.decide(&|ledger, _| ledger.stop());
                    })
                },
            ))
            .child(when(move || is_over() && may_write(), revert))
            .child(
                Button::new(Text::of(move || {
                    if is_over() { "Done" } else { "Hide" }.to_owned()
                }))
                .on_press(move || self.close()),
            )
    }
}
