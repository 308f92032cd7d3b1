//! The order of preference, in one table: another version of the manual may order it differently.

use crate::notation::{PREFIX_LENGTH, Slot, Step, Wildcard};

/// Best first. The manual prints specific character, range, `x`, suffix, dot. It does not print
/// `z` and `n`; by its principle of fewest possibilities they stand with `x`, before it. What is
/// over (the prefix has ended) leaves everything possible and comes last.
const ORDER: [Class; 6] = [
    Class::Specific,
    Class::Range,
    Class::Wildcard,
    Class::Suffix,
    Class::AnyCharacter,
    Class::Open,
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Specific,
    Range,
    Wildcard,
    Suffix,
    AnyCharacter,
    Open,
}

/// How much is left open at one digit; the smaller, the better the match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    place: usize,
    possibilities: usize,
}

impl Rank {
    fn new(class: Class, possibilities: usize) -> Self {
        let place = ORDER
            .iter()
            .position(|known| *known == class)
            .unwrap_or(ORDER.len());
        Self {
            place,
            possibilities,
        }
    }

    pub(super) fn specific() -> Self {
        Self::new(Class::Specific, 1)
    }

    pub(super) fn wildcard(wildcard: Wildcard) -> Self {
        match wildcard {
            Wildcard::N => Self::new(Class::Wildcard, 8),
            Wildcard::Z => Self::new(Class::Wildcard, 9),
            Wildcard::X => Self::new(Class::Wildcard, 10),
            Wildcard::AnyCharacter => Self::new(Class::AnyCharacter, 62),
        }
    }

    /// One digit of a list. Where the digits before leave one possibility (`[120-125]` after 1),
    /// it is as specific as that digit written out.
    pub(super) fn listed(options: u32) -> Self {
        match options {
            1 => Self::specific(),
            _ => Self::new(Class::Range, usize::try_from(options).unwrap_or(10)),
        }
    }

    /// The longest suffix is matched first.
    pub(super) fn suffix(digits: usize) -> Self {
        Self::new(Class::Suffix, PREFIX_LENGTH.saturating_sub(digits))
    }

    pub(super) fn open() -> Self {
        Self::new(Class::Open, 0)
    }

    pub(super) fn is_specific(self) -> bool {
        self == Self::specific()
    }
}

/// The characters that fit one place, as bits by ASCII code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Characters(u128);

impl Characters {
    pub(super) fn one(character: u8) -> Self {
        Self(1_u128.checked_shl(character.into()).unwrap_or(0))
    }

    pub(super) fn wildcard(wildcard: Wildcard) -> Self {
        let digits = |from: u8| Self::all(from..=b'9');
        match wildcard {
            Wildcard::N => digits(b'2'),
            Wildcard::Z => digits(b'1'),
            Wildcard::X => digits(b'0'),
            Wildcard::AnyCharacter => {
                Self(digits(b'0').0 | Self::all(b'a'..=b'z').0 | Self::all(b'A'..=b'Z').0)
            }
        }
    }

    pub(super) fn listed(slot: Slot) -> Self {
        Self(u128::from(slot.digits) << b'0')
    }

    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn has(self, character: u8) -> bool {
        self.meets(Self::one(character))
    }

    /// The only member, when there is one.
    pub(super) fn single(self) -> Option<u8> {
        self.0
            .is_power_of_two()
            .then(|| u8::try_from(self.0.trailing_zeros()).ok())
            .flatten()
    }

    fn all(range: std::ops::RangeInclusive<u8>) -> Self {
        range.fold(Self(0), |all, character| {
            Self(all.0 | Self::one(character).0)
        })
    }
}

/// One place of a pattern with every list spread out: what fits, and how good a fit it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) fits: Characters,
    pub(super) rank: Rank,
}

/// All the ways through `steps`: each list multiplies them by its rows. None beyond `limit`.
pub(super) fn ways(steps: &[Step], limit: usize) -> Option<Vec<Vec<Place>>> {
    let mut ways: Vec<Vec<Place>> = vec![Vec::with_capacity(steps.len())];
    for step in steps {
        let place = match step {
            Step::Exactly(character) => Place {
                fits: Characters::one(*character),
                rank: Rank::specific(),
            },
            Step::Wildcard(wildcard) => Place {
                fits: Characters::wildcard(*wildcard),
                rank: Rank::wildcard(*wildcard),
            },
            Step::List(list) => {
                let rows = list.rows();
                if ways.len() * rows.len() > limit {
                    return None;
                }
                ways = ways
                    .iter()
                    .flat_map(|way| {
                        rows.iter().map(|row| {
                            let places = row.iter().map(|slot| Place {
                                fits: Characters::listed(*slot),
                                rank: Rank::listed(slot.options),
                            });
                            way.iter().copied().chain(places).collect()
                        })
                    })
                    .collect();
                continue;
            }
        };
        for way in &mut ways {
            way.push(place);
        }
    }
    Some(ways)
}
