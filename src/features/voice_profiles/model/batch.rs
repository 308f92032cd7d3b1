//! Several profiles out of a table: one row a profile. Pure.

use cordboard_api::Reading;
use cordboard_api::opentact::voice_profiles::{Field, VoiceProfile};

use super::decimal::Marks;
use super::draft::Draft;
use super::guard::guard;
use super::rows::sharing;
use super::words::{choices, label};

/// More rows than a person looks through before sending them.
const MOST_ROWS: usize = 500;

/// The first row of a table to fill in.
pub const HEADER: &str = "Name,Tech prefix,Channel limit,Max rate,Daily spend limit,Record calls,Recording format,Audio tracks,Additional fields (JSON)\r\n";

/// A row, as a profile to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its line in the file, from 1.
    pub number: u64,
    pub draft: Draft,
    /// What keeps it from being sent.
    pub faults: Vec<String>,
}

/// The rows of a table.
#[derive(Debug, Clone, Default)]
pub struct Table {
    pub lines: Vec<Line>,
    /// Columns that say nothing about a new profile.
    pub ignored: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Of(Field),
    Additional,
    Ignored,
}

/// What a heading stands for: the form's words, the list's, or the vendor's.
fn column(heading: &str) -> Column {
    let letters = heading.chars().filter(|letter| letter.is_alphanumeric());
    let name: String = letters.flat_map(char::to_lowercase).collect();
    match name.as_str() {
        "name" => Column::Of(Field::Name),
        "techprefix" | "prefix" => Column::Of(Field::TechPrefix),
        "channellimit" | "channels" => Column::Of(Field::ChannelLimit),
        "maxrate" | "rate" => Column::Of(Field::MaxRate),
        "dailyspendlimit" | "dailyspentlimit" | "dailylimit" => Column::Of(Field::DailySpendLimit),
        "recordcalls" | "recording" => Column::Of(Field::RecordCalls),
        "filemat" | "fileformat" | "recordingformat" => Column::Of(Field::FileFormat),
        "audiotracktype" | "audiotracks" | "tracks" => Column::Of(Field::AudioTrackType),
        "additionalfieldsjson" | "additionalfields" => Column::Additional,
        _ => Column::Ignored,
    }
}

/// Reads pasted rows or a file, with whichever of the usual delimiters; the first row names the
/// columns. An error says what is wrong with the table as a whole.
pub fn read(text: &str, marks: Marks) -> Result<Table, String> {
    let text = text.trim_start_matches('\u{feff}');
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut columns: Vec<Column> = Vec::new();
    let mut table = Table::default();
    for row in rows.records() {
        let row = row.map_err(|error| format!("The rows cannot be read: {error}."))?;
        if columns.is_empty() {
            columns = row.iter().map(column).collect();
            table.ignored = row
                .iter()
                .filter(|heading| !heading.is_empty() && column(heading) == Column::Ignored)
                .map(str::to_owned)
                .collect();
            objection(&columns, &row)?;
            continue;
        }
        if row.iter().all(str::is_empty) {
            continue;
        }
        if table.lines.len() == MOST_ROWS {
            return Err(format!("Has more than {MOST_ROWS} rows. Split it."));
        }
        let number = row.position().map_or(0, |at| line_number(text, at));
        table.lines.push(line(number, &columns, &row, marks));
    }
    Ok(table)
}

/// Whichever is most often in the first row.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |delimiter: u8| first.bytes().filter(|byte| *byte == delimiter).count();
    let all = [b',', b';', b'\t'];
    all.into_iter()
        .rev()
        .max_by_key(|own| count(*own))
        .unwrap_or(b',')
}

/// What is wrong with the columns.
fn objection(columns: &[Column], headings: &csv::StringRecord) -> Result<(), String> {
    if !columns.contains(&Column::Of(Field::Name)) {
        let read: Vec<&str> = headings.iter().take(4).collect();
        return Err(format!(
            "The first row has to name the columns, and one of them is Name. It reads: {}.",
            read.join(", ")
        ));
    }
    let twice = |own: &Column| columns.iter().filter(|other| *other == own).count() > 1;
    let found = columns
        .iter()
        .zip(headings)
        .find(|(own, _)| **own != Column::Ignored && twice(own));
    match found {
        Some((_, heading)) => Err(format!("Two columns are {heading}. Keep one.")),
        None => Ok(()),
    }
}

/// The line that a row begins on; the reader counts from the end of the row before, and empty lines
/// may lie between.
fn line_number(text: &str, at: &csv::Position) -> u64 {
    let begin = usize::try_from(at.byte()).unwrap_or_default();
    let rest = text.get(begin..).unwrap_or_default();
    let row = rest.trim_start_matches(['\r', '\n']);
    let between = rest[..rest.len() - row.len()].matches('\n').count();
    at.line() + between as u64
}

fn line(number: u64, columns: &[Column], row: &csv::StringRecord, marks: Marks) -> Line {
    let (mut draft, mut faults) = (Draft::default(), Vec::new());
    for (column, text) in columns.iter().zip(row) {
        match column {
            Column::Ignored => {}
            Column::Additional => text.clone_into(&mut draft.additional),
            Column::Of(field) => match wire(*field, text) {
                Ok(text) => draft.set(*field, text),
                Err(said) => faults.push(format!("{}: {said}", label(*field))),
            },
        }
    }
    for field in Field::ALL {
        if let Err(said) = draft.meaning(field, None, marks) {
            faults.push(format!("{}: {said}", label(field)));
        }
    }
    if let Err(said) = draft.more() {
        faults.push(format!("Additional fields: {said}"));
    }
    if row.len() > columns.len() {
        let more = row.len() - columns.len();
        faults.push(format!(
            "Has more cells than there are columns, {more} too many. Put quotes around a value with a comma in it."
        ));
    }
    Line {
        number,
        draft,
        faults,
    }
}

/// The wire value of a cell: what can be chosen in the form may be written in words.
fn wire(field: Field, text: &str) -> Result<&str, String> {
    let known = choices(field);
    if known.is_empty() || text.is_empty() {
        return Ok(text);
    }
    let found = known
        .iter()
        .find(|(wire, words)| text == *wire || text.eq_ignore_ascii_case(words));
    found.map(|(wire, _)| *wire).ok_or_else(|| {
        let all: Vec<&str> = known.iter().map(|(wire, _)| *wire).collect();
        format!("Enter one of {}.", all.join(", "))
    })
}

impl Table {
    /// What should be looked at in a line, and keeps nobody from sending it.
    pub fn warnings(
        &self,
        place: usize,
        all: &[Reading<VoiceProfile>],
        marks: Marks,
    ) -> Vec<String> {
        let Some(own) = self.lines.get(place) else {
            return Vec::new();
        };
        let facts = own.draft.facts(None, marks, &|prefix| {
            let mut others = sharing(all.iter(), None, prefix);
            others.extend(self.others_with(place, Field::TechPrefix, prefix));
            others
        });
        let guard = guard(&facts, marks);
        let mut said: Vec<String> = guard.warnings().map(|found| found.title.clone()).collect();
        let name = own.draft.text(Field::Name);
        let mut profiles = all.iter().filter_map(Reading::read);
        if profiles.any(|other| other.name == name) {
            said.push("A profile has this name already".to_owned());
        }
        let same = self.others_with(place, Field::Name, name);
        said.extend(same.map(|line| format!("Has the name of {line}")));
        said
    }

    /// The other lines with a value, as "line 3".
    fn others_with(&self, place: usize, field: Field, text: &str) -> impl Iterator<Item = String> {
        let lines = self.lines.iter().enumerate();
        lines
            .filter(move |(other, line)| *other != place && line.draft.text(field) == text)
            .map(|(_, line)| format!("line {}", line.number))
    }
}

#[cfg(test)]
mod tests;
