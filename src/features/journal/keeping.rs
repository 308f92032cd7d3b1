//! The entries as this device keeps them: switched on, read, verified, saved and wiped.

use std::rc::Rc;

use leptos::prelude::*;
use serde_json::json;

use super::model::{Row, rows};
use crate::browser::dom::{El, drawn, el, nothing, tagged};
use crate::browser::download::File;
use crate::browser::{digest, intl, task};
use crate::state::journal::{self, chain};
use crate::state::session::use_session;
use crate::ui::alert::Alert;
use crate::ui::confirm::confirm_loss;
use crate::ui::notice::{Notice, Tone};

/// The journal of the chosen environment.
#[derive(Clone, Copy)]
pub struct Keeping {
    environment: StoredValue<String>,
    is_kept: RwSignal<bool>,
    /// The entries as they are kept.
    kept: StoredValue<Vec<String>>,
    /// The writes that they speak of.
    pub all: RwSignal<Rc<Vec<Row>>, LocalStorage>,
    notice: RwSignal<Option<Notice>>,
    /// Whether it asks before all of it goes.
    pub is_asking: RwSignal<bool>,
}

impl Keeping {
    pub fn new() -> Self {
        let environment = untrack(|| use_session().environment()).name;
        Self {
            is_kept: RwSignal::new(journal::is_kept(&environment)),
            kept: StoredValue::new(Vec::new()),
            all: RwSignal::new_local(Rc::default()),
            notice: RwSignal::new(None),
            is_asking: RwSignal::new(false),
            environment: StoredValue::new(environment),
        }
    }

    pub fn read(self) {
        task::start(async move {
            match journal::entries(&self.environment.get_value()).await {
                Ok(kept) => {
                    if let Some(at) = journal::lost_at(&self.environment.get_value()) {
                        let advice = format!(
                            "The last one was at {}: the browser kept no entry of it.",
                            intl::local_time(at)
                        );
                        self.tell(Tone::Warning, "Not every write is in the journal", advice);
                    }
                    self.all.try_set(Rc::new(rows(&kept)));
                    self.kept.try_set_value(kept);
                }
                Err(why) => self.tell(
                    Tone::Warning,
                    "The journal could not be read",
                    format!("The browser says: {why}."),
                ),
            }
        });
    }

    fn tell(self, tone: Tone, title: &str, advice: String) {
        self.notice.try_set(Some(Notice::new(tone, title, advice)));
    }

    /// The opt-in.
    pub fn switch(self) -> El {
        let name = self.environment.get_value();
        let control = el("input")
            .attr("type", "checkbox")
            .class("check__box")
            .property_of("checked", move || self.is_kept.get())
            .on("change", move |event| {
                let is_kept = event.is_checked();
                self.environment
                    .with_value(|name| journal::set_kept(name, is_kept));
                self.is_kept.set(is_kept);
            });
        let label = tagged("label", "check")
            .child(control)
            .text(format!("Keep a journal of {name} on this device"));
        let note = tagged("p", "quiet").text(
            "Every write to dial plans, voice profiles and services: who, when, what before and after, and how it ended. It stays in this browser and holds names and numbers of customers. The hashes show a change made here afterwards; whoever controls this device can still write all of it anew, so keep the newest hash elsewhere.",
        );
        tagged("div", "page__alert stack stack--tight")
            .child(label)
            .child(note)
    }

    pub fn alert(self) -> El {
        drawn(move || match self.notice.get() {
            None => nothing(),
            Some(notice) => {
                let close = move || self.notice.set(None);
                Alert::new(notice).close(close).draw_on_page()
            }
        })
    }

    /// Works every hash out anew.
    pub fn verify(self) {
        task::start(async move {
            let environment = self.environment.get_value();
            let Ok(kept) = journal::entries(&environment).await else {
                return self.read();
            };
            let mut hashes = Vec::new();
            for text in &kept {
                let body = text.split_once('\n').map_or("", |(_, body)| body);
                hashes.push(digest::sha256(body).await.unwrap_or_default());
            }
            let head = journal::head(&environment);
            let breaks = chain::verify(&kept, &hashes, head.as_ref());
            if breaks.is_empty() {
                let newest = head.map_or_else(String::new, |head| {
                    format!("The newest entry is {}: {}.", head.number, head.hash)
                });
                let title = format!("All {} entries hang together", intl::count(kept.len()));
                self.tell(Tone::Positive, &title, newest);
            } else {
                let said: Vec<String> = breaks.iter().map(ToString::to_string).collect();
                self.tell(Tone::Critical, "The journal was changed", said.join(" "));
            }
        });
    }

    /// The entries as they are kept, one a line, for whoever wants to verify them elsewhere.
    pub fn save(self) {
        let mut file = File::new();
        self.kept.with_value(|kept| {
            for text in kept {
                let (hash, body) = text.split_once('\n').unwrap_or(("", text));
                let line = json!({ "sha256": hash, "entry": body });
                file.add(format!("{line}\n").as_bytes());
            }
        });
        if !file.save("cordboard-journal.jsonl", "application/x-ndjson") {
            let advice = "The browser could not make the file.".to_owned();
            self.tell(Tone::Critical, "The journal was not saved", advice);
        }
    }

    pub fn question(self) -> El {
        confirm_loss(
            self.is_asking,
            "Wipe the journal",
            "Every entry of this environment goes for good. Save it before, if anybody may ask for it.",
            "Wipe journal",
            move || self.wipe(),
        )
    }

    fn wipe(self) {
        task::start(async move {
            if let Err(why) = journal::wipe(&self.environment.get_value()).await {
                let advice = format!("The browser says: {why}.");
                self.tell(Tone::Critical, "The journal was not wiped", advice);
            }
            self.is_asking.set(false);
            self.read();
        });
    }
}
