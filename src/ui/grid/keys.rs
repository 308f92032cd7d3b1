//! The keys of the ARIA grid pattern. Pure.

/// Where the keyboard is: a row of the list and a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Place {
    pub(super) row: usize,
    pub(super) column: usize,
}

/// How far the keyboard can go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) page: usize,
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a screen holds few rows"
)]
pub(super) fn page_of(height: f64, row: f64) -> usize {
    ((height / row).floor().max(2.0) as usize) - 1
}

/// Where a key leads, by the ARIA grid pattern; `None` when it is no key of ours.
pub(super) fn moved(from: Place, key: &str, is_control: bool, extent: Extent) -> Option<Place> {
    let last_row = extent.rows.checked_sub(1)?;
    let last_column = extent.columns.checked_sub(1)?;
    let Place { row, column } = from;
    let to = match key {
        "ArrowDown" => Place {
            row: row + 1,
            column,
        },
        "ArrowUp" => Place {
            row: row.saturating_sub(1),
            column,
        },
        "ArrowRight" => Place {
            row,
            column: column + 1,
        },
        "ArrowLeft" => Place {
            row,
            column: column.saturating_sub(1),
        },
        "PageDown" => Place {
            row: row + extent.page,
            column,
        },
        "PageUp" => Place {
            row: row.saturating_sub(extent.page),
            column,
        },
        "Home" if is_control => Place { row: 0, column: 0 },
        "End" if is_control => Place {
            row: last_row,
            column: last_column,
        },
        "Home" => Place { row, column: 0 },
        "End" => Place {
            row,
            column: last_column,
        },
        _ => return None,
    };
    Some(Place {
        row: to.row.min(last_row),
        column: to.column.min(last_column),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXTENT: Extent = Extent {
        rows: 100,
        columns: 5,
        page: 10,
    };

    fn after(key: &str, is_control: bool, row: usize, column: usize) -> Option<(usize, usize)> {
        moved(Place { row, column }, key, is_control, EXTENT).map(|to| (to.row, to.column))
    }

    #[test]
    fn keys_move_and_stop_at_the_edges() {
        assert_eq!(after("ArrowDown", false, 98, 2), Some((99, 2)));
        assert_eq!(after("ArrowDown", false, 99, 2), Some((99, 2)));
        assert_eq!(after("ArrowUp", false, 0, 0), Some((0, 0)));
        assert_eq!(after("ArrowRight", false, 3, 4), Some((3, 4)));
        assert_eq!(after("PageDown", false, 95, 1), Some((99, 1)));
        assert_eq!(after("PageUp", false, 15, 1), Some((5, 1)));
        assert_eq!(after("Home", false, 7, 3), Some((7, 0)));
        assert_eq!(after("End", false, 7, 3), Some((7, 4)));
        assert_eq!(after("Home", true, 7, 3), Some((0, 0)));
        assert_eq!(after("End", true, 7, 3), Some((99, 4)));
        assert_eq!(after("a", false, 7, 3), None);
    }

    #[test]
    fn an_empty_grid_has_nowhere_to_go() {
        let empty = Extent { rows: 0, ..EXTENT };
        assert_eq!(moved(Place::default(), "ArrowDown", false, empty), None);
    }
}
