//! Cuts a pasted text into pieces, of which each should be a number.

use super::reading::{self, Unreadable};
use crate::phone::{MAX_DIGITS, clean};

/// Digits that a word must have to be a number where only a blank is before it.
const MIN_ALONE: usize = 7;

/// Calls with every piece of the text and its line, counted from 1.
pub(super) fn pieces(text: &str, mut found: impl FnMut(usize, &str)) {
    let text = clean::plain(text).replace("\r\n", "\n").replace('\r', "\n");
    for (line, text) in (1..).zip(text.split('\n')) {
        pieces_of_line(text.trim(), |piece| found(line, piece));
    }
}

fn pieces_of_line(line: &str, mut found: impl FnMut(&str)) {
    let pieces: Vec<&str> = cells(line)
        .into_iter()
        .flat_map(numbers)
        .flat_map(words)
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .collect();
    // Beside a number, names, dates and row counts are no numbers that went wrong.
    let mut any = false;
    if pieces.len() > 1 {
        for piece in pieces.iter().filter(|piece| is_meant(piece)) {
            any = true;
            found(piece);
        }
    }
    if !any && !line.is_empty() {
        found(line);
    }
}

/// Whether a piece is a number, or was one before a spreadsheet had it.
fn is_meant(piece: &str) -> bool {
    match reading::read(piece) {
        Ok(_) => !is_date(piece),
        Err(problem) => matches!(
            problem,
            Unreadable::Scientific | Unreadable::Hashes | Unreadable::TooLong
        ),
    }
}

/// `2024-04-04`.
fn is_date(piece: &str) -> bool {
    let bytes = piece.as_bytes();
    bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-'
}

/// The cells of a line: between commas, semicolons, tabs and bars that no quotes hold.
fn cells(line: &str) -> Vec<&str> {
    let mut cells = Vec::new();
    let (mut begin, mut is_quoted) = (0, false);
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b',' | b';' | b'\t' | b'|'
                if !is_quoted && !is_inside(&line[..at], &line[at + 1..]) =>
            {
                cells.push(&line[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    cells.push(&line[begin..]);
    cells
}

/// Whether a separator belongs to the number around it: the comma of `1,83E+10`, or what stands
/// before an extension.
fn is_inside(before: &str, after: &str) -> bool {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let is_decimal = digits > 0
        && before.ends_with(|c: char| c.is_ascii_digit())
        && after[digits..].starts_with(['e', 'E']);
    let word = after.trim_start();
    let is_extension = word
        .get(..3)
        .is_some_and(|word| word.eq_ignore_ascii_case("ext"))
        || word
            .strip_prefix(['x', 'X'])
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    is_decimal || is_extension
}

/// The numbers of a cell: each plus begins a new one.
fn numbers(cell: &str) -> Vec<&str> {
    let mut numbers = Vec::new();
    let mut begin = 0;
    let mut before = None;
    for (at, c) in cell.char_indices() {
        let is_after_number =
            before.is_some_and(|before: char| before.is_whitespace() || before.is_ascii_digit());
        if c == '+' && is_after_number {
            numbers.push(&cell[begin..at]);
            begin = at;
        }
        before = Some(c);
    }
    numbers.push(&cell[begin..]);
    numbers
}

/// A piece as it is, or its words where it has too many digits for one number and each word has
/// enough for its own.
fn words(piece: &str) -> Vec<&str> {
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let are_numbers = digits(piece) > MAX_DIGITS
        && clean::is_phone(piece)
        && piece
            .split_whitespace()
            .all(|word| digits(word) >= MIN_ALONE);
    if are_numbers {
        piece.split_whitespace().collect()
    } else {
        vec![piece]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        pieces(text, |line, piece| found.push((line, piece.to_owned())));
        found
    }

    fn pieces_of(text: &str) -> Vec<String> {
        split(text).into_iter().map(|piece| piece.1).collect()
    }

    #[test]
    fn lines_are_counted_as_editors_count_them() {
        assert_eq!(
            split("+18333998785\r\n\r\n+61397508869\r+34911222333\n"),
            [
                (1, "+18333998785".into()),
                (3, "+61397508869".into()),
                (4, "+34911222333".into())
            ]
        );
    }

    #[test]
    fn one_line_holds_several() {
        for text in [
            "+1 833 399 8785, +61 3 9750 8869",
            "+1 833 399 8785 +61 3 9750 8869",
            "\"+1 833 399 8785\";\"+61 3 9750 8869\"",
            "+1 833 399 8785|+61 3 9750 8869",
            "1. +1 833 399 8785\t2024-04-04\tAlice\t+61 3 9750 8869",
        ] {
            let found: Vec<_> = pieces_of(text)
                .iter()
                .map(|piece| clean::digits(piece))
                .collect();
            assert_eq!(found, ["18333998785", "61397508869"], "{text}");
        }
        assert_eq!(pieces_of("18333998785 61397508869").len(), 2);
        assert_eq!(pieces_of("18333998785, (833) 399-8786").len(), 2);
    }

    #[test]
    fn one_number_stays_one() {
        for text in [
            "+44 (0)20 7946 0958",
            "1,83E+10",
            "1.83E+10",
            "+1 833 399 8785, ext. 12",
            "+18333998785;ext=12",
            "tel:+1-833-399-8785",
            "Alice",
            "2024-04-04",
        ] {
            assert_eq!(pieces_of(text), [text]);
        }
        assert_eq!(pieces_of("1,83E+10, +18333998785").len(), 2);
    }
}
