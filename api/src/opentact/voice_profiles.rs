//! Outbound voice profiles: what outbound calls may cost, and whether they are recorded.

use super::OpentactClient;
use super::endpoint::Endpoint;
use super::envelope::{self, Payload, Row};
use super::scalar::Scalar;
use crate::error::ApiError;
use crate::fields::Fields;
use crate::reading::Reading;
use crate::transport::{Request, Transport};
use http::Method;
use serde_json::Value;
use std::fmt;

mod edit;
mod field;

use field::DAILY_SPENT_LIMIT;

pub use edit::{Change, CreateVoiceProfile, VoiceProfilePatch};
pub use field::Field;

/// The id of a voice profile. The page prescribes a lower-case UUID, its examples write `string`:
/// so it is any printable text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VoiceProfileId(String);

impl VoiceProfileId {
    /// Accepts any printable text without blanks.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let fits = !text.is_empty() && !text.chars().any(|c| c.is_control() || c.is_whitespace());
        fits.then(|| Self(text.to_owned()))
    }

    /// The id as the vendor wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn is(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl fmt::Display for VoiceProfileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An outbound voice profile. Values are as the server wrote them.
#[derive(Debug, Clone, PartialEq)]
pub struct VoiceProfile {
    /// Its id.
    pub uuid: VoiceProfileId,
    /// Its name; empty where none is given.
    pub name: String,
    /// What is dialled before the number.
    pub tech_prefix: Option<Scalar>,
    /// How many calls at once.
    pub channel_limit: Option<Scalar>,
    /// The highest rate of a call.
    pub max_rate: Option<Scalar>,
    /// Which calls are recorded.
    pub record_calls: Option<Scalar>,
    /// The most that may be spent in a day.
    pub daily_spend_limit: Option<Scalar>,
    /// The format of recordings.
    pub file_format: Option<Scalar>,
    /// How a recording's channels are kept.
    pub audio_track_type: Option<Scalar>,
    /// Whether it is in use, where that is stated.
    pub is_active: Option<bool>,
    /// When it was created, as the vendor wrote it.
    pub created_on: Option<String>,
    /// When it last changed, as the vendor wrote it.
    pub modified_on: Option<String>,
    /// Who changed it last, by e-mail address or id.
    pub modified_by: Option<String>,
    /// Everything that was returned, without secrets. A number that no 64-bit float holds is
    /// rounded in here.
    pub raw: Value,
}

impl VoiceProfile {
    /// The value of a field.
    pub fn value(&self, field: Field) -> Option<Scalar> {
        match field {
            Field::TechPrefix => self.tech_prefix.clone(),
            Field::Name => Some(Scalar::text(&self.name)).filter(|_| !self.name.is_empty()),
            Field::ChannelLimit => self.channel_limit.clone(),
            Field::MaxRate => self.max_rate.clone(),
            Field::RecordCalls => self.record_calls.clone(),
            Field::DailySpendLimit => self.daily_spend_limit.clone(),
            Field::FileFormat => self.file_format.clone(),
            Field::AudioTrackType => self.audio_track_type.clone(),
        }
    }

    fn read(row: &Row<'_>) -> Reading<Self> {
        let raw = row.value();
        let unreadable = |path: String, problem: &str| Reading::Unreadable {
            path,
            problem: problem.to_owned(),
            raw: raw.clone(),
        };
        let Ok(fields) = serde_json::from_str::<Fields>(row.json) else {
            return unreadable(row.path.clone(), "expected an object");
        };
        let uuid = raw.get("uuid").and_then(Value::as_str);
        let Some(uuid) = uuid.and_then(VoiceProfileId::parse) else {
            return unreadable(format!("{}.uuid", row.path), "expected the profile's id");
        };
        let scalar = |name: &str| fields.get(name).and_then(Scalar::from_raw);
        let text = |name: &str| raw.get(name).and_then(Value::as_str).map(str::to_owned);
        Reading::Read(Self {
            uuid,
            name: scalar("name").map(|it| it.to_string()).unwrap_or_default(),
            tech_prefix: scalar("tech_prefix"),
            channel_limit: scalar("channel_limit"),
            max_rate: scalar("max_rate"),
            record_calls: scalar("record_calls"),
            daily_spend_limit: scalar("daily_spend_limit").or_else(|| scalar(DAILY_SPENT_LIMIT)),
            file_format: scalar("filemat"),
            audio_track_type: scalar("audio_track_type"),
            is_active: raw.get("is_active").and_then(Value::as_bool),
            created_on: text("created_on"),
            modified_on: text("modified_on"),
            modified_by: raw.get("modified_by").and_then(person),
            raw,
        })
    }
}

fn person(value: &Value) -> Option<String> {
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    [value.as_str(), text("email"), text("uuid")]
        .into_iter()
        .flatten()
        .find(|text| !text.is_empty())
        .map(str::to_owned)
}

/// What a write answers with: the profile, where the server shows it.
fn written(payload: &Payload<'_>) -> Option<VoiceProfile> {
    let rows = payload.rows().ok()?;
    match VoiceProfile::read(rows.first()?) {
        Reading::Read(profile) => Some(profile),
        Reading::Unreadable { .. } => None,
    }
}

impl<T> OpentactClient<T> {
    /// The request for all voice profiles: the cheapest one that tells whether calls arrive.
    pub fn voice_profiles_request(&self) -> Request {
        self.request(Method::GET, Endpoint::VoiceProfiles, None)
    }

    /// The request that creates a voice profile (`CreateOutboundVoiceProfile`).
    pub fn create_voice_profile_request(&self, profile: &CreateVoiceProfile) -> Request {
        let body = profile.to_json();
        self.request(Method::POST, Endpoint::VoiceProfiles, Some(body))
    }

    /// The request that changes a voice profile (`ModifyOutboundVoiceProfile`). Where the path
    /// does not say which one, the body does.
    pub fn modify_voice_profile_request(
        &self,
        id: &VoiceProfileId,
        patch: &VoiceProfilePatch,
    ) -> Request {
        let template = self.paths.modify();
        let body = if template.names_profile() {
            patch.to_json()
        } else {
            patch.to_json_naming(id)
        };
        let endpoint = Endpoint::Template {
            path: template,
            uuid: id.as_str(),
        };
        self.request(Method::PATCH, endpoint, Some(body))
    }

    /// The request that removes a voice profile (`RemoveOutboundVoiceProfileByUUID`).
    pub fn remove_voice_profile_request(&self, id: &VoiceProfileId) -> Request {
        let endpoint = Endpoint::Template {
            path: self.paths.remove(),
            uuid: id.as_str(),
        };
        self.request(Method::DELETE, endpoint, None)
    }
}

impl<T: Transport> OpentactClient<T> {
    /// The cheapest call that proves a token: the list of voice profiles, without reading its rows.
    pub async fn prove(&self) -> Result<(), ApiError> {
        let response = self.get(Endpoint::VoiceProfiles).await?;
        envelope::open(&response)?.rows().map(|_| ())
    }

    /// Every voice profile (`ListOutboundVoiceProfiles`).
    pub async fn voice_profiles(&self) -> Result<Vec<Reading<VoiceProfile>>, ApiError> {
        let response = self.get(Endpoint::VoiceProfiles).await?;
        let rows = envelope::open(&response)?.rows()?;
        Ok(rows.iter().map(VoiceProfile::read).collect())
    }

    /// One voice profile (`GetOutboundVoiceProfileByUUID`).
    pub async fn voice_profile(&self, id: &VoiceProfileId) -> Result<VoiceProfile, ApiError> {
        let endpoint = Endpoint::VoiceProfile { uuid: id.as_str() };
        let response = self.get(endpoint).await?;
        let payload = envelope::open(&response)?;
        let rows = payload.rows()?;
        let mut profiles = rows.iter().map(VoiceProfile::read);
        profiles
            .find_map(|reading| match reading {
                Reading::Read(profile) if profile.uuid.is(id) => Some(profile),
                Reading::Read(_) | Reading::Unreadable { .. } => None,
            })
            .ok_or_else(|| payload.misshapen("", &format!("expected the voice profile {id}")))
    }

    /// Creates a voice profile. Gives it as the server shows it, where it does.
    pub async fn create_voice_profile(
        &self,
        profile: &CreateVoiceProfile,
    ) -> Result<Option<VoiceProfile>, ApiError> {
        self.write(self.create_voice_profile_request(profile)).await
    }

    /// Changes a voice profile. Gives it as the server shows it, where it does.
    pub async fn modify_voice_profile(
        &self,
        id: &VoiceProfileId,
        patch: &VoiceProfilePatch,
    ) -> Result<Option<VoiceProfile>, ApiError> {
        let request = self.modify_voice_profile_request(id, patch);
        self.write(request).await
    }

    /// Removes a voice profile. Gives what was removed as the server shows it, where it does.
    pub async fn remove_voice_profile(
        &self,
        id: &VoiceProfileId,
    ) -> Result<Option<VoiceProfile>, ApiError> {
        self.write(self.remove_voice_profile_request(id)).await
    }

    async fn write(&self, request: Request) -> Result<Option<VoiceProfile>, ApiError> {
        let response = self.transport.send(request).await?;
        Ok(written(&envelope::open_write(&response)?))
    }
}
