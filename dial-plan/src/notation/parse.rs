//! Reads the notation from left to right.

use super::{Ending, NumberList, PREFIX_LENGTH, Prefix, PrefixError, PrefixFault, Step, Wildcard};

pub(super) fn prefix(text: &str) -> Result<Prefix, PrefixError> {
    let characters: Vec<char> = text.chars().collect();
    if characters.is_empty() {
        return Err(PrefixError {
            column: 1,
            fault: PrefixFault::Empty,
        });
    }
    if characters.len() > PREFIX_LENGTH {
        let fault = PrefixFault::TooLong {
            length: characters.len(),
        };
        return Err(PrefixError {
            column: PREFIX_LENGTH + 1,
            fault,
        });
    }
    if characters == ['*'] {
        return Ok(Prefix {
            steps: Vec::new(),
            ending: Ending::Open,
        });
    }
    let mut reader = Reader {
        characters: &characters,
        at: 0,
    };
    let mut steps = Vec::with_capacity(characters.len());
    while let Some(character) = reader.peek() {
        match character {
            '+' if reader.at == 0 => {
                reader.at += 1;
                steps.push(Step::Exactly(b'+'));
            }
            '#' if reader.at == 0 && characters.len() == 1 => {
                return fail(0, PrefixFault::Empty);
            }
            '#' if reader.at + 1 == characters.len() => {
                return Ok(Prefix {
                    steps,
                    ending: Ending::EndOfNumber,
                });
            }
            '(' => {
                let suffix = reader.suffix()?;
                return Ok(Prefix {
                    steps,
                    ending: Ending::Suffix(suffix),
                });
            }
            _ => steps.push(reader.step(character)?),
        }
    }
    Ok(Prefix {
        steps,
        ending: Ending::Open,
    })
}

struct Reader<'a> {
    characters: &'a [char],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    fn step(&mut self, character: char) -> Result<Step, PrefixError> {
        let at = self.at;
        self.at += 1;
        let step = match character {
            'x' => Step::Wildcard(Wildcard::X),
            'z' => Step::Wildcard(Wildcard::Z),
            'n' => Step::Wildcard(Wildcard::N),
            '.' => Step::Wildcard(Wildcard::AnyCharacter),
            '[' => self.list(at)?,
            '\\' => self.escaped(at)?,
            _ => match u8::try_from(character) {
                Ok(byte) if byte.is_ascii_alphanumeric() => Step::Exactly(byte),
                Ok(_) | Err(_) => return fail(at, misplaced(character)),
            },
        };
        Ok(step)
    }

    fn escaped(&mut self, at: usize) -> Result<Step, PrefixError> {
        let literal = match self.peek() {
            Some('x') => b'x',
            Some('z') => b'z',
            Some('n') => b'n',
            Some('*') => b'*',
            _ => return fail(at, PrefixFault::NeedlessBackslash),
        };
        self.at += 1;
        Ok(Step::Exactly(literal))
    }

    fn list(&mut self, opened: usize) -> Result<Step, PrefixError> {
        let length = self.characters[self.at..]
            .iter()
            .position(|character| *character == ']');
        let Some(length) = length else {
            return fail(opened, PrefixFault::ListNotClosed);
        };
        let list = self.numbers(self.at + length)?;
        self.at += 1;
        Ok(Step::List(list))
    }

    /// Ranges and numbers up to `end`, which is not read.
    fn numbers(&mut self, end: usize) -> Result<NumberList, PrefixError> {
        let mut ranges = Vec::new();
        let mut first: Option<String> = None;
        loop {
            let from = self.number(end, &mut first)?;
            let mut to = from.clone();
            if self.at < end && self.peek() == Some('-') {
                self.at += 1;
                let at = self.at;
                to = self.number(end, &mut first)?;
                if to < from {
                    return fail(at, PrefixFault::ListBackwards { from, to });
                }
            }
            ranges.push((from.into_bytes().into(), to.into_bytes().into()));
            if self.at == end {
                let width = first.map_or(0, |number| number.len());
                return Ok(NumberList::new(width, ranges));
            }
            match self.peek() {
                Some(',') => self.at += 1,
                Some(other) => return fail(self.at, PrefixFault::ListNotDigits(other)),
                None => return fail(self.at, PrefixFault::ListNotClosed),
            }
        }
    }

    fn number(&mut self, end: usize, first: &mut Option<String>) -> Result<String, PrefixError> {
        let start = self.at;
        let digits: String = self.characters[start..end]
            .iter()
            .take_while(|character| character.is_ascii_digit())
            .collect();
        self.at += digits.len();
        if digits.is_empty() {
            return match self.peek() {
                Some(other) if self.at < end && !matches!(other, ',' | '-') => {
                    fail(start, PrefixFault::ListNotDigits(other))
                }
                _ => fail(start, PrefixFault::ListEmpty),
            };
        }
        let model = first.get_or_insert_with(|| digits.clone());
        if model.len() != digits.len() {
            let fault = PrefixFault::ListLengths {
                first: model.clone(),
                other: digits,
            };
            return fail(start, fault);
        }
        Ok(digits)
    }

    /// `(4)`, `(4-8)`, `([01-99])`, or places as in a prefix.
    fn suffix(&mut self) -> Result<Vec<Step>, PrefixError> {
        let opened = self.at;
        let Some(length) = self.characters[opened..].iter().position(|c| *c == ')') else {
            return fail(opened, PrefixFault::SuffixNotClosed);
        };
        let end = opened + length;
        if end + 1 != self.characters.len() {
            return fail(end + 1, PrefixFault::SuffixInside);
        }
        self.at = opened + 1;
        if self.at == end {
            return fail(opened, PrefixFault::SuffixEmpty);
        }
        let inside = &self.characters[self.at..end];
        if inside.contains(&'-') && inside.iter().all(|c| c.is_ascii_digit() || *c == '-') {
            return Ok(vec![Step::List(self.numbers(end)?)]);
        }
        let mut steps = Vec::new();
        while let Some(character) = self.peek().filter(|_| self.at < end) {
            let at = self.at;
            let step = self.step(character)?;
            if matches!(step, Step::List(_)) && steps.iter().any(|s| matches!(s, Step::List(_))) {
                return fail(at, PrefixFault::SuffixLists);
            }
            steps.push(step);
        }
        Ok(steps)
    }
}

fn fail<T>(at: usize, fault: PrefixFault) -> Result<T, PrefixError> {
    Err(PrefixError {
        column: at + 1,
        fault,
    })
}

fn misplaced(character: char) -> PrefixFault {
    match character {
        '+' => PrefixFault::PlusInside,
        '*' => PrefixFault::StarInside,
        '#' => PrefixFault::HashInside,
        '-' => PrefixFault::DashOutside,
        ',' => PrefixFault::CommaOutside,
        ']' => PrefixFault::ListNotOpened,
        ')' => PrefixFault::SuffixNotOpened,
        '(' => PrefixFault::SuffixInside,
        _ if character.is_whitespace() => PrefixFault::Blank,
        _ => PrefixFault::Unknown(character),
    }
}
