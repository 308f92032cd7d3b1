//! What somebody may mean by what was typed or pasted.

use cordboard_api::TenantId;

/// E.164 has at most this many digits.
const MOST_DIGITS: usize = 15;
/// Fewer are an extension or the beginning of a number, and no call is worth it.
const FEWEST_DIGITS: usize = 7;
/// How the vendor's task ids begin.
const TASK_PREFIXES: [&str; 2] = ["tsk_", "wst_"];

/// One reading of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// In lower case, without braces.
    Guid(String),
    /// A task id, as it was given.
    Task(String),
    /// A phone number: a plus and digits.
    Number(String),
    /// A host name in lower case.
    Fqdn(String),
    /// Words to search names for; empty for nothing.
    Words(String),
}

/// Reads a text. What is no id, number or host name is words.
pub fn meaning(text: &str) -> Meaning {
    let bare = text
        .trim()
        .trim_matches(['"', '\'', '`', '<', '>', ',', ';'])
        .trim();
    if let Ok(guid) = TenantId::parse(bare.trim_matches(['{', '}', '(', ')'])) {
        return Meaning::Guid(guid.to_string());
    }
    let small = bare.to_ascii_lowercase();
    let is_task = TASK_PREFIXES.iter().any(|prefix| small.starts_with(prefix));
    if is_task && !bare.contains(char::is_whitespace) {
        return Meaning::Task(bare.to_owned());
    }
    if let Some(number) = number(&small) {
        return Meaning::Number(number);
    }
    match fqdn(&small) {
        Some(host) => Meaning::Fqdn(host),
        None => Meaning::Words(bare.to_owned()),
    }
}

/// A phone number in whatever way it is written: `tel:` and `sip:` addresses, an international
/// prefix of two zeros, and the "(0)" that nobody dials.
fn number(text: &str) -> Option<String> {
    let text = ["tel:", "sips:", "sip:"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme))
        .unwrap_or(text);
    // What follows is a parameter, an extension or a host.
    let text = text.split([';', '@']).next()?.replace("(0)", "");
    let mut digits = String::new();
    for letter in text.trim().chars() {
        match letter {
            '0'..='9' => digits.push(letter),
            '+' | '\u{ff0b}' if digits.is_empty() => {}
            // Full-width digits come from spreadsheets.
            '\u{ff10}'..='\u{ff19}' => {
                digits.extend(char::from_digit(u32::from(letter) - 0xff10, 10));
            }
            _ if is_between(letter) => {}
            _ => return None,
        }
    }
    let digits = digits.strip_prefix("00").unwrap_or(&digits);
    let is_number = (FEWEST_DIGITS..=MOST_DIGITS).contains(&digits.len());
    is_number.then(|| format!("+{digits}"))
}

/// What people and programs put between digits: signs, blanks, dashes of every kind, and marks of
/// writing direction that cannot be seen.
fn is_between(letter: char) -> bool {
    const UNSEEN: [std::ops::RangeInclusive<char>; 4] = [
        '\u{2010}'..='\u{2015}',
        '\u{200b}'..='\u{200f}',
        '\u{202a}'..='\u{202e}',
        '\u{2066}'..='\u{2069}',
    ];
    matches!(letter, '(' | ')' | '-' | '/' | '.' | '\u{feff}')
        || letter.is_whitespace()
        || UNSEEN.iter().any(|range| range.contains(&letter))
}

/// A host name: labels of letters, digits and hyphens, the last of them no number. An address of a
/// page, or of a SIP user, holds one too.
fn fqdn(text: &str) -> Option<String> {
    let text = text.split_once("://").map_or(text, |(_, rest)| rest);
    let text = text.split_once('@').map_or(text, |(_, rest)| rest);
    let host = text.split(['/', ':', '?', '#', ';']).next()?;
    let host = host.trim_end_matches('.');
    let labels: Vec<&str> = host.split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
    };
    let ends_in_letters = labels
        .last()
        .is_some_and(|label| label.chars().any(|letter| letter.is_ascii_alphabetic()));
    let is_host = labels.len() > 1 && ends_in_letters && labels.iter().all(is_label);
    is_host.then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phone_numbers_are_read_in_any_formatting() {
        for text in [
            "+442079460000",
            " +44 (0)20 7946-0000 ",
            "0044 20 7946 0000",
            "44.20.7946.0000",
            "tel:+44-20-7946-0000;ext=12",
            "sip:+442079460000@oc1.example.net;user=phone",
            "\u{202a}+44\u{a0}20\u{2011}7946\u{2011}0000\u{202c}",
            "\u{ff0b}\u{ff14}\u{ff14}2079460000",
            "\"+442079460000\",",
        ] {
            let expected = Meaning::Number("+442079460000".to_owned());
            assert_eq!(meaning(text), expected, "{text}");
        }
        for text in [
            "112",
            "+44",
            "12345678901234567",
            "4420794600x0",
            "10.0.0.1.2.3x",
        ] {
            assert!(!matches!(meaning(text), Meaning::Number(_)), "{text}");
        }
    }

    #[test]
    fn ids_and_hosts_are_told_apart() {
        let guid = Meaning::Guid("f94238e5-4f2c-4e1b-8125-2d27122ca75f".to_owned());
        assert_eq!(meaning(" {F94238E5-4F2C-4E1B-8125-2D27122CA75F} "), guid);
        assert_eq!(meaning("tsk_1156"), Meaning::Task("tsk_1156".to_owned()));
        let task = "wst_f94238e5-4f2c-4e1b-8125-2d27122ca75f";
        assert_eq!(meaning(task), Meaning::Task(task.to_owned()));
        for text in [
            "OC1.Sandbox2.audiocodes.be.",
            "https://oc1.sandbox2.audiocodes.be:5061/x?y",
            "sip:anonymous@oc1.sandbox2.audiocodes.be",
        ] {
            let host = Meaning::Fqdn("oc1.sandbox2.audiocodes.be".to_owned());
            assert_eq!(meaning(text), host, "{text}");
        }
        for text in ["", "voice", "e.g. this", "-a.example", "10.1.2.3"] {
            assert!(matches!(meaning(text), Meaning::Words(_)), "{text}");
        }
    }
}
