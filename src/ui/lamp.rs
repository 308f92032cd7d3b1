//! Lamps say how it is, jacks say how it is wired. A lamp never stands without its word.

use leptos::prelude::*;

/// What a lamp says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lamp {
    Critical,
    Warning,
    Info,
    Ok,
    Done,
    Running,
    Queued,
    Unknown,
}

impl Lamp {
    fn class(self) -> &'static str {
        match self {
            Self::Critical => "lamp lamp--critical",
            Self::Warning => "lamp lamp--warning",
            Self::Info => "lamp lamp--info",
            Self::Ok => "lamp lamp--ok",
            Self::Done => "lamp lamp--done",
            Self::Running => "lamp lamp--running",
            Self::Queued => "lamp lamp--queued",
            Self::Unknown => "lamp lamp--unknown",
        }
    }
}

/// The lamp alone, for where its word stands beside it anyway.
#[component]
pub fn LampView(lamp: Lamp) -> impl IntoView {
    view! { <span class=lamp.class() aria-hidden="true"></span> }
}

/// A lamp with its word, and how much more there is.
#[component]
pub fn Signalled(
    lamp: Lamp,
    #[prop(into)] text: String,
    /// Findings beyond the first.
    #[prop(optional)]
    more: usize,
) -> impl IntoView {
    view! {
        <span class="signal">
            <LampView lamp />
            <span class="signal__text">{text}</span>
            {(more > 0).then(|| view! { <span class="signal__more">{format!("+{more}")}</span> })}
        </span>
    }
}

/// How far something is plugged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jack {
    Full,
    Half,
    /// An empty place.
    Open,
    /// Nothing is plugged where something must be.
    Missing,
}

/// A jack; screen readers hear the words beside it.
#[component]
pub fn JackView(jack: Jack) -> impl IntoView {
    let class = match jack {
        Jack::Full => "jack jack--full",
        Jack::Half => "jack jack--half",
        Jack::Open => "jack",
        Jack::Missing => "jack jack--none",
    };
    view! { <span class=class aria-hidden="true"></span> }
}
