//! Reads a tenant's numbers while they arrive, in slices that leave the page alive.

use std::time::Duration;

use cordboard_api::live::LiveClient;
use cordboard_api::{ApiError, NoAnswer, Opened, TenantId};
use cordboard_numbers::{Decoder, Ending, Progress};
use futures::StreamExt;
use futures::future::{AbortHandle, Abortable};
use http::header;
use leptos::prelude::*;

use super::book::Shelf;
use super::columns;
use super::profile::Profiles;
use crate::browser::{intl, task, timer};
use crate::number_stream::{FIRST_SLICE, PATIENCE, SLICE, unreadable};
use crate::state::links::Links;
use crate::state::lists::Lists;
use crate::state::wire::Wire;

/// New rows are shown this often: the count grows visibly, and drawing costs a few hundredths of
/// the time.
const SHOWN_EVERY: f64 = 100.0;

/// A skeleton before this would only flicker.
const SLOW_AFTER: Duration = Duration::from_millis(300);
/// Opening the page is over by then.
const AT_REST: Duration = Duration::from_millis(60);

/// Makes ready for the first answer, unless one is on its way already.
pub fn rehearse(shelf: Shelf, lists: Lists, links: Links) {
    task::start(async move {
        timer::sleep(AT_REST).await;
        if shelf.is_loading.try_get_untracked() == Some(false) {
            columns::rehearse(links, &untrack(|| Profiles::of(lists)));
            // The count of a stream that grows; its language is looked up once.
            intl::count(1_000);
        }
    });
}

/// Looks a tenant up, instead of whatever was looked up before.
pub fn look_up(shelf: Shelf, client: LiveClient<Wire>, tenant: TenantId) {
    let (handle, registration) = AbortHandle::new_pair();
    shelf.begin(tenant.as_str(), Some(handle.clone()));
    task::start(async move {
        timer::sleep(SLOW_AFTER).await;
        if !handle.is_aborted() {
            shelf.is_slow.try_set(true);
        }
    });
    let reading = Abortable::new(
        async move { read(shelf, client, tenant).await.err() },
        registration,
    );
    task::start(async move {
        // Whoever gave it up has said so.
        if let Ok(error) = reading.await {
            shelf.is_loading.try_set(false);
            shelf.error.try_set(error);
        }
    });
}

/// When to let others work, and when to show what came.
struct Pace {
    worked_since: f64,
    shown_at: f64,
}

impl Pace {
    async fn keep(&mut self, book: Shelf) {
        let now = timer::now();
        let is_first = self.shown_at == 0.0;
        if now - self.shown_at > SHOWN_EVERY {
            let has_rows = book.try_peek(|book| !book.store.is_empty()) == Some(true);
            if has_rows {
                book.show_new();
                self.shown_at = now;
            }
        }
        let is_shown_first = is_first && self.shown_at > 0.0;
        if is_shown_first {
            // Nothing more is taken from the network meanwhile: painting has the machine to itself.
            task::painted().await;
        } else if now - self.worked_since > PATIENCE {
            task::breathe().await;
        } else {
            return;
        }
        self.worked_since = timer::now();
    }
}

async fn read(shelf: Shelf, client: LiveClient<Wire>, tenant: TenantId) -> Result<(), ApiError> {
    let Opened { head, mut body } = client.open_numbers(&tenant).await?;
    let header = |name| {
        let value = head.headers.get(name)?;
        value.to_str().ok().map(str::to_owned)
    };
    let is_packed = head.headers.contains_key(header::CONTENT_ENCODING);
    shelf.try_write(|book| {
        book.is_open = true;
        // The length counts the bytes before a browser unpacks them.
        book.expected = header(header::CONTENT_LENGTH)
            .filter(|_| !is_packed)
            .and_then(|length| length.parse().ok());
        book.content_type = header(header::CONTENT_TYPE);
    });
    let mut decoder = Decoder::new();
    let mut pace = Pace {
        worked_since: timer::now(),
        shown_at: 0.0,
    };
    let mut broken = None;
    'answer: while let Some(chunk) = body.next().await {
        match chunk {
            Ok(chunk) => decoder.push(&chunk),
            Err(error) => {
                broken = Some(error);
                break;
            }
        }
        loop {
            let progress = shelf.try_write(|book| {
                book.received = decoder.received();
                let is_first = book.store.is_empty();
                decoder.work(&mut book.store, if is_first { FIRST_SLICE } else { SLICE })
            });
            pace.keep(shelf).await;
            match progress {
                Some(Progress::Busy) => {}
                Some(Progress::Hungry | Progress::Closed) => break,
                Some(Progress::Failed(_)) | None => break 'answer,
            }
        }
    }
    let received = decoder.received();
    let ending = decoder.finish();
    shelf.try_write(|book| {
        book.is_whole = ending == Ending::Whole;
        book.is_open = book.is_whole || !book.store.is_empty();
    });
    shelf.settle();
    let expected = shelf.try_peek(|book| book.expected).flatten();
    match (ending, broken) {
        (Ending::Whole, _) => Ok(()),
        (_, Some(broken)) => Err(broken.into()),
        (Ending::CutOff, None) => Err(NoAnswer::CutOff { received, expected }.into()),
        (Ending::Failed(error), None) => Err(unreadable(
            head.status.as_u16(),
            header(header::CONTENT_TYPE),
            error,
        )),
    }
}
