//! How far a run is, as a whole and piece by piece.

use std::fmt::Write as _;

use cordboard_dial_plan::ledger::{Entry, Next, State};

use super::super::kept::KeptRun;
use super::super::model::words::{self, counted};
use super::super::pending::time;
use crate::browser::dom::{El, el, svg, tagged};
use crate::browser::intl;
use crate::ui::lamp::{Lamp, signal};

pub fn progress(own: &KeptRun) -> El {
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

pub fn lamp_of(state: State) -> Lamp {
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

pub fn pieces(own: &KeptRun) -> El {
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
        .child(signal(lamp_of(entry.state), words::state(entry.state), 0))
}
