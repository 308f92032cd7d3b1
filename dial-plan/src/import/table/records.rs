//! Text cut into records.

use csv::{ReaderBuilder, StringRecord};

use crate::import::columns::header_fields;

/// `sep=;` on the first line, which some spreadsheets write for themselves.
pub(super) fn announced_delimiter(text: &str) -> (Option<u8>, usize, &str) {
    let announced = text.split_once('\n').and_then(|(first, rest)| {
        let delimiter = first.trim_end().strip_prefix("sep=")?.as_bytes();
        (delimiter.len() == 1).then(|| (Some(delimiter[0]), 1, rest))
    });
    announced.unwrap_or((None, 0, text))
}

/// The delimiter that makes the beginning look most like a table.
pub(super) fn detect(text: &str) -> Option<u8> {
    // Later ones win a draw: a comma stands in texts and lists more often than the others do.
    let likely = b",|;\t"
        .iter()
        .filter_map(|delimiter| Some((likeness(text, *delimiter)?, *delimiter)));
    likely
        .max_by_key(|(likeness, _)| *likeness)
        .map(|(_, delimiter)| delimiter)
}

/// Names in the header, rows of the most frequent width in percent, and that width.
fn likeness(text: &str, delimiter: u8) -> Option<(usize, usize, usize)> {
    const SAMPLE: usize = 200;
    let mut records = Records::new(text, Some(delimiter));
    let mut widths: Vec<usize> = Vec::new();
    let mut named = 0;
    while widths.len() < SAMPLE && records.next().is_some() {
        if widths.is_empty() {
            named = header_fields(records.cells());
        }
        widths.push(records.cells().count());
    }
    let frequency = |width: usize| widths.iter().filter(|other| **other == width).count();
    let width = widths
        .iter()
        .copied()
        .max_by_key(|width| (frequency(*width), *width))?;
    (width > 1).then(|| (named, frequency(width) * 100 / widths.len(), width))
}

/// Records with the line on which each begins.
pub(super) struct Records<'a> {
    text: &'a [u8],
    reader: csv::Reader<&'a [u8]>,
    record: StringRecord,
    joined: Option<Vec<String>>,
    delimiter: Option<u8>,
    offset: usize,
    line: usize,
}

impl<'a> Records<'a> {
    pub(super) fn new(text: &'a str, delimiter: Option<u8>) -> Self {
        // Where there is one column, a character that cannot be in a text parts nothing.
        let reader = ReaderBuilder::new()
            .delimiter(delimiter.unwrap_or(0))
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let (text, record) = (text.as_bytes(), StringRecord::new());
        Self {
            text,
            reader,
            record,
            joined: None,
            delimiter,
            offset: 0,
            line: 1,
        }
    }

    pub(super) fn next(&mut self) -> Option<usize> {
        // Text that is already UTF-8 and in memory has no other way to fail than to end.
        let more = self.reader.read_record(&mut self.record).unwrap_or(false);
        more.then(|| {
            self.joined = if self.delimiter == Some(b',') {
                join_lists(&self.record)
            } else {
                None
            };
            self.line_of_record()
        })
    }

    /// The reader counts empty lines before a record into it.
    fn line_of_record(&mut self) -> usize {
        let start = self.record.position().map_or(0, csv::Position::byte);
        let start = usize::try_from(start)
            .unwrap_or(self.text.len())
            .min(self.text.len());
        let lines = |bytes: &[u8]| bytes.split(|byte| *byte == b'\n').count() - 1;
        if let Some(passed) = self.text.get(self.offset..start) {
            self.line += lines(passed);
            self.offset = start;
        }
        let empty = self.text[start..]
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'));
        self.line + lines(&self.text[start..start + empty.count()])
    }

    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        let joined = self
            .joined
            .as_deref()
            .unwrap_or_default()
            .iter()
            .map(String::as_str);
        let plain = self.joined.is_none().then(|| self.record.iter());
        joined.chain(plain.into_iter().flatten())
    }
}

/// `[120-125,150]` that was not quoted has been cut at its commas: it can only be one cell.
fn join_lists(record: &StringRecord) -> Option<Vec<String>> {
    if !record.iter().any(is_cut) {
        return None;
    }
    let mut cells: Vec<String> = Vec::with_capacity(record.len());
    let mut parts = record.iter();
    while let Some(cell) = parts.next() {
        let mut whole = cell.to_owned();
        if is_cut(cell) {
            let mut ahead = parts.clone();
            let mut candidate = whole.clone();
            while let Some(part) = ahead.next() {
                candidate.push(',');
                candidate.push_str(part);
                let inside = part.split(']').next().unwrap_or_default();
                if !inside
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b'-')
                {
                    break;
                }
                if part.contains(']') {
                    whole = candidate;
                    parts = ahead;
                    break;
                }
            }
        }
        cells.push(whole);
    }
    Some(cells)
}

/// Whether a cell ends within a list: what stands before it could be a prefix, and what follows
/// the bracket are digits.
pub(crate) fn is_cut(cell: &str) -> bool {
    let Some((before, inside)) = cell.rsplit_once('[') else {
        return false;
    };
    let digits = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-')
    };
    let notation = |c: char| c.is_ascii_alphanumeric() || "+.[]-,( \\*".contains(c);
    digits(inside) && before.chars().all(notation)
}
