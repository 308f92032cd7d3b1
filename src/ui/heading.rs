//! The head of a page: its heading, what its status says, and its tools.

use super::button::Button;
use super::icon::Icon;
use crate::browser::dom::{El, Text, el, tagged};

/// A head with the page's one status.
pub fn page_head(heading: &str, status: Text, tools: Vec<El>) -> El {
    let heading = el("h1").attr("tabindex", "-1").text(heading);
    let status = tagged("span", "page__status")
        .attr("role", "status")
        .text(status);
    let title = tagged("div", "page__title").child(heading).child(status);
    tagged("div", "page__head")
        .child(title)
        .child(tagged("div", "page__tools").children(tools))
}

/// The tool that reads anew what the page shows.
pub fn refresh(is_busy: impl Fn() -> bool + Clone + 'static, act: impl FnMut() + 'static) -> El {
    Button::new("Refresh")
        .quiet()
        .small()
        .icon(Icon::Refresh)
        .on_press_unless(is_busy, act)
}
