//! The SBC's choice by elimination, written from the manual without the index: slow and plain.

/// What one rule leaves open at each digit of a number, or nothing when it does not fit.
/// Smaller is better: (place in the manual's list, possibilities).
pub(crate) fn openness(prefix: &str, number: &str) -> Option<Vec<(u8, usize)>> {
    if prefix == "*" {
        return Some(vec![(6, 0)]);
    }
    let (head, suffix) = match prefix.split_once('(') {
        Some((head, rest)) => (head, Some(rest.trim_end_matches(')'))),
        None => (prefix, None),
    };
    let (head, ends) = match head.strip_suffix('#') {
        Some(head) => (head, true),
        None => (head, false),
    };
    let (mut found, used) = consume(head, number)?;
    let rest = &number[used..];
    if ends {
        found.push((1, 1));
        return rest.is_empty().then_some(found);
    }
    let Some(suffix) = suffix else {
        found.push((6, 0));
        return Some(found);
    };
    let bracketed = if suffix.contains('-') && !suffix.contains('[') {
        format!("[{suffix}]")
    } else {
        suffix.to_owned()
    };
    // Try every tail: only one has the right length.
    (0..=rest.len()).find_map(|from| {
        let (ranks, used) = consume(&bracketed, &rest[from..])?;
        (from + used == rest.len()).then(|| {
            let mut all = found.clone();
            all.push((4, 1000 - used));
            all.extend(ranks);
            all
        })
    })
}

/// The winner among rules, by their order: at each digit only those that leave least remain.
pub(crate) fn winner(prefixes: &[&str], number: &str) -> Option<usize> {
    let fitting = prefixes.iter().enumerate();
    let mut left: Vec<(usize, Vec<(u8, usize)>)> = fitting
        .filter_map(|(at, prefix)| Some((at, openness(prefix, number)?)))
        .collect();
    for digit in 0.. {
        let Some(best) = left
            .iter()
            .filter_map(|(_, open)| open.get(digit).copied())
            .min()
        else {
            break;
        };
        left.retain(|(_, open)| open.get(digit) == Some(&best));
    }
    left.first().map(|(at, _)| *at)
}

fn consume(pattern: &str, number: &str) -> Option<(Vec<(u8, usize)>, usize)> {
    let mut found = Vec::new();
    let mut used = 0;
    let mut pattern = pattern;
    while let Some(first) = pattern.chars().next() {
        pattern = &pattern[first.len_utf8()..];
        if first == '[' {
            let (inside, rest) = pattern.split_once(']')?;
            pattern = rest;
            let numbers = written_out(inside);
            let width = numbers.first()?.len();
            let digits = number.get(used..used + width)?;
            for at in 0..width {
                let mut next: Vec<u8> = numbers
                    .iter()
                    .filter(|known| known.starts_with(&digits[..at]))
                    .map(|known| known.as_bytes()[at])
                    .collect();
                next.sort_unstable();
                next.dedup();
                if !next.contains(&digits.as_bytes()[at]) {
                    return None;
                }
                found.push(if next.len() == 1 {
                    (1, 1)
                } else {
                    (2, next.len())
                });
            }
            used += width;
            continue;
        }
        let actual = number[used..].chars().next()?;
        let (fits, open) = match first {
            'x' => (actual.is_ascii_digit(), (3, 10)),
            'z' => (('1'..='9').contains(&actual), (3, 9)),
            'n' => (('2'..='9').contains(&actual), (3, 8)),
            '.' => (actual.is_ascii_alphanumeric(), (5, 62)),
            '\\' => {
                let literal = pattern.chars().next()?;
                pattern = &pattern[1..];
                (actual == literal, (1, 1))
            }
            literal => (actual == literal, (1, 1)),
        };
        if !fits {
            return None;
        }
        found.push(open);
        used += 1;
    }
    Some((found, used))
}

/// Every number of `1-3,7`, with its leading zeros.
fn written_out(list: &str) -> Vec<String> {
    list.split(',')
        .flat_map(|part| {
            let (from, to) = part.split_once('-').unwrap_or((part, part));
            let width = from.len();
            let (from, to): (u64, u64) = (from.parse().unwrap(), to.parse().unwrap());
            (from..=to).map(move |number| format!("{number:0width$}"))
        })
        .collect()
}
