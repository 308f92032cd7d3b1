//! A run as it goes: its pieces, the state of every rule, and what there is to decide.

use std::fmt::Write as _;
use std::rc::Rc;

use cordboard_dial_plan::change_set::ChangeSet;
use cordboard_dial_plan::ledger::{Entry, Ledger, Next, NotNow, State};
use cordboard_dial_plan::run::Run;
use leptos::prelude::*;

use super::desk::{Desk, now};
use super::kept::{self, KeptRun};
use super::model::words::{self, counted};
use super::pending::time;
use super::review_view::{MORE, changes_table, draw_item, more_button};
use super::runner::turn_at;
use crate::browser::dom::{El, Text, drawn, el, nothing, several, svg, tagged, when};
use crate::browser::{intl, task};
use crate::state::tasks::Tasks;
use crate::ui::alert::Alert;
use crate::ui::button::Button;
use crate::ui::dialog::modal;
use crate::ui::lamp::{Lamp, signal};
use crate::ui::notice::{Notice, Tone};

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
            _ if self.is_refused.get() => Self::alert(
                Tone::Warning,
                "Another tab is changing this plan",
                "Only one tab of this browser applies changes to a plan. Nothing was sent from here; what is pending stays. Go on there, or come back when it has finished.",
                Vec::new(),
            ),
            None => nothing(),
            Some(own) => several([progress(&own), self.notices(&own), pieces(&own)]),
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

    /// Why it stands still, and what can be decided.
    fn notices(&'static self, own: &KeptRun) -> El {
        let desk = self.desk;
        let (said, is_paused, is_kept) = desk.held.with_value(|held| {
            let active = held.runs.active.as_ref();
            active.map_or((None, false, true), |active| {
                (active.notice.clone(), active.is_paused, active.is_kept)
            })
        });
        let mut all = Vec::new();
        if !is_kept {
            let advice =
                "A reload would not know of this run. The plan itself shows what was applied.";
            all.push(Self::alert(
                Tone::Warning,
                "Not saved on this device",
                advice,
                Vec::new(),
            ));
        }
        if let Some(said) = said {
            let actions = if is_paused {
                vec![
                    Button::new("Continue")
                        .small()
                        .on_press(move || desk.wake()),
                ]
            } else {
                Vec::new()
            };
            all.push(
                tagged("div", "stack stack--tight")
                    .child(Alert::new(said).draw())
                    .children(actions),
            );
        }
        match own.ledger.next(&own.run) {
            Next::Decide(piece) => all.push(self.decision(own, piece)),
            Next::Follow { piece, .. } => {
                let give_up = Button::new("Stop waiting for the task")
                    .small()
                    .on_press(move || desk.wake());
                all.push(
                    tagged("div", "row")
                        .child(
                            tagged("span", "quiet")
                                .text(format!("Piece {} is being worked on.", piece + 1)),
                        )
                        .child(give_up),
                );
            }
            Next::Read(_) => all.extend(self.settling(own)),
            Next::Send(_) | Next::Await(_) | Next::Finished => {}
        }
        several(all)
    }

    fn alert(tone: Tone, title: &str, advice: &str, actions: Vec<El>) -> El {
        let notice = Notice {
            tone,
            title: title.to_owned(),
            advice: advice.to_owned(),
            details: Vec::new(),
            more: String::new(),
        };
        Self::alerted(notice, actions)
    }

    fn alerted(notice: Notice, actions: Vec<El>) -> El {
        tagged("div", "stack stack--tight")
            .child(Alert::new(notice).draw())
            .child(tagged("div", "row").children(actions))
    }

    /// A piece without an answer, or a task that is done and does not show yet.
    fn settling(&'static self, own: &KeptRun) -> Option<El> {
        let mut entries = own.ledger.entries().iter().enumerate();
        let (piece, entry) = entries.find(|(_, entry)| {
            matches!(entry.state, State::Unknown | State::Applied) && !entry.skipped
        })?;
        let until = time(entry.since.after(own.run.settling).0);
        let desk = self.desk;
        let read = Button::new("Read the plan now")
            .small()
            .on_press(move || desk.wake());
        let (title, advice) = if entry.state == State::Unknown {
            (
                format!("Piece {} had no answer", piece + 1),
                format!(
                    "{} The server may have applied it. The plan is being read again until {until}; nothing is sent twice before then.",
                    sentence(entry.message.as_deref())
                ),
            )
        } else {
            (
                "The plan is being read again".to_owned(),
                format!("What it shows decides, not the task's word. It is read until {until}."),
            )
        };
        Some(if entry.state == State::Unknown {
            Self::alert(Tone::Warning, &title, advice.trim(), vec![read])
        } else {
            tagged("div", "row")
                .child(tagged("span", "quiet").text(format!("{title}. {advice}")))
                .child(read)
        })
    }

    fn decision(&'static self, own: &KeptRun, piece: usize) -> El {
        let desk = self.desk;
        let entry = own.ledger.entries().get(piece);
        let is_unknown = entry.is_some_and(|entry| entry.state == State::Unknown);
        let message = sentence(entry.and_then(|entry| entry.message.as_deref()));
        let number = piece + 1;
        let title = if is_unknown {
            format!("Piece {number} does not show in the plan")
        } else {
            format!("Piece {number} failed")
        };
        // A ticket about it finds the task by its id.
        let task = entry.and_then(|entry| entry.task.as_ref());
        let details = task
            .map(|task| format!("Task {task}"))
            .into_iter()
            .collect();
        let advice = format!(
            "{message} The rest is not sent. Retry sends only what the plan does not show; Skip goes on without this piece; Stop ends the run."
        );
        let retry = Button::new(format!("Retry piece {number}"))
            .small()
            .on_press(move || {
                desk.decide(&|ledger, run| told(desk, ledger.retry(run, piece, now())));
            });
        let skip = Button::new(format!("Skip piece {number}"))
            .small()
            .on_press(move || {
                desk.decide(&|ledger, run| told(desk, ledger.skip(run, piece)));
            });
        let stop = Button::new("Stop the run").small().on_press(move || {
            desk.decide(&|ledger, _| ledger.stop());
        });
        let notice = Notice {
            tone: Tone::Critical,
            title,
            advice: advice.trim().to_owned(),
            details,
            more: String::new(),
        };
        Self::alerted(notice, vec![retry, skip, stop])
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

/// What somebody said, so that more can follow.
fn sentence(said: Option<&str>) -> String {
    match said.map(str::trim) {
        Some(said) if !said.is_empty() && !said.ends_with('.') => format!("{said}."),
        said => said.unwrap_or_default().to_owned(),
    }
}

/// What keeps a choice from being made.
fn told(desk: Desk, outcome: Result<(), NotNow>) {
    if let Err(why) = outcome {
        desk.say(match why {
            NotNow::Settling(until) => {
                format!("It may still be applied; wait until {}.", time(until.0))
            }
            NotNow::Unread => "The plan has to be read first.".to_owned(),
            NotNow::NotAtFault => "Nothing is wrong with this piece.".to_owned(),
        });
    }
}

fn progress(own: &KeptRun) -> El {
    let (tally, total) = (own.ledger.tally(&own.run), own.run.len());
    let is_over = own.ledger.next(&own.run) == Next::Finished;
    let mut text = format!(
        "{} of {} verified",
        intl::count(tally.verified),
        counted(&intl::count(total), total, "change")
    );
    let rest = [
        (tally.failed, "failed"),
        (tally.unknown, "unknown"),
        (tally.planned, "not sent"),
    ];
    for (count, word) in rest.iter().filter(|(count, _)| is_over && *count > 0) {
        let _ = write!(text, ", {} {word}", intl::count(*count));
    }
    let percent = tally.verified * 100 / total.max(1);
    let bar = svg("svg")
        .class("progress")
        .attr("aria-hidden", "true")
        .child(
            svg("rect")
                .attr("width", &format!("{percent}%"))
                .attr("height", "100%"),
        );
    let line = el("strong").attr("aria-live", "polite").text(text);
    tagged("div", "stack stack--tight").child(line).child(bar)
}

fn lamp_of(state: State) -> Lamp {
    match state {
        State::Planned => Lamp::Queued,
        State::Sent => Lamp::Info,
        State::Running => Lamp::Running,
        State::Applied => Lamp::Ok,
        State::Verified => Lamp::Done,
        State::Failed => Lamp::Critical,
        State::Unknown => Lamp::Unknown,
    }
}

fn draw_state(state: State) -> El {
    signal(lamp_of(state), words::state(state), 0)
}

fn pieces(own: &KeptRun) -> El {
    let lines = own.run.pieces.iter().zip(own.ledger.entries()).enumerate();
    let lines = lines.map(|(piece, (items, entry))| piece_line(piece, items.len(), entry));
    tagged("ul", "pieces")
        .attr("aria-label", "Pieces")
        .children(lines)
}

fn piece_line(piece: usize, size: usize, entry: &Entry) -> El {
    let mut what = counted(&intl::count(size), size, "change");
    if let Some(task) = &entry.task {
        let _ = write!(what, ", {task}");
    }
    if entry.attempts > 1 {
        let _ = write!(what, ", sent {} times", entry.attempts);
    }
    if entry.skipped {
        what.push_str(", skipped");
    }
    let sent = entry
        .sent
        .map_or_else(|| "not sent".to_owned(), |sent| time(sent.0));
    let message = entry
        .message
        .clone()
        .map(|message| tagged("span", "block quiet").text(message));
    tagged("li", "piece")
        .child(el("span").text(format!("Piece {}", piece + 1)))
        .child(tagged("span", "second").text(what).maybe(message))
        .child(tagged("span", "quiet").text(sent))
        .child(draw_state(entry.state))
}
