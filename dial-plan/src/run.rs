//! A plan that is being applied: what was decided, which does not change any more.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::change_set::ChangeSet;
use crate::moment::Moment;
use crate::plan::{Item, Plan};
use crate::rule::Rule;
use crate::target::Target;
use crate::version::Version;

/// The pieces of a plan, and what the live plan must hold once they are applied. It is stored once;
/// what happens to it is in the [`crate::ledger::Ledger`], which is stored after each step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    version: Version<1>,
    /// The dial plan.
    pub target: Target,
    /// When the run was started.
    pub started: Moment,
    /// How long a piece without an answer is waited for.
    pub settling: Duration,
    /// The changes of each request.
    pub pieces: Vec<Vec<Item>>,
    /// What leads back.
    pub inverse: ChangeSet,
    /// How often rules must stand in the plan afterwards, where that is not the usual: once for a
    /// rule that comes, never for one that goes. Sorted.
    copies: Vec<(Rule, usize)>,
}

impl Run {
    /// Cuts a plan into pieces of at most `size` changes.
    pub fn new(
        target: Target,
        plan: &Plan,
        size: usize,
        settling: Duration,
        started: Moment,
    ) -> Self {
        let pieces = plan.pieces(size);
        let mut copies = Vec::new();
        for item in pieces.iter().flatten() {
            for (rule, usual) in [(&item.before, 0), (&item.after, 1)] {
                let Some(rule) = rule else { continue };
                let expected = plan.expected(rule);
                if expected != usual {
                    copies.push((rule.clone(), expected));
                }
            }
        }
        copies.sort_unstable();
        copies.dedup();
        let inverse = plan.inverse();
        Self {
            version: Version,
            target,
            started,
            settling,
            pieces,
            inverse,
            copies,
        }
    }

    /// How many changes there are.
    pub fn len(&self) -> usize {
        self.pieces.iter().map(Vec::len).sum()
    }

    /// There is nothing to send.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    pub(crate) fn expected(&self, rule: &Rule, usual: usize) -> usize {
        let at = self.copies.binary_search_by(|(known, _)| known.cmp(rule));
        at.ok()
            .and_then(|at| self.copies.get(at))
            .map_or(usual, |(_, copies)| *copies)
    }
}
