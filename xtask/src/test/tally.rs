//! Counting tests from what their runners say.

use std::fmt;
use std::ops::AddAssign;

use anyhow::{Context, Result};
use serde_json::Value;

/// How many tests passed and failed, and which failed, as far as their runner says.
#[derive(Debug, Default, Clone, PartialEq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) names: Vec<String>,
}

impl Tally {
    /// What one line of Rust's test harness adds: the summary of a test binary, the name of a test
    /// that failed, or nothing.
    pub(crate) fn from_libtest_line(line: &str) -> Self {
        let Some(told) = line.trim_start().strip_prefix("test ") else {
            return Self::default();
        };
        let Some(summary) = told.strip_prefix("result: ") else {
            // The harness writes FAILED, the one for browsers FAIL.
            let failed = told
                .split_once(" ... FAIL")
                .map(|(name, _)| name.to_owned());
            return Self {
                names: failed.into_iter().collect(),
                ..Self::default()
            };
        };
        let count = |word: &str| {
            let before = summary.split(word).next()?;
            before.rsplit(' ').next()?.parse().ok()
        };
        Self {
            passed: count(" passed").unwrap_or(0),
            failed: count(" failed").unwrap_or(0),
            names: Vec::new(),
        }
    }

    /// What Playwright's JSON report adds. A test that passed only when tried again has failed:
    /// nothing is tried again here, so there is none.
    pub(crate) fn from_playwright(report: &str) -> Result<Self> {
        let report: Value = serde_json::from_str(report).context("reading Playwright's report")?;
        let count = |name: &str| {
            report["stats"][name]
                .as_u64()
                .with_context(|| format!("its stats lack {name}"))
        };
        let mut names = Vec::new();
        name_failures(&report, &mut names);
        Ok(Self {
            passed: count("expected")?,
            failed: count("unexpected")? + count("flaky")?,
            names,
        })
    }

    /// A suite that could not be run at all.
    pub(crate) fn of_broken(suite: &str) -> Self {
        Self {
            passed: 0,
            failed: 1,
            names: vec![format!("the {suite} tests as a whole")],
        }
    }

    /// A suite that ran nothing, or went wrong without a failing test, counts as one failure:
    /// code that does not compile must not look like success.
    pub(crate) fn checked(mut self, succeeded: bool) -> Self {
        let nothing_ran = self.passed + self.failed == 0;
        if self.failed == 0 && (!succeeded || nothing_ran) {
            eprintln!(
                "error: {}; counted as one failure",
                if nothing_ran {
                    "no test ran"
                } else {
                    "the runner failed, but no test did"
                }
            );
            self.failed = 1;
        }
        self
    }

    /// Whether the whole run is a success.
    pub(crate) fn is_good(&self) -> bool {
        self.failed == 0 && self.passed > 0
    }
}

/// The files and titles of what a suite of Playwright's report, or one inside it, saw fail.
fn name_failures(suite: &Value, names: &mut Vec<String>) {
    let inside = |name: &str| suite[name].as_array().into_iter().flatten();
    for spec in inside("specs").filter(|spec| spec["ok"] == false) {
        let (file, title) = (spec["file"].as_str(), spec["title"].as_str());
        names.push(format!(
            "{}:{} {}",
            file.unwrap_or_default(),
            spec["line"],
            title.unwrap_or_default()
        ));
    }
    inside("suites").for_each(|suite| name_failures(suite, names));
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.names.extend(other.names);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for name in &self.names {
            writeln!(f, "failed: {name}")?;
        }
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    /// Without names.
    fn of(passed: u64, failed: u64) -> Tally {
        Tally {
            passed,
            failed,
            names: Vec::new(),
        }
    }

    #[test]
    fn a_summary_line_is_counted_and_any_other_is_not() {
        let good = "test result: ok. 12 passed; 0 failed; 3 ignored; 0 measured; 0 filtered out";
        assert_eq!(Tally::from_libtest_line(good), of(12, 0));
        let bad = "test result: FAILED. 10 passed; 2 failed; 0 ignored; 0 filtered out";
        assert_eq!(Tally::from_libtest_line(bad), of(10, 2));
        for other in ["test a::b ... ok", "running 12 tests", "12 passed", ""] {
            assert_eq!(Tally::from_libtest_line(other), of(0, 0), "{other}");
        }
    }

    #[test]
    fn what_failed_is_named_before_the_count() {
        let mut tally = Tally::default();
        for line in [
            "test on_the_host::splits ... FAILED",
            "test in_a_page::scrolls ... FAIL",
            "test on_the_host::joins ... ok",
            "test result: FAILED. 1 passed; 2 failed; 0 ignored",
        ] {
            tally += Tally::from_libtest_line(line);
        }
        let report = r#"{"stats":{"expected":1,"unexpected":1,"flaky":0},"suites":[{"specs":[],
            "suites":[{"specs":[
                {"title":"reads","ok":true,"file":"list.spec.ts","line":3},
                {"title":"writes","ok":false,"file":"list.spec.ts","line":9}]}]}]}"#;
        tally += Tally::from_playwright(report).unwrap();
        assert_eq!(
            tally.to_string(),
            "failed: on_the_host::splits\nfailed: in_a_page::scrolls\n\
             failed: list.spec.ts:9 writes\n2 passed, 3 failed"
        );
    }

    #[test]
    fn a_report_of_playwright_is_counted() {
        let report = r#"{"stats":{"expected":7,"unexpected":1,"flaky":1,"skipped":2}}"#;
        assert_eq!(Tally::from_playwright(report).unwrap(), of(7, 2));
        assert!(Tally::from_playwright("{}").is_err());
    }

    #[test]
    fn a_run_without_a_test_or_with_a_broken_runner_is_a_failure() {
        assert_eq!(of(0, 0).checked(true), of(0, 1));
        assert_eq!(of(3, 0).checked(false), of(3, 1));
        assert_eq!(of(3, 0).checked(true), of(3, 0));
        assert_eq!(of(3, 2).checked(false), of(3, 2));
    }
}
