//! Rows of the true height while a list is on its way.

use crate::browser::dom::{El, tagged};

/// Enough to fill a screen.
const ROWS: usize = 12;

pub fn skeleton() -> El {
    let row = || {
        let bar = |class| tagged("span", class);
        tagged("div", "skeleton-row")
            .child(bar("skeleton skeleton--l"))
            .child(bar("skeleton skeleton--m"))
            .child(bar("skeleton skeleton--s"))
    };
    tagged("div", "skeletons")
        .attr("aria-hidden", "true")
        .children((0..ROWS).map(|_| row()))
}
