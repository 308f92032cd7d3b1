//! What the app adds to every alert: a text for a ticket, and the way to find out why.

use leptos::prelude::*;

use crate::browser::task;
use crate::explain;
use crate::features::activity;
use crate::parts::{Missing, part};
use crate::route::Route;
use crate::state::links::use_links;
use crate::ui::alert::Help;
use crate::ui::notice::Notice;

type Show = fn(&Notice);

part!(activity: load_bundle -> Show = activity::show_bundle);

pub fn help() -> Help {
    Help {
        owner: Owner::current().unwrap_or_default(),
        support,
        find_out,
    }
}

/// Calls that failed without a status are explained by no server.
fn find_out(notice: &Notice) -> Option<String> {
    let links = use_links();
    explain::has_no_status(notice).then(|| untrack(|| links.to(&Route::Doctor)))
}

fn support(notice: Notice, label: RwSignal<String>) {
    let owner = Owner::current();
    task::start(async move {
        match (load_bundle().await, owner) {
            (Ok(show), Some(owner)) => owner.with(|| show(&notice)),
            (Err(Missing), _) | (_, None) => {
                label.try_set("Support bundle did not arrive".to_owned());
            }
        }
    });
}
