//! One pattern walks down the tree of all patterns and keeps to branches that share a number.

use std::cmp::Ordering;
use std::ops::Range;

use crate::matcher::index::{Index, Label, Node, Tail};
use crate::matcher::order::{Characters, Place, Rank};

/// A pattern with its lists spread out.
#[derive(Debug, Clone)]
pub(super) struct Way {
    pub(super) places: Vec<Place>,
    pub(super) close: Close,
}

/// What follows the last place of a [`Way`].
#[derive(Debug, Clone)]
pub(super) enum Close {
    Open,
    EndOfNumber,
    Suffix(Vec<Place>),
}

impl Close {
    fn rank(&self) -> Rank {
        match self {
            Self::Open => Rank::open(),
            Self::EndOfNumber => Rank::specific(),
            Self::Suffix(places) => Rank::suffix(places.len()),
        }
    }
}

/// What a walk is after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seeks {
    /// Patterns that win on a shared number, and those equal.
    Better,
    /// Only those equal.
    Equal,
}

#[derive(Clone, Copy)]
enum Standing {
    Equal,
    Better,
}

/// What one way through a pattern has met.
pub(super) struct Walk<'a> {
    index: &'a Index,
    way: &'a Way,
    seeks: Seeks,
    steps: &'a mut u64,
    gave_up: bool,
    path: Vec<Characters>,
    pub(super) better: Vec<Range<usize>>,
    pub(super) equal: Vec<usize>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(index: &'a Index, way: &'a Way, seeks: Seeks, steps: &'a mut u64) -> Self {
        let (path, better, equal) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            index,
            way,
            seeks,
            steps,
            gave_up: false,
            path,
            better,
            equal,
        }
    }

    pub(super) fn run(&mut self) {
        self.descend(&self.index.root(), Standing::Equal);
    }

    pub(super) fn complete(&self) -> bool {
        !self.gave_up
    }

    fn spend(&mut self, cost: u64) -> bool {
        match self.steps.checked_sub(cost) {
            Some(left) => *self.steps = left,
            None => self.gave_up = true,
        }
        !self.gave_up
    }

    fn descend(&mut self, node: &Node, standing: Standing) {
        let index = self.index;
        let ended = index.ended(node);
        let below = ended.end..node.patterns.end;
        for pattern in ended {
            self.meet(pattern, standing);
        }
        match (self.way.places.len() > self.path.len(), &self.way.close) {
            (false, Close::EndOfNumber) => return,
            (false, Close::Open) => {
                // Everything below says more than this pattern and fits all it leaves open.
                if self.seeks == Seeks::Better && !below.is_empty() {
                    self.better.push(below);
                }
                return;
            }
            (false, Close::Suffix(_)) | (true, _) => {}
        }
        for (label, child) in index.children(node) {
            self.follow(label, &child, standing);
            if self.gave_up {
                return;
            }
        }
    }

    fn follow(&mut self, label: Label, child: &Node, standing: Standing) {
        let before = self.path.len();
        if let Some((fits, rank)) = Index::place(label) {
            if self.spend(1)
                && let Some(standing) = self.advance(fits, rank, standing)
            {
                self.descend(child, standing);
            }
            self.path.truncate(before);
            return;
        }
        let Some(list) = self.index.list(label) else {
            return;
        };
        for row in &list.rows {
            let mut reached = self.spend(1).then_some(standing);
            for slot in row {
                reached = reached.and_then(|standing| {
                    self.advance(
                        Characters::listed(*slot),
                        Rank::listed(slot.options),
                        standing,
                    )
                });
            }
            if let Some(standing) = reached {
                self.descend(child, standing);
            }
            self.path.truncate(before);
        }
    }

    /// One place further, unless no number fits both or this pattern is the better one.
    fn advance(&mut self, fits: Characters, rank: Rank, standing: Standing) -> Option<Standing> {
        let at = self.path.len();
        let own = match (self.way.places.get(at), &self.way.close) {
            (Some(place), _) if !place.fits.meets(fits) => return None,
            (Some(place), _) => place.rank,
            (None, Close::EndOfNumber) => return None,
            (None, close) => close.rank(),
        };
        self.path.push(fits);
        self.compare(standing, rank.cmp(&own))
    }

    fn compare(&self, standing: Standing, order: Ordering) -> Option<Standing> {
        match (standing, order) {
            (Standing::Better, _) => Some(Standing::Better),
            (Standing::Equal, Ordering::Equal) => Some(Standing::Equal),
            (Standing::Equal, Ordering::Less) if self.seeks == Seeks::Better => {
                Some(Standing::Better)
            }
            (Standing::Equal, Ordering::Less | Ordering::Greater) => None,
        }
    }

    /// A pattern ends here: does it share a number, and who takes it?
    fn meet(&mut self, pattern: usize, standing: Standing) {
        // A suffix is spread out for each meeting.
        let cost = if matches!(self.index.patterns[pattern].tail, Tail::Suffix(_)) {
            32
        } else {
            1
        };
        if !self.spend(cost) {
            return;
        }
        let Some(closes) = self.index.closes(self.index.patterns[pattern].tail) else {
            self.gave_up = true;
            return;
        };
        for close in closes {
            if !self.shares(&close) {
                continue;
            }
            let order = match self.way.places.get(self.path.len()) {
                Some(place) => close.rank().cmp(&place.rank),
                None => close
                    .rank()
                    .cmp(&self.way.close.rank())
                    .then_with(|| suffix_ranks(&close).cmp(suffix_ranks(&self.way.close))),
            };
            match self.compare(standing, order) {
                Some(Standing::Better) => self.better.push(pattern..pattern + 1),
                Some(Standing::Equal) => self.equal.push(pattern),
                None => {}
            }
        }
    }

    /// Whether a number fits both, given that they agree as far as both prefixes reach.
    fn shares(&self, other: &Close) -> bool {
        let own: Vec<Characters> = self.way.places.iter().map(|place| place.fits).collect();
        match (&self.way.close, other) {
            // The number can be made long enough for both.
            (Close::Open, Close::Open | Close::Suffix(_)) | (Close::Suffix(_), Close::Open) => true,
            (Close::Open, Close::EndOfNumber) => self.path.len() >= own.len(),
            (Close::EndOfNumber, Close::Open) => own.len() >= self.path.len(),
            (Close::EndOfNumber, Close::EndOfNumber) => own.len() == self.path.len(),
            (Close::Suffix(suffix), Close::EndOfNumber) => ends_with(&self.path, own.len(), suffix),
            (Close::EndOfNumber, Close::Suffix(suffix)) => ends_with(&own, self.path.len(), suffix),
            (Close::Suffix(own), Close::Suffix(other)) => own
                .iter()
                .rev()
                .zip(other.iter().rev())
                .all(|(a, b)| a.fits.meets(b.fits)),
        }
    }
}

/// Whether a number of known length can end in `suffix` behind its first `taken` characters.
fn ends_with(number: &[Characters], taken: usize, suffix: &[Place]) -> bool {
    number.get(taken..).is_some_and(|rest| {
        rest.len() >= suffix.len()
            && rest
                .iter()
                .rev()
                .zip(suffix.iter().rev())
                .all(|(a, b)| a.meets(b.fits))
    })
}

fn suffix_ranks(close: &Close) -> impl Iterator<Item = Rank> {
    let places = match close {
        Close::Suffix(places) => places.as_slice(),
        Close::Open | Close::EndOfNumber => &[],
    };
    places.iter().map(|place| place.rank)
}
