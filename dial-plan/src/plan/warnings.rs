//! What to know before the changes are sent.

use hashbrown::{HashMap, HashSet};

use super::{Item, Plan};
use crate::emergency::{EmergencyNumbers, EmergencyWarning};
use crate::notation::Prefix;
use crate::rule::Rule;
use crate::snapshot::Snapshot;
use crate::trunks::{Trunks, UnknownTag};

impl Plan {
    pub(super) fn warn_of_copies(&mut self, live: &Snapshot) {
        let mut seen: HashSet<&Rule> = HashSet::new();
        let rules = self
            .items
            .iter()
            .filter(|item| item.removes)
            .filter_map(|item| item.before.as_ref());
        let several = rules.filter(|rule| live.count(rule) > 1 && seen.insert(rule));
        self.several_copies = several.cloned().collect();
    }

    pub(super) fn warn_of_notation(&mut self) {
        let malformed = self
            .added()
            .filter_map(|rule| Some((rule.clone(), Prefix::check(&rule.prefix).err()?)))
            .collect();
        self.malformed = malformed;
    }

    pub(super) fn warn_of_tags(&mut self, trunks: &Trunks) {
        let mut unknown: Vec<UnknownTag> = Vec::new();
        let mut places: HashMap<&str, Option<usize>> = HashMap::new();
        let kept = |item: &Item| {
            let same = item.before.as_ref().zip(item.after.as_ref());
            same.is_some_and(|(before, after)| before.tag == after.tag)
        };
        let new = self.items.iter().filter(|item| item.adds && !kept(item));
        for rule in new.filter_map(|item| item.after.as_ref()) {
            let place = places.entry(&rule.tag).or_insert_with(|| {
                (!trunks.has(&rule.tag)).then(|| {
                    let closest = trunks.closest(&rule.tag).map(str::to_owned);
                    unknown.push(UnknownTag {
                        tag: rule.tag.clone(),
                        rules: 0,
                        closest,
                    });
                    unknown.len() - 1
                })
            });
            if let Some(place) = place {
                unknown[*place].rules += 1;
            }
        }
        self.unknown_tags = unknown;
    }

    pub(super) fn mark_emergency(&mut self, numbers: &EmergencyNumbers) {
        let takes = |rule: &Rule, warnings: &[EmergencyWarning]| {
            numbers.has_rule(rule)
                || warnings.iter().any(|warning| {
                    [&warning.before, &warning.after]
                        .into_iter()
                        .flatten()
                        .any(|own| own == rule)
                })
        };
        for item in &mut self.items {
            let going = item.before.as_ref().filter(|_| item.removes);
            let coming = item.after.as_ref().filter(|_| item.adds);
            let mut rules = going.into_iter().chain(coming);
            item.emergency = rules.any(|rule| takes(rule, &self.emergency));
        }
    }
}
