//! Why a run stands still, and what there is to decide.

use cordboard_dial_plan::ledger::{Next, NotNow, State};
use leptos::prelude::*;

use super::super::desk::{Desk, now};
use super::super::kept::KeptRun;
use super::super::pending::time;
use crate::browser::dom::{El, several, tagged};
use crate::ui::alert::Alert;
use crate::ui::button::Button;
use crate::ui::notice::{Notice, Tone};

pub fn notices(desk: Desk, own: &KeptRun) -> El {
    let (said, is_paused, is_kept) = desk.held.with_value(|held| {
        let active = held.runs.active.as_ref();
        active.map_or((None, false, true), |active| {
            (active.notice.clone(), active.is_paused, active.is_kept)
        })
    });
    let mut all = Vec::new();
    if !is_kept {
        let advice = "A reload would not know of this run. The plan itself shows what was applied.";
        all.push(warning("Not saved on this device", advice, Vec::new()));
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
        Next::Decide(piece) => all.push(decision(desk, own, piece)),
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
        Next::Read(_) => all.extend(settling(desk, own)),
        Next::Send(_) | Next::Await(_) | Next::Finished => {}
    }
    several(all)
}

pub fn warning(title: &str, advice: &str, actions: Vec<El>) -> El {
    alert(Notice::new(Tone::Warning, title, advice), actions)
}

fn alert(notice: Notice, actions: Vec<El>) -> El {
    tagged("div", "stack stack--tight")
        .child(Alert::new(notice).draw())
        .child(tagged("div", "row").children(actions))
}

/// A piece without an answer, or a task that is done and does not show yet.
fn settling(desk: Desk, own: &KeptRun) -> Option<El> {
    let mut entries = own.ledger.entries().iter().enumerate();
    let (piece, entry) = entries.find(|(_, entry)| {
        matches!(entry.state, State::Unknown | State::Applied) && !entry.skipped
    })?;
    let until = time(entry.since.after(own.run.settling).0);
    let read = Button::new("Read the plan now")
        .small()
        .on_press(move || desk.wake());
    Some(if entry.state == State::Unknown {
        let title = format!("Piece {} had no answer", piece + 1);
        let advice = format!(
            "{} The server may have applied it. The plan is being read again until {until}; nothing is sent twice before then.",
            sentence(entry.message.as_deref())
        );
        warning(&title, advice.trim(), vec![read])
    } else {
        let text = format!(
            "The plan is being read again. What it shows decides, not the task's word. It is read until {until}."
        );
        tagged("div", "row")
            .child(tagged("span", "quiet").text(text))
            .child(read)
    })
}

fn decision(desk: Desk, own: &KeptRun, piece: usize) -> El {
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
        details,
        ..Notice::new(Tone::Critical, title, advice.trim())
    };
    alert(notice, vec![retry, skip, stop])
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
