//! What was typed into a sign-in form, checked before any call. Pure.

use cordboard_api::{BaseUrl, Token};

/// What to send, once everything typed makes sense.
#[derive(Debug, Clone)]
pub enum Credentials {
    Token(Token),
    /// Used once, for a token.
    Password {
        email: String,
        password: String,
    },
}

/// What a form cannot send, by field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problems {
    pub base_url: Option<String>,
    pub token: Option<String>,
    pub email: Option<String>,
    pub password: Option<String>,
}

impl Problems {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The form as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    pub base_url: String,
    pub token: String,
    pub email: String,
    pub password: String,
    /// An access token instead of e-mail and password.
    pub is_token: bool,
}

impl Draft {
    /// `now` is in seconds since 1970; `time` writes such a moment for people.
    pub fn check(
        &self,
        origin: &str,
        now: i64,
        time: impl Fn(i64) -> String,
    ) -> Result<(BaseUrl, Credentials), Problems> {
        let mut problems = Problems::default();
        let base_url = BaseUrl::parse(&self.base_url, origin)
            .map_err(|error| problems.base_url = Some(error.to_string()))
            .ok();
        let credentials = if self.is_token {
            self.checked_token(now, time)
                .map_err(|problem| problems.token = Some(problem))
                .ok()
        } else {
            if self.email.trim().is_empty() {
                problems.email = Some("Enter the e-mail address of your OpenTACT account.".into());
            }
            if self.password.is_empty() {
                problems.password = Some("Enter the password.".into());
            }
            Some(Credentials::Password {
                email: self.email.trim().to_owned(),
                password: self.password.clone(),
            })
        };
        match (base_url, credentials) {
            (Some(base_url), Some(credentials)) if problems.is_empty() => {
                Ok((base_url, credentials))
            }
            _ => Err(problems),
        }
    }

    fn checked_token(&self, now: i64, time: impl Fn(i64) -> String) -> Result<Credentials, String> {
        let token = Token::parse(&self.token).map_err(|error| error.to_string())?;
        let expires_at = token.claims().and_then(|claims| claims.expires_at);
        match expires_at {
            Some(at) if at <= now => Err(format!(
                "This token expired on {}. Get a new one and paste it here.",
                time(at)
            )),
            _ => Ok(Credentials::Token(token)),
        }
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    use super::*;

    const ORIGIN: &str = "https://cordboard.example";

    fn jwt(expires_at: i64) -> String {
        let claims = format!("{{\"app_displayname\":\"LiveCloud-APIToken\",\"exp\":{expires_at}}}");
        format!("e30.{}.c2ln", URL_SAFE_NO_PAD.encode(claims))
    }

    fn with_token(token: &str) -> Result<(BaseUrl, Credentials), Problems> {
        let draft = Draft {
            base_url: "/ac/tenantui".into(),
            token: token.into(),
            is_token: true,
            ..Draft::default()
        };
        draft.check(ORIGIN, 1_000, |at| format!("second {at}"))
    }

    #[test]
    fn an_expired_token_is_refused_with_its_time() {
        let problems = with_token(&jwt(999)).unwrap_err();
        assert_eq!(
            problems.token.as_deref(),
            Some("This token expired on second 999. Get a new one and paste it here.")
        );
        assert!(with_token(&jwt(1_001)).is_ok());
    }

    #[test]
    fn what_people_paste_around_a_token_is_removed_and_no_jwt_is_tried_all_the_same() {
        let (_, credentials) = with_token(&format!("\"Bearer {}\"\r\n", jwt(2_000))).unwrap();
        let Credentials::Token(token) = credentials else {
            panic!()
        };
        assert_eq!(token.expose(), jwt(2_000));
        assert!(with_token("opaque-token").is_ok());
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let draft = Draft {
            base_url: "ftp://x".into(),
            ..Draft::default()
        };
        let problems = draft.check(ORIGIN, 0, |_| String::new()).unwrap_err();
        assert!(
            problems.base_url.is_some() && problems.email.is_some() && problems.password.is_some()
        );
        assert!(with_token("  ").unwrap_err().token.is_some());
    }
}
