//! Text as a server returned it.

use leptos::prelude::*;

use super::button::{Button, Kind, Size};
use super::icon::Icon;
use crate::browser::clipboard;

#[component]
pub fn Code(#[prop(into)] title: String, #[prop(into)] text: String) -> impl IntoView {
    let name = title.clone();
    let label = RwSignal::new("Copy".to_owned());
    let copied = text.clone();
    let on_press = move |_| {
        let text = copied.clone();
        leptos::task::spawn_local(async move {
            let done = clipboard::copy(&text).await;
            label.set(if done {
                "Copied".into()
            } else {
                "Not copied".into()
            });
        });
    };
    view! {
        <section class="code" aria-label=name>
            <div class="code__head">
                <span class="push">{title}</span>
                <Button label kind=Kind::Quiet size=Size::Tiny icon=Icon::Copy on_press />
            </div>
            <pre tabindex="0">{text}</pre>
        </section>
    }
}
