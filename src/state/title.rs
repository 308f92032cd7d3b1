//! The title of the tab: the page, then the environment, so that nobody mistakes production.

use super::session::Session;
use crate::browser::page;
use crate::config::Kind;

/// Names the tab after its page.
pub fn set(page_name: &str, session: Session) {
    let environment = session.environment();
    let mark = if environment.kind == Kind::Production {
        "PRODUCTION · "
    } else {
        ""
    };
    page::set_title(&format!(
        "{mark}{page_name} · {} · Cordboard",
        environment.name
    ));
}
