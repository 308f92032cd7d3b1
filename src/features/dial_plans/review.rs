//! The review: the pending changes held against a fresh reading of the plan, before any request.

use std::rc::Rc;
use std::time::Duration;

use cordboard_api::ApiError;
use cordboard_dial_plan::change_set::ChangeSet;
use cordboard_dial_plan::ledger::Ledger;
use cordboard_dial_plan::plan::{PIECE_SIZE, Plan, Question as Asked};
use cordboard_dial_plan::run::Run;
use leptos::prelude::*;

use super::desk::{Desk, bump, now, rules};
use super::model::listing::Listing;
use super::review_view;
use super::run_view::RunView;
use crate::browser::dom::El;
use crate::browser::{intl, task};
use crate::config::Kind;
use crate::ui::confirm::Question;
use crate::ui::dialog::modal;

/// A plan that was computed, and what it was computed on.
#[derive(Debug)]
pub struct Reviewed {
    pub plan: Plan,
    pub live: Rc<Listing>,
    /// What moved since can be told.
    pub has_base: bool,
    /// Tags were held against the trunks of the calling profiles.
    pub has_trunks: bool,
    /// Milliseconds since 1970.
    pub read_at: f64,
}

/// The review, for as long as the tab is there.
pub type Review = &'static ReviewState;

#[derive(Debug)]
pub struct ReviewState {
    pub desk: Desk,
    run: RunView,
    pub is_open: RwSignal<bool>,
    reviewed: StoredValue<Option<Rc<Reviewed>>, LocalStorage>,
    /// Another plan was computed.
    computed: RwSignal<u64>,
    pub is_loading: RwSignal<bool>,
    pub error: RwSignal<Option<ApiError>>,
    pub piece_size: RwSignal<String>,
    pub settling: RwSignal<String>,
    pub limit: RwSignal<usize>,
    pub question: RwSignal<Option<Question>>,
}

impl ReviewState {
    pub fn new(desk: Desk, run: RunView) -> Review {
        let review: Review = Box::leak(Box::new(Self {
            desk,
            run,
            is_open: RwSignal::new(false),
            reviewed: StoredValue::new_local(None),
            computed: RwSignal::new(0),
            is_loading: RwSignal::new(false),
            error: RwSignal::new(None),
            piece_size: RwSignal::new(PIECE_SIZE.to_string()),
            settling: RwSignal::new(String::new()),
            limit: RwSignal::new(review_view::MORE),
            question: RwSignal::new(None),
        }));
        run.on_revert(move |inverse| review.revert(inverse));
        review
    }

    pub fn dialog(&'static self) -> El {
        modal(
            "dialog",
            "Review changes",
            move || self.is_open.get(),
            move || self.close(),
            move || review_view::content(self),
        )
    }

    pub fn close(&'static self) {
        self.is_open.set(false);
        self.reviewed.set_value(None);
    }

    /// What was computed; tracked.
    pub fn reviewed(&'static self) -> Option<Rc<Reviewed>> {
        self.computed.track();
        self.reviewed.get_value()
    }

    /// Reads the plan afresh and computes what there is to do.
    pub fn open(&'static self) {
        self.is_open.set(true);
        self.limit.set(review_view::MORE);
        let environment = untrack(|| self.desk.session.environment());
        self.settling.set(environment.settling_seconds.to_string());
        self.read();
    }

    pub fn read(&'static self) {
        let desk = self.desk;
        let Some((place, client)) = desk.place().zip(desk.session.live()) else {
            return;
        };
        self.reviewed.set_value(None);
        bump(self.computed);
        self.error.set(None);
        self.is_loading.set(true);
        desk.lists.want_profiles(desk.session);
        task::start(async move {
            let name = &place.target.dial_plan;
            let read = client.dial_plan(&place.customer, &place.site, name).await;
            // The page may show another plan by now, or none.
            if desk.place().as_ref() != Some(&place)
                || self.is_open.try_get_untracked() != Some(true)
            {
                return;
            }
            match read {
                Ok(plan) => {
                    let live = Rc::new(Listing::new(rules(plan)));
                    desk.show(Rc::clone(&live));
                    self.compute(live);
                }
                Err(error) => self.error.set(Some(error)),
            }
            self.is_loading.set(false);
        });
    }

    fn compute(&'static self, live: Rc<Listing>) {
        let desk = self.desk;
        let known = desk.fresh_known();
        let reviewed = desk.held.with_value(|held| {
            let plan = Plan::new(Asked {
                live: &live.plan,
                base: held.base.as_deref(),
                changes: &held.changes,
                trunks: known.trunks.as_deref(),
                emergency: &known.emergency,
            });
            Reviewed {
                plan,
                live: Rc::clone(&live),
                has_base: held.base.is_some(),
                has_trunks: known.trunks.is_some(),
                read_at: held.read_at,
            }
        });
        self.reviewed.set_value(Some(Rc::new(reviewed)));
        bump(self.computed);
    }

    /// Changes in one request, as it was typed; `None` when that is no count.
    pub fn size(&'static self) -> Option<usize> {
        let size = self.piece_size.get();
        size.trim().parse().ok().filter(|size| *size > 0)
    }

    fn wait(&'static self) -> Option<Duration> {
        let wait = self.settling.get();
        wait.trim().parse().ok().map(Duration::from_secs)
    }

    /// How many requests the changes make; `None` while the size is no count.
    pub fn requests(&'static self, plan: &Plan) -> Option<usize> {
        self.size().map(|size| plan.pieces(size).len())
    }

    /// Why nothing can be sent now.
    pub fn obstacle(&'static self) -> Option<String> {
        let reviewed = self.reviewed()?;
        if reviewed.plan.is_empty() {
            return Some("There is nothing to send.".to_owned());
        }
        if !reviewed.plan.malformed.is_empty() {
            return Some("Correct the rules that the SBC would not take first.".to_owned());
        }
        if self.desk.is_running() {
            return Some("Another change is being applied.".to_owned());
        }
        if self.size().is_none() {
            return Some("Enter how many changes go into one request.".to_owned());
        }
        self.wait()
            .is_none()
            .then(|| "Enter the settling time in seconds.".to_owned())
    }

    /// Asks once more in production, otherwise applies at once.
    pub fn press_apply(&'static self) {
        let Some(reviewed) = untrack(|| self.reviewed()) else {
            return;
        };
        if untrack(|| self.obstacle()).is_some() {
            return;
        }
        let environment = untrack(|| self.desk.session.environment());
        if environment.kind != Kind::Production {
            self.apply();
            return;
        }
        let count = reviewed.plan.sent();
        let plan = self.desk.place().map(|place| place.target.dial_plan);
        let what = format!(
            "{} changes to {} will be applied in {}, which is production.",
            intl::count(count),
            plan.unwrap_or_default(),
            environment.name
        );
        self.question.set(Some(Question {
            what,
            to_type: count.to_string(),
        }));
    }

    pub fn apply(&'static self) {
        let parts = untrack(|| (self.reviewed(), self.size(), self.wait()));
        let (Some(reviewed), Some(size), Some(wait)) = parts else {
            return;
        };
        let Some(place) = self.desk.place() else {
            return;
        };
        let run = Rc::new(Run::new(place.target, &reviewed.plan, size, wait, now()));
        let ledger = Ledger::new(&run);
        self.close();
        self.run.begin(run, ledger);
    }

    pub fn discard(&'static self) {
        self.desk.discard();
        self.desk
            .say("The pending changes were discarded.".to_owned());
        self.close();
    }

    /// Takes the way back of a run through the same review.
    fn revert(&'static self, inverse: ChangeSet) {
        let is_empty = self.desk.held.with_value(|held| held.changes.is_empty());
        if !is_empty {
            self.desk
                .say("Apply or discard the pending changes first.".to_owned());
            return;
        }
        let base = untrack(|| self.desk.live()).map(|live| Rc::clone(&live.plan));
        self.desk.put_changes(inverse, base);
        self.open();
    }
}
