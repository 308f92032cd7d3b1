//! One distinct cell, taken apart.

use crate::json;
use crate::sbc::Sbc;

/// How the values of a column are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word or a number.
    Word,
    /// A word for which the vendors have several spellings.
    Assignment,
    /// A list of words.
    Capabilities,
    /// A list of session border controllers.
    Sbcs,
}

/// One distinct cell, taken apart.
pub(super) struct Reading {
    pub(super) text: String,
    /// The values to filter by, as they are shown.
    pub(super) labels: Vec<String>,
    /// It is of a kind that the column cannot have.
    pub(super) is_odd: bool,
}

/// What makes two spellings one: case, and for assignments also blanks and the names that the
/// vendor ("Operator Connect Number Management") and Microsoft (`numberAssignment`) give to
/// numbers of a voice application.
pub(super) fn key(kind: Kind, label: &str) -> String {
    let folded = label.trim().to_lowercase();
    if kind != Kind::Assignment {
        return folded;
    }
    let folded = folded.replace([' ', '_', '-'], "");
    match folded.as_str() {
        "voiceappassigned" | "voiceapplicationassigned" => "voiceapp".to_owned(),
        _ => folded,
    }
}

/// Between the words of a list in one cell: no word and no host name holds it.
const BETWEEN: &str = ";";

impl Reading {
    pub(super) fn new(kind: Kind, raw: &str) -> Self {
        match (kind, raw.as_bytes().first()) {
            (_, Some(b'n')) => Self {
                text: String::new(),
                labels: Vec::new(),
                is_odd: false,
            },
            (Kind::Sbcs, _) => Self::sbcs(raw),
            // The vendor's table calls the assignment a list, though it was never seen as one.
            (_, Some(b'[')) => {
                let items = json::items(raw).unwrap_or_default();
                let labels: Vec<String> = items
                    .into_iter()
                    .map(|item| json::readable(item).into_owned())
                    .collect();
                Self {
                    text: labels.join(BETWEEN),
                    labels,
                    is_odd: false,
                }
            }
            (_, Some(b'{')) => Self::odd(raw),
            _ => {
                let text = json::readable(raw).into_owned();
                Self {
                    labels: vec![text.clone()],
                    text,
                    is_odd: false,
                }
            }
        }
    }

    fn sbcs(raw: &str) -> Self {
        let Some(sbcs) = Sbc::list(raw) else {
            return Self::odd(raw);
        };
        let names: Vec<&str> = sbcs.iter().map(|sbc| sbc.name.as_str()).collect();
        Self {
            text: names.join(BETWEEN),
            labels: sbcs.iter().map(|sbc| sbc.host.clone()).collect(),
            is_odd: false,
        }
    }

    fn odd(raw: &str) -> Self {
        Self {
            text: raw.to_owned(),
            labels: Vec::new(),
            is_odd: true,
        }
    }
}
