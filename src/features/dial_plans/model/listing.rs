//! Which rules of a plan the list shows, and in which order.

use std::cmp::Ordering;
use std::rc::Rc;

use cordboard_dial_plan::marks::Marks;
use cordboard_dial_plan::{Rule, Snapshot};

use crate::profiles::rows::sort;

/// The columns that can be sorted by; "place" is the server's order.
pub const SORTED_BY: [&str; 4] = ["name", "prefix", "tag", "place"];

/// A plan as it was read, made ready for searching.
#[derive(Debug)]
pub struct Listing {
    pub plan: Rc<Snapshot>,
    /// All rules in small letters, one behind the other.
    text: String,
    ends: Vec<usize>,
}

/// What of it is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pub search: String,
    /// The word of a [`Mark`]; empty for all.
    pub mark: String,
    pub column: String,
    pub is_descending: bool,
}

/// What a rule can stand out by, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Unreadable,
    Duplicate,
    SamePrefix,
    UnknownTrunk,
    Emergency,
    Shadowed,
}

impl Mark {
    pub const ALL: [Self; 6] = [
        Self::Unreadable,
        Self::Duplicate,
        Self::SamePrefix,
        Self::UnknownTrunk,
        Self::Emergency,
        Self::Shadowed,
    ];

    /// As it stands in the address.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Duplicate => "duplicate",
            Self::SamePrefix => "same-prefix",
            Self::UnknownTrunk => "unknown-trunk",
            Self::Emergency => "emergency",
            Self::Shadowed => "shadowed",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Unreadable => "Not in the SBC's notation",
            Self::Duplicate => "Duplicate",
            Self::SamePrefix => "Same prefix",
            Self::UnknownTrunk => "Unknown trunk",
            Self::Emergency => "Emergency",
            Self::Shadowed => "Shadowed",
        }
    }

    /// Whether a rule has it.
    pub fn is_on(self, marks: &Marks) -> bool {
        match self {
            Self::Unreadable => marks.unreadable,
            Self::Duplicate => marks.copies > 0,
            Self::SamePrefix => marks.same_prefix > marks.copies,
            Self::UnknownTrunk => marks.unknown_tag,
            Self::Emergency => marks.emergency,
            Self::Shadowed => marks.shadowed_by != Some(0),
        }
    }
}

impl Listing {
    pub fn new(rules: Vec<Rule>) -> Self {
        let mut text = String::new();
        let mut ends = Vec::with_capacity(rules.len());
        for rule in &rules {
            for part in [&rule.name, &rule.prefix, &rule.tag] {
                text.push_str(&part.to_lowercase());
                text.push('\n');
            }
            ends.push(text.len());
        }
        Self {
            plan: Rc::new(Snapshot::new(rules)),
            text,
            ends,
        }
    }

    /// The places of the rules that fit, in order.
    pub fn select(&self, wanted: &Wanted, marks: &[Marks]) -> Vec<usize> {
        let search = wanted.search.to_lowercase();
        let terms: Vec<&str> = search.split_whitespace().collect();
        let mark = Mark::ALL
            .into_iter()
            .find(|mark| mark.word() == wanted.mark);
        let fits = |place: &usize| {
            let from = place.checked_sub(1).map_or(0, |before| self.ends[before]);
            let text = &self.text[from..self.ends[*place]];
            terms.iter().all(|term| text.contains(term))
                && mark.is_none_or(|mark| marks.get(*place).is_some_and(|own| mark.is_on(own)))
        };
        let mut places: Vec<usize> = (0..self.ends.len()).filter(fits).collect();
        if wanted.column != "place" {
            sort(&mut places, &|a, b| self.compare(a, b, &wanted.column));
        }
        if wanted.is_descending {
            places.reverse();
        }
        places
    }

    fn compare(&self, a: usize, b: usize, column: &str) -> Ordering {
        let rules = self.plan.rules();
        let (a, b) = (&rules[a], &rules[b]);
        let by_prefix = || a.prefix.cmp(&b.prefix);
        match column {
            "name" => a.name.cmp(&b.name).then_with(by_prefix),
            "tag" => a.tag.cmp(&b.tag).then_with(by_prefix),
            _ => by_prefix(),
        }
    }

    /// How many rules before this one, in the plan's own sorting, have its prefix; and how many of
    /// them are the very same.
    pub fn before_of(&self, place: usize) -> (usize, usize) {
        let rules = self.plan.rules();
        let rule = &rules[place];
        let same = self.plan.with_prefix(&rule.prefix);
        let before = same.iter().take_while(|other| **other != place);
        let copies = before.clone().filter(|other| rules[**other] == *rule);
        (before.count(), copies.count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing() -> Listing {
        Listing::new(vec![
            Rule::new("London", "+4420", "b.example"),
            Rule::new("Emergency", "112", "A.example"),
            Rule::new("London", "+4420", "b.example"),
        ])
    }

    fn wanted(search: &str, column: &str, is_descending: bool) -> Wanted {
        Wanted {
            search: search.into(),
            column: column.into(),
            is_descending,
            ..Wanted::default()
        }
    }

    #[test]
    fn every_word_has_to_occur_whatever_its_capitals() {
        let listing = listing();
        let found = |search| listing.select(&wanted(search, "place", false), &[]);
        assert_eq!(found("a.EXAMPLE 11"), [1]);
        assert_eq!(found("london b.example"), [0, 2]);
        // A word does not run over from one rule into the next.
        assert_eq!(found("b.example\nemergency"), Vec::<usize>::new());
    }

    #[test]
    fn rules_are_sorted_and_equal_ones_keep_the_plan_s_order() {
        let listing = listing();
        let by = |column, is_descending| listing.select(&wanted("", column, is_descending), &[]);
        assert_eq!(by("prefix", false), [0, 2, 1]);
        assert_eq!(by("name", false), [1, 0, 2]);
        assert_eq!(by("place", true), [2, 1, 0]);
    }

    #[test]
    fn copies_are_told_apart() {
        let listing = listing();
        assert_eq!(listing.before_of(0), (0, 0));
        assert_eq!(listing.before_of(2), (1, 1));
    }
}
