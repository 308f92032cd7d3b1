//! Creates whose answer got lost: the list is searched for them before anything is sent again.

use cordboard_api::opentact::voice_profiles::VoiceProfileId;
use cordboard_api::{ApiError, Reading};
use leptos::prelude::*;

use super::model::decimal::Marks;
use super::model::draft::{Draft, is_what_was_sent};
use super::saving::Client;
use crate::state::lists::Lists;

/// Reads the list unless it is known: the ids from before tell a new profile from an old one of the
/// same name.
pub async fn know_before(lists: Lists, client: &Client) {
    if lists.voice_profiles.value.with_untracked(Option::is_none)
        && let Ok(all) = client.voice_profiles().await
    {
        lists.voice_profiles.fill(all);
    }
}

/// Reads the list and looks for what was sent: a profile that was not there before, with every
/// value that was set. `others` were created meanwhile by other calls.
pub async fn find(
    lists: Lists,
    client: &Client,
    sent: &Draft,
    marks: Marks,
    others: &[VoiceProfileId],
) -> Result<Option<VoiceProfileId>, ApiError> {
    let before = lists.voice_profiles.value.get_untracked();
    let all = client.voice_profiles().await?;
    let is_old = |id: &VoiceProfileId| {
        let known = before.iter().flat_map(|all| all.iter());
        let mut known = known.filter_map(Reading::read);
        others.contains(id) || known.any(|own| own.uuid == *id)
    };
    let found = all
        .iter()
        .filter_map(Reading::read)
        .find(|own| !is_old(&own.uuid) && is_what_was_sent(own, sent, marks))
        .map(|own| own.uuid.clone());
    // What is not found stays unknown: a later look has to take it for new.
    if found.is_some() && others.is_empty() {
        lists.voice_profiles.fill(all);
    }
    Ok(found)
}
