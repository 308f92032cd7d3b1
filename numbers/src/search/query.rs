//! What was typed into the search field, understood.

use super::guid_part::GuidPart;
use crate::phone::{Digits, MAX_DIGITS, clean};

/// Terms that all have to be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Query {
    pub(crate) terms: Vec<Term>,
}

/// One term, found in any of these ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) ways: Vec<Way>,
}

/// A way to find a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Way {
    /// The number has these digits, one after another.
    Digits(Digits),
    /// The number begins with these digits.
    Begins(Digits),
    /// A text has this part; lower case.
    Text(String),
    /// A GUID has this part.
    Guid(GuidPart),
    /// An id of a number or of a job is this.
    Id(i64),
}

/// Digits after a trunk zero, or after the American prefix for calls abroad, that make it one.
const MIN_AFTER_PREFIX: usize = 4;
const INTERNATIONAL: &str = "00";
const AMERICAN_INTERNATIONAL: &str = "011";

impl Query {
    /// Understands what was typed.
    pub(crate) fn parse(text: &str) -> Self {
        let text = clean::plain(text).trim().to_lowercase();
        let text = text.strip_prefix("tel:").unwrap_or(&text);
        // A bracket or a plus is how a number begins: nothing to search for yet.
        if text.chars().all(clean::is_punctuation) {
            return Self::default();
        }
        if clean::is_phone(text) {
            let mut term = Term::phone(text);
            // An address such as 20.102.51.206 is of digits and points too.
            if text.contains('.') {
                term.ways.push(Way::Text(text.to_owned()));
            }
            return Self { terms: vec![term] };
        }
        let mut terms = Vec::new();
        let mut words = text.split_whitespace().peekable();
        while let Some(word) = words.next() {
            if !clean::is_phone(word) {
                terms.push(Term::word(word));
                continue;
            }
            let mut phone = word.to_owned();
            while let Some(next) = words.next_if(|next| clean::is_phone(next)) {
                phone.push(' ');
                phone.push_str(next);
            }
            let mut term = Term::phone(&phone);
            term.ways.push(Way::Text(phone));
            terms.push(term);
        }
        Self { terms }
    }

    /// Whether everything is found.
    pub(crate) fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether this finds nothing that the other does not find: then only what the other found
    /// has to be looked at.
    pub(crate) fn narrows(&self, other: &Self) -> bool {
        other
            .terms
            .iter()
            .all(|wider| self.terms.iter().any(|term| term.implies(wider)))
    }
}

impl Term {
    fn phone(text: &str) -> Self {
        let digits = clean::digits(text);
        let mut ways = Vec::new();
        let mut add = |way: fn(Digits) -> Way, digits: &str| {
            ways.extend(Digits::exactly(digits.as_bytes()).map(way));
        };
        if text.trim_start().starts_with('+') {
            add(Way::Begins, &digits);
        } else if let Some(rest) = digits.strip_prefix(INTERNATIONAL) {
            add(Way::Begins, rest);
            add(Way::Digits, &digits);
        } else {
            if let Some(rest) = digits.strip_prefix('0')
                && rest.len() >= MIN_AFTER_PREFIX
            {
                add(Way::Digits, rest);
            }
            if let Some(rest) = digits.strip_prefix(AMERICAN_INTERNATIONAL)
                && rest.len() >= MIN_AFTER_PREFIX
            {
                add(Way::Begins, rest);
            }
            add(Way::Digits, &digits);
        }
        // A GUID can be of digits alone.
        if digits.len() > MAX_DIGITS {
            ways.extend(GuidPart::parse(text).map(Way::Guid));
        }
        Self { ways }
    }

    fn word(word: &str) -> Self {
        let id = word.strip_prefix("id:").and_then(|id| id.parse().ok());
        if let Some(id) = id {
            return Self {
                ways: vec![Way::Id(id)],
            };
        }
        let mut ways = vec![Way::Text(word.to_owned())];
        ways.extend(GuidPart::parse(word).map(Way::Guid));
        Self { ways }
    }

    fn implies(&self, other: &Self) -> bool {
        self.ways
            .iter()
            .all(|way| other.ways.iter().any(|wider| way.implies(wider)))
    }
}

impl Way {
    fn implies(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Digits(part) | Self::Begins(part), Self::Digits(wider)) => part.contains(*wider),
            (Self::Begins(part), Self::Begins(wider)) => part.starts_with(*wider),
            (Self::Text(part), Self::Text(wider)) => part.contains(wider.as_str()),
            (Self::Guid(part), Self::Guid(wider)) => part.implies(wider),
            (Self::Id(id), Self::Id(wider)) => id == wider,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(text: &str) -> Digits {
        Digits::exactly(text.as_bytes()).unwrap()
    }

    fn ways(text: &str) -> Vec<Way> {
        Query::parse(text)
            .terms
            .into_iter()
            .flat_map(|term| term.ways)
            .collect()
    }

    #[test]
    fn every_form_of_a_number_is_understood() {
        assert_eq!(ways("(833) 399-8785"), [Way::Digits(digits("8333998785"))]);
        assert_eq!(ways("18333998785"), [Way::Digits(digits("18333998785"))]);
        assert_eq!(
            ways("+1 833 399 8785"),
            [Way::Begins(digits("18333998785"))]
        );
        assert_eq!(
            ways("tel:+1-833-399-8785"),
            [Way::Begins(digits("18333998785"))]
        );
        assert!(ways("0018333998785").contains(&Way::Begins(digits("18333998785"))));
        assert!(ways("011 44 20 7946 0958").contains(&Way::Begins(digits("442079460958"))));
        assert!(ways("020 7946 0958").contains(&Way::Digits(digits("2079460958"))));
        assert_eq!(
            ways("+44 (0)20 7946 0958"),
            [Way::Begins(digits("442079460958"))]
        );
    }

    #[test]
    fn what_is_not_yet_a_number_finds_everything() {
        for text in ["", "  ", "+", "(", "\u{200B}"] {
            assert!(Query::parse(text).is_empty(), "{text:?}");
        }
    }

    #[test]
    fn words_and_numbers_are_terms_of_their_own() {
        let query = Query::parse("oc1 833 399 TollFree");
        assert_eq!(query.terms.len(), 3);
        assert_eq!(query.terms[0].ways, [Way::Text("oc1".into())]);
        assert_eq!(query.terms[1].ways[0], Way::Digits(digits("833399")));
        assert_eq!(query.terms[2].ways, [Way::Text("tollfree".into())]);
        assert_eq!(ways("id:125336"), [Way::Id(125_336)]);
        assert!(ways("20.102.51.206").contains(&Way::Text("20.102.51.206".into())));
        assert_eq!(ways("00000000-0000-0000-0000-000000000001").len(), 1);
    }

    #[test]
    fn a_growing_term_narrows() {
        for (wide, narrow) in [
            ("8", "83"),
            ("(833) 39", "(833) 399"),
            ("+1", "+18"),
            ("oc", "oc1"),
            ("d57d", "d57d-48"),
            ("", "5"),
            ("oc1", "oc1 833"),
        ] {
            assert!(
                Query::parse(narrow).narrows(&Query::parse(wide)),
                "{wide} {narrow}"
            );
        }
        for (wide, narrow) in [("83", "8"), ("00", "001"), ("d57", "d57d"), ("1", "oc1")] {
            assert!(
                !Query::parse(narrow).narrows(&Query::parse(wide)),
                "{wide} {narrow}"
            );
        }
    }
}
