//! The sign-in forms. Each is the same on the page and in the dialog.

use std::rc::Rc;

use cordboard_api::{self as api, ApiError, BaseUrl, LiveClient, OpentactClient, Token};
use leptos::prelude::*;

use super::model::{Credentials, Draft, Problems};
use crate::browser::dom::{El, Text, drawn, el, nothing, several, tagged};
use crate::browser::{intl, page, task, timer};
use crate::config::Auth;
use crate::profiles::rows;
use crate::route::Platform;
use crate::state::lists::{Lists, use_lists};
use crate::state::session::{Account, Connection, Status, host_of, use_session};
use crate::state::wire::Wire;
use crate::ui::alert::Alert;
use crate::ui::button::Button;
use crate::ui::field::{Input, checkbox, text_field};
use crate::ui::notice::Notice;

/// The state of one form.
#[derive(Debug, Clone, Copy)]
struct Form {
    base_url: RwSignal<String>,
    token: RwSignal<String>,
    email: RwSignal<String>,
    password: RwSignal<String>,
    is_token: RwSignal<bool>,
    keep: RwSignal<bool>,
    problems: RwSignal<Problems>,
    notice: RwSignal<Option<Notice>>,
    is_busy: RwSignal<bool>,
}

impl Form {
    fn new(connection: Connection) -> Self {
        let base_url = connection
            .base_url()
            .map_or_else(String::new, |base| shown(&base));
        Self {
            base_url: RwSignal::new(base_url),
            token: RwSignal::new(String::new()),
            email: RwSignal::new(String::new()),
            password: RwSignal::new(String::new()),
            is_token: RwSignal::new(connection.auth() != Auth::Password),
            keep: RwSignal::new(false),
            problems: RwSignal::new(Problems::default()),
            notice: RwSignal::new(None),
            is_busy: RwSignal::new(false),
        }
    }

    fn draft(self) -> Draft {
        Draft {
            base_url: self.base_url.get_untracked(),
            token: self.token.get_untracked(),
            email: self.email.get_untracked(),
            password: self.password.get_untracked(),
            is_token: self.is_token.get_untracked(),
        }
    }

    /// Secrets do not stay in fields.
    fn forget(self) {
        self.token.set(String::new());
        self.password.set(String::new());
    }
}

/// Signs in to one platform. `on_connected` is called once the credentials have proved to work.
pub fn connect_form(connection: Connection, on_connected: impl Fn() + 'static) -> El {
    let session = use_session();
    let form = Form::new(connection);
    let lists = use_lists();
    let name = connection.platform.name();

    let on_connected: Rc<dyn Fn()> = Rc::new(on_connected);
    let connect = move || form.connect(connection, lists, Rc::clone(&on_connected));

    let state = move || match connection.status.get() {
        Status::Ended(_) => "Session ended".to_owned(),
        Status::NotConfigured
        | Status::SignedOut
        | Status::SignedIn(_)
        | Status::Gateway
        | Status::GatewayEnded => "Not connected".to_owned(),
    };
    let head = tagged("div", "panel__head")
        .child(el("h2").text(name))
        .child(tagged("span", "quiet").text(Text::of(state)));
    let notice = drawn(move || match form.notice.get() {
        Some(notice) => Alert::new(notice)
            .close(move || form.notice.set(None))
            .draw(),
        None => nothing(),
    });
    let base_url = session.config().allow_custom_base_urls.then(|| {
        let error = move || form.problems.with(|problems| problems.base_url.clone());
        text_field("Base URL", Input::Code, form.base_url, error, "")
    });
    let body = tagged("div", "panel__body")
        .child(notice)
        .maybe(base_url)
        .child(drawn(move || {
            if form.is_token.get() {
                form.token_field()
            } else {
                form.password_fields()
            }
        }))
        .child(checkbox("Keep for this tab", form.keep))
        .child(form.buttons(connection));
    tagged("form", "panel")
        .attr("aria-label", name)
        .attr("novalidate", "")
        .on("submit", move |event| {
            event.prevent();
            connect();
        })
        .child(head)
        .child(body)
}

impl Form {
    fn connect(self, connection: Connection, lists: Lists, on_connected: Rc<dyn Fn()>) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.notice.set(None);
        let time = |at: i64| intl::local_time(seconds_to_milliseconds(at));
        let checked = self
            .draft()
            .check(&page::origin(), timer::now_seconds(), time);
        let (base_url, credentials) = match checked {
            Ok(checked) => checked,
            Err(problems) => {
                self.problems.set(problems);
                focus_first_problem();
                return;
            }
        };
        self.problems.set(Problems::default());
        self.is_busy.set(true);
        let keep = self.keep.get_untracked();
        task::start(async move {
            let outcome = prove(connection, &base_url, credentials).await;
            // The page may have been left meanwhile, and its form with it.
            let is_there = self.is_busy.try_set(false).is_none();
            match outcome {
                Ok(proved) => {
                    if is_there {
                        self.forget();
                    }
                    if let Some(profiles) = proved.profiles {
                        lists.profiles.fill(rows::rows(profiles));
                    }
                    connection.sign_in(proved.token, proved.account, base_url, keep);
                    on_connected();
                }
                Err(error) if is_there => show_failure(self, &base_url, &error),
                Err(_) => {}
            }
        });
    }

    fn token_field(self) -> El {
        text_field(
            "Access token",
            Input::Secret,
            self.token,
            move || self.problems.with(|problems| problems.token.clone()),
            "As your token tool prints it; a leading Bearer does no harm.",
        )
    }

    fn password_fields(self) -> El {
        let email = text_field(
            "Email",
            Input::Email,
            self.email,
            move || self.problems.with(|problems| problems.email.clone()),
            "",
        );
        let password = text_field(
            "Password",
            Input::Password,
            self.password,
            move || self.problems.with(|problems| problems.password.clone()),
            "Used once to get a token, and not kept.",
        );
        several([email, password])
    }

    fn buttons(self, connection: Connection) -> El {
        let label = move || {
            if self.is_busy.get() {
                "Connecting…"
            } else {
                "Connect"
            }
            .to_owned()
        };
        let submit = Button::new(Text::of(label))
            .primary()
            .submit(move || self.is_busy.get());
        let swap = (connection.auth() == Auth::Password).then(|| {
            let label = move || {
                if self.is_token.get() {
                    "Use email and password instead".to_owned()
                } else {
                    "Use an access token instead".to_owned()
                }
            };
            Button::new(Text::of(label)).quiet().on_press(move || {
                self.is_token.update(|is_token| *is_token = !*is_token);
            })
        });
        tagged("div", "row").child(submit).maybe(swap)
    }
}

/// Once it has been drawn.
fn focus_first_problem() {
    request_animation_frame(|| {
        crate::browser::element::focus_first("form [aria-invalid=true]");
    });
}

fn show_failure(form: Form, base_url: &BaseUrl, error: &ApiError) {
    let is_refused = matches!(error, ApiError::Unauthorised(_));
    let notice = crate::explain::explain("Could not connect", &host_of(base_url), error);
    if is_refused {
        let said = error
            .refusal()
            .and_then(|refusal| refusal.title.clone().or(refusal.detail.clone()));
        let said = said.map_or_else(String::new, |said| {
            format!(": {}", said.trim_end_matches('.'))
        });
        let (field, advice) = if form.is_token.get_untracked() {
            ("token", "Get a new token and connect again.")
        } else {
            ("password", "Check both and connect again.")
        };
        let words = format!("The server answered 401{said}. {advice}");
        form.problems.update(|problems| match field {
            "token" => problems.token = Some(words),
            _ => problems.password = Some(words),
        });
        focus_first_problem();
    } else {
        form.notice.set(Some(notice));
    }
}

/// An address of this very site is shown as the path that was configured.
fn shown(base: &BaseUrl) -> String {
    let text = base.as_str();
    text.strip_prefix(&page::origin())
        .unwrap_or(text)
        .to_owned()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a time of this age of the world"
)]
pub(super) fn seconds_to_milliseconds(seconds: i64) -> f64 {
    seconds as f64 * 1000.0
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
    match (connection.platform, credentials) {
        (Platform::LivePlatform, Credentials::Token(token)) => {
            let auth = api::Auth::Bearer(token.clone());
            let client = LiveClient::new(transport, base, auth, connection.channel_id());
            let profiles = client.calling_profiles().await?;
            let account = Account::of(&token, None);
            Ok(Proved {
                token,
                account,
                profiles: Some(profiles),
            })
        }
        (_, Credentials::Token(token)) => {
            let auth = api::Auth::Bearer(token.clone());
            let client = OpentactClient::new(transport, base, auth, api::OpentactPaths::default());
            client.prove().await?;
            let account = Account::of(&token, None);
            Ok(Proved {
                token,
                account,
                profiles: None,
            })
        }
        (_, Credentials::Password { email, password }) => {
            let (token, who) = api::opentact::sign_in(&transport, &base, &email, &password).await?;
            let account = Account::of(&token, who.or(Some(email)));
            Ok(Proved {
                token,
                account,
                profiles: None,
            })
        }
    }
}
