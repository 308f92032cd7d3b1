//! Alerts: they stay until they are closed.

use leptos::prelude::*;

use super::button::Button;
use super::copyable::copy;
use super::icon::Icon;
use super::lamp::{Lamp, lamp};
use super::notice::{Notice, Tone};
use crate::browser::dom::{El, el, tagged};

/// An alert being described; [`Alert::draw`] draws it, and what it says is announced at once.
pub struct Alert {
    notice: Notice,
    try_again: Option<Box<dyn FnMut()>>,
    close: Option<Box<dyn FnMut()>>,
    link: Option<(String, String)>,
}

impl std::fmt::Debug for Alert {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.notice.fmt(f)
    }
}

/// What the app adds to alerts, for it knows more than they say.
#[derive(Clone)]
pub struct Help {
    /// Where what is opened belongs.
    pub owner: Owner,
    /// Shows a text for a ticket. The label says so when it cannot.
    pub support: fn(Notice, RwSignal<String>),
    /// The address that helps to find out why, where there is one.
    pub find_out: fn(&Notice) -> Option<String>,
}

impl std::fmt::Debug for Help {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Help")
    }
}

/// The button "Support bundle" about something that failed.
pub fn support_button(notice: Notice) -> Option<El> {
    let Help { owner, support, .. } = use_context()?;
    let label = RwSignal::new("Support bundle".to_owned());
    let button = Button::new(label).quiet().small();
    Some(button.on_press(move || owner.with(|| support(notice.clone(), label))))
}

impl Alert {
    pub fn new(notice: Notice) -> Self {
        Self {
            notice,
            try_again: None,
            close: None,
            link: None,
        }
    }

    /// For reads, which may be repeated as often as needed.
    pub fn try_again(self, act: impl FnMut() + 'static) -> Self {
        Self {
            try_again: Some(Box::new(act)),
            ..self
        }
    }

    pub fn close(self, act: impl FnMut() + 'static) -> Self {
        Self {
            close: Some(Box::new(act)),
            ..self
        }
    }

    /// A way on that leads elsewhere: words and address.
    pub fn link(self, link: Option<(String, String)>) -> Self {
        Self { link, ..self }
    }

    /// Draws it where a page says what went wrong: below its head.
    pub fn draw_on_page(self) -> El {
        tagged("div", "page__alert").child(self.draw())
    }

    pub fn draw(self) -> El {
        let Self {
            notice,
            try_again,
            close,
            link,
        } = self;
        let shown = match notice.tone {
            Tone::Critical => Lamp::Critical,
            Tone::Warning => Lamp::Warning,
            Tone::Positive => Lamp::Done,
        };
        let text = notice.as_text();
        let copy_label = RwSignal::new("Copy details".to_owned());
        let copy_details = (notice.tone != Tone::Positive).then(|| {
            Button::new(copy_label)
                .quiet()
                .small()
                .icon(Icon::Copy)
                .on_press(move || {
                    copy(text.clone(), copy_label, "Details copied");
                })
        });
        let is_failure = notice.tone == Tone::Critical;
        let support = is_failure.then(|| support_button(notice.clone())).flatten();
        let find_out = use_context::<Help>().and_then(|help| (help.find_out)(&notice));
        let actions = tagged("div", "row")
            .maybe(try_again.map(|act| Button::new("Try again").small().on_press(act)))
            .maybe(find_out.map(|href| Button::new("Find out why").small().link(&href)))
            .maybe(copy_details)
            .maybe(support)
            .maybe(link.map(|(words, href)| {
                Button::new(words)
                    .small()
                    .link(&href)
                    // It may stand on this site's own origin, and is no page of this app.
                    .attr("target", "_self")
                    .attr("rel", "external noreferrer")
            }));
        let body = tagged("div", "alert__body")
            .child(tagged("p", "alert__title").text(notice.title))
            .child(el("p").text(notice.advice))
            .children(
                notice
                    .details
                    .into_iter()
                    .map(|line| tagged("p", "alert__meta").text(line)),
            )
            .child(actions);
        tagged("div", "alert")
            .class(&format!("alert alert--{}", notice.tone.as_str()))
            .attr("role", "alert")
            .child(lamp(shown))
            .child(body)
            .maybe(close.map(|act| {
                Button::icon_only("Close", Icon::Close)
                    .small()
                    .on_press(act)
            }))
    }
}
