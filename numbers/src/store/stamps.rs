//! Moments and whole numbers, kept as integers with the way they were written.

use std::ops::Range;

use super::form::Form;
use super::packed::{Codes, Packed, SEGMENT};
use crate::moment::{Moment, Shape};

/// What a numeric cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    Nothing,
    Value(i64),
    /// It is kept beside the column.
    Odd,
}

/// Stored values below this are marks, not values.
const MARKS: u64 = 2;
const NOTHING: u64 = 0;
const ODD: u64 = 1;

/// Whole numbers: each as its distance from the segment's first.
#[derive(Debug, Default)]
pub(crate) struct Integers {
    packed: Packed,
    bases: Vec<Option<i64>>,
    len: usize,
}

impl Integers {
    /// Appends a value. Only a distance of the very largest size has no room: it answers no then,
    /// and the row is marked as odd.
    pub(crate) fn push(&mut self, said: Said) -> bool {
        if self.len.is_multiple_of(SEGMENT) {
            self.bases.push(None);
        }
        self.len += 1;
        let stored = match said {
            Said::Nothing => Some(NOTHING),
            Said::Odd => Some(ODD),
            Said::Value(value) => {
                let base = self.bases.last_mut().map(|base| *base.get_or_insert(value));
                base.and_then(|base| zigzag(value.wrapping_sub(base)).checked_add(MARKS))
            }
        };
        self.packed.push(stored.unwrap_or(ODD));
        stored.is_some()
    }

    pub(crate) fn get(&self, row: usize) -> Said {
        self.said(row, self.packed.get(row))
    }

    /// Replaces `out` by what is stored for rows of one segment, to be given to
    /// [`Integers::said`].
    pub(crate) fn unpack(&self, rows: &Range<usize>, out: &mut Vec<u64>) {
        self.packed.unpack(rows, out);
    }

    /// What the value stored for a row says.
    pub(crate) fn said(&self, row: usize, stored: u64) -> Said {
        match (stored, self.bases[row / SEGMENT]) {
            (ODD, _) => Said::Odd,
            (MARKS.., Some(base)) => Said::Value(base.wrapping_add(unzigzag(stored - MARKS))),
            _ => Said::Nothing,
        }
    }
}

fn zigzag(distance: i64) -> u64 {
    (distance << 1 ^ distance >> 63).cast_unsigned()
}

fn unzigzag(stored: u64) -> i64 {
    (stored >> 1).cast_signed() ^ -((stored & 1).cast_signed())
}

/// A column of ids.
#[derive(Debug, Default)]
pub(crate) struct Ids(pub(crate) Integers);

impl Ids {
    pub(crate) fn push(&mut self, raw: &str) -> Form {
        let (said, form) = match integer(raw) {
            Some((value, form)) => (Said::Value(value), form),
            None if raw == "null" => (Said::Nothing, Form::Null),
            None => (Said::Odd, Form::Odd),
        };
        if self.0.push(said) { form } else { Form::Odd }
    }

    pub(crate) fn skip(&mut self) {
        self.0.push(Said::Nothing);
    }
}

/// A whole number, bare or in quotes, that would be written back the same.
fn integer(raw: &str) -> Option<(i64, Form)> {
    let (digits, form) = match quoted(raw) {
        Some(digits) => (digits, Form::Second),
        None => (raw, Form::Usual),
    };
    let unsigned = digits.strip_prefix('-').unwrap_or(digits).as_bytes();
    let is_plain = match unsigned {
        [b'0'] => digits.len() == 1,
        [b'1'..=b'9', rest @ ..] => rest.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    if !is_plain {
        return None;
    }
    digits.parse().ok().map(|value| (value, form))
}

/// What stands between the quotes, escapes and all.
fn quoted(raw: &str) -> Option<&str> {
    raw.strip_prefix('"')?.strip_suffix('"')
}

/// Ways of writing a moment: eight lengths of the fraction, in a handful of zones.
const MAX_SHAPES: usize = 64;

/// A column of moments. Ticks come as a number on some servers, so it holds those too.
#[derive(Debug, Default)]
pub(crate) struct Stamps {
    /// Ticks of universal time, or the bare number.
    pub(crate) values: Integers,
    shapes: Codes,
    known: Vec<Shape>,
}

impl Stamps {
    pub(crate) fn push(&mut self, raw: &str) -> Form {
        let moment = quoted(raw).and_then(Moment::parse);
        let code = moment.and_then(|moment| self.code(moment.shape));
        let (said, shape, form) = if raw == "null" {
            (Said::Nothing, self.last_code(), Form::Null)
        } else if let (Some(moment), Some(code)) = (moment, code) {
            (Said::Value(moment.ticks), code, Form::Usual)
        } else if let Some((value, form)) = integer(raw) {
            (Said::Value(value), 0, form)
        } else {
            (Said::Odd, self.last_code(), Form::Odd)
        };
        self.shapes.push(shape);
        if self.values.push(said) {
            form
        } else {
            Form::Odd
        }
    }

    /// The moment, unless the cell is empty, odd or a bare number.
    pub(crate) fn moment(&self, row: usize) -> Option<Moment> {
        let shape = self.shape(row)?;
        match self.values.get(row) {
            Said::Value(ticks) => Some(Moment { ticks, shape }),
            Said::Nothing | Said::Odd => None,
        }
    }

    pub(crate) fn skip(&mut self) {
        self.values.push(Said::Nothing);
        self.shapes.push(self.last_code());
    }

    fn shape(&self, row: usize) -> Option<Shape> {
        let code = self.shapes.get(row).checked_sub(1)?;
        self.known.get(code as usize).copied()
    }

    /// An empty cell repeats the shape before it: a column without change takes no room.
    fn last_code(&self) -> u32 {
        self.shapes
            .len()
            .checked_sub(1)
            .map_or(0, |row| self.shapes.get(row))
    }

    /// The code of a shape, unless there are already more than any server has.
    fn code(&mut self, shape: Shape) -> Option<u32> {
        let last = self.last_code();
        if last > 0 && self.known.get(last as usize - 1) == Some(&shape) {
            return Some(last);
        }
        let at = match self.known.iter().position(|known| *known == shape) {
            Some(at) => at,
            None if self.known.len() >= MAX_SHAPES => return None,
            None => {
                self.known.push(shape);
                self.known.len() - 1
            }
        };
        Some(at as u32 + 1)
    }
}
