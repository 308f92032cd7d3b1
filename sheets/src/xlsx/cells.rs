//! Rows and cells of a sheet.

use std::fmt::Write as _;

/// What columns are named by.
const LETTERS: &[u8; 26] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Characters that a cell has room for.
const CELL_CHARS: usize = 32_767;

/// The look of a cell, by its place in the list of styles.
#[derive(Debug, Clone, Copy)]
pub(super) enum Look {
    Text = 1,
    Heading = 2,
}

/// Writes a row, without the cells that are empty.
pub(super) fn write_row(
    number: usize,
    columns: usize,
    look: Look,
    text: &mut String,
    out: &mut String,
    write: impl Fn(usize, &mut String),
) {
    // Writing to a String cannot fail.
    let _ = write!(out, "<row r=\"{number}\">");
    for column in 0..columns {
        text.clear();
        write(column, text);
        if text.is_empty() {
            continue;
        }
        out.push_str("<c r=\"");
        push_letters(column, out);
        let style = look as u8;
        let _ = write!(out, "{number}\" s=\"{style}\" t=\"inlineStr\"><is><t");
        if text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace) {
            out.push_str(" xml:space=\"preserve\"");
        }
        out.push('>');
        push_text(text, out);
        out.push_str("</t></is></c>");
    }
    out.push_str("</row>");
}

/// The name of a column: A to Z, AA and so on.
fn push_letters(column: usize, out: &mut String) {
    if column >= 26 {
        push_letters(column / 26 - 1, out);
    }
    out.push(char::from(LETTERS[column % 26]));
}

/// Text as XML, without the characters that XML cannot hold. Excel reads `_x0041_` as a letter,
/// so an underline that begins such a thing is written in that way itself (ECMA-376, `ST_Xstring`).
pub(super) fn push_text(text: &str, out: &mut String) {
    for (at, c) in text.char_indices().take(CELL_CHARS) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '_' if is_escape(&text[at + 1..]) => out.push_str("_x005F_"),
            '\t' | '\n' => out.push(c),
            '\r' => out.push_str("_x000D_"),
            '\u{FFFE}' | '\u{FFFF}' => {}
            _ if c.is_control() => {}
            _ => out.push(c),
        }
    }
}

fn is_escape(rest: &str) -> bool {
    let bytes = rest.as_bytes();
    bytes.len() >= 6
        && bytes[0] == b'x'
        && bytes[1..5].iter().all(u8::is_ascii_hexdigit)
        && bytes[5] == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_excel_names_them() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            let mut out = String::new();
            push_letters(column, &mut out);
            assert_eq!(out, name);
        }
    }

    #[test]
    fn text_is_safe_in_xml() {
        let mut out = String::new();
        push_text("a<b>&\"c\"\u{0}\u{1B}_x0041_ _x_ \u{FFFE}", &mut out);
        assert_eq!(out, "a&lt;b&gt;&amp;&quot;c&quot;_x005F_x0041_ _x_ ");
    }
}
