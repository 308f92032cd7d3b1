//! What people type and paste around the digits of a number.

/// The text with every digit of Unicode's common decimal sets as ASCII, every blank as a space,
/// and without the characters that are not seen: what is copied from a web page or a chat holds
/// them.
pub(crate) fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !is_unseen(*c))
        .map(plain_char)
        .collect()
}

fn plain_char(c: char) -> char {
    const ZEROS: [char; 3] = ['\u{FF10}', '\u{0660}', '\u{06F0}'];
    let digit = ZEROS.into_iter().find_map(|zero| {
        let value = u32::from(c).checked_sub(u32::from(zero))?;
        char::from_digit(value, 10)
    });
    match c {
        _ if digit.is_some() => digit.unwrap_or(c),
        '\u{FF0B}' => '+',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FF0D}' => '-',
        '\n' | '\r' | '\t' => c,
        _ if c.is_whitespace() => ' ',
        _ => c,
    }
}

/// Marks of direction, joiners and the byte order mark.
fn is_unseen(c: char) -> bool {
    crate::decoder::is_direction(c)
        || matches!(
            c,
            '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}'
        )
}

/// Whether a character may stand between the digits of a number.
pub(crate) fn is_punctuation(c: char) -> bool {
    matches!(c, '+' | '(' | ')' | '-' | '.' | '/' | ' ' | '\t')
}

/// Whether a text is a number as people write them: digits, and nothing but punctuation.
pub(crate) fn is_phone(text: &str) -> bool {
    let mut digits = false;
    text.chars().all(|c| {
        digits |= c.is_ascii_digit();
        c.is_ascii_digit() || is_punctuation(c)
    }) && digits
}

/// The digits of a number as people write them, without the trunk zero in `+44 (0)20`.
pub(crate) fn digits(text: &str) -> String {
    let text = match text.split_once("(0)") {
        Some((country, rest)) if country.contains(|c: char| c.is_ascii_digit()) => {
            format!("{country}{rest}")
        }
        _ => text.to_owned(),
    };
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_gone() {
        assert_eq!(
            plain("\u{202D}+1\u{00A0}833\u{2011}399\u{202C}"),
            "+1 833-399"
        );
        assert_eq!(plain("\u{FF0B}\u{FF11}\u{0668}\u{06F3}"), "+183");
    }

    #[test]
    fn the_trunk_zero_in_brackets_is_left_out() {
        assert_eq!(digits("+44 (0)20 7946 0958"), "442079460958");
        assert_eq!(digits("(0)20 7946"), "0207946");
        assert!(is_phone("(833) 399-8785") && !is_phone("+()") && !is_phone("oc1"));
    }
}
