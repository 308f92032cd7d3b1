//! Which column holds what.

use super::table::Table;

/// The three parts of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The rule's name.
    Name,
    /// The number or pattern.
    Prefix,
    /// The trunk.
    Tag,
}

impl Field {
    /// All of them, in the order of the list.
    pub const ALL: [Self; 3] = [Self::Name, Self::Prefix, Self::Tag];

    /// What it is called in the list and in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Prefix => "Prefix",
            Self::Tag => "Tag",
        }
    }

    /// What such a column is called in files, without capitals and signs: here, in the vendor's
    /// pages, and in number lists of carriers.
    fn titles(self) -> &'static [&'static str] {
        match self {
            Self::Name => &["name", "rulename", "rule", "dialplanrule"],
            Self::Prefix => &[
                "prefix",
                "prefixes",
                "callingprefix",
                "number",
                "numbers",
                "phonenumber",
                "phonenumbers",
                "telephonenumber",
                "telephonenumbers",
                "phone",
                "telephone",
                "did",
                "ddi",
                "e164",
                "msisdn",
                "lineuri",
                "tn",
            ],
            Self::Tag => &[
                "tag",
                "trunk",
                "trunkfqdn",
                "fqdn",
                "derivedtrunk",
                "derivedtrunkfqdn",
                "gateway",
                "pstngateway",
                "onlinepstngateway",
            ],
        }
    }

    fn of_title(title: &str) -> Option<Self> {
        let plain: String = title
            .chars()
            .filter(|character| character.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        Self::ALL
            .into_iter()
            .find(|field| field.titles().contains(&plain.as_str()))
    }
}

/// Where each field stands, counted from 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Columns {
    /// Column of the name.
    pub name: Option<usize>,
    /// Column of the prefix.
    pub prefix: Option<usize>,
    /// Column of the tag.
    pub tag: Option<usize>,
}

impl Columns {
    /// The column of one field.
    pub fn of(&self, field: Field) -> Option<usize> {
        match field {
            Field::Name => self.name,
            Field::Prefix => self.prefix,
            Field::Tag => self.tag,
        }
    }

    /// Puts a field into a column; another field that stood there loses it.
    pub fn set(&mut self, field: Field, column: Option<usize>) {
        for other in Field::ALL {
            if column.is_some() && self.of(other) == column {
                *self.slot(other) = None;
            }
        }
        *self.slot(field) = column;
    }

    fn slot(&mut self, field: Field) -> &mut Option<usize> {
        match field {
            Field::Name => &mut self.name,
            Field::Prefix => &mut self.prefix,
            Field::Tag => &mut self.tag,
        }
    }

    fn has(&self, column: usize) -> bool {
        Field::ALL
            .into_iter()
            .any(|field| self.of(field) == Some(column))
    }
}

/// How a table is to be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Layout {
    /// Whether the first row holds titles.
    pub header: bool,
    /// Where the fields stand.
    pub columns: Columns,
}

impl Layout {
    /// The layout that the table itself suggests.
    pub fn detect(table: &Table) -> Self {
        let mut header = header_fields(table.cells(0)) > 0;
        let mut columns = Columns::default();
        if header {
            for (column, title) in table.cells(0).enumerate() {
                if let Some(field) = Field::of_title(title)
                    && columns.of(field).is_none()
                {
                    *columns.slot(field) = Some(column);
                }
            }
        }
        if columns.prefix.is_none() {
            columns = by_content(table, header, columns);
            header |= columns.prefix.is_some_and(|prefix| is_title(table, prefix));
        }
        Self { header, columns }
    }
}

/// Whether a column begins with a word and goes on with numbers: a title in another language.
fn is_title(table: &Table, column: usize) -> bool {
    let rows = 1..table.len().min(100);
    let count = rows.len();
    let numbers = rows
        .filter(|row| looks_dialled(table.cell(*row, column)))
        .count();
    !table.cell(0, column).contains(char::is_numeric) && numbers > 0 && numbers * 2 >= count
}

/// How many cells of a row are titles of fields. A row that holds a number is no header.
pub(super) fn header_fields<'a>(cells: impl Iterator<Item = &'a str>) -> usize {
    let mut named = 0;
    for cell in cells {
        if looks_like_number(cell) {
            return 0;
        }
        named += usize::from(Field::of_title(cell).is_some());
    }
    named
}

/// Looks at the first rows: numbers are prefixes, names with dots are trunks, the rest are names.
fn by_content(table: &Table, header: bool, mut columns: Columns) -> Columns {
    let rows = usize::from(header)..table.len().min(100);
    let share = |column: usize, looks: fn(&str) -> bool| {
        rows.clone()
            .filter(|row| looks(table.cell(*row, column)))
            .count()
    };
    let mut free: Vec<usize> = (0..table.width())
        .filter(|column| !columns.has(*column))
        .collect();
    // Of equal ones the leftmost; where nothing looks like a number, the order of the list.
    let prefix = free
        .iter()
        .rev()
        .copied()
        .max_by_key(|column| share(*column, looks_dialled));
    let prefix = prefix.map(|best| match free.get(1) {
        Some(second) if free.len() > 2 && share(best, looks_dialled) == 0 => *second,
        Some(_) | None => best,
    });
    columns.prefix = prefix;
    free.retain(|column| Some(*column) != prefix);
    if columns.tag.is_none() {
        let dotted = free
            .iter()
            .rev()
            .copied()
            .max_by_key(|column| share(*column, has_dots));
        let dotted = dotted.filter(|column| share(*column, has_dots) > 0);
        // Three columns without a header stand in the order of the list.
        columns.tag = dotted.or_else(|| free.get(1).copied());
        free.retain(|column| Some(*column) != columns.tag);
    }
    if columns.name.is_none() {
        columns.name = free.first().copied();
    }
    columns
}

fn looks_like_number(cell: &str) -> bool {
    let digits = cell
        .chars()
        .filter(|character| character.is_numeric())
        .count();
    digits >= 3 && digits * 2 > cell.chars().count()
}

/// Digits, perhaps among wildcards and signs of the notation.
fn looks_dialled(cell: &str) -> bool {
    let sign = |c: char| c.is_numeric() || c.is_whitespace() || "xznXZN+*#.()[],-".contains(c);
    cell.contains(char::is_numeric) && cell.chars().all(sign)
}

fn has_dots(cell: &str) -> bool {
    cell.contains('.') && cell.chars().any(char::is_alphabetic)
}
