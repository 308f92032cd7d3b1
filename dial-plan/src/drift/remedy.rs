//! What would put a disagreement right.

use super::{Finding, Kind, Own, Report};
use crate::change_set::{BatchId, ChangeSet, Entered};
use crate::matcher::dialled;
use crate::rule::Rule;

/// A change of the plan after which a finding is none any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// A rule for the number.
    Add(Rule),
    /// The rule goes.
    Remove(Rule),
    /// The rule gets another tag.
    Change {
        /// As it stands in the plan.
        before: Rule,
        /// As it should be.
        after: Rule,
    },
}

impl Report {
    /// What would put a finding right; none where the plan alone cannot.
    pub fn remedy(&self, finding: &Finding) -> Option<Remedy> {
        let own = finding.profile.and_then(|at| self.profiles.get(at));
        let rule = self.rule(finding);
        match finding.kind {
            Kind::MissingRule => Some(Remedy::Add(self.new_rule(finding, own?)?)),
            Kind::StaleRule => Some(Remedy::Remove(rule?.clone())),
            // A rule for more than this number stays.
            Kind::GoneProfile => {
                let own = rule.filter(|rule| is_for_one(rule, &finding.number));
                Some(Remedy::Remove(own?.clone()))
            }
            Kind::WrongTag => {
                let (before, right) = (rule?.clone(), self.new_rule(finding, own?)?);
                if !is_for_one(&before, &finding.number) {
                    return Some(Remedy::Add(right));
                }
                let after = Rule::new(&before.name, &before.prefix, right.tag);
                Some(if self.plan.count(&after) > 0 {
                    Remedy::Remove(before)
                } else {
                    Remedy::Change { before, after }
                })
            }
        }
    }

    /// A rule for the number, to the trunk of its profile that most numbers go to.
    fn new_rule(&self, finding: &Finding, own: &Own) -> Option<Rule> {
        let trunks = own.profile.trunks.iter().zip(&own.used);
        // Of equal ones the first is taken.
        let (tag, _) = trunks.rev().max_by_key(|(_, used)| **used)?;
        let number = dialled(&finding.number);
        let digits = number.trim_start_matches('+');
        let prefix = if self.writes_plus() {
            format!("+{digits}")
        } else {
            digits.to_owned()
        };
        Some(Rule::new(&self.name, prefix, tag))
    }

    /// Numbers are written with a plus unless the plan's rules never are.
    fn writes_plus(&self) -> bool {
        let rules = self.plan.rules();
        rules.is_empty() || self.plan.has_prefix_under("+")
    }

    /// Puts what would right a finding among the pending changes. False when there is nothing to
    /// put, or when it stands there already.
    pub fn put(&self, finding: &Finding, changes: &mut ChangeSet, batch: BatchId) -> bool {
        if self.is_pending(finding, changes) {
            return false;
        }
        let entered = match self.remedy(finding) {
            None => return false,
            Some(Remedy::Add(rule)) => changes.add(&self.plan, batch, rule),
            Some(Remedy::Remove(rule)) => changes.remove(&self.plan, batch, rule),
            Some(Remedy::Change { before, after }) => {
                changes.edit(&self.plan, batch, before, after)
            }
        };
        matches!(entered, Entered::Pending(_))
    }

    /// Whether what would right a finding is pending already.
    pub fn is_pending(&self, finding: &Finding, changes: &ChangeSet) -> bool {
        match self.remedy(finding) {
            None => false,
            Some(Remedy::Add(rule)) => changes.coming(&rule) > 0,
            Some(Remedy::Remove(rule)) => changes.leaving(&rule) >= self.plan.count(&rule),
            Some(Remedy::Change { before, after }) => changes
                .taking(&before)
                .any(|change| change.after.as_ref() == Some(&after)),
        }
    }
}

/// Whether a rule takes this number only.
fn is_for_one(rule: &Rule, number: &str) -> bool {
    let number = dialled(number);
    let own = rule.prefix.trim_end_matches('#');
    own.trim_start_matches('+') == number.trim_start_matches('+')
}
