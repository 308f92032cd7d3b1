//! Turning an e-mail address and a password into a token.

use super::endpoint::Endpoint;
use super::envelope::{self, Row};
use crate::base_url::BaseUrl;
use crate::error::ApiError;
use crate::token::Token;
use crate::transport::{Transport, insert_secret, request};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use http::header::AUTHORIZATION;
use serde_json::Value;
use zeroize::Zeroizing;

/// Signs in with `GET /auth` and Basic ("Authentication"); the credentials go as UTF-8. Gives the
/// token, and who was signed in where the server says so. The password is not kept.
pub async fn sign_in<T: Transport>(
    transport: &T,
    base: &BaseUrl,
    email: &str,
    password: &str,
) -> Result<(Token, Option<String>), ApiError> {
    let pair = Zeroizing::new(format!("{email}:{password}"));
    let basic = Zeroizing::new(format!("Basic {}", STANDARD.encode(pair.as_bytes())));
    let mut request = request(Method::GET, Endpoint::Auth.uri(base), None);
    insert_secret(&mut request, AUTHORIZATION, &basic);
    let response = transport.send(request).await?;
    let payload = envelope::open(&response)?;
    let user = payload
        .rows()?
        .first()
        .map(Row::value_with_secrets)
        .unwrap_or_default();
    // The newer manual's sample answers without a token, and the API's own description calls it
    // optional.
    let token = user
        .get("token")
        .and_then(Value::as_str)
        .and_then(|token| Token::parse(token).ok())
        .ok_or_else(|| payload.misshapen(".token", "expected a token, found none"))?;
    Ok((token, who(&user)))
}

fn who(user: &Value) -> Option<String> {
    let text = |name: &str| user.get(name).and_then(Value::as_str).map(str::trim);
    let names = [text("first_name"), text("last_name")];
    let name = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
    [text("email"), Some(name.as_str()), text("uuid")]
        .into_iter()
        .flatten()
        .find(|text| !text.is_empty())
        .map(str::to_owned)
}
