//! The trunks that are known, to tell a tag that is none of them.

use std::fmt;

use hashbrown::HashSet;

/// FQDNs of all trunks of all calling profiles.
#[derive(Debug, Clone, Default)]
pub struct Trunks {
    names: Vec<String>,
    known: HashSet<String>,
}

/// A tag that is no known trunk. By the vendor's page "Modify Dial Plan Content" its numbers count
/// as Service Number licences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownTag {
    /// The tag as it stands in the rules.
    pub tag: String,
    /// How many of the new rules carry it.
    pub rules: usize,
    /// The known trunk that is spelled most like it, if any is near.
    pub closest: Option<String>,
}

impl Trunks {
    /// Takes the names as the calling profiles give them.
    pub fn new<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> Self {
        let mut trunks = Self::default();
        for name in names {
            let name = name.as_ref().trim();
            if !name.is_empty() && trunks.known.insert(plain(name)) {
                trunks.names.push(name.to_owned());
            }
        }
        trunks
    }

    /// Whether a tag is one of them; DNS names do not tell capitals apart.
    pub fn has(&self, tag: &str) -> bool {
        self.known.contains(&plain(tag))
    }

    /// The trunk spelled most like the tag. A third of its letters may differ: further away it is
    /// no slip of the hand but another name.
    pub fn closest(&self, tag: &str) -> Option<&str> {
        let wanted = plain(tag);
        let within = wanted.chars().count() / 3;
        self.names
            .iter()
            .map(|name| (strsim::osa_distance(&wanted, &plain(name)), name))
            .filter(|(distance, _)| *distance <= within)
            .min()
            .map(|(_, name)| name.as_str())
    }
}

impl fmt::Display for UnknownTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            tag,
            rules,
            closest,
        } = self;
        match rules {
            1 => write!(
                f,
                "1 rule goes to {tag}, which is no known trunk: its number counts"
            )?,
            _ => write!(
                f,
                "{rules} rules go to {tag}, which is no known trunk: they count"
            )?,
        }
        match rules {
            1 => write!(f, " as a Service Number licence.")?,
            _ => write!(f, " as Service Number licences.")?,
        }
        match closest {
            Some(closest) => write!(f, " Closest: {closest}."),
            None => Ok(()),
        }
    }
}

fn plain(name: &str) -> String {
    name.trim().trim_end_matches('.').to_ascii_lowercase()
}
