//! A world: one test's or one person's own pair of servers.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use crate::{
    answer::Api,
    data::Data,
    fault::Faults,
    gate::Gates,
    lock::Lock as _,
    options::WorldOptions,
    request_log::RequestLog,
    scatter::scatter,
    seed,
    token::{self, Standing, Tokens},
};

/// The id of the world that is always there.
pub const DEFAULT_WORLD: &str = "default";
/// A run of journeys makes a world for each; those of tests long done make room.
const KEPT_WORLDS: usize = 64;

/// Both servers as one test sees them: data, credentials, faults, and what was asked.
#[derive(Debug)]
pub struct World {
    pub(crate) id: String,
    pub(crate) options: WorldOptions,
    pub(crate) data: Mutex<Data>,
    pub(crate) faults: Faults,
    pub(crate) gates: Gates,
    pub(crate) requests: RequestLog,
    tokens: Mutex<Tokens>,
    credentials: Credentials,
}

/// What opens a world.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Credentials {
    /// The bearer token for Live Platform.
    pub token: String,
    /// A token for OpenTACT, as signing in gives one.
    pub opentact_token: String,
    /// The e-mail address to sign in to OpenTACT with.
    pub email: String,
    /// Its password.
    pub password: String,
}

impl Default for World {
    fn default() -> Self {
        Self::new(WorldOptions::default())
    }
}

impl World {
    /// The default world, made as the options say.
    pub fn new(options: WorldOptions) -> Self {
        Self::named(DEFAULT_WORLD, options)
    }

    fn named(id: &str, options: WorldOptions) -> Self {
        let (email, password) = if id == DEFAULT_WORLD {
            ("admin@sandbox.test".to_owned(), "sandbox".to_owned())
        } else {
            let seed = id
                .bytes()
                .fold(0, |seed, byte| scatter(seed ^ u64::from(byte)));
            (format!("admin@{id}.sandbox.test"), format!("{seed:016x}"))
        };
        let email = options.email.clone().unwrap_or(email);
        let password = options.password.clone().unwrap_or(password);
        let mut tokens = Tokens::new(id);
        let mut token = |api| match options.token_seconds {
            Some(seconds) => tokens.mint(api, &email, seconds),
            None => tokens.lasting(api, &email),
        };
        let credentials = Credentials {
            token: token(Api::Live),
            opentact_token: token(Api::OpenTact),
            email,
            password,
        };
        Self {
            id: id.to_owned(),
            data: Mutex::new(seed::data(&options)),
            faults: Faults::new(options.faults.clone()),
            gates: Gates::default(),
            requests: RequestLog::default(),
            tokens: Mutex::new(tokens),
            credentials,
            options,
        }
    }

    /// What opens this world.
    pub fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// Issues a token that expires so many seconds from now; a negative number gives one that
    /// has expired.
    pub fn mint_token(&self, api: Api, seconds: i64) -> String {
        self.tokens
            .lock_now()
            .mint(api, &self.credentials.email, seconds)
    }

    pub(crate) fn standing(&self, api: Api, token: &str) -> Standing {
        self.tokens.lock_now().standing(api, token)
    }

    pub(crate) fn expire_token(&self, token: &str) {
        self.tokens.lock_now().expire(token);
    }

    pub(crate) fn token_label(&self, token: &str) -> Option<String> {
        self.tokens.lock_now().label(token).map(str::to_owned)
    }
}

/// All worlds of one server.
#[derive(Debug)]
pub(crate) struct Worlds {
    default: Arc<World>,
    made: AtomicU64,
    others: Mutex<Others>,
}

#[derive(Debug, Default)]
struct Others {
    by_id: BTreeMap<String, Arc<World>>,
    oldest_first: VecDeque<String>,
}

/// Where a credential leads.
#[derive(Clone, Debug)]
pub(crate) enum Found {
    World(Arc<World>),
    /// It was given out for a world that is gone.
    Gone(String),
    Nothing,
}

impl Worlds {
    pub(crate) fn new(default: World) -> Self {
        Self {
            default: Arc::new(default),
            made: AtomicU64::new(0),
            others: Mutex::new(Others::default()),
        }
    }

    pub(crate) fn default_world(&self) -> Arc<World> {
        Arc::clone(&self.default)
    }

    /// Makes a world; the oldest one goes when there are too many.
    pub(crate) fn make(&self, options: WorldOptions) -> Arc<World> {
        let number = self.made.fetch_add(1, Ordering::Relaxed) + 1;
        let world = Arc::new(World::named(&format!("w{number}"), options));
        let mut others = self.others.lock_now();
        if others.oldest_first.len() >= KEPT_WORLDS
            && let Some(oldest) = others.oldest_first.pop_front()
        {
            others.by_id.remove(&oldest);
        }
        others.oldest_first.push_back(world.id.clone());
        others.by_id.insert(world.id.clone(), Arc::clone(&world));
        world
    }

    pub(crate) fn remove(&self, id: &str) -> bool {
        let mut others = self.others.lock_now();
        others.oldest_first.retain(|kept| kept != id);
        others.by_id.remove(id).is_some()
    }

    pub(crate) fn by_id(&self, id: &str) -> Option<Arc<World>> {
        if id == DEFAULT_WORLD {
            return Some(self.default_world());
        }
        self.others.lock_now().by_id.get(id).cloned()
    }

    /// The world that a token was issued for.
    pub(crate) fn by_token(&self, token: &str) -> Found {
        match token::world_of(token) {
            Some(id) => self.by_id(&id).map_or(Found::Gone(id), Found::World),
            None => Found::Nothing,
        }
    }

    /// The world whose e-mail address and password these are.
    pub(crate) fn by_login(&self, email: &str, password: &str) -> Found {
        let others = self.others.lock_now();
        std::iter::once(&self.default)
            .chain(others.by_id.values())
            .find(|world| {
                world.credentials.email == email && world.credentials.password == password
            })
            .map_or(Found::Nothing, |world| Found::World(Arc::clone(world)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_lead_to_their_own_world() {
        let worlds = Worlds::new(World::default());
        let first = worlds.make(WorldOptions::default());
        let second = worlds.make(WorldOptions::default());
        for world in [worlds.default_world(), first, second] {
            let Credentials {
                token,
                email,
                password,
                ..
            } = world.credentials();
            let of_token = worlds.by_token(token);
            assert!(matches!(of_token, Found::World(found) if found.id == world.id));
            let of_login = worlds.by_login(email, password);
            assert!(matches!(of_login, Found::World(found) if found.id == world.id));
            assert!(matches!(worlds.by_login(email, "wrong"), Found::Nothing));
        }
    }

    #[test]
    fn old_worlds_make_room_and_are_known_to_be_gone() {
        let worlds = Worlds::new(World::default());
        let first = worlds.make(WorldOptions::default());
        for _ in 0..KEPT_WORLDS {
            worlds.make(WorldOptions::default());
        }
        assert!(worlds.by_id(&first.id).is_none());
        let found = worlds.by_token(&first.credentials().token);
        assert!(matches!(found, Found::Gone(id) if id == "w1"));
        assert!(worlds.remove("w2") && !worlds.remove("w2"));
    }
}
