//! Names that the numbers themselves do not carry.

use hashbrown::HashMap;

/// Names of calling profiles and of countries, for searching and sorting by what is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    profiles: HashMap<String, Name>,
    countries: HashMap<String, Name>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    shown: String,
    folded: String,
}

impl Name {
    fn new(shown: &str) -> Self {
        Self {
            shown: shown.to_owned(),
            folded: shown.to_lowercase(),
        }
    }
}

impl Names {
    /// No names at all.
    pub fn new() -> Self {
        Self::default()
    }

    /// Names a calling profile by its id.
    pub fn name_profile(&mut self, id: &str, name: &str) {
        self.profiles.insert(id.to_lowercase(), Name::new(name));
    }

    /// Names a country by its two-letter code.
    pub fn name_country(&mut self, code: &str, name: &str) {
        self.countries.insert(code.to_lowercase(), Name::new(name));
    }

    /// The name of a calling profile.
    pub fn profile(&self, id: &str) -> Option<&str> {
        self.profiles
            .get(&id.to_lowercase())
            .map(|name| name.shown.as_str())
    }

    /// The name of a calling profile in lower case, by its id in lower case.
    pub(crate) fn folded_profile(&self, id: &str) -> Option<&str> {
        self.profiles.get(id).map(|name| name.folded.as_str())
    }

    /// The name of a country in lower case, by its code in lower case.
    pub(crate) fn folded_country(&self, code: &str) -> Option<&str> {
        self.countries.get(code).map(|name| name.folded.as_str())
    }
}
