//! Signing in to either platform: `/sign-in`, and the dialog over the page when a session ends.
//!
//! Vendor calls: Get Calling Profiles proves a Live Platform token; OpenTACT's `GET /auth` turns
//! e-mail and password into one, and its list of voice profiles proves a pasted one.

mod attempt;
mod dialog;
mod form;
mod model;
mod page;
mod unfinished;

pub use dialog::sign_in_again;
pub use page::sign_in_page;

use crate::browser::intl;

/// How long a session lasts, in the fewest words.
pub fn time_left(until: Option<i64>, now: i64) -> String {
    match until.map(|until| (until, until - now)) {
        None => "signed in".to_owned(),
        Some((_, ..0)) => "token has expired".to_owned(),
        Some((_, left @ 0..60)) => format!("{left} s left"),
        Some((_, left @ 60..7_200)) => format!("{} min left", left / 60),
        Some((until, 7_200..86_400)) => {
            format!(
                "until {}",
                intl::time_of_day(form::seconds_to_milliseconds(until))
            )
        }
        Some((until, _)) => {
            let day = intl::iso_day(form::seconds_to_milliseconds(until));
            format!("until {day}")
        }
    }
}
