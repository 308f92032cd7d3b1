//! Icons: 16 px, drawn with the ink around them, never alone without a name.

use crate::browser::dom::{El, svg};

/// A drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    Chevron,
    Close,
    Columns,
    Copy,
    Export,
    Menu,
    Next,
    Plus,
    Previous,
    Refresh,
    Search,
    SortAscending,
    SortDescending,
    Theme,
    Undo,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Close => "m4 4 8 8M12 4l-8 8",
            Self::Columns => {
                "M4 3h8c.8 0 1.5.7 1.5 1.5v7c0 .8-.7 1.5-1.5 1.5H4c-.8 0-1.5-.7-1.5-1.5v-7C2.5 3.7 3.2 3 4 3zM6.2 3v10M9.8 3v10"
            }
            Self::Copy => {
                "M6 5.5h6c.3 0 .5.2.5.5v7c0 .3-.2.5-.5.5H6c-.3 0-.5-.2-.5-.5V6c0-.3.2-.5.5-.5zM3.5 10.5V3c0-.3.2-.5.5-.5h6"
            }
            Self::Export => {
                "M8 2.5v7M5 6.75 8 9.75l3-3M3 11v1.5c0 .55.45 1 1 1h8c.55 0 1-.45 1-1V11"
            }
            Self::Menu => "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
            Self::Next => "m6.5 4.5 3.5 3.5-3.5 3.5",
            Self::Plus => "M8 3.5v9M3.5 8h9",
            Self::Previous => "M9.5 4.5 6 8l3.5 3.5",
            Self::Refresh => "M13 8a5 5 0 1 1-1.6-3.67M13 2.5v2.75h-2.75",
            Self::Search => {
                "M11.25 7a4.25 4.25 0 1 1-8.5 0 4.25 4.25 0 0 1 8.5 0zM10.25 10.25l3.25 3.25"
            }
            Self::SortAscending => "m4.5 9.5 3.5-3.5 3.5 3.5",
            Self::Chevron | Self::SortDescending => "m4.5 6.5 3.5 3.5 3.5-3.5",
            Self::Undo => "M5.5 3.5 3 6l2.5 2.5M3.25 6H9.5a3.25 3.25 0 0 1 0 6.5H6",
            Self::Theme => "M8 3a5 5 0 0 0 0 10a5 5 0 0 0 0-10zM8 3a5 5 0 0 1 0 10z",
        }
    }
}

/// Draws an icon; screen readers do not hear it.
pub fn icon(icon: Icon) -> El {
    let class = if icon == Icon::Theme {
        "icon icon--half"
    } else {
        "icon"
    };
    drawing(icon, class)
}

/// The same at 12 px, for the heads of columns.
pub fn small_icon(icon: Icon) -> El {
    drawing(icon, "icon icon--small")
}

fn drawing(icon: Icon, class: &str) -> El {
    svg("svg")
        .class(class)
        .attr("viewBox", "0 0 16 16")
        .attr("aria-hidden", "true")
        .child(svg("path").attr("d", icon.path()))
}
