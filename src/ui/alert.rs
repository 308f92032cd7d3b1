//! Alerts: they stay until they are closed.

use leptos::prelude::*;

use super::button::{Button, IconButton, Kind, Size};
use super::icon::Icon;
use super::lamp::{Lamp, LampView};
use super::notice::{Notice, Tone};
use crate::browser::clipboard;

/// Shows a notice. What it says is announced at once.
#[component]
pub fn Alert(
    notice: Notice,
    /// Offered where trying again is safe.
    #[prop(optional, into)]
    on_try_again: Option<Callback<()>>,
    #[prop(optional, into)] on_close: Option<Callback<()>>,
    /// Further ways on, such as a link.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let lamp = match notice.tone {
        Tone::Critical => Lamp::Critical,
        Tone::Warning => Lamp::Warning,
        Tone::Positive => Lamp::Done,
    };
    let text = notice.as_text();
    let copy_label = RwSignal::new("Copy details".to_owned());
    let copy = move |_| {
        let text = text.clone();
        leptos::task::spawn_local(async move {
            let done = clipboard::copy(&text).await;
            copy_label.set(if done {
                "Details copied".into()
            } else {
                "Not copied".into()
            });
        });
    };
    let details = notice
        .details
        .iter()
        .map(|detail| view! { <p class="alert__meta">{detail.clone()}</p> })
        .collect_view();
    let try_again = on_try_again.map(|again| {
        view! { <Button label="Try again" size=Size::Small on_press=move |_| again.run(()) /> }
    });
    let is_trouble = notice.tone != Tone::Positive;
    view! {
        <div class=format!("alert alert--{}", notice.tone.as_str()) role="alert">
            <LampView lamp />
            <div class="alert__body">
                <p class="alert__title">{notice.title}</p>
                <p>{notice.advice}</p>
                {details}
                <div class="row">
                    {try_again}
                    {is_trouble
                        .then(|| {
                            view! {
                                <Button
                                    label=copy_label
                                    kind=Kind::Quiet
                                    size=Size::Small
                                    icon=Icon::Copy
                                    on_press=copy
                                />
                            }
                        })} {children.map(|children| children())}
                </div>
            </div>
            {on_close
                .map(|close| {
                    view! {
                        <IconButton
                            label="Close"
                            icon=Icon::Close
                            size=Size::Small
                            on_press=move |_| close.run(())
                        />
                    }
                })}
        </div>
    }
}
