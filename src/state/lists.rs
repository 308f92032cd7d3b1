//! Lists that several features read.

use std::sync::Arc;

use leptos::prelude::*;

use super::cached::Cached;
use super::session::Session;
use crate::browser::timer;
use crate::profiles::rows::{self, Row};

/// A list opened again within this time is not read again by itself.
const FRESH_MILLISECONDS: f64 = 30_000.0;

/// The loaded lists of the environment that is signed in to.
#[derive(Debug, Clone, Copy)]
pub struct Lists {
    /// With what follows from them, worked out once for every page.
    pub profiles: Cached<Vec<Row>>,
}

impl Lists {
    pub fn new() -> Self {
        Self {
            profiles: Cached::new(),
        }
    }

    /// The calling profiles that were read last, tracked; none before that.
    pub fn profile_rows(self) -> Arc<Vec<Row>> {
        self.profiles.value.get().unwrap_or_default()
    }

    /// Forgets the answers of an environment: on sign-out, and when another one is chosen.
    pub fn clear(self) {
        self.profiles.clear();
    }

    /// Reads the calling profiles.
    pub fn read_profiles(self, session: Session) {
        if let Some(client) = session.live() {
            self.profiles
                .load(async move { Ok(rows::rows(client.calling_profiles().await?)) });
        }
    }

    /// Reads the calling profiles unless they came a moment ago.
    pub fn want_profiles(self, session: Session) {
        let loaded_at = self.profiles.loaded_at.get_untracked();
        if loaded_at.is_none_or(|at| timer::now() - at > FRESH_MILLISECONDS) {
            self.read_profiles(session);
        }
    }
}

pub fn use_lists() -> Lists {
    expect_context()
}
