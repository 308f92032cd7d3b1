//! Pasted lists against the numbers of a tenant.

use std::fmt::Write as _;

use cordboard_numbers::{Field, Match, Outcome, Paste, PasteCounts, Unreadable};
use proptest::prelude::*;

use crate::answers::{EXAMPLE, decode_text};
use crate::payload::{Filling, answer};

#[test]
fn every_line_is_told_what_it_is() {
    let (store, _) = decode_text(EXAMPLE);
    let mut paste = Paste::read(
        "(833) 399-8785\n61397508869\n03 9750 8869\ntel:+1-833-399-8785;ext=7\n1.83E+10\n+14155550100\nAlice\n+61 3 9750 8869\n",
    );
    while !paste.look_up(&store, 1) {}
    let outcomes: Vec<_> = paste
        .entries()
        .iter()
        .map(|entry| (entry.line, entry.outcome.clone()))
        .collect();
    let found = |row, by| Outcome::Found { row, by };
    assert_eq!(
        outcomes,
        [
            (1, found(0, Match::National)),
            (2, found(1, Match::LostPlus)),
            (3, found(1, Match::National)),
            (4, found(0, Match::Exact)),
            (5, Outcome::Unreadable(Unreadable::Scientific)),
            (6, Outcome::Missing),
            (7, Outcome::Unreadable(Unreadable::NoDigits)),
            (8, found(1, Match::Exact)),
        ]
    );
    assert_eq!(paste.entries()[3].extension.as_deref(), Some("7"));
    assert_eq!(paste.found_rows(), [0, 1]);
    let not_found: Vec<_> = paste
        .not_found()
        .iter()
        .map(|entry| entry.text.as_str())
        .collect();
    assert_eq!(not_found, ["1.83E+10", "+14155550100", "Alice"]);
    assert_eq!(
        paste.counts(),
        PasteCounts {
            found: 2,
            missing: 1,
            ambiguous: 0,
            unreadable: 2,
            repeated: 3
        }
    );
}

#[test]
fn a_number_without_its_country_code_may_fit_two() {
    let text = r#"[{"telephoneNumber":"+34911222333"},{"telephoneNumber":"+31911222333"},{"telephoneNumber":"911222333"}]"#;
    let (store, _) = decode_text(text);
    let mut paste = Paste::read("0911222333, +34 911 222 333");
    assert!(paste.look_up(&store, usize::MAX));
    assert_eq!(
        paste.entries()[0].outcome,
        Outcome::Ambiguous { rows: vec![0, 1] }
    );
    assert_eq!(
        paste.entries()[1].outcome,
        Outcome::Found {
            row: 0,
            by: Match::Exact
        }
    );
}

#[test]
fn what_is_too_much_is_counted() {
    let list = (0..10_050).fold(String::new(), |mut list, number| {
        let _ = writeln!(list, "+1833{number:07}");
        list
    });
    let mut paste = Paste::read(&list);
    assert!(paste.look_up(&decode_text("[]").0, 1));
    assert_eq!((paste.entries().len(), paste.left_out()), (10_000, 50));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_the_tenant_has_is_found_in_any_dress(rows in prop::collection::vec(0..200u32, 1..30), dress in 0..5usize, between in prop::sample::select(vec!["\n", ", ", "; ", "\t", "\r\n"])) {
        let (store, _) = decode_text(&answer(200, Filling::Example));
        let list: Vec<String> = rows.iter().map(|row| {
            let wire = store.cell(*row, Field::Number);
            match dress {
                0 => wire,
                1 => store.grouped_number(*row),
                2 => wire.replace('+', "00"),
                3 => format!("=\"{wire}\""),
                _ => format!("tel:{wire}"),
            }
        }).collect();
        let mut paste = Paste::read(&list.join(between));
        while !paste.look_up(&store, 64) {}
        prop_assert_eq!(paste.entries().len(), rows.len());
        for (entry, row) in paste.entries().iter().zip(&rows) {
            let Outcome::Found { row: found, .. } = entry.outcome else { panic!("{entry:?}") };
            prop_assert_eq!(store.cell(found, Field::Number), store.cell(*row, Field::Number));
        }
    }

    #[test]
    fn any_text_is_read(text in "(\\PC|\n|\t|,|;|\"|\\+|0|1|8){0,80}") {
        let (store, _) = decode_text(EXAMPLE);
        prop_assert!(Paste::read(&text).look_up(&store, usize::MAX));
    }
}
