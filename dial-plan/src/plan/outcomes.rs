//! Each change against the live plan, by how many copies of its rules there are and should be.

use hashbrown::HashMap;

use super::{Item, Outcome};
use crate::change_set::{Change, ChangeId, ChangeSet};
use crate::rule::Rule;
use crate::snapshot::Snapshot;

pub(super) fn settle(live: &Snapshot, changes: &ChangeSet) -> Vec<Item> {
    let mut surplus: HashMap<&Rule, usize> = HashMap::new();
    let mut missing: HashMap<&Rule, usize> = HashMap::new();
    for (_, change) in changes.iter() {
        if let Some(rule) = &change.before {
            surplus.entry(rule).or_insert_with(|| {
                let wanted = changes.copies(rule).saturating_sub(changes.leaving(rule));
                live.count(rule).saturating_sub(wanted)
            });
        }
        if let Some(rule) = &change.after {
            missing.entry(rule).or_insert_with(|| {
                let wanted = changes.copies(rule) + changes.coming(rule);
                wanted.saturating_sub(live.count(rule))
            });
        }
    }
    let mut items: Vec<Item> = changes
        .iter()
        .map(|(id, change)| item(id, change, &mut surplus, &mut missing))
        .collect();
    // Copies that turned up since: the wish was that the rule be gone.
    for (id, change) in changes.iter() {
        let Some(rule) = &change.before else { continue };
        while take(&mut surplus, rule) {
            let removal = Change {
                before: Some(rule.clone()),
                after: None,
                batch: change.batch,
            };
            items.push(Item {
                removes: true,
                ..Item::new(id, &removal, Outcome::Removed)
            });
        }
    }
    items
}

fn item<'a>(
    id: ChangeId,
    change: &'a Change,
    surplus: &mut HashMap<&'a Rule, usize>,
    missing: &mut HashMap<&'a Rule, usize>,
) -> Item {
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => {
            if take(surplus, before) {
                let adds = take(missing, after);
                return Item {
                    removes: true,
                    adds,
                    ..Item::new(id, change, Outcome::Changed)
                };
            }
            let there = missing.get(after).is_none_or(|missing| *missing == 0);
            Item::new(
                id,
                change,
                if there {
                    Outcome::AlreadySo
                } else {
                    Outcome::Gone
                },
            )
        }
        (Some(before), None) => {
            let removes = take(surplus, before);
            let outcome = if removes {
                Outcome::Removed
            } else {
                Outcome::Gone
            };
            Item {
                removes,
                ..Item::new(id, change, outcome)
            }
        }
        (None, after) => {
            let adds = after.as_ref().is_some_and(|after| take(missing, after));
            let outcome = if adds {
                Outcome::Added
            } else {
                Outcome::AlreadySo
            };
            Item {
                adds,
                ..Item::new(id, change, outcome)
            }
        }
    }
}

impl Item {
    fn new(change: ChangeId, from: &Change, outcome: Outcome) -> Self {
        let (before, after) = (from.before.clone(), from.after.clone());
        Self {
            change,
            outcome,
            before,
            after,
            removes: false,
            adds: false,
            emergency: false,
            remaining: 0,
            standing: 1,
        }
    }
}

fn take<'a>(counts: &mut HashMap<&'a Rule, usize>, rule: &'a Rule) -> bool {
    match counts.get_mut(rule) {
        Some(left) if *left > 0 => {
            *left -= 1;
            true
        }
        Some(_) | None => false,
    }
}
