//! The sign-in forms. Each is the same on the page and in the dialog.

use std::rc::Rc;

use cordboard_api::BaseUrl;
use leptos::prelude::*;

use super::attempt::{self, Attempt, Make};
use super::model::{Draft, Problems};
use crate::browser::dom::{El, Text, drawn, el, nothing, several, tagged};
use crate::browser::{intl, page, task, timer};
use crate::config::Auth;
use crate::parts::{Missing, part};
use crate::state::connection::{Connection, Status};
use crate::state::lists::{Lists, use_lists};
use crate::state::session::use_session;
use crate::ui::alert::Alert;
use crate::ui::button::Button;
use crate::ui::field::{Input, checkbox, text_field};
use crate::ui::notice::{Notice, Tone};

part!(connect: load_make -> Make = attempt::make);

/// Fetches what Connect needs, so that it is there by the time that it is pressed.
fn prepare() {
    task::start(async {
        let _ = load_make().await;
    });
}

/// The state of one form.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    pub(super) base_url: RwSignal<String>,
    pub(super) token: RwSignal<String>,
    pub(super) email: RwSignal<String>,
    pub(super) password: RwSignal<String>,
    pub(super) is_token: RwSignal<bool>,
    pub(super) keep: RwSignal<bool>,
    pub(super) problems: RwSignal<Problems>,
    pub(super) notice: RwSignal<Option<Notice>>,
    pub(super) is_busy: RwSignal<bool>,
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
    pub(super) fn forget(self) {
        self.token.set(String::new());
        self.password.set(String::new());
    }
}

/// Signs in to one platform. `on_connected` is called once the credentials have proved to work.
pub fn connect_form(connection: Connection, on_connected: impl Fn() + 'static) -> El {
    let session = use_session();
    let form = Form::new(connection);
    prepare();
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
        let attempt = Attempt {
            form: self,
            connection,
            lists,
            base_url,
            credentials,
            on_connected,
        };
        task::start(async move {
            match load_make().await {
                Ok(make) => make(attempt).await,
                Err(Missing) => self.say_missing(),
            }
        });
    }

    fn say_missing(self) {
        self.is_busy.try_set(false);
        self.notice.try_set(Some(Notice::new(
            Tone::Critical,
            "Could not connect",
            "A part of Cordboard did not arrive: the connection failed, or a newer version was deployed. What is typed stays. Connect again; if that does not help, reload the page.",
        )));
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
pub(super) fn focus_first_problem() {
    request_animation_frame(|| {
        crate::browser::element::focus_first("form [aria-invalid=true]");
    });
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
