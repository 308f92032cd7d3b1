//! Import, export, import; and files that nobody meant.

use cordboard_dial_plan::export::{Flavour, csv};
use cordboard_dial_plan::import::{Outcome, Table};
use cordboard_dial_plan::{Rule, Snapshot};
use proptest::prelude::*;

use crate::sample::added;

fn import(bytes: &[u8]) -> Vec<Rule> {
    let Ok(table) = Table::from_bytes(bytes) else {
        return Vec::new();
    };
    let preview = added(&table, &Snapshot::default());
    let _ = preview.bad_rows(&table);
    let taken = preview
        .rows
        .into_iter()
        .filter(|row| row.outcome == Outcome::Add);
    taken.map(|row| row.rule).collect()
}

/// Text as it may stand in a cell, damage and all.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,12}",
        "[ '=\"+@\\-\u{a0}\u{200b}a,;\t|\\[\\]]{0,6}",
        "[+]?[0-9]{1,17}",
        "(=\"|')?[+]?[0-9 ().-]{3,12}\"?",
        "(tel:)?[+]?[0-9]{1,3}([ ,.'()-]{1,2}[0-9]{1,4}){1,4}([.,]0)?",
    ]
}

#[test]
fn a_spreadsheet_gets_text_and_no_formula() {
    let rules = [
        Rule::new("=1+1", "+972542566110", "-x"),
        Rule::new("'a", "20001", "t.example"),
    ];
    let file = String::from_utf8(csv(&rules, Flavour::Excel)).unwrap();
    assert_eq!(
        file,
        "\u{feff}Name,Prefix,Tag\r\n'=1+1,\"=\"\"+972542566110\"\"\",'-x\r\n\
         ''a,\"=\"\"20001\"\"\",t.example\r\n"
    );
    let plain = String::from_utf8(csv(&rules[1..], Flavour::Machines)).unwrap();
    assert_eq!(plain, "Name,Prefix,Tag\r\n''a,20001,t.example\r\n");
}

proptest! {
    /// Whatever an import makes of a file, exporting and importing it again makes the same.
    #[test]
    fn import_export_import_is_the_identity(
        rows in proptest::collection::vec((cell(), cell(), cell()), 1..8),
        with_header: bool,
        delimiter in "[,;\t|]",
    ) {
        let mut text = if with_header { format!("Name{delimiter}Prefix{delimiter}Tag\n") } else { String::new() };
        for (name, prefix, tag) in &rows {
            let quoted = [name, prefix, tag].map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
            text.push_str(&quoted.join(&delimiter));
            text.push('\n');
        }
        let taken = import(text.as_bytes());
        for flavour in [Flavour::Machines, Flavour::Excel] {
            prop_assert_eq!(&import(&csv(&taken, flavour)), &taken);
        }
    }

    #[test]
    fn rules_as_they_are_survive(
        rules in proptest::collection::btree_map("[+]?[0-9]{1,14}|[0-9]{3}x|5\\[1,2\\]|53\\(4\\)", ("\\PC{0,6}[!-~]\\PC{0,5}", "\\PC{0,6}[!-~]\\PC{0,5}"), 1..8),
    ) {
        let rules: Vec<Rule> = rules.into_iter().map(|(prefix, (name, tag))| Rule::new(name, prefix, tag)).collect();
        for flavour in [Flavour::Machines, Flavour::Excel] {
            prop_assert_eq!(&import(&csv(&rules, flavour)), &rules);
        }
    }

    #[test]
    fn no_bytes_make_an_import_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        import(&bytes);
    }

    #[test]
    fn no_announcement_makes_an_import_panic(text in "sep=\\PC\r?\n[\",;a1\r\n]{0,20}") {
        import(text.as_bytes());
    }

    #[test]
    fn no_text_makes_an_import_panic(text in "[\\[\\]\",;\t|\r\n'=+0-9a.() \u{a0}-]{0,200}") {
        import(text.as_bytes());
        let Ok(table) = Table::from_pasted(&text) else { return Ok(()) };
        // A table that is handed over as text is the same table.
        let again = Table::with_delimiter(table.to_tsv().as_bytes(), b'\t').unwrap();
        prop_assert_eq!(table.len(), again.len());
        for row in 0..table.len() {
            prop_assert!(table.cells(row).eq(again.cells(row)));
        }
    }
}
