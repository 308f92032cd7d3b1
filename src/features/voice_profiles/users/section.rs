//! The two sections that list what uses a profile.

use cordboard_api::opentact::voice_profiles::VoiceProfileId;

use leptos::prelude::*;

use super::{Kind, Lists, User, Users};
use crate::browser::dom::{El, drawn, el, nothing, several, tagged};
use crate::state::session::use_session;
use crate::ui::alert::Alert;

/// One of the two sections of the page.
pub fn section(lists: Lists, kind: Kind, id: VoiceProfileId) -> El {
    let session = use_session();
    let users = lists.of(kind);
    let content = drawn(move || {
        let Users { rows, note, notice } = users.get();
        if let Some(notice) = notice {
            let id = id.clone();
            return Alert::new(notice)
                .try_again(move || lists.read_one(kind, session, id.clone()))
                .draw();
        }
        let is_read = rows.is_some() || !note.is_empty();
        let note = if note.is_empty() {
            nothing()
        } else {
            tagged("p", "quiet").text(note)
        };
        let list = match rows {
            None if is_read => nothing(),
            None => tagged("p", "quiet").text("Reading…"),
            Some(rows) if rows.is_empty() => el("p").text("None uses this profile."),
            Some(rows) => table(rows),
        };
        several([note, list])
    });
    let head = tagged("div", "section__head").child(el("h2").text(kind.title()));
    tagged("section", "section")
        .attr("aria-label", kind.title())
        .child(head)
        .child(content)
}

fn table(rows: Vec<User>) -> El {
    let heads = ["Name", "Address", "Active"].map(|head| el("th").attr("scope", "col").text(head));
    let rows = rows.into_iter().map(|user| {
        let active = match user.is_active {
            Some(true) => "Yes",
            Some(false) => "No",
            None => "Not stated",
        };
        el("tr")
            .child(el("th").attr("scope", "row").text(user.name))
            .child(tagged("td", "mono").text(user.place))
            .child(el("td").text(active))
    });
    let table = tagged("table", "list")
        .child(el("thead").child(el("tr").children(heads)))
        .child(el("tbody").children(rows));
    tagged("div", "list-box").child(table)
}
