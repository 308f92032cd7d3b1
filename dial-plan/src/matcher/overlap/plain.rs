//! Plain numbers are nearly all of a plan and need no walk: nothing is more specific than a digit
//! that is written out, so only rules that go on behind their end take numbers from them.

use super::walk::Close;
use crate::matcher::index::{Index, Label, Pattern, Tail};

impl Index {
    /// Whether a pattern is nothing but a number.
    pub(super) fn is_plain(&self, pattern: usize) -> bool {
        let Pattern { labels, tail } = &self.patterns[pattern];
        !matches!(tail, Tail::Suffix(_))
            && labels
                .iter()
                .all(|label| matches!(label, Label::Exactly(_)))
    }

    /// For a plain number: how many rules say the same and more. None for a pattern.
    pub(super) fn plain_extensions(&self, own: usize) -> Option<usize> {
        let Pattern { labels, tail } = &self.patterns[own];
        match tail {
            _ if !self.is_plain(own) => None,
            Tail::Open => {
                let below = self.patterns[own..]
                    .partition_point(|pattern| pattern.labels.starts_with(labels));
                Some(self.rules_of(own + 1..own + below).len())
            }
            Tail::EndOfNumber | Tail::Suffix(_) => Some(0),
        }
    }

    /// The one exception: a list that leaves one digit, as `[120-125]` does twice, is as specific
    /// as a digit, so it may reach to the end of a plain number and beyond.
    pub(super) fn count_lists_over_plain(&self, by: &mut [usize]) {
        for other in 0..self.patterns.len() {
            let labels = &self.patterns[other].labels;
            let Some(list) = labels
                .iter()
                .position(|label| matches!(label, Label::List(_)))
            else {
                continue;
            };
            // A list is the first step that is wider than one place.
            if labels[..list]
                .iter()
                .any(|label| matches!(label, Label::Wildcard(_)))
            {
                continue;
            }
            let mut met = Vec::new();
            for way in self.ways_of(other).unwrap_or_default() {
                let mut head = Vec::new();
                for place in &way.places {
                    let Some(character) = place.fits.single().filter(|_| place.rank.is_specific())
                    else {
                        break;
                    };
                    head.push(Label::Exactly(character));
                    if head.len() > list {
                        let over = way.places.len() > head.len();
                        self.meet_plain(&head, over, &way.close, &mut met);
                    }
                }
            }
            for (plain, equal) in met {
                for rule in self.rules_of(plain..plain + 1) {
                    let own = self.rules_of(other..other + 1).len();
                    by[*rule] += if equal {
                        self.earlier(other, *rule)
                    } else {
                        own
                    };
                }
            }
        }
    }

    /// The plain numbers that are exactly `head`, and whether the list's pattern is equal to them
    /// or better; `over` when it goes on.
    fn meet_plain(&self, head: &[Label], over: bool, close: &Close, met: &mut Vec<(usize, bool)>) {
        let first = self
            .patterns
            .partition_point(|pattern| *pattern.labels < *head);
        let same = self.patterns[first..]
            .iter()
            .take_while(|pattern| *pattern.labels == *head);
        for (at, pattern) in same.enumerate() {
            let equal = match (pattern.tail, over, close) {
                (Tail::Open, false, Close::Open)
                | (Tail::EndOfNumber, false, Close::EndOfNumber) => true,
                (Tail::Open, _, _) => false,
                (Tail::EndOfNumber | Tail::Suffix(_), _, _) => continue,
            };
            if !met.contains(&(first + at, equal)) {
                met.push((first + at, equal));
            }
        }
    }
}
