//! What Connect does: proves the credentials with one call, and signs in. Only whoever presses it
//! needs what calls the APIs.

use std::rc::Rc;

use cordboard_api::{self as api, ApiError, BaseUrl, LiveClient, OpentactClient, Token};
use futures::future::LocalBoxFuture;
use leptos::prelude::*;

use super::form::{Form, focus_first_problem};
use super::model::Credentials;
use crate::profiles::rows;
use crate::route::Platform;
use crate::state::connection::{Account, Connection, host_of};
use crate::state::lists::Lists;
use crate::state::wire::Wire;

/// What a form asks for.
pub(super) struct Attempt {
    pub(super) form: Form,
    pub(super) connection: Connection,
    pub(super) lists: Lists,
    pub(super) base_url: BaseUrl,
    pub(super) credentials: Credentials,
    /// Called once the credentials have proved to work.
    pub(super) on_connected: Rc<dyn Fn()>,
}

/// Makes an attempt; the form says what came of it.
pub(super) type Make = fn(Attempt) -> LocalBoxFuture<'static, ()>;

pub(super) fn make(attempt: Attempt) -> LocalBoxFuture<'static, ()> {
    Box::pin(async move {
        let Attempt {
            form,
            connection,
            lists,
            base_url,
            credentials,
            on_connected,
        } = attempt;
        let keep = form.keep.get_untracked();
        let outcome = prove(connection, &base_url, credentials).await;
        // The page may have been left meanwhile, and its form with it.
        let is_there = form.is_busy.try_set(false).is_none();
        match outcome {
            Ok(proved) => {
                if is_there {
                    form.forget();
                }
                if let Some(profiles) = proved.profiles {
                    lists.profiles.fill(rows::rows(profiles));
                }
                connection.sign_in(proved.token, proved.account, base_url, keep);
                on_connected();
            }
            Err(error) if is_there => show_failure(form, &base_url, &error),
            Err(_) => {}
        }
    })
}

fn show_failure(form: Form, base_url: &BaseUrl, error: &ApiError) {
    if !matches!(error, ApiError::Unauthorised(_)) {
        let notice = crate::explain::explain("Could not connect", &host_of(base_url), error);
        form.notice.set(Some(notice));
        return;
    }
    let said = error
        .refusal()
        .and_then(|refusal| refusal.title.clone().or(refusal.detail.clone()));
    let said = said.map_or_else(String::new, |said| {
        format!(": {}", said.trim_end_matches('.'))
    });
    let words = |advice: &str| Some(format!("The server answered 401{said}. {advice}"));
    let is_token = form.is_token.get_untracked();
    form.problems.update(|problems| {
        if is_token {
            problems.token = words("Get a new token and connect again.");
        } else {
            problems.password = words("Check both and connect again.");
        }
    });
    focus_first_problem();
}

/// What a sign-in brought.
struct Proved {
    token: Token,
    account: Account,
    /// The proving call's answer is the list that most people open next.
    profiles: Option<Vec<api::Reading<api::live::calling_profiles::CallingProfile>>>,
}

/// One cheap call that shows whether the credentials work.
async fn prove(
    connection: Connection,
    base_url: &BaseUrl,
    credentials: Credentials,
) -> Result<Proved, ApiError> {
    let transport = Wire::bare();
    let base = base_url.clone();
    let mut profiles = None;
    let (token, who) = match (connection.platform, credentials) {
        (Platform::LivePlatform, Credentials::Token(token)) => {
            let auth = api::Auth::Bearer(token.clone());
            let client = LiveClient::new(transport, base, auth, connection.channel_id());
            profiles = Some(client.calling_profiles().await?);
            (token, None)
        }
        (Platform::OpenTact, Credentials::Token(token)) => {
            let auth = api::Auth::Bearer(token.clone());
            let client = OpentactClient::new(transport, base, auth, api::OpentactPaths::default());
            client.prove().await?;
            (token, None)
        }
        (_, Credentials::Password { email, password }) => {
            let (token, who) = api::opentact::sign_in(&transport, &base, &email, &password).await?;
            (token, who.or(Some(email)))
        }
    };
    let account = Account::of(&token, who);
    Ok(Proved {
        token,
        account,
        profiles,
    })
}
