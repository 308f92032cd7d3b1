//! `/sign-in`: connect to one platform or both, then go on.

use leptos::prelude::*;

use super::form::{ConnectForm, seconds_to_milliseconds};
use crate::browser::intl;
use crate::browser::location::History;
use crate::route::{Platform, Route};
use crate::state::clock::use_clock;
use crate::state::links::use_links;
use crate::state::session::{Account, Connection, Status, use_session};
use crate::ui::button::{Button, Kind};
use crate::ui::dynamic::drawn;
use crate::ui::lamp::{Lamp, Signalled};

#[component]
pub fn SignInPage() -> impl IntoView {
    let session = use_session();
    let links = use_links();
    let target = Memo::new(move |_| links.next());
    let route = move || {
        target
            .get()
            .map_or(Route::Overview, |target| links.route_of(&target))
    };
    let go_on = move || {
        let target = target
            .get_untracked()
            .unwrap_or_else(|| links.to(&Route::Overview));
        links.go_to(&target, History::Replace);
    };
    let on_connected = move |platform: Platform| {
        let needs = untrack(route).needs();
        if needs.is_none_or(|needed| needed == platform) {
            go_on();
        }
    };
    view! {
        <div class="gate">
            <div class="stack stack--tight">
                <h1 tabindex="-1">"Sign in"</h1>
                <p class="gate__lead">
                    {drawn(move || {
                        format!(
                            "Connect to one or both. Each page needs only its own API. You will go on to {}.",
                            route().name(),
                        )
                    })}
                </p>
            </div>
            <div class="gate__forms">
                {drawn(move || {
                    session
                        .both()
                        .map(|connection| {
                            view! {
                                <PlatformPanel
                                    connection
                                    on_connected=move |()| on_connected(connection.platform)
                                    go_on_label=Signal::derive(move || format!("Go to {}", route().name()))
                                    on_go_on=move |()| go_on()
                                />
                            }
                        })
                        .collect_view()
                })}
            </div>
            <p class="quiet">
                "Tokens stay in this tab's memory and go only to the address they were given for. \u{201c}Keep for this tab\u{201d} stores the token until the tab closes; a duplicated tab keeps it too."
            </p>
        </div>
    }
}

/// One platform: its form, or who is signed in.
#[component]
fn PlatformPanel(
    connection: Connection,
    #[prop(into)] on_connected: Callback<()>,
    #[prop(into)] go_on_label: Signal<String>,
    #[prop(into)] on_go_on: Callback<()>,
) -> impl IntoView {
    let name = connection.platform.name();
    // The form must not be drawn anew while it is being used.
    let shape = Memo::new(move |_| match connection.status.get() {
        Status::SignedOut | Status::Ended(_) => Shape::Form,
        Status::SignedIn(account) => Shape::Connected(account),
        Status::Gateway | Status::GatewayEnded => Shape::Gateway,
        Status::NotConfigured => Shape::NotConfigured,
    });
    move || {
        match shape.get() {
        Shape::Form => view! { <ConnectForm connection on_connected /> }.into_any(),
        Shape::Connected(account) => {
            view! { <Connected connection account go_on_label on_go_on /> }.into_any()
        }
        Shape::Gateway => view! {
            <Note name>
                <p>"A gateway of this site signs you in. There is nothing to enter here."</p>
                <div class="row">
                    <Button label=go_on_label kind=Kind::Primary on_press=move |_| on_go_on.run(()) />
                </div>
            </Note>
        }
        .into_any(),
        Shape::NotConfigured => view! {
            <Note name>
                <p class="second">
                    {format!("{name} is not configured in this environment. Whoever deployed Cordboard can add it to config.json.")}
                </p>
            </Note>
        }
        .into_any(),
    }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Shape {
    Form,
    Connected(Account),
    Gateway,
    NotConfigured,
}

#[component]
fn Note(name: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="panel" aria-label=name>
            <div class="panel__head">
                <h2>{name}</h2>
            </div>
            <div class="panel__body">{children()}</div>
        </section>
    }
}

#[component]
fn Connected(
    connection: Connection,
    account: Account,
    #[prop(into)] go_on_label: Signal<String>,
    on_go_on: Callback<()>,
) -> impl IntoView {
    let clock = use_clock();
    let name = connection.platform.name();
    let fact = |label: &'static str, value: Option<String>| {
        value.map(|value| {
            view! {
                <dt>{label}</dt>
                <dd class="mono">{value}</dd>
            }
        })
    };
    let until = account.until;
    let ends = move || match until {
        Some(until) => {
            let minutes = (until - clock.now()).max(0) / 60;
            format!(
                "{}, in {minutes} min",
                intl::local_time(seconds_to_milliseconds(until))
            )
        }
        None => "Not stated by the token".to_owned(),
    };
    view! {
        <section class="panel" aria-label=name>
            <div class="panel__head">
                <h2>{name}</h2>
                <Signalled lamp=Lamp::Ok text="Connected" />
            </div>
            <div class="panel__body">
                <dl class="facts">
                    <dt>"Signed in as"</dt>
                    <dd class="strong">{account.who.clone()}</dd>
                    {fact("Tenant", account.tenant.clone())}
                    {fact("Audience", account.audience.clone())}
                    {fact("Base URL", connection.base_url().map(|base| base.to_string()))}
                    <dt>"Ends"</dt>
                    <dd>{ends}</dd>
                </dl>
                <p class="quiet">"These claims are read from the token, not verified here."</p>
                <div class="row">
                    <Button label=go_on_label kind=Kind::Primary on_press=move |_| on_go_on.run(()) />
                    <Button
                        label=format!("Sign out of {name}")
                        kind=Kind::Quiet
                        on_press=move |_| connection.sign_out()
                    />
                </div>
            </div>
        </section>
    }
}
