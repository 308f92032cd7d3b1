//! Cells of one row to a rule, or to the reasons why not.

use super::{Mode, Request};
use crate::import::cell::{self, Cleaned, Repair, RepairKind};
use crate::import::columns::Field;
use crate::import::damage;
use crate::import::outcome::{Fault, Outcome, Problem, Row, RowNote};
use crate::import::table::Table;
use crate::notation::{self, Prefix};
use crate::rule::Rule;

/// Characters of a name or a tag; an FQDN has 253 at most.
const LONGEST: usize = 255;

/// Digits from which on a number is one of E.164 that may have lost its plus.
const FULL_NUMBER: usize = 8;

/// Digits that a number and its neighbours share: country, area, and a little more.
const NEIGHBOURS: usize = 6;

pub(super) struct Reader<'a> {
    table: &'a Table,
    request: Request<'a>,
    plan_has_plus: bool,
}

/// What is being found out about a row.
#[derive(Default)]
struct Findings {
    problems: Vec<Problem>,
    repairs: Vec<Repair>,
    notes: Vec<RowNote>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(table: &'a Table, request: Request<'a>) -> Self {
        Self {
            table,
            request,
            plan_has_plus: request.live.has_prefix_under("+"),
        }
    }

    /// Nothing when the row holds nothing.
    pub(super) fn row(&self, at: usize) -> Option<Row> {
        if self.table.cells(at).all(|cell| cell.trim().is_empty()) {
            return None;
        }
        let mut findings = Findings::default();
        let prefix = self.prefix(at, &mut findings);
        let name = self.text(at, Field::Name, self.request.name, &mut findings);
        let tag = self.text(at, Field::Tag, self.request.tag, &mut findings);
        let Findings {
            problems,
            repairs,
            mut notes,
        } = findings;
        let rule = Rule { name, prefix, tag };
        let outcome = if !problems.is_empty() {
            Outcome::Invalid(problems)
        } else if self.request.mode == Mode::Remove {
            Outcome::Remove(Vec::new())
        } else {
            if rule.has_long_name() {
                notes.push(RowNote::LongName);
            }
            Outcome::Add
        };
        Some(Row {
            at,
            line: self.table.line(at),
            rule,
            outcome,
            repairs,
            notes,
        })
    }

    fn raw(&self, at: usize, field: Field) -> (Option<usize>, &'a str) {
        let column = self.request.layout.columns.of(field);
        (
            column,
            column.map_or("", |column| self.table.cell(at, column)),
        )
    }

    fn text(&self, at: usize, field: Field, default: &str, findings: &mut Findings) -> String {
        let (column, raw) = self.raw(at, field);
        let cleaned = cell::text(raw);
        if cleaned.value.is_empty() {
            match self.request.mode {
                Mode::Remove => {}
                Mode::Add if default.is_empty() => {
                    findings.problem(field, column, raw, Fault::Missing);
                }
                Mode::Add => return default.to_owned(),
            }
            return String::new();
        }
        if let Some(fault) = unusable(&cleaned.value) {
            findings.problem(field, column, raw, fault);
        }
        findings.take(field, raw, cleaned)
    }

    fn prefix(&self, at: usize, findings: &mut Findings) -> String {
        let (column, raw) = self.raw(at, Field::Prefix);
        // A rule that stands in the plan can be removed, whatever its prefix looks like.
        let removes = self.request.mode == Mode::Remove;
        if removes && !raw.is_empty() && !self.request.live.with_prefix(raw).is_empty() {
            return raw.to_owned();
        }
        let mut cleaned = cell::prefix(raw);
        let fault = if cleaned.value.is_empty() {
            Some(Fault::Missing)
        } else {
            unusable(&cleaned.value)
                .or_else(|| damage::repair(&mut cleaned).err().map(Fault::Damaged))
        };
        let fault = fault.or_else(|| {
            self.restore_plus(&mut cleaned, findings);
            Prefix::check(&cleaned.value).err().map(Fault::Notation)
        });
        match fault {
            Some(fault) => findings.problem(Field::Prefix, column, raw, fault),
            None if removes => {}
            None => {
                let notes = notation::notes(&cleaned.value);
                findings
                    .notes
                    .extend(notes.into_iter().map(RowNote::Prefix));
            }
        }
        findings.take(Field::Prefix, raw, cleaned)
    }

    /// A spreadsheet drops the plus. It comes back only where the plan proves it: when removing,
    /// the plan has this very number with a plus and not without; when adding, it has neighbours
    /// of the number with a plus and none without.
    fn restore_plus(&self, cleaned: &mut Cleaned<'_>, findings: &mut Findings) {
        let value = &*cleaned.value;
        let full = value.len() >= FULL_NUMBER && value.bytes().all(|byte| byte.is_ascii_digit());
        if !full || !self.plan_has_plus {
            return;
        }
        let live = self.request.live;
        let with_plus = format!("+{value}");
        let proven = match self.request.mode {
            Mode::Remove => !live.with_prefix(&with_plus).is_empty(),
            Mode::Add => {
                live.has_prefix_under(&with_plus[..=NEIGHBOURS])
                    && !live.has_prefix_under(&value[..NEIGHBOURS])
            }
        };
        if proven && live.with_prefix(value).is_empty() {
            cleaned.set(RepairKind::LostPlus, with_plus);
        } else {
            findings.notes.push(RowNote::NoPlus);
        }
    }
}

impl Findings {
    fn problem(&mut self, field: Field, column: Option<usize>, raw: &str, fault: Fault) {
        let value = raw.chars().take(LONGEST).collect();
        let column = column.map(|column| column + 1);
        self.problems.push(Problem {
            field,
            column,
            value,
            fault,
        });
    }

    fn take(&mut self, field: Field, raw: &str, cleaned: Cleaned<'_>) -> String {
        let after = cleaned.value.into_owned();
        if !cleaned.kinds.is_empty() {
            let before: String = raw.chars().take(LONGEST).collect();
            let kinds = cleaned.kinds;
            self.repairs.push(Repair {
                field,
                before,
                after: after.clone(),
                kinds,
            });
        }
        after
    }
}

fn unusable(value: &str) -> Option<Fault> {
    if value.len() <= LONGEST
        && !value
            .bytes()
            .any(|byte| byte.is_ascii_control() || byte > 0x7f)
    {
        return None;
    }
    let lines = value.lines().count();
    if lines > 1 {
        return Some(Fault::SeveralLines { lines });
    }
    if let Some(control) = value.chars().find(|character| character.is_control()) {
        return Some(Fault::Control(control));
    }
    let length = value.chars().count();
    (length > LONGEST).then_some(Fault::TooLong { length })
}
