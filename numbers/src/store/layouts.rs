//! Which keys an element had, in which order and in which form: with the columns, enough to
//! write the element again.

use super::form::Form;
use super::packed::Codes;
use crate::field::{FIELDS, Field};
use crate::index::Index;
use crate::same::same;

/// Keys that get a column of their own beside the documented ones. More than this is no number
/// any more; the rest is kept as text.
const MAX_SPELLED: usize = 96;

/// What a key stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    Field(Field),
    /// A column of values that nobody documents.
    Extra(usize),
}

/// A key that is not spelled as documented, by its place in the order in which they came.
#[derive(Debug)]
struct Spelled {
    key: Box<str>,
    /// The field it means.
    field: Option<Field>,
    /// Where its value goes: an element may have the field already, under another key.
    target: Target,
}

/// One set of keys and forms that elements share.
#[derive(Debug)]
struct Layout {
    /// Pairs of key and form.
    pairs: Box<[u8]>,
    forms: [Form; FIELDS],
}

/// The layout of every row.
#[derive(Debug, Default)]
pub(crate) struct Layouts {
    spelled: Vec<Spelled>,
    extras: usize,
    distinct: Vec<Layout>,
    known: Index,
    codes: Codes,
    last: u32,
}

impl Layouts {
    /// The number of a key that is not spelled as documented, for the field it means or, where
    /// the element has that already, for a column of its own; nothing when there are too many.
    pub(crate) fn spelled(&mut self, key: &str, is_taken: impl Fn(Field) -> bool) -> Option<u8> {
        let fits = |spelled: &Spelled| match spelled.target {
            Target::Field(field) => !is_taken(field),
            Target::Extra(_) => spelled.field.is_none_or(&is_taken),
        };
        let known = self
            .spelled
            .iter()
            .position(|spelled| same(&spelled.key, key) && fits(spelled));
        let at = match known {
            Some(at) => at,
            None if self.spelled.len() >= MAX_SPELLED => return None,
            None => {
                let field = Field::from_key(key);
                let target = match field {
                    Some(field) if !is_taken(field) => Target::Field(field),
                    Some(_) | None => {
                        self.extras += 1;
                        Target::Extra(self.extras - 1)
                    }
                };
                self.spelled.push(Spelled {
                    key: key.into(),
                    field,
                    target,
                });
                self.spelled.len() - 1
            }
        };
        u8::try_from(FIELDS + at).ok()
    }

    pub(crate) fn target(&self, key: u8) -> Target {
        match Field::ALL.get(usize::from(key)) {
            Some(field) => Target::Field(*field),
            None => self.spelled[usize::from(key) - FIELDS].target,
        }
    }

    /// The key as it was spelled.
    pub(crate) fn key(&self, key: u8) -> &str {
        match Field::ALL.get(usize::from(key)) {
            Some(field) => field.key(),
            None => &self.spelled[usize::from(key) - FIELDS].key,
        }
    }

    /// Appends a row whose keys and forms these are.
    pub(crate) fn push(&mut self, pairs: &[u8], forms: &[Form; FIELDS]) {
        let code = self.code(pairs, forms);
        self.last = code;
        self.codes.push(code);
    }

    /// Pairs of key and form of a row.
    pub(crate) fn pairs(&self, row: usize) -> impl Iterator<Item = (u8, Form)> {
        let pairs = self.distinct[self.codes.get(row) as usize]
            .pairs
            .chunks_exact(2);
        pairs.map(|pair| (pair[0], Form::from_byte(pair[1])))
    }

    pub(crate) fn form(&self, row: usize, field: Field) -> Form {
        self.distinct[self.codes.get(row) as usize].forms[field as usize]
    }

    fn code(&mut self, pairs: &[u8], forms: &[Form; FIELDS]) -> u32 {
        if self
            .distinct
            .get(self.last as usize)
            .is_some_and(|layout| &*layout.pairs == pairs)
        {
            return self.last;
        }
        let hash = self.known.hash(pairs);
        let distinct = &self.distinct;
        if let Some(code) = self
            .known
            .find(hash, &|code| *distinct[code as usize].pairs == *pairs)
        {
            return code;
        }
        let code = self.distinct.len() as u32;
        self.known.insert(hash, code);
        self.distinct.push(Layout {
            pairs: pairs.into(),
            forms: *forms,
        });
        code
    }
}
