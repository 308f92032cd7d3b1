//! What uses a voice profile: its SIP connections and control apps.

pub mod section;

use cordboard_api::opentact::control_apps::ControlApp;
use cordboard_api::opentact::sip_connections::SipConnection;
use cordboard_api::opentact::voice_profiles::VoiceProfileId;
use cordboard_api::{ApiError, OpentactClient, Reading};
use leptos::prelude::*;

use crate::route::Platform;
use crate::state::session::{Session, use_session};
use crate::state::wire::Wire;
use crate::ui::notice::Notice;

/// Which of the two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    SipConnections,
    ControlApps,
}

impl Kind {
    pub fn title(self) -> &'static str {
        match self {
            Self::SipConnections => "SIP connections",
            Self::ControlApps => "Control apps",
        }
    }
}

/// One thing that uses the profile.
#[derive(Debug, Clone, Default)]
pub struct User {
    pub name: String,
    place: String,
    is_active: Option<bool>,
}

/// A list as far as it is known.
#[derive(Debug, Clone, Default)]
pub struct Users {
    /// Nothing until an answer came.
    pub rows: Option<Vec<User>>,
    /// Where the list is from, or why there is none.
    pub note: String,
    notice: Option<Notice>,
}

/// Both lists of a profile.
#[derive(Debug, Clone, Copy)]
pub struct Lists {
    pub sip: RwSignal<Users>,
    pub apps: RwSignal<Users>,
}

impl Lists {
    /// Begins to read both.
    pub fn read(id: &VoiceProfileId) -> Self {
        let session = use_session();
        let lists = Self {
            sip: RwSignal::new(Users::default()),
            apps: RwSignal::new(Users::default()),
        };
        for kind in [Kind::SipConnections, Kind::ControlApps] {
            lists.read_one(kind, session, id.clone());
        }
        lists
    }

    pub fn of(self, kind: Kind) -> RwSignal<Users> {
        match kind {
            Kind::SipConnections => self.sip,
            Kind::ControlApps => self.apps,
        }
    }

    fn read_one(self, kind: Kind, session: Session, id: VoiceProfileId) {
        let Some(client) = session.opentact() else {
            return;
        };
        let users = self.of(kind);
        users.set(Users::default());
        crate::browser::task::start(async move {
            let read = match kind {
                Kind::SipConnections => sip_connections(&client, &id).await,
                Kind::ControlApps => control_apps(&client, &id).await,
            };
            let read = read.unwrap_or_else(|error| {
                let what = format!("{} could not be read", kind.title());
                Users {
                    notice: Some(session.explain(&what, Platform::OpenTact, &error)),
                    ..Users::default()
                }
            });
            users.try_set(read);
        });
    }
}

const NEITHER_OFFERED: &str =
    "This server offers neither the list of a profile nor the account's own (404).";
const NOT_OFFERED: &str = "This server does not offer the list of a profile (404).";

async fn sip_connections(
    client: &OpentactClient<Wire>,
    id: &VoiceProfileId,
) -> Result<Users, ApiError> {
    match client.sip_connections(id).await {
        Ok(all) => Ok(Users {
            rows: Some(connections(&all, None)),
            ..Users::default()
        }),
        Err(ApiError::NotFound(_)) => {
            let all = match client.account_sip_connections().await {
                Err(ApiError::NotFound(_)) => return Ok(only_note(NEITHER_OFFERED)),
                all => all?,
            };
            let is_said = all
                .iter()
                .filter_map(Reading::read)
                .any(|own| own.voice_profile.is_some());
            Ok(fallback(
                connections(&all, Some(id)),
                is_said,
                all.len(),
                Kind::SipConnections,
            ))
        }
        Err(error) => Err(error),
    }
}

/// The page prints one address for both lists: what has the fields of a control app and none of a
/// connection is no connection.
fn connections(all: &[Reading<SipConnection>], of: Option<&VoiceProfileId>) -> Vec<User> {
    all.iter()
        .filter_map(|reading| match reading {
            Reading::Read(own) => {
                let place = own.ip.clone().or_else(|| own.hostname.clone());
                let is_app = place.is_none()
                    && own.port.is_none()
                    && ["call_flow_url", "webhook_url"]
                        .iter()
                        .any(|name| own.raw.get(name).is_some());
                let is_wanted = !is_app && of.is_none_or(|id| own.uses(id));
                let port = own.port.as_ref().map(|port| format!(":{port}"));
                is_wanted.then(|| User {
                    name: named(&own.name, own.uuid.as_deref()),
                    place: format!("{}{}", place.unwrap_or_default(), port.unwrap_or_default()),
                    is_active: own.is_active,
                })
            }
            Reading::Unreadable { path, problem, .. } => {
                of.is_none().then(|| unreadable(path, problem))
            }
        })
        .collect()
}

async fn control_apps(
    client: &OpentactClient<Wire>,
    id: &VoiceProfileId,
) -> Result<Users, ApiError> {
    let lead = match client.control_apps(id).await {
        Ok(all) if all.sip_connections == 0 => {
            return Ok(Users {
                rows: Some(apps(&all.apps, None)),
                ..Users::default()
            });
        }
        Ok(all) if !all.apps.is_empty() => {
            return Ok(Users {
                rows: Some(apps(&all.apps, None)),
                note: format!(
                    "{} SIP connections came with them and are not shown here.",
                    all.sip_connections
                ),
                ..Users::default()
            });
        }
        Ok(_) => "The documented address answers with SIP connections, which are not shown here.",
        Err(ApiError::NotFound(_)) => NOT_OFFERED,
        Err(error) => return Err(error),
    };
    let all = match client.account_control_apps().await {
        Err(ApiError::NotFound(_)) => return Ok(only_note(NEITHER_OFFERED)),
        all => all?,
    };
    let is_said = all
        .apps
        .iter()
        .filter_map(Reading::read)
        .any(|own| own.voice_profile.is_some());
    let users = fallback(
        apps(&all.apps, Some(id)),
        is_said,
        all.apps.len(),
        Kind::ControlApps,
    );
    Ok(Users {
        note: users.note.replace(NOT_OFFERED, lead),
        ..users
    })
}

fn apps(all: &[Reading<ControlApp>], of: Option<&VoiceProfileId>) -> Vec<User> {
    all.iter()
        .filter_map(|reading| match reading {
            Reading::Read(own) => of.is_none_or(|id| own.uses(id)).then(|| User {
                name: named(&own.name, own.uuid.as_deref()),
                place: own
                    .call_flow_url
                    .clone()
                    .or_else(|| own.webhook_url.clone())
                    .unwrap_or_default(),
                is_active: own.is_active,
            }),
            Reading::Unreadable { path, problem, .. } => {
                of.is_none().then(|| unreadable(path, problem))
            }
        })
        .collect()
}

/// The account's own list, where it says which profile is used.
fn fallback(rows: Vec<User>, is_said: bool, count: usize, kind: Kind) -> Users {
    let what = kind.title().replacen("Control", "control", 1);
    if is_said || count == 0 {
        return Users {
            rows: Some(rows),
            note: format!("{NOT_OFFERED} Below is what the account's list of {what} says."),
            ..Users::default()
        };
    }
    only_note(&format!(
        "{NOT_OFFERED} The account's {count} {what} do not say which profile they use."
    ))
}

fn only_note(note: &str) -> Users {
    Users {
        note: note.to_owned(),
        ..Users::default()
    }
}

fn named(name: &str, uuid: Option<&str>) -> String {
    if name.is_empty() {
        uuid.unwrap_or("Without a name").to_owned()
    } else {
        name.to_owned()
    }
}

fn unreadable(path: &str, problem: &str) -> User {
    User {
        name: format!("{path}: {problem}"),
        ..User::default()
    }
}
