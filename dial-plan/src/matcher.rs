//! Which rule wins for a number, as the SBC decides it.
//!
//! Mediant SBC user's manual 7.2, "Configuring Dial Plans": not the first rule that fits and not
//! the longest, but the one that leaves the fewest possibilities, digit by digit from the left. An
//! [`Index`] holds the rules sorted by what stands at each place, which makes it a tree: a number
//! or a pattern walks down it, and the rules it never meets cost nothing.

mod index;
mod order;
mod overlap;
mod search;

pub use index::Index;
pub use overlap::{Shadows, Ties};
pub use search::Match;

/// A number as it was typed or pasted, without what people put between digits. Other signs stay:
/// the SBC compares letters and keys too.
pub fn dialled(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '(' | ')' | '/' | '.'))
        // No-break hyphen, figure and en dash, and the marks that steer writing direction: they come
        // along from web pages and spreadsheets and cannot be seen.
        .filter(|c| !matches!(c, '\u{2010}'..='\u{2013}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'))
        .collect()
}

/// The numbers of a pasted list: one on each line, or parted by commas, semicolons or tabs. At most
/// `most` of them.
pub fn pasted(text: &str, most: usize) -> Vec<String> {
    let numbers = text.split(['\n', '\r', ',', ';', '\t']).map(dialled);
    numbers
        .filter(|number| !number.is_empty())
        .take(most)
        .collect()
}
