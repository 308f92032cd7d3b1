//! Calling profiles: which trunks carry the calls of which numbers.

use super::LiveClient;
use super::endpoint::Endpoint;
use crate::answer::Answer;
use crate::error::ApiError;
use crate::reading::{self, Element, Reading, TextList, nullable};
use crate::transport::Transport;
use serde::Deserialize;
use serde_json::Value;

/// A group of trunks and emergency settings that outbound calls of its numbers take.
#[derive(Debug, Clone, PartialEq)]
pub struct CallingProfile {
    /// The vendor's id.
    pub id: String,
    /// Its name; empty where none is given.
    pub name: String,
    /// The environment, which is `null` in every documented answer.
    pub environment: Option<String>,
    /// The Live Platform region.
    pub region: Option<String>,
    /// The name of the SBC's proxy set.
    pub carrier: Option<String>,
    /// What it is offered for.
    pub offers: Vec<Offer>,
    /// Prefixes that are emergency calls.
    pub emergency_dial_strings: Vec<String>,
    /// Whether it serves emergency calls, where that is stated.
    pub is_emergency_profile: Option<bool>,
    /// The profile that its emergency calls take.
    pub emergency_profile_id: Option<String>,
    /// The trunks, among which calls are spread at random.
    pub trunks: Vec<Trunk>,
    /// Further SBCs, whose form the vendor does not document.
    pub additional_sbcs: Vec<Value>,
    /// The last validation test of each kind of offer, offered or not.
    pub validation: Vec<(OfferType, Validation)>,
    /// Everything that was returned, unknown fields too, without secrets.
    pub raw: Value,
}

/// A kind of call that a profile is offered for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The kind.
    pub offer_type: OfferType,
    /// One incoming and two outgoing numbers for the validation test, as they were written: some
    /// carry a leading blank, some no `+`.
    pub test_numbers: Vec<String>,
}

/// The kinds of offer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum OfferType {
    /// Calls of users.
    Calling,
    /// Dial-in to meetings.
    AudioConferencing,
    /// Teams Phone Mobile.
    OcMobile,
    /// A kind that the vendor does not document, in its own word.
    Other(String),
}

/// The outcome of a validation test.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Validation {
    /// It has not been run.
    NotRun,
    /// It failed.
    Failed,
    /// Any other word as it came; which one means success is not documented.
    Other(String),
}

/// An SBC that is enrolled as a Microsoft Operator Connect trunk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trunk {
    /// Its domain name.
    pub fqdn: String,
    /// The vendor's id.
    pub id: Option<String>,
    /// The SBCs of Live Platform that have the same domain name.
    pub matching_sbcs: Vec<Sbc>,
}

/// An SBC as Live Platform knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sbc {
    /// The vendor's id.
    pub id: Option<i64>,
    /// Its domain name.
    pub fqdn: String,
    /// Its address.
    pub ip_address: String,
    /// Its name.
    pub name: Option<String>,
}

impl OfferType {
    /// Reads the vendor's word, whatever its case and blanks.
    pub fn from_wire(word: &str) -> Self {
        match folded(word).as_str() {
            "calling" => Self::Calling,
            "audioconferencing" => Self::AudioConferencing,
            "ocmobile" => Self::OcMobile,
            _ => Self::Other(word.to_owned()),
        }
    }

    /// The vendor's word.
    pub fn wire(&self) -> &str {
        match self {
            Self::Calling => "Calling",
            Self::AudioConferencing => "AudioConferencing",
            Self::OcMobile => "OCMobile",
            Self::Other(word) => word,
        }
    }
}

impl Validation {
    /// Reads the vendor's word, whatever its case and blanks.
    pub fn from_wire(word: &str) -> Self {
        match folded(word).as_str() {
            "notrun" => Self::NotRun,
            "failed" => Self::Failed,
            _ => Self::Other(word.to_owned()),
        }
    }

    /// The vendor's word.
    pub fn wire(&self) -> &str {
        match self {
            Self::NotRun => "NotRun",
            Self::Failed => "Failed",
            Self::Other(word) => word,
        }
    }
}

impl<T: Transport> LiveClient<T> {
    /// Every calling profile of the service provider; also the cheapest call that proves a token.
    pub async fn calling_profiles(&self) -> Result<Vec<Reading<CallingProfile>>, ApiError> {
        let response = self.get(Endpoint::CallingProfiles).await?;
        reading::list(Answer::accept(&response)?)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub(crate) struct ProfileWire {
    calling_profile_id: String,
    #[serde(default, deserialize_with = "nullable")]
    name: String,
    /// The answers spell it so, the table of fields spells it `environment` ("Get Calling
    /// Profiles").
    enviroment: Option<String>,
    environment: Option<String>,
    region: Option<String>,
    carrier: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    offer_types: Vec<OfferWire>,
    #[serde(default)]
    emergency_dial_strings: TextList,
    is_emergency_profile: Option<bool>,
    emergency_profile_id: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    trunks_enrolled: Vec<TrunkWire>,
    #[serde(default, deserialize_with = "nullable")]
    additional_sbc_list: Vec<Value>,
    #[serde(default)]
    validation: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
struct OfferWire {
    #[serde(default, deserialize_with = "nullable")]
    offer_type_name: String,
    #[serde(default)]
    test_numbers: TextList,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
struct TrunkWire {
    #[serde(default, deserialize_with = "nullable")]
    trunk_fqdn: String,
    trunk_id: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    matching_sbc_list: Vec<SbcWire>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
struct SbcWire {
    sbc_id: Option<i64>,
    #[serde(default, deserialize_with = "nullable")]
    fqdn: String,
    #[serde(default, deserialize_with = "nullable")]
    ip_address: String,
    name: Option<String>,
}

impl Element for CallingProfile {
    type Wire = ProfileWire;

    fn from_wire(wire: ProfileWire, raw: Value) -> Self {
        Self {
            id: wire.calling_profile_id,
            name: wire.name,
            environment: wire.enviroment.or(wire.environment),
            region: wire.region,
            carrier: wire.carrier,
            offers: wire.offer_types.into_iter().map(Offer::from).collect(),
            emergency_dial_strings: wire.emergency_dial_strings.0,
            is_emergency_profile: wire.is_emergency_profile,
            emergency_profile_id: wire.emergency_profile_id,
            trunks: wire.trunks_enrolled.into_iter().map(Trunk::from).collect(),
            additional_sbcs: wire.additional_sbc_list,
            validation: validation(&wire.validation),
            raw,
        }
    }
}

impl From<OfferWire> for Offer {
    fn from(wire: OfferWire) -> Self {
        Self {
            offer_type: OfferType::from_wire(&wire.offer_type_name),
            test_numbers: wire.test_numbers.0,
        }
    }
}

impl From<TrunkWire> for Trunk {
    fn from(wire: TrunkWire) -> Self {
        Self {
            fqdn: wire.trunk_fqdn,
            id: wire.trunk_id,
            matching_sbcs: wire.matching_sbc_list.into_iter().map(Sbc::from).collect(),
        }
    }
}

impl From<SbcWire> for Sbc {
    fn from(wire: SbcWire) -> Self {
        Self {
            id: wire.sbc_id,
            fqdn: wire.fqdn,
            ip_address: wire.ip_address,
            name: wire.name,
        }
    }
}

/// The answers hold an object from offer to outcome, the table of fields calls it a list ("Get
/// Calling Profiles"): a list is read as objects one after the other, either of that same form or
/// with the offer's name in a field of its own.
fn validation(value: &Value) -> Vec<(OfferType, Validation)> {
    match value {
        Value::Array(entries) => entries.iter().flat_map(validation).collect(),
        Value::Object(entry) => {
            let words: Vec<(&str, &str)> = entry
                .iter()
                .filter_map(|(name, word)| Some((name.as_str(), word.as_str()?)))
                .collect();
            let named = words.iter().find(|(name, _)| NAMES_OF_OFFER.contains(name));
            match named {
                Some((key, offer)) => words
                    .iter()
                    .filter(|(name, _)| name != key)
                    .map(|(_, word)| outcome(offer, word))
                    .take(1)
                    .collect(),
                None => words
                    .iter()
                    .map(|(offer, word)| outcome(offer, word))
                    .collect(),
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

const NAMES_OF_OFFER: [&str; 3] = ["offerTypeName", "offerType", "name"];

fn outcome(offer: &str, word: &str) -> (OfferType, Validation) {
    (OfferType::from_wire(offer), Validation::from_wire(word))
}

fn folded(word: &str) -> String {
    word.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_ascii_lowercase())
        .collect()
}
