//! The rules of a plan as a tree: rules with the same beginning stand under the same node.

mod intern;
mod tree;

use std::ops::Range;

use self::intern::Interned;
pub(super) use self::tree::Node;
use self::tree::Tree;
use super::order::{Characters, Rank};
use crate::notation::{NumberList, Prefix, Slot, Step, Wildcard};
use crate::rule::Rule;
use crate::sorting::{in_order, sort_places};

/// Rules made ready for matching. Rules are named by their place in the list given.
#[derive(Debug, Clone, Default)]
pub struct Index {
    pub(super) patterns: Vec<Pattern>,
    /// The rules of pattern `i` are `rules[starts[i]..starts[i + 1]]`, in the plan's order.
    rules: Vec<usize>,
    starts: Vec<usize>,
    tree: Tree,
    lists: Vec<List>,
    suffixes: Vec<Suffix>,
    /// For each rule the pattern it belongs to; none when its prefix cannot be read.
    pattern_of: Vec<Option<usize>>,
}

/// Rules whose prefixes say the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pattern {
    pub(super) labels: Box<[Label]>,
    pub(super) tail: Tail,
}

/// What stands at one step of a prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Label {
    Exactly(u8),
    /// A place in [`WILDCARDS`].
    Wildcard(u8),
    /// A place among the index's lists.
    List(u32),
}

/// How a prefix ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tail {
    Open,
    EndOfNumber,
    /// A place among the index's suffixes.
    Suffix(u32),
}

#[derive(Debug, Clone)]
pub(super) struct List {
    pub(super) numbers: NumberList,
    pub(super) rows: Vec<Vec<Slot>>,
}

#[derive(Debug, Clone)]
pub(super) struct Suffix {
    pub(super) steps: Vec<Step>,
    pub(super) length: usize,
}

const WILDCARDS: [Wildcard; 4] = [
    Wildcard::N,
    Wildcard::Z,
    Wildcard::X,
    Wildcard::AnyCharacter,
];

impl Index {
    /// Reads every prefix once. Rules whose prefix cannot be read never match.
    pub fn new(rules: &[Rule]) -> Self {
        let mut index = Self {
            pattern_of: vec![None; rules.len()],
            ..Self::default()
        };
        let mut interned = Interned::default();
        let mut entries: Vec<(Pattern, usize)> = Vec::with_capacity(rules.len());
        for (place, rule) in rules.iter().enumerate() {
            if let Ok(prefix) = Prefix::parse(&rule.prefix) {
                entries.push((interned.pattern(&prefix), place));
            }
        }
        (index.lists, index.suffixes) = interned.into_parts();
        let mut places: Vec<usize> = (0..entries.len()).collect();
        sort_places(&mut places, &|a, b| entries[a].cmp(&entries[b]));
        for (pattern, place) in in_order(entries, &places) {
            if index.patterns.last() != Some(&pattern) {
                index.starts.push(index.rules.len());
                index.patterns.push(pattern);
            }
            index.pattern_of[place] = Some(index.patterns.len() - 1);
            index.rules.push(place);
        }
        index.starts.push(index.rules.len());
        index.tree = Tree::new(&index.patterns);
        index
    }

    /// Whether the prefix of this rule could be read.
    pub fn is_readable(&self, rule: usize) -> bool {
        self.pattern(rule).is_some()
    }

    /// All rules whose prefix says the same as that of this rule, itself included.
    pub fn same_prefix(&self, rule: usize) -> &[usize] {
        self.pattern(rule)
            .map_or(&[], |pattern| self.rules_of(pattern..pattern + 1))
    }

    pub(super) fn has_lists(&self) -> bool {
        !self.lists.is_empty()
    }

    pub(super) fn rule_count(&self) -> usize {
        self.pattern_of.len()
    }

    pub(super) fn pattern(&self, rule: usize) -> Option<usize> {
        self.pattern_of.get(rule).copied().flatten()
    }

    pub(super) fn rules_of(&self, patterns: Range<usize>) -> &[usize] {
        &self.rules[self.starts[patterns.start]..self.starts[patterns.end]]
    }

    pub(super) fn root(&self) -> Node {
        self.tree.root()
    }

    /// Patterns that end at the node.
    pub(super) fn ended(&self, node: &Node) -> Range<usize> {
        self.tree.ended(&self.patterns, node)
    }

    /// The children of a node: plain characters first, in order.
    pub(super) fn children<'a>(&'a self, node: &Node) -> impl Iterator<Item = (Label, Node)> + 'a {
        self.tree.children(&self.patterns, node)
    }

    pub(super) fn place(label: Label) -> Option<(Characters, Rank)> {
        match label {
            Label::Exactly(character) => Some((Characters::one(character), Rank::specific())),
            Label::Wildcard(which) => {
                let wildcard = WILDCARDS[usize::from(which)];
                Some((Characters::wildcard(wildcard), Rank::wildcard(wildcard)))
            }
            Label::List(_) => None,
        }
    }

    pub(super) fn list(&self, label: Label) -> Option<&List> {
        match label {
            Label::List(list) => self.lists.get(usize::try_from(list).ok()?),
            Label::Exactly(_) | Label::Wildcard(_) => None,
        }
    }

    pub(super) fn suffix(&self, tail: Tail) -> Option<&Suffix> {
        match tail {
            Tail::Suffix(suffix) => self.suffixes.get(usize::try_from(suffix).ok()?),
            Tail::Open | Tail::EndOfNumber => None,
        }
    }

    /// The steps of a pattern's prefix, read back from its labels.
    pub(super) fn steps_of(&self, pattern: usize) -> Vec<Step> {
        let labels = self.patterns[pattern].labels.iter();
        labels
            .filter_map(|label| match label {
                Label::Exactly(character) => Some(Step::Exactly(*character)),
                Label::Wildcard(which) => Some(Step::Wildcard(WILDCARDS[usize::from(*which)])),
                Label::List(_) => self
                    .list(*label)
                    .map(|list| Step::List(list.numbers.clone())),
            })
            .collect()
    }
}
