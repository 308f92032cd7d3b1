//! Reads the answer while it is still arriving.

mod element;
mod ending;
mod scan;

pub(crate) use element::Element;
pub use ending::{Ending, StreamError};

use element::Fault;
use ending::excerpt;
pub(crate) use ending::is_direction;
pub(crate) use scan::Scan;

use crate::field::Field;
use crate::store::{BadRow, Store};

/// A number takes some 800 bytes. What is longer than this is no number, and is stepped over
/// without being kept.
const MAX_ELEMENT: usize = 1 << 20;
/// Unreadable elements whose JSON is kept for export; the others keep an excerpt.
const MAX_RAW: usize = 4096;

/// Turns the bytes of an answer into rows, whichever way it is cut into chunks.
///
/// [`Decoder::push`] only takes bytes in; [`Decoder::work`] reads them, as much at a time as the
/// caller can spare.
#[derive(Debug, Default)]
pub struct Decoder {
    buffer: Vec<u8>,
    /// Bytes of the buffer that have been read.
    start: usize,
    /// Bytes of the answer before the buffer.
    before: u64,
    state: State,
    /// The element that is looked at has not come whole, or cannot be read.
    scan: Option<Scan>,
    /// The beginning of an element that is too long to be kept, and where it stood.
    too_long: Option<(u64, String)>,
}

/// What the decoder waits for.
#[derive(Debug, Default, PartialEq)]
enum State {
    /// The bracket that opens the array.
    #[default]
    Start,
    /// An element, or the end of an array without any.
    First,
    /// A comma, or the end of the array.
    Comma,
    /// An element.
    Next,
    /// Nothing more.
    Closed,
    Failed(StreamError),
}

/// What came of a stretch of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// The budget is spent and there is more to read: call again, after letting others work.
    Busy,
    /// Everything that was pushed has been read.
    Hungry,
    /// The array is closed: all rows are there.
    Closed,
    /// The answer cannot be read further. The rows before stay.
    Failed(StreamError),
}

/// What one step came to.
enum Step {
    Done,
    NeedsMore,
}

impl Decoder {
    /// A decoder at the beginning of an answer.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in the next bytes, without reading them yet.
    pub fn push(&mut self, chunk: &[u8]) {
        if matches!(self.state, State::Failed(_)) {
            self.before += chunk.len() as u64;
            return;
        }
        // Moving the rest down costs no more than what has been read since the last time.
        if self.start > self.buffer.len() / 2 {
            self.buffer.drain(..self.start);
            self.before += self.start as u64;
            self.start = 0;
        }
        self.buffer.extend_from_slice(chunk);
    }

    /// Bytes taken in so far.
    pub fn received(&self) -> u64 {
        self.before + self.buffer.len() as u64
    }

    /// Reads some `max_bytes` of what was pushed into the store; a whole element at least. A
    /// browser reads 256 KiB in about a millisecond.
    pub fn work(&mut self, store: &mut Store, max_bytes: usize) -> Progress {
        let buffer = std::mem::take(&mut self.buffer);
        let mut element = Element::default();
        let stop = self.start.saturating_add(max_bytes.max(1));
        let progress = loop {
            match &self.state {
                State::Failed(error) => break Progress::Failed(error.clone()),
                State::Closed if self.start == buffer.len() => break Progress::Closed,
                State::Start | State::First | State::Comma | State::Next | State::Closed => {}
            }
            if self.start >= stop && self.start < buffer.len() {
                break Progress::Busy;
            }
            if let Step::NeedsMore = self.step(&buffer, store, &mut element) {
                break Progress::Hungry;
            }
        };
        self.buffer = buffer;
        if matches!(progress, Progress::Closed | Progress::Failed(_)) {
            self.before += self.buffer.len() as u64;
            self.buffer = Vec::new();
            self.start = 0;
        }
        progress
    }

    /// Says how the answer ended, once there are no more bytes. Call it after [`Decoder::work`]
    /// has read what was pushed.
    pub fn finish(self) -> Ending {
        match self.state {
            State::Closed => Ending::Whole,
            State::Failed(error) => Ending::Failed(error),
            State::Start => Ending::Failed(StreamError::Empty),
            State::First | State::Comma | State::Next => Ending::CutOff,
        }
    }

    fn step<'b>(&mut self, buffer: &'b [u8], store: &mut Store, element: &mut Element<'b>) -> Step {
        if self.scan.is_some() {
            return self.go_on(buffer, store, element);
        }
        if self.state == State::Start {
            return self.open(buffer);
        }
        while buffer.get(self.start).is_some_and(u8::is_ascii_whitespace) {
            self.start += 1;
        }
        let Some(byte) = buffer.get(self.start) else {
            return if self.state == State::Closed {
                Step::Done
            } else {
                Step::NeedsMore
            };
        };
        match (&self.state, byte) {
            (State::First | State::Comma, b']') => {
                self.start += 1;
                self.state = State::Closed;
            }
            (State::Comma, b',') => {
                self.start += 1;
                self.state = State::Next;
            }
            (State::Comma, _) => self.fail(buffer, "a comma or the end of the list"),
            (State::Closed, _) => self.fail(buffer, "nothing after the end of the list"),
            (_, b',' | b']' | b'}' | b':') => self.fail(buffer, "a number of the tenant"),
            _ => self.element(buffer, store, element),
        }
        Step::Done
    }

    /// Expects the bracket that opens the array, perhaps after a byte order mark.
    fn open(&mut self, buffer: &[u8]) -> Step {
        const MARK: &[u8] = b"\xEF\xBB\xBF";
        let rest = &buffer[self.start..];
        if self.before == 0 && self.start == 0 {
            if rest.len() < MARK.len() && MARK.starts_with(rest) {
                return Step::NeedsMore;
            }
            if rest.starts_with(MARK) {
                self.start = MARK.len();
                return Step::Done;
            }
        }
        match rest.first() {
            None => return Step::NeedsMore,
            Some(byte) if byte.is_ascii_whitespace() => self.start += 1,
            Some(b'[') => {
                self.start += 1;
                self.state = State::First;
            }
            Some(_) => self.state = State::Failed(StreamError::no_array(rest)),
        }
        Step::Done
    }

    /// Reads an element at once where that is possible, which it nearly always is.
    fn element<'b>(&mut self, buffer: &'b [u8], store: &mut Store, element: &mut Element<'b>) {
        let rest = &buffer[self.start..];
        match element.read(&rest[..rest.len().min(MAX_ELEMENT)]) {
            Ok(len) => {
                let complaint = store.push(element);
                self.complain(complaint, &rest[..len], store);
                self.start += len;
                self.state = State::Comma;
            }
            // Where it ends tells whether it is broken or only not all there.
            Err(_) => self.scan = Some(Scan::default()),
        }
    }

    /// Goes on looking for the end of an element.
    fn go_on<'b>(
        &mut self,
        buffer: &'b [u8],
        store: &mut Store,
        element: &mut Element<'b>,
    ) -> Step {
        let Some(mut scan) = self.scan.take() else {
            return Step::Done;
        };
        let rest = &buffer[self.start..];
        let Some(len) = scan.advance(rest, MAX_ELEMENT) else {
            let needs_more = scan.at == rest.len();
            if scan.at >= MAX_ELEMENT || self.too_long.is_some() {
                let begin = self.before + self.start as u64;
                self.too_long.get_or_insert_with(|| (begin, excerpt(rest)));
                self.start += scan.forget();
            }
            self.scan = Some(scan);
            return if needs_more {
                Step::NeedsMore
            } else {
                Step::Done
            };
        };
        let bytes = &rest[..len];
        if let Some((begin, excerpt)) = self.too_long.take() {
            let problem = format!("longer than {MAX_ELEMENT} bytes");
            store.push_blank();
            store.push_bad(BadRow::whole(store.len(), begin, problem, excerpt));
        } else {
            match element.read(bytes) {
                Ok(_) => {
                    let complaint = store.push(element);
                    self.complain(complaint, bytes, store);
                }
                Err(fault) => self.unreadable(fault, bytes, store),
            }
        }
        self.start += len;
        self.state = State::Comma;
        Step::Done
    }

    fn unreadable(&self, fault: Fault, bytes: &[u8], store: &mut Store) {
        let offset = self.before + (self.start + fault.at) as u64;
        let raw = std::str::from_utf8(bytes).ok().filter(|raw| {
            raw.len() <= MAX_RAW && serde_json::from_str::<serde::de::IgnoredAny>(raw).is_ok()
        });
        store.push_blank();
        let mut bad = BadRow::whole(store.len(), offset, fault.problem, excerpt(bytes));
        bad.raw = raw.map(Into::into);
        store.push_bad(bad);
    }

    /// Notes a value of a kind that its field cannot have; the rest of the row is there.
    fn complain(&self, complaint: Option<(Field, &'static str)>, bytes: &[u8], store: &mut Store) {
        let Some((field, expected)) = complaint else {
            return;
        };
        let row = store.len() - 1;
        let value = store.raw(row as u32, field);
        let problem = format!("expected {expected}, found {}", crate::json::kind(&value));
        let mut bad = BadRow::whole(
            store.len(),
            self.before + self.start as u64,
            problem,
            excerpt(bytes),
        );
        bad.path = format!("$[{row}].{}", field.key());
        store.push_bad(bad);
    }

    fn fail(&mut self, buffer: &[u8], expected: &'static str) {
        let offset = self.before + self.start as u64;
        let found = excerpt(&buffer[self.start..]);
        self.state = State::Failed(StreamError::Malformed {
            offset,
            expected,
            found,
        });
    }
}
