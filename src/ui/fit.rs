//! Whether a text surely fits its cell, told by its letters. To measure it would be to lay it out,
//! and what is clipped by style costs at every frame, so only what may not fit is.

/// Hundredths of an em, a little more than any of the fonts of `--font` needs; none for letters of
/// which that cannot be said.
const fn width_of(letter: char) -> Option<u32> {
    match letter {
        ' ' | '!' | '\'' | '(' | ')' | ',' | '-' | '.' | '/' | ':' | ';' | '[' | ']' | '|'
        | 'I' | 'f' | 'i' | 'j' | 'l' | 'r' | 't' => Some(40),
        'M' | 'W' | 'm' | 'w' | '@' | '%' | 'Æ' | 'æ' | '…' => Some(100),
        'A'..='Z' | 'À'..='Þ' | '&' => Some(80),
        '"'..='~' | 'ß'..='ÿ' => Some(62),
        _ => None,
    }
}

/// The width of a text in hundredths of an em, if that can be said.
pub fn width(text: &str) -> Option<u32> {
    text.chars()
        .try_fold(0_u32, |sum, letter| sum.checked_add(width_of(letter)?))
}

/// Whether a text surely fits a room of hundredths of an em.
pub fn fits(text: &str, room: u32) -> bool {
    width(text).is_some_and(|width| width <= room)
}

/// The longest beginning that surely fits.
pub fn beginning(text: &str, room: u32) -> &str {
    let mut left = room;
    let end = text.char_indices().find(|(_, letter)| {
        let rest = width_of(*letter).and_then(|width| left.checked_sub(width));
        left = rest.unwrap_or_default();
        rest.is_none()
    });
    text.get(..end.map_or(text.len(), |(at, _)| at))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_letters_take_less_room_than_wide_ones() {
        assert!(fits("illicit tiff", 600));
        assert!(!fits("MWMWMWMWMWMW", 600));
    }

    #[test]
    fn letters_of_unknown_width_never_surely_fit() {
        assert!(!fits("電話", 10_000));
        assert_eq!(beginning("ab電話", 10_000), "ab");
    }

    #[test]
    fn a_beginning_is_what_fits_and_no_more() {
        assert_eq!(beginning("abcdef", 62 * 3), "abc");
        assert_eq!(beginning("abc", 10_000), "abc");
        assert_eq!(beginning("Äpfel", 79), "");
    }
}
