//! Whether there is a network at all: a lost one ends no session, and what was being read waits.

use super::session::Session;
use crate::browser::page;

/// Follows the browser's word.
pub fn follow(session: Session) {
    let look = move || {
        if page::is_online() {
            session.network.open();
        } else {
            session.network.shut();
        }
    };
    look();
    page::on_network(look);
}
