//! Several profiles out of a table: chosen or pasted, looked through, and created one by one.

mod preview;
mod run;

use cordboard_api::opentact::voice_profiles::VoiceProfileId;
use leptos::prelude::*;

use self::preview::preview;
use super::model::batch::{HEADER, Line, Table, read};
use super::model::decimal::Marks;
use crate::browser::dom::{El, Happening, Text, drawn, el, nothing, several, tagged};
use crate::browser::{download, encoding, file, task};
use crate::config::Kind;
use crate::route::Platform;
use crate::state::lasting::shortfall;
use crate::state::links::{Links, use_links};
use crate::state::lists::{Lists, use_lists};
use crate::state::session::{Session, use_session};
use crate::ui::button::Button;
use crate::ui::confirm::{Question, confirm};
use crate::ui::dialog::modal;
use crate::ui::entry::Entry;
use crate::ui::lamp::{Lamp, lamp};

/// Far more than 500 rows take.
const LARGEST_FILE: usize = 1 << 20;

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Outcome {
    Ready,
    Faulty,
    Sending,
    Created {
        id: VoiceProfileId,
        /// The answer got lost, and the list has it.
        is_found: bool,
    },
    Refused(String),
    /// No answer, and the list does not have it, or cannot be read.
    Unknown(String),
}

/// The table with its outcomes.
#[derive(Debug, Clone, Default)]
struct Batch {
    text: String,
    /// What is wrong with the table as a whole.
    problem: String,
    table: Table,
    outcomes: Vec<Outcome>,
}

impl Batch {
    /// Reads the rows anew. A row that was sent keeps its outcome: sending it again would make
    /// another.
    fn followed_by(&self, text: String, marks: Marks) -> Self {
        let (table, problem) = if text.trim().is_empty() {
            (Table::default(), String::new())
        } else {
            match read(&text, marks) {
                Ok(table) => (table, String::new()),
                Err(problem) => (Table::default(), problem),
            }
        };
        let was_sent = |(_, outcome): &(&Line, &Outcome)| {
            matches!(outcome, Outcome::Created { .. } | Outcome::Unknown(_))
        };
        let lines = self.table.lines.iter().zip(&self.outcomes);
        let mut sent: Vec<(&Line, &Outcome)> = lines.filter(was_sent).collect();
        let mut outcome = |line: &Line| {
            let known = sent.iter().position(|(own, _)| own.draft == line.draft);
            match known {
                Some(place) => sent.swap_remove(place).1.clone(),
                None if line.faults.is_empty() => Outcome::Ready,
                None => Outcome::Faulty,
            }
        };
        Self {
            outcomes: table.lines.iter().map(&mut outcome).collect(),
            text,
            problem,
            table,
        }
    }
}

/// Where several profiles are made.
#[derive(Debug, Clone, Copy)]
pub struct Desk {
    pub is_open: RwSignal<bool>,
    state: RwSignal<Batch>,
    is_busy: RwSignal<bool>,
    is_stopping: RwSignal<bool>,
    said: RwSignal<String>,
    question: RwSignal<Option<Question>>,
    marks: Marks,
    around: StoredValue<(Session, Lists, Links)>,
}

impl Desk {
    pub fn new() -> Self {
        Self {
            is_open: RwSignal::new(false),
            state: RwSignal::new(Batch::default()),
            is_busy: RwSignal::new(false),
            is_stopping: RwSignal::new(false),
            said: RwSignal::new(String::new()),
            question: RwSignal::new(None),
            marks: super::marks(),
            around: StoredValue::new((use_session(), use_lists(), use_links())),
        }
    }

    fn session(self) -> Session {
        self.around.get_value().0
    }

    fn lists(self) -> Lists {
        self.around.get_value().1
    }

    fn links(self) -> Links {
        self.around.get_value().2
    }

    fn type_text(self, text: String) {
        self.said.set(String::new());
        self.state
            .update(|state| *state = state.followed_by(text, self.marks));
    }

    /// How many rows a press would send.
    fn count_to_send(self) -> usize {
        let is_to_send =
            |outcome: &&Outcome| !matches!(outcome, Outcome::Faulty | Outcome::Created { .. });
        self.state
            .with(|state| state.outcomes.iter().filter(is_to_send).count())
    }

    fn choose(self, event: &Happening) {
        let Some(chosen) = file::chosen(event) else {
            return;
        };
        task::start(async move {
            let name = chosen.name();
            let text = match chosen.read(LARGEST_FILE).await {
                None => Err(format!("{name} has more than 1 MB, or cannot be read.")),
                Some(bytes) if bytes.starts_with(b"PK\x03\x04") => {
                    Err(format!("{name} is a workbook. Save it as CSV."))
                }
                Some(bytes) => Ok(encoding::text(&bytes)),
            };
            // The page may have been left.
            if self.is_open.try_get_untracked() == Some(true) {
                match text {
                    Ok(text) => self.type_text(text),
                    Err(problem) => self.state.update(|state| state.problem = problem),
                }
            }
        });
    }

    fn press(self) {
        if self.is_busy.get_untracked() {
            return;
        }
        let count = untrack(|| self.count_to_send());
        if count == 0 {
            self.said.set("There is no row to send.".to_owned());
            return;
        }
        let environment = untrack(|| self.session().environment());
        if environment.kind != Kind::Production {
            run::start(self);
            return;
        }
        self.question.set(Some(Question {
            what: format!(
                "{} will be created in {}, which is production.",
                profiles(count),
                environment.name
            ),
            to_type: environment.name,
        }));
    }

    fn close(self) {
        if self.is_busy.get_untracked() {
            self.is_stopping.set(true);
        } else {
            self.is_open.set(false);
        }
    }
}

fn profiles(count: usize) -> String {
    match count {
        1 => "1 voice profile".to_owned(),
        many => format!("{many} voice profiles"),
    }
}

/// The dialog, open while the desk is.
pub fn dialog(desk: Desk) -> El {
    let dialog = modal(
        "dialog",
        "Create from CSV",
        move || desk.is_open.get(),
        move || desk.close(),
        move || content(desk),
    );
    several([dialog, confirm(desk.question, move || run::start(desk))])
}

fn content(desk: Desk) -> El {
    let file = tagged("input", "input input--file")
        .attr("type", "file")
        .attr("id", "batch-file")
        .attr(
            "accept",
            ".csv,.tsv,.txt,text/csv,text/tab-separated-values",
        )
        .on("change", move |event| desk.choose(event));
    let file = tagged("div", "field")
        .child(
            tagged("label", "field__label")
                .attr("for", "batch-file")
                .text("File"),
        )
        .child(file);
    let template = Button::new("Save an empty table")
        .quiet()
        .small()
        .on_press(|| {
            let mut table = download::File::new();
            table.add(HEADER.as_bytes());
            table.save("voice-profiles.csv", "text/csv;charset=utf-8");
        });
    let rows = Entry::new("batch-rows", "Paste rows")
        .hint("The first row names the columns, as an export of the list does. Only Name has to be there.")
        .error(move || desk.state.with(|state| state.problem.clone()))
        .area(
            move || desk.state.with(|state| state.text.clone()),
            move |text| desk.type_text(text),
            || {},
        );
    let body = tagged("div", "dialog__body")
        .child(tagged("div", "batch__file").child(file).child(template))
        .child(rows)
        .child(preview(desk));
    el("form")
        .attr("novalidate", "")
        .on("submit", move |event| {
            event.prevent();
            desk.press();
        })
        .child(body)
        .child(token(desk))
        .child(foot(desk))
}

/// Says when the token may end before the last row is sent.
fn token(desk: Desk) -> El {
    let session = desk.session();
    let connection = session.connection(Platform::OpenTact);
    drawn(move || {
        let limit = i64::from(session.environment().requests_per_10_seconds);
        let rows = i64::try_from(desk.count_to_send()).unwrap_or(i64::MAX);
        let seconds = rows.saturating_mul(10) / limit.max(1);
        match shortfall(connection, seconds) {
            Some(why) if !desk.is_busy.get() => tagged("div", "dialog__note")
                .attr("role", "note")
                .child(lamp(Lamp::Warning))
                .child(el("p").text(why))
                .child(
                    Button::new("Renew the token")
                        .small()
                        .on_press(move || connection.is_renewing.set(true)),
                ),
            Some(_) | None => nothing(),
        }
    })
}

fn foot(desk: Desk) -> El {
    let label = move || {
        if desk.is_busy.get() {
            "Creating…".to_owned()
        } else {
            format!("Create {}", profiles(desk.count_to_send()))
        }
    };
    let leave = move || {
        let has_ended = desk.said.with(|said| !said.is_empty());
        match (desk.is_busy.get(), has_ended) {
            (true, _) => "Stop",
            (false, true) => "Close",
            (false, false) => "Cancel",
        }
        .to_owned()
    };
    tagged("div", "dialog__foot")
        .child(
            Button::new(Text::of(label))
                .primary()
                .submit(move || desk.is_busy.get()),
        )
        .child(
            tagged("span", "push second")
                .attr("role", "status")
                .text(desk.said),
        )
        .child(
            Button::new(Text::of(leave))
                .quiet()
                .on_press(move || desk.close()),
        )
}
