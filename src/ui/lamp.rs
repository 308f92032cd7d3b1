//! Lamps say how it is, jacks say how it is wired. A lamp never stands without its word.

use crate::browser::dom::{El, Sketch, tagged};

/// What a lamp says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lamp {
    Critical,
    Warning,
    Info,
    Ok,
    Done,
    Queued,
    Running,
    Unknown,
}

impl Lamp {
    /// Its look, for a lamp that follows signals.
    pub fn class(self) -> &'static str {
        match self {
            Self::Critical => "lamp lamp--critical",
            Self::Warning => "lamp lamp--warning",
            Self::Info => "lamp lamp--info",
            Self::Ok => "lamp lamp--ok",
            Self::Done => "lamp lamp--done",
            Self::Queued => "lamp lamp--queued",
            Self::Running => "lamp lamp--running",
            Self::Unknown => "lamp lamp--unknown",
        }
    }
}

/// The lamp alone, for where its word stands beside it anyway.
pub fn lamp(lamp: Lamp) -> El {
    tagged("span", lamp.class()).attr("aria-hidden", "true")
}

/// A lamp whose word is heard and not seen: it stands before what it speaks of.
pub fn spoken_lamp(shown: Lamp, word: &str) -> Sketch {
    Sketch::tagged("span", shown.class())
        .attr("role", "img")
        .attr("aria-label", word)
}

/// A lamp with its word, and how many findings there are beyond it.
pub fn signal(shown: Lamp, text: &str, more: usize) -> El {
    let more = (more > 0).then(|| tagged("span", "signal__more").text(format!("+{more}")));
    tagged("span", "signal")
        .child(lamp(shown))
        .child(tagged("span", "signal__text").text(text))
        .maybe(more)
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
pub fn jack(jack: Jack) -> El {
    let class = match jack {
        Jack::Full => "jack jack--full",
        Jack::Half => "jack jack--half",
        Jack::Open => "jack",
        Jack::Missing => "jack jack--none",
    };
    tagged("span", class).attr("aria-hidden", "true")
}

/// A row of jacks.
pub fn jacks(shown: impl IntoIterator<Item = Jack>) -> El {
    tagged("span", "jacks").children(shown.into_iter().map(jack))
}
