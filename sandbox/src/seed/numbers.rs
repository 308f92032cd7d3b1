//! Numbers of a tenant by the million: computed one by one, the same ones every time.
//!
//! Each number is written straight into the bytes of the answer. Building a `Value` for each would
//! make the sandbox the bottleneck of what it is to measure.

use std::sync::{Arc, OnceLock};

use serde_json::Value;

use crate::scatter::{guid, scatter};

mod text;

/// Numbers come in ranges of consecutive ones, as carriers hand them out.
const RANGE: u64 = 20;
/// Ranges with seven-digit subscriber numbers that begin with 2 to 9.
const RANGES: u64 = 400_000;
/// A prime that shares no factor with `RANGES`: multiplying by it visits each range once.
const STRIDE: u64 = 7_919;

/// As many numbers as there are ranges to draw from.
pub(crate) const MOST: u64 = RANGE * RANGES;

/// Country, calling code and area code; toll-free ones can only be used by voice applications.
const AREAS: [Area; 20] = [
    area("US", "1212", false),
    area("US", "1415", false),
    area("US", "1305", false),
    area("US", "1972", false),
    area("US", "1833", true),
    area("US", "1844", true),
    area("CA", "1416", false),
    area("CA", "1604", false),
    area("GB", "44203", false),
    area("GB", "44161", false),
    area("DE", "4930", false),
    area("DE", "4989", false),
    area("FR", "3314", false),
    area("AU", "6139", false),
    area("AU", "6129", false),
    area("IL", "9723", false),
    area("JP", "8135", false),
    area("NL", "3120", false),
    area("BR", "55113", false),
    area("IN", "91222", false),
];

struct Area {
    country: &'static str,
    digits: &'static str,
    toll_free: bool,
}

const fn area(country: &'static str, digits: &'static str, toll_free: bool) -> Area {
    Area {
        country,
        digits,
        toll_free,
    }
}

/// A calling profile as far as numbers need it.
#[derive(Clone, Debug)]
pub(crate) struct ProfileLink {
    pub(crate) id: String,
    /// The first trunk's FQDN, if there is a trunk.
    pub(crate) trunk: Option<String>,
}

/// The profiles that generated numbers point at.
pub(crate) fn links(profiles: &[Value]) -> Arc<[ProfileLink]> {
    profiles
        .iter()
        .filter_map(|profile| {
            let trunk = profile
                .pointer("/trunksEnrolled/0/trunkFqdn")
                .and_then(Value::as_str);
            Some(ProfileLink {
                id: profile.get("callingProfileId")?.as_str()?.to_owned(),
                trunk: trunk.map(str::to_owned),
            })
        })
        .collect()
}

/// The numbers of one tenant, none of which is kept in memory.
#[derive(Clone, Debug)]
pub(crate) struct Generated {
    tenant: String,
    count: u64,
    profiles: Arc<[ProfileLink]>,
    /// Every number points at a profile with a trunk, but for so many at the beginning whose
    /// profile is gone. `None`: a mixture, some unknown, some without a trunk.
    gone: Option<u64>,
    /// Bytes of the whole list. Counting them takes as long as writing them: once is enough, so
    /// that later answers begin at once.
    length: Arc<OnceLock<usize>>,
}

/// Who put a number there. Only the first two touch the dial plan of the SBC (page "Operator
/// Connect Number Management").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    WebApi,
    WebUi,
    OcSync,
}

/// What the rest of a number follows from.
pub(crate) struct Facts<'a> {
    index: u64,
    random: u64,
    area: &'static Area,
    subscriber: u64,
    pub(crate) source: Source,
    pub(crate) profile: Option<&'a ProfileLink>,
}

impl Facts<'_> {
    /// The number as the API writes it.
    pub(crate) fn telephone_number(&self) -> String {
        format!("+{}{:07}", self.area.digits, self.subscriber)
    }
}

impl Generated {
    pub(crate) fn new(tenant: &str, count: u64, profiles: Arc<[ProfileLink]>) -> Self {
        Self {
            tenant: tenant.to_owned(),
            count: count.min(MOST),
            profiles,
            gone: None,
            length: Arc::default(),
        }
    }

    /// Points every number at a profile with a trunk, but for the first so many from `webapi`.
    pub(crate) fn consistent(mut self, gone: u64) -> Self {
        self.profiles = self
            .profiles
            .iter()
            .filter(|link| link.trunk.is_some())
            .cloned()
            .collect();
        self.gone = Some(gone);
        self.length = Arc::default();
        self
    }

    /// Bytes of the list as one JSON array.
    pub(crate) fn length(&self) -> usize {
        *self.length.get_or_init(|| {
            let mut out = Vec::with_capacity(2_048);
            let written = (0..self.count).map(|index| {
                out.clear();
                self.write(index, &mut out);
                out.len() + 1
            });
            // Brackets, and one comma fewer than numbers.
            written.sum::<usize>().max(1) + 1
        })
    }

    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// What the number at this place is about.
    pub(crate) fn facts(&self, index: u64) -> Facts<'_> {
        let range = index / RANGE;
        let of_range = scatter(range ^ 0x5eed);
        let subscriber = (100_000 + (range * STRIDE + 13) % RANGES) * RANGE + index % RANGE;
        let source = match index % 10 {
            0..4 => Source::WebApi,
            4 => Source::WebUi,
            _ => Source::OcSync,
        };
        Facts {
            index,
            random: scatter(index),
            area: pick(&AREAS, of_range),
            subscriber,
            source,
            profile: self.profile(index, of_range),
        }
    }

    fn profile(&self, index: u64, of_range: u64) -> Option<&ProfileLink> {
        let choice = of_range >> 16;
        let known = match self.gone {
            // Four of each ten numbers are from `webapi`: see `facts`.
            Some(gone) => index / 10 * 4 + index % 10 >= gone || index % 10 >= 4,
            None => !choice.is_multiple_of(40),
        };
        let place = usize::try_from(choice)
            .unwrap_or(0)
            .checked_rem(self.profiles.len())?;
        if known {
            self.profiles.get(place)
        } else {
            None
        }
    }

    /// Writes the number at this place as one JSON object.
    pub(crate) fn write(&self, index: u64, out: &mut Vec<u8>) {
        text::write(&self.tenant, &self.facts(index), out);
    }

    /// The number at this place as JSON.
    pub(crate) fn value(&self, index: u64) -> Value {
        let mut bytes = Vec::with_capacity(1024);
        self.write(index, &mut bytes);
        serde_json::from_slice(&bytes).unwrap_or_default()
    }
}

/// The id that numbers carry whose profile is not in the list.
pub(crate) fn unknown_profile(random: u64) -> String {
    guid(0x0bad_0000 + random % 3)
}

fn pick<T>(choices: &[T], random: u64) -> &T {
    let length = choices.len() as u64;
    &choices[usize::try_from(random % length).unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashSet};

    use super::*;

    fn sample(count: u64) -> Generated {
        let profiles = [
            ("a", Some("oc1.example.net")),
            ("b", None),
            ("c", Some("oc2.example.net")),
        ];
        let profiles = profiles
            .iter()
            .map(|(id, trunk)| ProfileLink {
                id: (*id).into(),
                trunk: trunk.map(Into::into),
            })
            .collect();
        Generated::new("f94238e5-4f2c-4e1b-8125-2d27122ca75f", count, profiles)
    }

    fn field<'a>(value: &'a Value, name: &str) -> &'a Value {
        value
            .get(name)
            .unwrap_or_else(|| panic!("{name} missing in {value}"))
    }

    #[test]
    fn every_number_has_the_documented_fields_in_the_documented_order() {
        let example: Vec<Value> = serde_json::from_str(include_str!("numbers.json")).unwrap();
        let documented: Vec<_> = example[0].as_object().unwrap().keys().collect();
        let numbers = sample(5_000);
        for index in 0..numbers.count() {
            let value = numbers.value(index);
            let keys: Vec<_> = value.as_object().unwrap().keys().collect();
            assert_eq!(keys, documented, "number {index}");
        }
    }

    #[test]
    fn numbers_differ_up_to_the_largest_count() {
        let numbers = sample(MOST);
        let mut seen = HashSet::new();
        for index in (0..MOST).step_by(37) {
            let facts = numbers.facts(index);
            assert!(
                seen.insert((facts.area.digits, facts.subscriber)),
                "number {index} again"
            );
            assert!(facts.subscriber >= 2_000_000 && facts.subscriber < 10_000_000);
        }
    }

    #[test]
    fn there_is_variety_where_readers_must_be_tolerant() {
        let numbers = sample(20_000);
        let values: Vec<_> = (0..numbers.count())
            .map(|index| numbers.value(index))
            .collect();
        let all = |name: &str| -> BTreeSet<String> {
            values
                .iter()
                .map(|value| field(value, name).to_string())
                .collect()
        };
        assert!(all("isoCountryCode").len() >= 10);
        assert_eq!(all("source").len(), 3);
        assert!(
            all("callingProfileId").len() >= 5,
            "known and unknown profiles"
        );
        assert!(all("assignmentStatus").contains("null"));
        assert!(all("assignmentStatus").len() >= 6);
        assert!(all("acquiredNumberStatus").len() >= 4);
        assert!(
            values
                .iter()
                .any(|value| value.pointer("/sbcList/0/port").is_some())
        );
        assert!(
            values
                .iter()
                .any(|value| field(value, "sbcList").as_array().unwrap().is_empty())
        );
    }

    #[test]
    fn a_consistent_tenant_has_only_the_planted_unknown_profiles() {
        let numbers = sample(1_000).consistent(6);
        let gone: Vec<_> = (0..1_000)
            .filter(|index| numbers.facts(*index).profile.is_none())
            .collect();
        assert_eq!(gone, [0, 1, 2, 3, 10, 11]);
        let trunkless = (0..1_000).filter_map(|index| numbers.facts(index).profile);
        assert!(trunkless.into_iter().all(|link| link.trunk.is_some()));
    }
}
