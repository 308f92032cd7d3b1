//! Calling profiles: which trunks carry the calls of which numbers.

use super::LiveClient;
use super::endpoint::Endpoint;
use crate::answer::Answer;
use crate::error::ApiError;
use crate::reading::{self, Element, Misfit, Node, Reading};
use crate::transport::{Request, Transport};
use http::Method;
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

impl<T> LiveClient<T> {
    /// The request for all calling profiles: the cheapest one that tells whether calls arrive.
    pub fn calling_profiles_request(&self) -> Request {
        self.request(Method::GET, Endpoint::CallingProfiles, None)
    }
}

impl<T: Transport> LiveClient<T> {
    /// Every calling profile of the service provider; also the cheapest call that proves a token.
    pub async fn calling_profiles(&self) -> Result<Vec<Reading<CallingProfile>>, ApiError> {
        let response = self.get(Endpoint::CallingProfiles).await?;
        reading::list(Answer::accept(&response)?)
    }
}

impl Element for CallingProfile {
    fn read(node: &Node<'_>) -> Result<Self, Misfit> {
        node.object()?;
        Ok(Self {
            id: node.field("callingProfileId").required_text()?,
            name: node.field("name").text()?.unwrap_or_default(),
            // The answers spell it `enviroment`, the table of fields `environment`.
            environment: node.any_field(&["enviroment", "environment"]).text()?,
            region: node.field("region").text()?,
            carrier: node.field("carrier").text()?,
            offers: node.field("offerTypes").list(Offer::read)?,
            emergency_dial_strings: node.field("emergencyDialStrings").texts()?,
            is_emergency_profile: node.field("isEmergencyProfile").flag()?,
            emergency_profile_id: node.field("emergencyProfileId").text()?,
            trunks: node.field("trunksEnrolled").list(Trunk::read)?,
            additional_sbcs: node
                .field("additionalSbcList")
                .list(|sbc| Ok(sbc.value().clone()))?,
            validation: validation(node.field("validation").value()),
            raw: Value::Null,
        })
    }

    fn keep(&mut self, raw: Value) {
        self.raw = raw;
    }
}

impl Offer {
    fn read(node: &Node<'_>) -> Result<Self, Misfit> {
        node.object()?;
        let offer_type = node.field("offerTypeName").text()?.unwrap_or_default();
        Ok(Self {
            offer_type: OfferType::from_wire(&offer_type),
            test_numbers: node.field("testNumbers").texts()?,
        })
    }
}

impl Trunk {
    fn read(node: &Node<'_>) -> Result<Self, Misfit> {
        node.object()?;
        Ok(Self {
            fqdn: node.field("trunkFqdn").text()?.unwrap_or_default(),
            id: node.field("trunkId").text_or_number()?,
            matching_sbcs: node.field("matchingSbcList").list(Sbc::read)?,
        })
    }
}

impl Sbc {
    fn read(node: &Node<'_>) -> Result<Self, Misfit> {
        node.object()?;
        Ok(Self {
            id: node.field("sbcId").integer()?,
            fqdn: node.field("fqdn").text()?.unwrap_or_default(),
            ip_address: node.field("ipAddress").text()?.unwrap_or_default(),
            name: node.field("name").text()?,
        })
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
