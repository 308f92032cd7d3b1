//! What stands out about each rule of a plan, for the list.

use hashbrown::HashMap;

use crate::emergency::EmergencyNumbers;
use crate::matcher::Index;
use crate::rule::Rule;
use crate::trunks::Trunks;

/// What stands out about one rule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks {
    /// How many other rules are the very same.
    pub copies: usize,
    /// How many other rules say the same prefix, copies included.
    pub same_prefix: usize,
    /// How many rules with another prefix take numbers from it; none when it overlaps in too many
    /// ways to be counted.
    pub shadowed_by: Option<usize>,
    /// It is meant for an emergency number.
    pub emergency: bool,
    /// Its tag is no known trunk.
    pub unknown_tag: bool,
    /// The SBC would not take its prefix.
    pub unreadable: bool,
}

impl Marks {
    /// Nothing stands out.
    pub fn is_empty(self) -> bool {
        self == Self {
            shadowed_by: Some(0),
            ..Self::default()
        }
    }
}

/// The marks of every rule, by place. Without trunks no tag is called unknown.
pub fn marks(
    rules: &[Rule],
    index: &Index,
    trunks: Option<&Trunks>,
    emergency: &EmergencyNumbers,
) -> Vec<Marks> {
    let shadows = index.shadows();
    let mut known: HashMap<&str, bool> = HashMap::new();
    let mut copies: HashMap<&Rule, usize> = HashMap::new();
    for rule in rules {
        *copies.entry(rule).or_default() += 1;
    }
    let mut all: Vec<Marks> = rules
        .iter()
        .enumerate()
        .map(|(at, rule)| {
            let unknown = |tag: &str| trunks.is_some_and(|trunks| !trunks.has(tag));
            Marks {
                copies: copies.get(rule).map_or(0, |count| count - 1),
                same_prefix: index.same_prefix(at).len().saturating_sub(1),
                shadowed_by: Some(shadows.by[at]),
                emergency: emergency.has_rule(rule),
                unknown_tag: *known.entry(&rule.tag).or_insert_with(|| unknown(&rule.tag)),
                unreadable: !index.is_readable(at),
            }
        })
        .collect();
    for at in shadows.uncounted {
        all[at].shadowed_by = None;
    }
    all
}
