//! The writes to voice profiles, noted in this device's journal where one is kept.

use cordboard_api::ApiError;
use cordboard_api::opentact::voice_profiles::{
    CreateVoiceProfile, VoiceProfile, VoiceProfilePatch,
};
use serde_json::Value;

use super::saving::Client;
use crate::route::Platform;
use crate::state::journal::{Write, noted};
use crate::state::session::Session;

fn write(what: String, before: Value, after: Value) -> Write {
    Write {
        platform: Platform::OpenTact,
        what,
        before,
        after,
    }
}

fn value(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_default()
}

/// Creates a profile.
pub async fn create(
    session: Session,
    client: &Client,
    profile: &CreateVoiceProfile,
) -> Result<Option<VoiceProfile>, ApiError> {
    let entry = || {
        let after = value(&profile.to_json());
        let name = after["name"].as_str().unwrap_or_default();
        write(
            format!("Create voice profile {name}"),
            Value::Null,
            after.clone(),
        )
    };
    noted(session, entry, client.create_voice_profile(profile), |_| {
        None
    })
    .await
}

/// Changes a profile from what was read just before.
pub async fn modify(
    session: Session,
    client: &Client,
    fresh: &VoiceProfile,
    patch: &VoiceProfilePatch,
) -> Result<Option<VoiceProfile>, ApiError> {
    let entry = || {
        let after = value(&patch.to_json());
        let before = after.as_object().into_iter().flatten();
        let before = before.map(|(name, _)| (name.clone(), fresh.raw[name].clone()));
        let before = before.collect();
        write(
            format!("Change voice profile {}", fresh.name),
            before,
            after,
        )
    };
    let call = client.modify_voice_profile(&fresh.uuid, patch);
    noted(session, entry, call, |_| None).await
}

/// Removes a profile.
pub async fn remove(
    session: Session,
    client: &Client,
    base: &VoiceProfile,
) -> Result<(), ApiError> {
    let entry = || {
        let what = format!("Delete voice profile {}", base.name);
        write(what, base.raw.clone(), Value::Null)
    };
    let call = async { client.remove_voice_profile(&base.uuid).await.map(|_| ()) };
    noted(session, entry, call, |()| None).await
}
