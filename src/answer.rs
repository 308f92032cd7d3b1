//! An answer of a server as a page shows it: on its way, or not to be had.

use std::rc::Rc;
use std::sync::Arc;

use cordboard_api::ApiError;
use leptos::prelude::*;

use crate::browser::dom::{El, drawn, nothing, when};
use crate::browser::intl;
use crate::route::Platform;
use crate::state::cached::Cached;
use crate::state::session::use_session;
use crate::ui::alert::Alert;
use crate::ui::skeleton::skeleton;

/// The alert about an answer that did not come.
pub fn trouble<T: Send + Sync>(
    answer: Cached<T>,
    platform: Platform,
    what: &'static str,
    read: impl Fn() + 'static,
) -> El {
    alert(answer.error, None, (platform, what), Rc::new(read))
}

/// The same above the rows of an earlier answer, which stay.
pub fn trouble_above_rows<T: Send + Sync>(
    answer: Cached<T>,
    platform: Platform,
    what: &'static str,
    read: impl Fn() + 'static,
) -> El {
    let rows_at = Some(answer.loaded_at);
    alert(answer.error, rows_at, (platform, what), Rc::new(read))
}

fn alert(
    error: RwSignal<Option<ApiError>>,
    rows_at: Option<RwSignal<Option<f64>>>,
    (platform, what): (Platform, &'static str),
    read: Rc<dyn Fn()>,
) -> El {
    let session = use_session();
    drawn(move || {
        let Some(own) = error.get() else {
            return nothing();
        };
        let mut notice = session.explain(what, platform, &own);
        if let Some(at) = rows_at.and_then(|rows_at| rows_at.get_untracked()) {
            let since = intl::time_of_day(at);
            notice.advice = format!("{} The rows below are from {since}.", notice.advice);
        }
        let read = Rc::clone(&read);
        Alert::new(notice)
            .link(session.way_on(platform, &own))
            .try_again(move || read())
            .close(move || error.set(None))
            .draw_on_page()
    })
}

/// Rows to come, while there is no answer yet and it takes longer than a blink.
pub fn waiting<T: Send + Sync>(answer: Cached<T>) -> El {
    let has_none = move || answer.value.with(Option::is_none);
    when(move || answer.is_slow.get() && has_none(), skeleton)
}

/// Tells a row of one answer from those of the next by the answer's own address.
pub fn key_in<T>(answer: &Arc<T>, place: usize) -> u64 {
    ((Arc::as_ptr(answer) as usize as u64) << 20) ^ place as u64
}
