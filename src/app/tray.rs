//! The tray in the banner: how many tasks run, and how the latest ones stand.

use leptos::prelude::*;

use crate::browser::dom::{El, drawn, el, several, tagged, when};
use crate::browser::element;
use crate::route::{Query, Route};
use crate::state::links::{Links, use_links};
use crate::state::tasks::{Record, Tasks, use_tasks};
use crate::ui::button::Button;
use crate::ui::field::fresh_id;
use crate::ui::lamp::{Lamp, lamp, signal};

/// As many as one takes in at a glance; the page has them all.
const LATEST: usize = 5;

/// There once a task was given to this device.
pub fn tray() -> El {
    let (tasks, links) = (use_tasks(), use_links());
    when(move || !tasks.all().is_empty(), move || draw(tasks, links))
}

fn draw(tasks: Tasks, links: Links) -> El {
    let is_open = RwSignal::new(false);
    let id = fresh_id("tray");
    // The page of tasks, and any other, closes what led there.
    crate::browser::dom::follow(move || {
        links.route();
        links.query();
        is_open.set(false);
    });
    let label = drawn(move || {
        let running = tasks.running();
        let (shown, words) = match running {
            0 => (Lamp::Done, "Latest tasks".to_owned()),
            1 => (Lamp::Running, "1 task running".to_owned()),
            many => (Lamp::Running, format!("{many} tasks running")),
        };
        several([lamp(shown), tagged("span", "tray__label").text(words)])
    });
    let button = tagged("button", "button button--quiet button--small tray__button")
        .attr("type", "button")
        .attr("aria-controls", &id)
        .state_of("aria-expanded", move || is_open.get())
        .on("click", move |_| is_open.set(!is_open.get_untracked()))
        .child(label);
    let list = drawn(move || {
        let latest = tasks.all();
        let shown = latest.iter().take(LATEST).map(|own| line(own, links));
        tagged("ul", "tray").children(shown)
    });
    let all = Button::new("All tasks")
        .small()
        .link(&links.to(&Route::Tasks));
    let shown = tagged("div", "menu")
        .attr("id", &id)
        .attr("role", "group")
        .attr("aria-label", "Latest tasks")
        .flag_of("hidden", move || !is_open.get())
        .child(list)
        .child(tagged("div", "tray__foot").child(all));
    let root = tagged("div", "menu-box");
    let leaving = root.raw();
    root.on("keydown", move |event| {
        if event.key() == "Escape" && is_open.get_untracked() {
            event.stop();
            is_open.set(false);
            element::focus_first(".tray__button");
        }
    })
    .on("focusout", move |event| {
        if !event.goes_within(&leaving) {
            is_open.set(false);
        }
    })
    .child(button)
    .child(shown)
}

fn line(record: &Record, links: Links) -> El {
    let query = Query::default().with("task", &[record.id.as_str()]);
    let what = el("a")
        .attr("href", &links.to_with(&Route::Tasks, query))
        .text(record.what.as_str());
    el("li")
        .child(what)
        .child(signal(record.lamp(), &record.state(), 0))
}
