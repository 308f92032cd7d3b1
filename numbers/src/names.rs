//! Names that the numbers themselves do not carry.

/// Names of calling profiles and of countries, for searching and sorting by what is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    profiles: Vec<Name>,
    countries: Vec<Name>,
}

/// A name, its key, and both in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    key: String,
    shown: String,
    folded: String,
}

impl Names {
    /// No names at all.
    pub fn new() -> Self {
        Self::default()
    }

    /// Names a calling profile by its id.
    pub fn name_profile(&mut self, id: &str, name: &str) {
        add(&mut self.profiles, id, name);
    }

    /// Names a country by its two-letter code.
    pub fn name_country(&mut self, code: &str, name: &str) {
        add(&mut self.countries, code, name);
    }

    /// The name of a calling profile.
    pub fn profile(&self, id: &str) -> Option<&str> {
        find(&self.profiles, &id.to_lowercase()).map(|name| name.shown.as_str())
    }

    /// The name of a country by its two-letter code.
    pub fn country(&self, code: &str) -> Option<&str> {
        find(&self.countries, &code.to_lowercase()).map(|name| name.shown.as_str())
    }

    /// The name of a calling profile in lower case, by its id in lower case.
    pub(crate) fn folded_profile(&self, id: &str) -> Option<&str> {
        find(&self.profiles, id).map(|name| name.folded.as_str())
    }

    /// The name of a country in lower case, by its code in lower case.
    pub(crate) fn folded_country(&self, code: &str) -> Option<&str> {
        find(&self.countries, code).map(|name| name.folded.as_str())
    }
}

fn place(names: &[Name], key: &str) -> Result<usize, usize> {
    names.binary_search_by(|name| name.key.as_str().cmp(key))
}

fn find<'a>(names: &'a [Name], key: &str) -> Option<&'a Name> {
    names.get(place(names, key).ok()?)
}

fn add(names: &mut Vec<Name>, key: &str, shown: &str) {
    let key = key.to_lowercase();
    let at = place(names, &key);
    let name = Name {
        key,
        shown: shown.to_owned(),
        folded: shown.to_lowercase(),
    };
    match at {
        Ok(at) => names[at] = name,
        Err(at) => names.insert(at, name),
    }
}
