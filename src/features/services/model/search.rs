//! The search for a service whose answer got lost: what counts as found, and when to look again.

use super::known::Brief;

/// How long a service may take to show in the list unless told otherwise: tasks "may take a few
/// minutes" (the vendor's pages).
pub const SETTLING_SECONDS: u32 = 300;
/// The wait before the first look, and what it grows by.
const FIRST_WAIT: f64 = 2_000.0;
const LONGEST_WAIT: f64 = 30_000.0;

/// What is looked for, and since when. Times are in milliseconds since 1970.
#[derive(Debug, Clone, PartialEq)]
pub struct Search {
    pub short_name: String,
    pub tenant: String,
    /// The ids of services that were like it before it was sent.
    pub before: Vec<String>,
    pub sent: f64,
    pub settling_seconds: u32,
}

/// What to do next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Next {
    /// Look at this time.
    LookAt(f64),
    /// Nothing was found for as long as it could have taken.
    GiveUp,
}

impl Search {
    pub fn until(&self) -> f64 {
        self.sent + f64::from(self.settling_seconds) * 1_000.0
    }

    /// The service that came of it: one of the name or the tenant that was not there before.
    pub fn find<'a>(&self, services: &'a [Brief]) -> Option<&'a Brief> {
        services
            .iter()
            .find(|own| self.is_like(own) && !self.before.contains(&own.id))
    }

    fn is_like(&self, own: &Brief) -> bool {
        own.short_name.eq_ignore_ascii_case(&self.short_name)
            || (!self.tenant.is_empty() && own.tenant.eq_ignore_ascii_case(&self.tenant))
    }

    /// The ids of services that are like it already.
    pub fn note_before(&mut self, services: &[Brief]) {
        let alike = services.iter().filter(|own| self.is_like(own));
        self.before = alike.map(|own| own.id.clone()).collect();
    }

    /// Plans a look. Only a look that was answered after the settling time says that nothing came.
    pub fn next(&self, looks: u32, answered_at: Option<f64>, now: f64) -> Next {
        if answered_at.is_some_and(|at| at >= self.until()) {
            return Next::GiveUp;
        }
        let wait = (FIRST_WAIT * f64::from(2_u32.saturating_pow(looks.min(10)))).min(LONGEST_WAIT);
        let at = now + wait;
        // The last look comes when the time is over, not half a minute later.
        Next::LookAt(if now < self.until() {
            at.min(self.until())
        } else {
            at
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::known::samples::brief;
    use super::*;

    fn search() -> Search {
        Search {
            short_name: "Bradx".into(),
            tenant: "f9f5".into(),
            before: vec!["old".into()],
            sent: 1_000.0,
            settling_seconds: 300,
        }
    }

    #[test]
    fn a_new_service_of_the_name_or_the_tenant_is_found() {
        let search = search();
        assert_eq!(
            search.find(&[brief("a", "Other", "x"), brief("old", "BRADX", "F9F5")]),
            None
        );
        let named = [brief("b", "bradx", "x")];
        assert_eq!(search.find(&named), Some(&named[0]));
        let of_tenant = [brief("c", "Renamed", "F9F5")];
        assert_eq!(search.find(&of_tenant), Some(&of_tenant[0]));
        assert_eq!(search.find(&[]), None);
    }

    #[test]
    fn what_was_there_before_is_no_proof() {
        let mut search = search();
        search.note_before(&[brief("a", "bradx", ""), brief("b", "Other", "")]);
        assert_eq!(search.before, ["a"]);
    }

    #[test]
    fn looks_come_quickly_then_slowly_and_the_last_when_the_time_is_over() {
        let search = search();
        assert_eq!(search.next(0, None, 1_000.0), Next::LookAt(3_000.0));
        assert_eq!(
            search.next(2, Some(7_000.0), 7_000.0),
            Next::LookAt(15_000.0)
        );
        assert_eq!(
            search.next(9, Some(60_000.0), 60_000.0),
            Next::LookAt(90_000.0)
        );
        assert_eq!(
            search.next(20, Some(290_000.0), 290_000.0),
            Next::LookAt(301_000.0)
        );
    }

    #[test]
    fn only_an_answer_after_the_settling_time_says_that_nothing_came() {
        let search = search();
        assert_eq!(
            search.next(9, Some(300_999.0), 400_000.0),
            Next::LookAt(430_000.0)
        );
        assert_eq!(search.next(9, None, 400_000.0), Next::LookAt(430_000.0));
        assert_eq!(search.next(9, Some(301_000.0), 301_000.0), Next::GiveUp);
    }
}
