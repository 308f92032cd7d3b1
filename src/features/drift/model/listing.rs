//! Which findings the list shows, and in which order.

use std::cmp::Ordering;

use cordboard_dial_plan::drift::{Finding, Kind, Report};

use super::words;
use crate::profiles::rows::sort;

/// The columns that can be sorted by.
pub const SORTED_BY: [&str; 4] = ["finding", "number", "tag", "profile"];

/// A report made ready for searching.
#[derive(Debug)]
pub struct Listing {
    pub report: Report,
    /// All findings in small letters, one behind the other.
    text: String,
    ends: Vec<usize>,
}

/// What of it is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pub search: String,
    /// The word of a kind; empty for all.
    pub kind: String,
    pub column: String,
    pub is_descending: bool,
}

impl Listing {
    pub fn new(report: Report) -> Self {
        let mut text = String::new();
        let mut ends = Vec::with_capacity(report.findings.len());
        for finding in &report.findings {
            let rule = report.rule(finding);
            for part in [
                finding.number.as_str(),
                rule.map_or("", |rule| &rule.prefix),
                rule.map_or("", |rule| &rule.name),
                rule.map_or("", |rule| &rule.tag),
                words::profile(&report, finding),
            ] {
                text.push_str(&part.to_lowercase());
                text.push('\n');
            }
            ends.push(text.len());
        }
        Self { report, text, ends }
    }

    /// The places of the findings that fit, in order.
    pub fn select(&self, wanted: &Wanted) -> Vec<usize> {
        let search = wanted.search.to_lowercase();
        let terms: Vec<&str> = search.split_whitespace().collect();
        let kind = words::kind(&wanted.kind);
        let fits = |place: &usize| {
            let from = place.checked_sub(1).map_or(0, |before| self.ends[before]);
            let text = &self.text[from..self.ends[*place]];
            terms.iter().all(|term| text.contains(term))
                && kind.is_none_or(|kind| self.report.findings[*place].kind == kind)
        };
        let mut places: Vec<usize> = (0..self.ends.len()).filter(fits).collect();
        sort(&mut places, &|a, b| self.compare(a, b, &wanted.column));
        if wanted.is_descending {
            places.reverse();
        }
        places
    }

    /// The number, or the prefix of a rule without one.
    pub fn subject<'a>(&'a self, finding: &'a Finding) -> &'a str {
        match self.report.rule(finding) {
            Some(rule) if finding.kind == Kind::StaleRule => &rule.prefix,
            Some(_) | None => finding.number.as_str(),
        }
    }

    fn compare(&self, a: usize, b: usize, column: &str) -> Ordering {
        let findings = &self.report.findings;
        let (a, b) = (&findings[a], &findings[b]);
        let by_number = || self.subject(a).cmp(self.subject(b));
        let tag = |finding| self.report.rule(finding).map_or("", |rule| &rule.tag);
        let profile = |finding| words::profile(&self.report, finding);
        match column {
            "number" => by_number(),
            "tag" => tag(a).cmp(tag(b)).then_with(by_number),
            "profile" => profile(a).cmp(profile(b)).then_with(by_number),
            _ => a.kind.cmp(&b.kind).then_with(by_number),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use cordboard_dial_plan::drift::{Acquired, Drift, Profile};
    use cordboard_dial_plan::emergency::EmergencyNumbers;
    use cordboard_dial_plan::{Rule, Snapshot};

    use super::*;

    fn listing() -> Listing {
        let plan = Snapshot::new(vec![
            Rule::new("London", "+4420900", "B.example"),
            Rule::new("London", "+4420100", "c.example"),
        ]);
        let profile = Profile {
            id: "one".into(),
            name: "EMEA Voice".into(),
            trunks: vec!["a.example".into()],
        };
        let emergency = EmergencyNumbers::default();
        let mut drift = Drift::new(Rc::new(plan), vec![profile], &emergency, "");
        for (number, profile) in [
            ("+4420900", "one"),
            ("+4420500", "one"),
            ("+4420100", "gone"),
        ] {
            drift.meet(&Acquired {
                number,
                profile,
                source: "webui",
            });
        }
        Listing::new(drift.finish())
    }

    fn select(search: &str, kind: &str, column: &str) -> Vec<String> {
        let listing = listing();
        let places = listing.select(&Wanted {
            search: search.into(),
            kind: kind.into(),
            column: column.into(),
            is_descending: false,
        });
        let findings = places.iter().map(|place| &listing.report.findings[*place]);
        findings
            .map(|own| listing.subject(own).to_owned())
            .collect()
    }

    #[test]
    fn findings_are_searched_by_number_rule_and_profile() {
        assert_eq!(select("emea b.EXAMPLE", "", ""), ["+4420900"]);
        assert_eq!(select("gone", "", ""), ["+4420100"]);
        assert_eq!(select("", "missing-rule", ""), ["+4420500"]);
        assert!(select("emea", "gone-profile", "").is_empty());
    }

    #[test]
    fn findings_are_sorted_by_gravity_or_as_asked() {
        assert_eq!(
            select("", "", "finding"),
            ["+4420500", "+4420900", "+4420100"]
        );
        assert_eq!(
            select("", "", "number"),
            ["+4420100", "+4420500", "+4420900"]
        );
        assert_eq!(select("", "", "tag"), ["+4420500", "+4420900", "+4420100"]);
    }
}
