//! Counting tests from what their runners say.

use std::fmt;
use std::ops::AddAssign;

use anyhow::{Context, Result};
use serde_json::Value;

/// How many tests passed and failed.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Tally {
    /// What one line of Rust's test harness adds: the summary of a test binary, or nothing.
    pub(crate) fn from_libtest_line(line: &str) -> Self {
        let Some(summary) = line.trim_start().strip_prefix("test result: ") else {
            return Self::default();
        };
        let count = |word: &str| {
            let before = summary.split(word).next()?;
            before.rsplit(' ').next()?.parse().ok()
        };
        Self {
            passed: count(" passed").unwrap_or(0),
            failed: count(" failed").unwrap_or(0),
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
        Ok(Self {
            passed: count("expected")?,
            failed: count("unexpected")? + count("flaky")?,
        })
    }

    /// A suite that ran nothing, or went wrong without a failing test, counts as one failure:
    /// code that does not compile must not look like success.
    pub(crate) fn checked(mut self, succeeded: bool) -> Self {
        let nothing_ran = self == Self::default();
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
    pub(crate) fn is_good(self) -> bool {
        self.failed == 0 && self.passed > 0
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn a_summary_line_is_counted_and_any_other_is_not() {
        let good = "test result: ok. 12 passed; 0 failed; 3 ignored; 0 measured; 0 filtered out";
        assert_eq!(
            Tally::from_libtest_line(good),
            Tally {
                passed: 12,
                failed: 0
            }
        );
        let bad = "test result: FAILED. 10 passed; 2 failed; 0 ignored; 0 filtered out";
        assert_eq!(
            Tally::from_libtest_line(bad),
            Tally {
                passed: 10,
                failed: 2
            }
        );
        for other in ["test a::b ... ok", "running 12 tests", "12 passed", ""] {
            assert_eq!(Tally::from_libtest_line(other), Tally::default(), "{other}");
        }
    }

    #[test]
    fn a_report_of_playwright_is_counted() {
        let report = r#"{"stats":{"expected":7,"unexpected":1,"flaky":1,"skipped":2}}"#;
        let counted = Tally::from_playwright(report).unwrap();
        assert_eq!(
            counted,
            Tally {
                passed: 7,
                failed: 2
            }
        );
        assert!(Tally::from_playwright("{}").is_err());
    }

    #[test]
    fn a_run_without_a_test_or_with_a_broken_runner_is_a_failure() {
        let nothing = Tally::default();
        assert_eq!(
            nothing.checked(true),
            Tally {
                passed: 0,
                failed: 1
            }
        );
        let broken = Tally {
            passed: 3,
            failed: 0,
        };
        assert_eq!(
            broken.checked(false),
            Tally {
                passed: 3,
                failed: 1
            }
        );
        assert_eq!(broken.checked(true), broken);
        let failing = Tally {
            passed: 3,
            failed: 2,
        };
        assert_eq!(failing.checked(false), failing);
    }
}
