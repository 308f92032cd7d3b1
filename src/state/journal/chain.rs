//! How entries hang together: each begins with its own hash, and names that of the one before.
//! Pure but for the hash, which whoever asks brings along.

use std::fmt;

use serde_json::{Value, json};

/// What the first entry names as the one before.
const NOTHING: &str = "";

/// The end of a journal, as it is remembered apart from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    pub number: usize,
    pub hash: String,
}

impl Head {
    pub fn parse(text: &str) -> Option<Self> {
        let (number, hash) = text.split_once(' ')?;
        Some(Self {
            number: number.parse().ok()?,
            hash: hash.to_owned(),
        })
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.number, self.hash)
    }
}

/// The number and hash of an entry as it is kept.
pub fn head_of(kept: &str) -> Option<Head> {
    let (hash, body) = kept.split_once('\n')?;
    let number = serde_json::from_str::<Value>(body).ok()?["number"].as_u64()?;
    Some(Head {
        number: usize::try_from(number).ok()?,
        hash: hash.to_owned(),
    })
}

/// The number and the text of an entry that follows another.
pub fn link(before: Option<&Head>, mut entry: Value) -> (usize, String) {
    let number = before.map_or(1, |head| head.number + 1);
    entry["number"] = json!(number);
    entry["previous"] = json!(before.map_or(NOTHING, |head| head.hash.as_str()));
    (number, entry.to_string())
}

/// What is wrong with a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Break {
    /// Its text is not the one that was hashed.
    Changed(usize),
    /// It does not follow the one before it: something between was removed, or put elsewhere.
    Torn(usize),
    /// Entries at the end are gone: this device remembers a later one.
    Shortened { last: usize, remembered: usize },
    /// Nothing can be read of it.
    Unreadable(usize),
}

impl fmt::Display for Break {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(place) => write!(f, "Entry {place} was changed after it was written."),
            Self::Torn(place) => write!(
                f,
                "Entry {place} does not follow the one before it: something between was removed or moved."
            ),
            Self::Shortened { last, remembered } => write!(
                f,
                "The journal ends at entry {last}, and this device remembers entry {remembered}."
            ),
            Self::Unreadable(place) => write!(f, "Entry {place} cannot be read."),
        }
    }
}

/// Looks at every entry; `hashes` are those of their texts, worked out anew.
pub fn verify(kept: &[String], hashes: &[String], remembered: Option<&Head>) -> Vec<Break> {
    let mut breaks = Vec::new();
    let mut before: Option<Head> = None;
    for (place, (text, hash)) in kept.iter().zip(hashes).enumerate() {
        let Some(own) = head_of(text) else {
            breaks.push(Break::Unreadable(place + 1));
            continue;
        };
        if own.hash != *hash {
            breaks.push(Break::Changed(own.number));
        }
        let body = text.split_once('\n').map_or("", |(_, body)| body);
        let previous = serde_json::from_str::<Value>(body).ok();
        let previous = previous.and_then(|value| value["previous"].as_str().map(str::to_owned));
        let expected = before.as_ref().map_or(NOTHING, |head| head.hash.as_str());
        let next = before.as_ref().map_or(1, |head| head.number + 1);
        if previous.as_deref() != Some(expected) || own.number != next {
            breaks.push(Break::Torn(own.number));
        }
        before = Some(own);
    }
    let last = before.as_ref().map_or(0, |head| head.number);
    if let Some(head) = remembered.filter(|head| head.number > last) {
        let remembered = head.number;
        breaks.push(Break::Shortened { last, remembered });
    } else if remembered.is_some_and(|head| Some(head) != before.as_ref()) && breaks.is_empty() {
        breaks.push(Break::Changed(last));
    }
    breaks
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};

    /// Stands in for the browser's SHA-256.
    fn hash(text: &str) -> String {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        format!("{:x}", hasher.finish())
    }

    fn journal(count: usize) -> Vec<String> {
        let mut kept: Vec<String> = Vec::new();
        for at in 0..count {
            let before = kept.last().and_then(|text| head_of(text));
            let (_, body) = link(before.as_ref(), json!({ "what": format!("change {at}") }));
            kept.push(format!("{}\n{body}", hash(&body)));
        }
        kept
    }

    fn verified(kept: &[String], remembered: Option<&Head>) -> Vec<Break> {
        let hashes: Vec<String> = kept
            .iter()
            .map(|text| hash(text.split_once('\n').unwrap().1))
            .collect();
        verify(kept, &hashes, remembered)
    }

    #[test]
    fn a_whole_journal_has_no_break() {
        let kept = journal(4);
        let head = head_of(&kept[3]);
        assert_eq!(head.as_ref().map(|head| head.number), Some(4));
        assert_eq!(verified(&kept, head.as_ref()), []);
        assert_eq!(verified(&[], None), []);
        let head = head.unwrap();
        assert_eq!(Head::parse(&head.to_string()), Some(head));
    }

    #[test]
    fn whatever_is_changed_removed_or_moved_shows() {
        let whole = journal(4);
        let head = head_of(&whole[3]);
        let mut changed = whole.clone();
        changed[1] = changed[1].replace("change 1", "nothing");
        assert_eq!(verified(&changed, head.as_ref()), [Break::Changed(2)]);
        let mut removed = whole.clone();
        removed.remove(1);
        assert_eq!(verified(&removed, head.as_ref()), [Break::Torn(3)]);
        let mut moved = whole.clone();
        moved.swap(1, 2);
        assert!(!verified(&moved, head.as_ref()).is_empty());
        assert_eq!(
            verified(&whole[..2], head.as_ref()),
            [Break::Shortened {
                last: 2,
                remembered: 4
            }]
        );
        assert_eq!(verified(&whole[1..], head.as_ref()), [Break::Torn(2)]);
    }

    #[test]
    fn one_that_was_written_anew_is_not_the_remembered_one() {
        let head = head_of(&journal(2)[1]);
        let mut other = journal(1);
        let (_, body) = link(head_of(&other[0]).as_ref(), json!({ "what": "forged" }));
        other.push(format!("{}\n{body}", hash(&body)));
        assert_eq!(verified(&other, head.as_ref()), [Break::Changed(2)]);
    }
}
