//! Whose number it is: asked of what has been read, then of the server.

use std::time::Duration;

use cordboard_api::ApiError;
use leptos::prelude::*;

use crate::browser::{task, timer};
use crate::route::Platform;
use crate::state::lists::Lists;
use crate::state::session::Session;

/// A hand that types a number rests this long before the server is asked.
const REST: Duration = Duration::from_millis(300);

/// What is known of a number.
#[derive(Clone, PartialEq, Eq)]
pub enum Found {
    Looking,
    At {
        tenant: String,
        number: String,
    },
    /// And why.
    Nowhere(String),
}

/// The number that was asked about last.
#[derive(Clone, Copy)]
pub struct Lookup {
    session: Session,
    lists: Lists,
    asked: RwSignal<String>,
    found: RwSignal<Option<Found>, LocalStorage>,
}

impl Lookup {
    pub fn new(session: Session, lists: Lists) -> Self {
        Self {
            session,
            lists,
            asked: RwSignal::new(String::new()),
            found: RwSignal::new_local(None),
        }
    }

    /// What is known of this number; tracked.
    pub fn of(self, number: &str) -> Found {
        let is_asked = self.asked.with(|asked| asked == number);
        let found = self.found.get().filter(|_| is_asked);
        found.unwrap_or(Found::Looking)
    }

    /// Looks for a number, unless that was done already.
    pub fn ask(self, number: &str) {
        if self.asked.with_untracked(|asked| asked == number) {
            return;
        }
        self.asked.set(number.to_owned());
        if let Some((tenant, number)) = self.lists.loaded_number(number) {
            self.found.set(Some(Found::At { tenant, number }));
            return;
        }
        self.found.set(None);
        let Some(client) = self.session.live() else {
            let why = "Nobody is signed in to Live Platform, so the number was not looked for.";
            self.found.set(Some(Found::Nowhere(why.to_owned())));
            return;
        };
        let number = number.to_owned();
        task::start(async move {
            timer::sleep(REST).await;
            let is_asked = || self.asked.try_with_untracked(|asked| *asked == number) == Some(true);
            if !is_asked() {
                return;
            }
            let found = match client.number(&number).await {
                Err(ApiError::NotFound(_)) => Found::Nowhere(
                    "No tenant has this number, as far as the server says.".to_owned(),
                ),
                Err(error) => {
                    let what = "The number could not be looked for";
                    let notice = self.session.explain(what, Platform::LivePlatform, &error);
                    Found::Nowhere(format!("{}. {}", notice.title, notice.advice))
                }
                Ok(fields) => {
                    let text = |key: &str| {
                        let own = fields
                            .iter()
                            .find(|(name, _)| name.eq_ignore_ascii_case(key));
                        let text = own.and_then(|(_, value)| value.as_str());
                        text.unwrap_or_default().trim().to_owned()
                    };
                    let (tenant, own) = (text("tenantId"), text("telephoneNumber"));
                    if tenant.is_empty() {
                        Found::Nowhere(
                            "The server knows the number, but not its tenant.".to_owned(),
                        )
                    } else {
                        Found::At {
                            tenant: tenant.to_ascii_lowercase(),
                            number: if own.is_empty() { number.clone() } else { own },
                        }
                    }
                }
            };
            if is_asked() {
                self.found.try_set(Some(found));
            }
        });
    }

    /// Forgets what was found: it may be another number by the next time.
    pub fn forget(self) {
        self.asked.set(String::new());
    }
}
