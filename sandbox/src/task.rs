//! Tasks: work that the Live Platform takes on and finishes later.
//!
//! A task advances by being read, never by time, so that a test decides when it ends. Reading what
//! a task changes counts as reading the task: a client that lost the answer has no id to ask for.

use serde_json::{Value, json};

use crate::{
    data::{Data, PlanAddress},
    options::{Effect, TaskOptions, WorldOptions},
    rules,
    scatter::guid,
    seed,
};

mod words;

/// The number of the task in the page "Modify Dial Plan Content".
const FIRST_NUMBER: usize = 1_156;
/// The id of the task in the page "Create OC Essential Service from Lead with IP Group".
const FIRST_SERVICE: &str = "wst_80b54f45-6643-4fdf-960a-638c18edb787";

/// All tasks of a world, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Tasks(Vec<Task>);

#[derive(Debug)]
struct Task {
    id: String,
    /// What a queued task calls itself where the options say so; it answers to both.
    other_id: String,
    reads: u32,
    change: Change,
    end: End,
    ended: bool,
}

/// What a task is to do.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    Rules {
        plan: PlanAddress,
        add: Vec<Value>,
        remove: Vec<Value>,
    },
    Service(Value),
}

impl Change {
    /// Whether this creates a service.
    pub(crate) fn is_service(&self) -> bool {
        matches!(self, Self::Service(_))
    }

    /// Whether this changes a plan.
    pub(crate) fn is_of(&self, address: &PlanAddress) -> bool {
        matches!(self, Self::Rules { plan, .. } if plan == address)
    }
}

/// How a task ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Success,
    Failure(Effect),
    /// It stays `InProgress`.
    Never,
    /// It stays at a word that no document has.
    Odd,
}

/// Where a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Queued,
    InProgress,
    Succeeded,
    Failed,
    Odd,
}

impl State {
    const fn word(self) -> &'static str {
        match self {
            Self::Queued => "Queued",
            Self::InProgress => "InProgress",
            Self::Succeeded => "CompletedSuccess",
            Self::Failed => "CompletedFailed",
            Self::Odd => "AwaitingApproval",
        }
    }
}

impl Task {
    /// One more reading.
    fn advance(&mut self, options: &TaskOptions) -> State {
        self.reads = self.reads.saturating_add(1);
        if self.reads < options.reads {
            return if self.reads == 1 {
                State::Queued
            } else {
                State::InProgress
            };
        }
        match self.end {
            End::Success => State::Succeeded,
            End::Failure(_) => State::Failed,
            End::Never => State::InProgress,
            End::Odd => State::Odd,
        }
    }
}

impl Data {
    /// Takes a change on and gives the task's id.
    pub(crate) fn start_task(
        &mut self,
        change: Change,
        end: Option<End>,
        options: &TaskOptions,
    ) -> String {
        let place = self.tasks.0.len();
        let (id, other_id) = match &change {
            Change::Rules { .. } => {
                let number = FIRST_NUMBER + 2 * place;
                (format!("tsk_{number}"), format!("tsk_{}", number + 1))
            }
            Change::Service(_) => {
                let seed = 0x0074_5000 + place as u64;
                let first = !self.tasks.0.iter().any(|task| task.change.is_service());
                let id = if first {
                    FIRST_SERVICE.to_owned()
                } else {
                    format!("wst_{}", guid(seed))
                };
                (id, format!("wst_{}", guid(!seed)))
            }
        };
        let end = end.unwrap_or_else(|| match &options.fail {
            Some(fail) if fail.nth as usize == place + 1 => End::Failure(fail.effect),
            _ => End::Success,
        });
        self.tasks.0.push(Task {
            id: id.clone(),
            other_id,
            reads: 0,
            change,
            end,
            ended: false,
        });
        id
    }

    /// Reads a task, which brings it one step further.
    pub(crate) fn read_task(&mut self, id: &str, options: &WorldOptions) -> Option<Value> {
        let place = self
            .tasks
            .0
            .iter()
            .position(|task| task.id == id || task.other_id == id)?;
        let state = self.advance(place, options)?;
        let task = self.tasks.0.get(place)?;
        let shown = if options.tasks.other_id && state == State::Queued {
            &task.other_id
        } else {
            &task.id
        };
        let mut value = json!({"id": shown, "status": state.word()});
        words::describe(&task.change, state, options.tasks.shape, &mut value);
        Some(value)
    }

    /// Brings every unfinished task one step further that changes what is being read.
    pub(crate) fn read_what_tasks_change(
        &mut self,
        options: &WorldOptions,
        changes: impl Fn(&Change) -> bool,
    ) {
        for place in 0..self.tasks.0.len() {
            if !self.tasks.0[place].ended && changes(&self.tasks.0[place].change) {
                self.advance(place, options);
            }
        }
    }

    fn advance(&mut self, place: usize, options: &WorldOptions) -> Option<State> {
        let task = self.tasks.0.get_mut(place)?;
        let state = task.advance(&options.tasks);
        let effect = match (state, task.end) {
            _ if task.ended => Effect::None,
            (State::Succeeded, _) => Effect::Full,
            (State::Failed, End::Failure(effect)) => effect,
            _ => return Some(state),
        };
        if !task.ended {
            task.ended = true;
            let change = task.change.clone();
            self.apply(&change, effect, options);
        }
        Some(state)
    }

    fn apply(&mut self, change: &Change, effect: Effect, options: &WorldOptions) {
        match change {
            Change::Rules { plan, add, remove } => {
                let part = |list: &[Value]| match effect {
                    Effect::None => 0,
                    Effect::Partial => list.len().div_ceil(2),
                    Effect::Full => list.len(),
                };
                if let Some(plan) = self.plan_mut(plan) {
                    let (add, remove) = (&add[..part(add)], &remove[..part(remove)]);
                    rules::apply(&mut plan.rules, add, remove, &options.dial_plans);
                }
            }
            Change::Service(service) if effect == Effect::Full => self.add_service(service),
            Change::Service(_) => {}
        }
    }

    fn add_service(&mut self, service: &Value) {
        for lead in &mut self.leads {
            if lead["tenantId"] == service["MsTenantId"] {
                lead["umpCustomerGuid"] = service["UmpCustomerGuid"].clone();
            }
        }
        self.dial_plans.extend(seed::dial_plans_of(service));
        self.services.push(service.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::FailingTask;

    fn plan() -> PlanAddress {
        let data = seed::data(&WorldOptions::default());
        let plan = &data.dial_plans[0];
        PlanAddress {
            customer: plan.customer.clone(),
            site: plan.site.clone(),
            name: plan.name.clone(),
        }
    }

    fn addition() -> Change {
        let add = vec![seed::rule("a", "1", "t"), seed::rule("a", "2", "t")];
        Change::Rules {
            plan: plan(),
            add,
            remove: vec![],
        }
    }

    fn status(data: &mut Data, id: &str, options: &WorldOptions) -> String {
        data.read_task(id, options).unwrap()["status"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    #[test]
    fn a_task_goes_through_the_documented_states_and_then_changes_the_plan_once() {
        let options = WorldOptions::default();
        let mut data = seed::data(&options);
        let id = data.start_task(addition(), None, &options.tasks);
        assert_eq!(id, "tsk_1156");
        let before = data.plan(&plan()).unwrap().rules.len();
        assert_eq!(status(&mut data, &id, &options), "Queued");
        assert_eq!(status(&mut data, &id, &options), "InProgress");
        assert_eq!(data.plan(&plan()).unwrap().rules.len(), before);
        assert_eq!(status(&mut data, &id, &options), "CompletedSuccess");
        assert_eq!(status(&mut data, &id, &options), "CompletedSuccess");
        assert_eq!(data.plan(&plan()).unwrap().rules.len(), before + 2);
        assert!(data.read_task("tsk_1", &options).is_none());
    }

    #[test]
    fn reading_the_plan_brings_its_task_to_the_end_too() {
        let options = WorldOptions::default();
        let mut data = seed::data(&options);
        data.start_task(addition(), None, &options.tasks);
        let before = data.plan(&plan()).unwrap().rules.len();
        for expected in [before, before, before + 2, before + 2] {
            data.read_what_tasks_change(&options, |change| change.is_of(&plan()));
            assert_eq!(data.plan(&plan()).unwrap().rules.len(), expected);
        }
    }

    #[test]
    fn the_chosen_task_fails_with_the_chosen_effect() {
        for (effect, more) in [(Effect::None, 0), (Effect::Partial, 1), (Effect::Full, 2)] {
            let mut options = WorldOptions::default();
            options.tasks.reads = 1;
            options.tasks.fail = Some(FailingTask { nth: 2, effect });
            let mut data = seed::data(&options);
            let before = data.plan(&plan()).unwrap().rules.len();
            let first = data.start_task(addition(), None, &options.tasks);
            let second = data.start_task(addition(), None, &options.tasks);
            assert_eq!(status(&mut data, &first, &options), "CompletedSuccess");
            assert_eq!(status(&mut data, &second, &options), "CompletedFailed");
            assert_eq!(data.plan(&plan()).unwrap().rules.len(), before + 2 + more);
        }
    }

    #[test]
    fn a_queued_task_may_call_itself_something_else() {
        let mut options = WorldOptions::default();
        options.tasks.other_id = true;
        let mut data = seed::data(&options);
        data.start_task(addition(), None, &options.tasks);
        assert_eq!(
            data.read_task("tsk_1156", &options).unwrap()["id"],
            "tsk_1157"
        );
        assert_eq!(
            data.read_task("tsk_1157", &options).unwrap()["id"],
            "tsk_1156"
        );
    }
}
