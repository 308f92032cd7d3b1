//! Digits in groups, for reading.

use super::Digits;

/// Country codes of one and of two digits (ITU-T E.164, list of assigned codes); every other has
/// three.
const ONE: [u8; 2] = [1, 7];
const TWO: [u8; 44] = [
    20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56,
    57, 58, 60, 61, 62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98,
];

/// How the digits after the country code are usually grouped: country code, the digits they
/// begin with, how many there are in all, and the groups.
const GROUPS: [(u16, &str, usize, &[usize]); 42] = [
    (1, "", 10, &[3, 3, 4]),
    (7, "", 10, &[3, 3, 2, 2]),
    (27, "", 9, &[2, 3, 4]),
    (30, "", 10, &[3, 3, 4]),
    (31, "6", 9, &[1, 4, 4]),
    (31, "", 9, &[2, 3, 4]),
    (32, "4", 9, &[3, 2, 2, 2]),
    (32, "", 8, &[1, 3, 2, 2]),
    (33, "", 9, &[1, 2, 2, 2, 2]),
    (34, "", 9, &[3, 3, 3]),
    (39, "", 10, &[3, 3, 4]),
    (41, "", 9, &[2, 3, 2, 2]),
    (44, "2", 10, &[2, 4, 4]),
    (44, "11", 10, &[3, 3, 4]),
    (44, "3", 10, &[3, 3, 4]),
    (44, "8", 10, &[3, 3, 4]),
    (44, "", 10, &[4, 6]),
    (45, "", 8, &[2, 2, 2, 2]),
    (46, "7", 9, &[2, 3, 2, 2]),
    (46, "8", 9, &[1, 3, 3, 2]),
    (47, "", 8, &[2, 2, 2, 2]),
    (48, "", 9, &[3, 3, 3]),
    (49, "30", 10, &[2, 4, 4]),
    (49, "40", 10, &[2, 4, 4]),
    (49, "89", 10, &[2, 4, 4]),
    (49, "1", 11, &[3, 4, 4]),
    (52, "", 10, &[2, 4, 4]),
    (55, "", 11, &[2, 5, 4]),
    (55, "", 10, &[2, 4, 4]),
    (61, "4", 9, &[3, 3, 3]),
    (61, "", 9, &[1, 4, 4]),
    (65, "", 8, &[4, 4]),
    (81, "", 9, &[1, 4, 4]),
    (81, "", 10, &[2, 4, 4]),
    (82, "", 10, &[2, 4, 4]),
    (86, "1", 11, &[3, 4, 4]),
    (91, "", 10, &[5, 5]),
    (353, "", 9, &[2, 3, 4]),
    (852, "", 8, &[4, 4]),
    (971, "", 9, &[2, 3, 4]),
    (972, "", 9, &[2, 3, 4]),
    (972, "", 8, &[1, 3, 4]),
];

/// How long the country code is that begins with these two digits.
pub(super) fn country_code_len(first: u8, second: u8) -> usize {
    if ONE.contains(&first) {
        1
    } else if TWO.contains(&(first * 10 + second)) {
        2
    } else {
        3
    }
}

/// A number in E.164 form grouped for reading: `+1 833 399 8785`. Its digits stay as they are and
/// in order; a text that is no such number is given back unchanged.
pub fn grouped(wire: &str) -> String {
    let packed = wire
        .strip_prefix('+')
        .and_then(|digits| Digits::exactly(digits.as_bytes()));
    let Some(packed) = packed else {
        return wire.to_owned();
    };
    let (country, national) = wire[1..].split_at(packed.country_code_len());
    let mut out = String::with_capacity(wire.len() + 5);
    out.push('+');
    out.push_str(country);
    let code = country.parse().unwrap_or(0);
    let known = GROUPS.iter().find(|(of, start, len, _)| {
        *of == code && *len == national.len() && national.starts_with(start)
    });
    let mut rest = national;
    let mut groups = known.map_or(&[][..], |known| known.3).iter().copied();
    while !rest.is_empty() {
        let len = groups
            .next()
            .unwrap_or_else(|| next_group(rest.len()))
            .min(rest.len());
        let (group, after) = rest.split_at(len);
        out.push(' ');
        out.push_str(group);
        rest = after;
    }
    out
}

/// The next group where nothing is known: threes, and fours where threes would leave one over.
fn next_group(left: usize) -> usize {
    match left {
        0..=5 => left,
        _ if left.is_multiple_of(3) => 3,
        _ if left.is_multiple_of(4) => 4,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_grouped_as_their_countries_do() {
        for (wire, read) in [
            ("+18333998785", "+1 833 399 8785"),
            ("+61397508869", "+61 3 9750 8869"),
            ("+61412345678", "+61 412 345 678"),
            ("+442079460958", "+44 20 7946 0958"),
            ("+441632960961", "+44 1632 960961"),
            ("+33142685300", "+33 1 42 68 53 00"),
            ("+4989123456789", "+49 891 2345 6789"),
            ("+972542566110", "+972 54 256 6110"),
            ("+3545551234", "+354 555 1234"),
            ("+12", "+1 2"),
            ("+1", "+1"),
            ("20001", "20001"),
            ("+1 833", "+1 833"),
            ("", ""),
        ] {
            assert_eq!(grouped(wire), read);
        }
    }

    proptest! {
        #[test]
        fn the_digits_stay(wire in "\\+[0-9]{1,15}") {
            let digits: String = grouped(&wire).chars().filter(|c| *c != ' ').collect();
            prop_assert_eq!(digits, wire);
        }

        #[test]
        fn any_text_passes(text in "\\PC{0,20}") {
            grouped(&text);
        }
    }
}
