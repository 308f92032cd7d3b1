//! Where the numbers of a tenant, the calling profiles and a dial plan disagree.
//!
//! Numbers are met one by one, so that a page can hold a hundred thousand of them against fifty
//! thousand rules in slices: [`Drift::new`], [`Drift::meet`] for each, [`Drift::finish`].

mod remedy;

use std::rc::Rc;

use hashbrown::HashMap;

pub use self::remedy::Remedy;
use crate::emergency::EmergencyNumbers;
use crate::matcher::{Index, dialled};
use crate::rule::{NAME_LENGTH, Rule};
use crate::snapshot::Snapshot;
use crate::trunks::Trunks;

/// The source of numbers that came from elsewhere. Only those from `webapi` and `webui` touch the
/// SBC ("Operator Connect Number Management").
const ELSEWHERE: &str = "ocsync";

/// A kind of disagreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// No rule of the plan takes an acquired number.
    MissingRule,
    /// The rule that takes a number leads to none of its profile's trunks.
    WrongTag,
    /// A number's calling profile is not among the calling profiles.
    GoneProfile,
    /// A rule takes no acquired number.
    StaleRule,
}

impl Kind {
    /// Every kind, the gravest first: without a rule, calls to a number go nowhere.
    pub const ALL: [Self; 4] = [
        Self::MissingRule,
        Self::WrongTag,
        Self::GoneProfile,
        Self::StaleRule,
    ];
}

/// A calling profile and where it leads.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// As numbers name it.
    pub id: String,
    /// As administrators know it.
    pub name: String,
    /// The FQDNs of its trunks.
    pub trunks: Vec<String>,
}

/// A number as the operator has it.
#[derive(Debug, Clone, Copy)]
pub struct Acquired<'a> {
    /// The telephone number.
    pub number: &'a str,
    /// The id of its calling profile; empty for none.
    pub profile: &'a str,
    /// The interface that it came in through.
    pub source: &'a str,
}

/// One disagreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What disagrees.
    pub kind: Kind,
    /// The number; empty where a rule has none.
    pub number: String,
    /// The id of the number's profile where no profile has it.
    pub unknown_profile: String,
    profile: Option<usize>,
    rule: Option<usize>,
}

/// A comparison under way.
#[derive(Debug)]
pub struct Drift {
    plan: Rc<Snapshot>,
    index: Index,
    profiles: Vec<Own>,
    by_id: HashMap<String, usize>,
    /// For each rule whether a number was met that it takes, even if another rule wins.
    has_number: Vec<bool>,
    is_emergency: Vec<bool>,
    /// Some rule is written with a plus, so that digits alone are another number.
    has_plus: bool,
    name: String,
    met: usize,
    elsewhere: usize,
    found: Vec<Finding>,
}

/// A profile, and how many numbers go to each of its trunks.
#[derive(Debug, Clone)]
struct Own {
    profile: Profile,
    known: Trunks,
    used: Vec<usize>,
}

impl Drift {
    /// Makes the plan and the profiles ready. `name` is what new rules are called where the plan has
    /// no rule to follow.
    pub fn new(
        plan: Rc<Snapshot>,
        profiles: Vec<Profile>,
        emergency: &EmergencyNumbers,
        name: &str,
    ) -> Self {
        let rules = plan.rules();
        let own = |profile: Profile| Own {
            known: Trunks::new(&profile.trunks),
            used: vec![0; profile.trunks.len()],
            profile,
        };
        let profiles: Vec<Own> = profiles.into_iter().map(own).collect();
        let ids = profiles.iter().enumerate();
        Self {
            index: Index::new(rules),
            by_id: ids.map(|(at, own)| (plain(&own.profile.id), at)).collect(),
            has_number: vec![false; rules.len()],
            is_emergency: rules.iter().map(|rule| emergency.has_rule(rule)).collect(),
            has_plus: rules.iter().any(|rule| rule.prefix.starts_with('+')),
            name: usual_name(rules).map_or_else(|| cut(name), str::to_owned),
            profiles,
            plan,
            met: 0,
            elsewhere: 0,
            found: Vec::new(),
        }
    }

    /// Holds one number against plan and profiles.
    pub fn meet(&mut self, acquired: &Acquired<'_>) {
        let number = dialled(acquired.number);
        if number.is_empty() {
            return;
        }
        self.met += 1;
        let winner = self.winner(&number);
        if acquired.source.eq_ignore_ascii_case(ELSEWHERE) {
            self.elsewhere += 1;
            return;
        }
        let profile = self.by_id.get(&plain(acquired.profile)).copied();
        let mut find = |kind| {
            self.found.push(Finding {
                kind,
                number: acquired.number.trim().to_owned(),
                unknown_profile: match profile {
                    Some(_) => String::new(),
                    None => acquired.profile.to_owned(),
                },
                profile,
                rule: winner,
            });
        };
        if winner.is_none() {
            find(Kind::MissingRule);
        }
        let Some(profile) = profile else {
            find(Kind::GoneProfile);
            return;
        };
        let (Some(rule), own) = (winner, &mut self.profiles[profile]) else {
            return;
        };
        let tag = &self.plan.rules()[rule].tag;
        if !own.known.has(tag) {
            find(Kind::WrongTag);
            return;
        }
        let trunks = own.profile.trunks.iter();
        for (_, used) in trunks
            .zip(&mut own.used)
            .filter(|(own, _)| is_same(own, tag))
        {
            *used += 1;
        }
    }

    /// The rule that takes a number, which counts for every rule that could.
    fn winner(&mut self, number: &str) -> Option<usize> {
        let digits = number.trim_start_matches('+');
        let mut found = self.index.test(&format!("+{digits}"));
        if found.winner.is_none() {
            // "112" takes every number that begins so, but no number of the form +112…: digits
            // alone are looked at as a whole where the plan writes a plus elsewhere.
            found = if self.has_plus {
                let mut own = self.plan.with_prefix(digits).iter().copied();
                crate::matcher::Match {
                    winner: own.next(),
                    shadowed: own.collect(),
                }
            } else {
                self.index.test(digits)
            };
        }
        for rule in found.winner.iter().chain(&found.shadowed) {
            self.has_number[*rule] = true;
        }
        found.winner
    }

    /// What was found, the rules that no number was met for at the end.
    pub fn finish(self) -> Report {
        let mut findings = self.found;
        let unused = self.has_number.iter().zip(&self.is_emergency).enumerate();
        let stale =
            unused.filter(|(_, (has_number, is_emergency))| !**has_number && !**is_emergency);
        findings.extend(stale.map(|(rule, _)| Finding {
            kind: Kind::StaleRule,
            number: String::new(),
            unknown_profile: String::new(),
            profile: None,
            rule: Some(rule),
        }));
        Report {
            findings,
            plan: self.plan,
            profiles: self.profiles,
            name: self.name,
            numbers: self.met,
            elsewhere: self.elsewhere,
        }
    }
}

/// What a comparison has found.
#[derive(Debug)]
pub struct Report {
    /// The disagreements: those of numbers in the order in which they were met, then rules.
    pub findings: Vec<Finding>,
    /// The plan that was compared.
    pub plan: Rc<Snapshot>,
    profiles: Vec<Own>,
    name: String,
    /// How many numbers were met.
    pub numbers: usize,
    /// How many of them came from elsewhere and were left out.
    pub elsewhere: usize,
}

impl Report {
    /// How many there are of a kind.
    pub fn count(&self, kind: Kind) -> usize {
        let alike = self.findings.iter().filter(|finding| finding.kind == kind);
        alike.count()
    }

    /// The rule in question: the one that takes the number, or the one without a number.
    pub fn rule(&self, finding: &Finding) -> Option<&Rule> {
        self.plan.rules().get(finding.rule?)
    }

    /// The place of that rule in the plan.
    pub fn place(&self, finding: &Finding) -> Option<usize> {
        finding.rule
    }

    /// The number's calling profile.
    pub fn profile(&self, finding: &Finding) -> Option<&Profile> {
        Some(&self.profiles.get(finding.profile?)?.profile)
    }
}

/// The name that most rules of a plan have.
fn usual_name(rules: &[Rule]) -> Option<&str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for rule in rules.iter().filter(|rule| !rule.name.is_empty()) {
        *counts.entry(&rule.name).or_default() += 1;
    }
    let most = counts
        .into_iter()
        .max_by_key(|(name, count)| (*count, std::cmp::Reverse(*name)));
    most.map(|(name, _)| name)
}

fn cut(name: &str) -> String {
    name.chars().take(NAME_LENGTH).collect()
}

fn plain(text: &str) -> String {
    text.trim().to_ascii_lowercase()
}

/// DNS names do not tell capitals apart, nor a dot at the end.
fn is_same(trunk: &str, tag: &str) -> bool {
    let bare = |name: &str| plain(name).trim_end_matches('.').to_owned();
    bare(trunk) == bare(tag)
}
