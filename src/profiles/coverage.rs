//! Region by offer type: how many profiles there are, and how many survive the loss of a trunk.
//! Pure.

use cordboard_api::live::calling_profiles::OfferType;

use super::health;
use super::rows::{self, Row};

/// How a profile is wired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wiring {
    Failover,
    OneTrunk,
    NoTrunk,
}

/// One field of the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub offer: OfferType,
    /// `None` for profiles without one.
    pub region: Option<String>,
    /// One entry a profile, the best wired first.
    pub wirings: Vec<Wiring>,
}

impl Field {
    pub fn with_failover(&self) -> usize {
        self.wirings
            .iter()
            .filter(|wiring| **wiring == Wiring::Failover)
            .count()
    }
}

/// The whole grid.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    pub regions: Vec<(Option<String>, usize)>,
    /// Row by row.
    pub fields: Vec<(OfferType, Vec<Field>)>,
}

/// Counts the profiles.
pub fn coverage(rows: &[Row]) -> Coverage {
    let regions = rows::regions(rows);
    let fields = rows::offer_types(rows)
        .into_iter()
        .map(|offer| {
            let line = regions
                .iter()
                .map(|(region, _)| field(rows, &offer, region.as_ref()))
                .collect();
            (offer, line)
        })
        .collect();
    Coverage { regions, fields }
}

fn field(rows: &[Row], offer: &OfferType, region: Option<&String>) -> Field {
    let all = rows
        .iter()
        .filter(|row| row.region() == region.map(String::as_str))
        .filter_map(Row::profile)
        .filter(|profile| health::offers(profile, offer))
        .map(|profile| match profile.trunks.len() {
            0 => Wiring::NoTrunk,
            1 => Wiring::OneTrunk,
            _ => Wiring::Failover,
        });
    let best_first = [Wiring::Failover, Wiring::OneTrunk, Wiring::NoTrunk];
    let wirings = best_first
        .into_iter()
        .flat_map(|wiring| all.clone().filter(move |own| *own == wiring))
        .collect();
    Field {
        offer: offer.clone(),
        region: region.cloned(),
        wirings,
    }
}
