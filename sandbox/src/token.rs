//! Tokens that look like the vendors' own and lead to a world.

use std::{
    collections::HashMap,
    time::{SystemTime, UNIX_EPOCH},
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::{
    answer::Api,
    scatter::{guid, scatter},
};

/// When the printed token of the default world was issued: 1 January 2024.
const ISSUED_FOR_GOOD: i64 = 1_704_067_200;
/// When it expires: 1 January 2100, so that a bookmark keeps working.
const EXPIRES_NEVER: i64 = 4_102_444_800;
/// The app registration that the vendor's page "Authenticating Connection Using Postman" prints.
const AUDIENCE: &str = "api://9d576dc4-b85d-4571-880e-4c6ed4c08c31";
/// The directory that the sandbox claims to belong to.
const DIRECTORY: &str = "9b1e6a2c-3d44-4f0a-8a57-0c6f2b7d91e3";

/// How a token stands when it is presented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    Good,
    Expired,
    Unknown,
}

/// Every token that one world has issued.
#[derive(Debug)]
pub(crate) struct Tokens {
    world: String,
    issued: HashMap<String, Issued>,
}

#[derive(Debug)]
struct Issued {
    api: Api,
    label: String,
    expires_at: i64,
}

impl Tokens {
    pub(crate) fn new(world: &str) -> Self {
        Self {
            world: world.to_owned(),
            issued: HashMap::new(),
        }
    }

    /// Issues the token that is the same in every run.
    pub(crate) fn lasting(&mut self, api: Api, email: &str) -> String {
        self.issue(api, email, ISSUED_FOR_GOOD, EXPIRES_NEVER)
    }

    /// Issues a token that expires so many seconds from now; a negative number gives one that
    /// has expired.
    pub(crate) fn mint(&mut self, api: Api, email: &str, seconds: i64) -> String {
        let now = now();
        self.issue(api, email, now.min(now + seconds - 1), now + seconds)
    }

    fn issue(&mut self, api: Api, email: &str, issued_at: i64, expires_at: i64) -> String {
        let label = format!("{}.{}", self.world, self.issued.len() + 1);
        let claims = match api {
            Api::Live => json!({
                "aud": AUDIENCE,
                "iss": format!("https://sts.windows.net/{DIRECTORY}/"),
                "iat": issued_at,
                "nbf": issued_at,
                "exp": expires_at,
                "appid": guid(seed_of(&label)),
                "app_displayname": "Cordboard sandbox",
                "name": "Sandbox administrator",
                "tid": DIRECTORY,
                "ver": "1.0",
                "jti": label,
                "world": self.world,
            }),
            Api::OpenTact => json!({
                "uuid": guid(seed_of(email)),
                "email": email,
                "iat": issued_at,
                "exp": expires_at,
                "jti": label,
                "world": self.world,
            }),
        };
        let token = assemble(&claims);
        self.issued.insert(
            token.clone(),
            Issued {
                api,
                label,
                expires_at,
            },
        );
        token
    }

    /// Whether a token is one of this world's for this API, and still good.
    pub(crate) fn standing(&self, api: Api, token: &str) -> Standing {
        match self.issued.get(token) {
            Some(issued) if issued.api != api => Standing::Unknown,
            Some(issued) if issued.expires_at <= now() => Standing::Expired,
            Some(_) => Standing::Good,
            None => Standing::Unknown,
        }
    }

    /// A name for a token that gives nothing away.
    pub(crate) fn label(&self, token: &str) -> Option<&str> {
        self.issued.get(token).map(|issued| issued.label.as_str())
    }

    /// Ends a token here and now.
    pub(crate) fn expire(&mut self, token: &str) {
        if let Some(issued) = self.issued.get_mut(token) {
            issued.expires_at = 0;
        }
    }
}

/// The world that a token says it belongs to; whether it tells the truth, that world knows.
pub(crate) fn world_of(token: &str) -> Option<String> {
    let claims = token.split('.').nth(1)?;
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).ok()?).ok()?;
    Some(claims.get("world")?.as_str()?.to_owned())
}

/// A JWT whose signature nobody can verify: the sandbox knows its tokens by heart.
fn assemble(claims: &Value) -> String {
    let header = URL_SAFE_NO_PAD.encode(r#"{"typ":"JWT","alg":"HS256","kid":"sandbox"}"#);
    let claims = URL_SAFE_NO_PAD.encode(claims.to_string());
    let seed = seed_of(&claims);
    let signature: Vec<u8> = (0..4)
        .flat_map(|word| scatter(seed ^ word).to_be_bytes())
        .collect();
    format!("{header}.{claims}.{}", URL_SAFE_NO_PAD.encode(signature))
}

fn seed_of(text: &str) -> u64 {
    text.bytes()
        .fold(0, |seed, byte| scatter(seed ^ u64::from(byte)))
}

fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| {
            i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_token_is_the_same_in_every_run_and_names_its_world() {
        let mut tokens = Tokens::new("default");
        let token = tokens.lasting(Api::Live, "admin@sandbox.test");
        assert_eq!(
            token,
            Tokens::new("default").lasting(Api::Live, "admin@sandbox.test")
        );
        assert_eq!(world_of(&token).as_deref(), Some("default"));
        assert_eq!(tokens.standing(Api::Live, &token), Standing::Good);
        assert_eq!(tokens.standing(Api::OpenTact, &token), Standing::Unknown);
        assert_eq!(tokens.standing(Api::Live, "a.b.c"), Standing::Unknown);
    }

    #[test]
    fn a_token_expires_by_its_claim_or_by_order() {
        let mut tokens = Tokens::new("w1");
        let past = tokens.mint(Api::Live, "a@b.test", -60);
        let good = tokens.mint(Api::OpenTact, "a@b.test", 60);
        assert_eq!(tokens.standing(Api::Live, &past), Standing::Expired);
        assert_eq!(tokens.standing(Api::OpenTact, &good), Standing::Good);
        tokens.expire(&good);
        assert_eq!(tokens.standing(Api::OpenTact, &good), Standing::Expired);
    }

    #[test]
    fn what_is_no_jwt_leads_to_no_world() {
        assert_eq!(world_of("opaque"), None);
        assert_eq!(world_of("a.b.c"), None);
        assert_eq!(world_of(""), None);
    }
}
