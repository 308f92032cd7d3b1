//! Which rows of a long list are drawn. Pure.

/// Browsers stop laying out somewhere above 16 million pixels (Firefox at 17.8): a longer list is
/// mapped onto this height.
const TALLEST: f64 = 15_000_000.0;
/// Rows drawn beyond the edge, so that a quick flick finds something.
pub const MARGIN: usize = 8;
/// And while the list is being scrolled: what a wheel moves in two frames.
pub const MARGIN_ON_THE_MOVE: usize = 4;
/// The most rows in the document at once.
pub const MOST: usize = 160;
/// So many frames in a row may replace most rows; a list that goes on like this is skimmed.
pub const LEAPS: usize = 2;

/// What is drawn, and the blank space around it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Window {
    pub first: usize,
    /// One past the last.
    pub end: usize,
    pub above: f64,
    pub below: f64,
}

/// The height that the whole list takes on screen.
fn height(count: usize, row: f64) -> f64 {
    (as_f64(count) * row).min(TALLEST)
}

/// Chooses rows by the part of the list that can be seen, in pixels from its top.
pub fn choose(count: usize, row: f64, seen: (f64, f64), margin: usize) -> Window {
    if count == 0 || row <= 0.0 {
        return Window::default();
    }
    let shown_height = height(count, row);
    let true_height = as_f64(count) * row;
    let span = (seen.1 - seen.0).max(0.0);
    let top = seen.0.clamp(0.0, (shown_height - span).max(0.0));
    let scale = if shown_height > span && true_height > shown_height {
        (true_height - span) / (shown_height - span)
    } else {
        1.0
    };
    let true_top = top * scale;
    let first = as_usize(true_top / row).saturating_sub(margin);
    let end = (as_usize(((true_top + span) / row).ceil()) + margin)
        .min(count)
        .min(first + MOST);
    let above = (as_f64(first) * row - true_top + top).max(0.0);
    let below = (shown_height - above - as_f64(end - first) * row).max(0.0);
    Window {
        first,
        end,
        above,
        below,
    }
}

/// Whether most rows of a window are not in the one before.
pub fn is_leap(before: Window, now: Window) -> bool {
    let staying = before
        .end
        .min(now.end)
        .saturating_sub(before.first.max(now.first));
    staying * 2 < now.end - now.first
}

/// Where a row stands, in pixels from the list's top as drawn: its upper and its lower edge.
pub fn place_of(position: usize, count: usize, row: f64, span: f64) -> (f64, f64) {
    let shown_height = height(count, row);
    let true_height = as_f64(count) * row;
    let scale = if true_height > shown_height && true_height > span {
        (shown_height - span) / (true_height - span)
    } else {
        1.0
    };
    // Scrolled to the first, the row stands at the upper edge; to the second, at the lower one.
    let top = as_f64(position) * row;
    (top * scale, (top + row - span) * scale + span)
}

#[expect(clippy::cast_precision_loss, reason = "no list has 2^53 rows")]
fn as_f64(count: usize) -> f64 {
    count as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to zero and below the row count"
)]
fn as_usize(rows: f64) -> usize {
    rows.max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_list_is_drawn_whole() {
        let window = choose(21, 36.0, (0.0, 600.0), MARGIN);
        assert_eq!((window.first, window.end), (0, 21));
        assert!(window.above.abs() < 0.1 && window.below.abs() < 0.1);
    }

    #[test]
    fn rows_around_the_seen_part_are_drawn_and_the_rest_is_blank() {
        let window = choose(100_000, 36.0, (36_000.0, 36_720.0), MARGIN);
        assert_eq!((window.first, window.end), (992, 1028));
        assert!((window.above - 992.0 * 36.0).abs() < 0.1);
        let total = window.above + window.below + 36.0 * 36.0;
        assert!((total - 3_600_000.0).abs() < 0.1, "{total}");
    }

    #[test]
    fn a_million_rows_reach_their_last_one_within_what_browsers_lay_out() {
        let span = 700.0;
        let bottom = TALLEST;
        let window = choose(1_000_000, 36.0, (bottom - span, bottom), MARGIN);
        assert_eq!(window.end, 1_000_000);
        let start = choose(1_000_000, 36.0, (0.0, span), MARGIN);
        assert_eq!(start.first, 0);
        for top in [0.0, 1.0, 7_000_000.0, 14_000_000.0] {
            let window = choose(1_000_000, 36.0, (top, top + span), MARGIN);
            let drawn_until = window.above + 36.0 * as_f64(window.end - window.first);
            assert!(
                window.above <= top && drawn_until >= top + span,
                "{top}: {window:?}"
            );
        }
    }

    #[test]
    fn a_leap_leaves_most_rows_behind() {
        let at = |top: f64| choose(100_000, 36.0, (top, top + 720.0), MARGIN_ON_THE_MOVE);
        for (before, now, is_one) in [
            (0.0, 0.0, false),
            (0.0, 60.0, false),
            (36_000.0, 36_360.0, false),
            (36_000.0, 36_720.0, true),
            (36_720.0, 36_000.0, true),
            (0.0, 3_000_000.0, true),
        ] {
            assert_eq!(is_leap(at(before), at(now)), is_one, "{before} to {now}");
        }
        assert!(!is_leap(Window::default(), Window::default()));
    }

    #[test]
    fn the_document_stays_small_whatever_the_window_says() {
        let window = choose(100_000, 28.0, (0.0, 100_000.0), MARGIN);
        assert!(window.end - window.first <= MOST);
    }

    #[test]
    fn a_revealed_row_is_among_the_drawn() {
        for position in [0, 5, 499_999, 999_999] {
            let (top, bottom) = place_of(position, 1_000_000, 36.0, 700.0);
            let seen_top = (bottom - 700.0).max(0.0).min(top);
            let window = choose(1_000_000, 36.0, (seen_top, seen_top + 700.0), MARGIN);
            assert!(
                (window.first..window.end).contains(&position),
                "{position}: {window:?}"
            );
        }
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        assert_eq!(choose(0, 36.0, (0.0, 600.0), MARGIN), Window::default());
        assert_eq!(choose(10, 0.0, (0.0, 600.0), MARGIN), Window::default());
    }
}
