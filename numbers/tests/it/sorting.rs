//! Every column in order.

use std::cmp::Ordering;

use cordboard_numbers::{Field, Names, Sort, Store, View};
use proptest::prelude::*;

use crate::answers::{decode_text, element};
use crate::payload::{Filling, answer};

fn rows(view: &View) -> Vec<u32> {
    view.rows().collect()
}

#[test]
fn profiles_sort_by_name_and_rows_without_a_value_come_last() {
    let text = r#"[{"callingProfileId":"a"},{},{"callingProfileId":"b"},{"callingProfileId":null},{"callingProfileId":"c"}]"#;
    let (store, _) = decode_text(text);
    let mut names = Names::new();
    names.name_profile("a", "Zulu");
    names.name_profile("c", "alpha");
    let mut view = View::new();
    view.catch_up(&store);
    view.set_names(&store, names);
    for (word, order) in [("profile", [4, 2, 0, 1, 3]), ("-profile", [0, 2, 4, 1, 3])] {
        view.set_sort(&store, Sort::parse(word));
        assert_eq!(rows(&view), order);
    }
}

/// What a cell is compared by.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(i128),
    Text(String),
}

fn key(store: &Store, row: u32, field: Field) -> Option<Key> {
    let text = store.cell(row, field);
    if text.is_empty() {
        return None;
    }
    if let Some(moment) = store.moment(row, field) {
        let fraction: String = moment
            .utc()
            .chars()
            .skip(19)
            .filter(char::is_ascii_digit)
            .collect();
        let ticks: i128 = format!("{fraction:0<7}").parse().unwrap();
        return Some(Key::Number(
            i128::from(moment.unix_millis().div_euclid(1000)) * 10_000_000 + ticks,
        ));
    }
    let by_digits = field == Field::Number && text.chars().any(|c| c.is_ascii_digit());
    if by_digits {
        let digits: String = text.chars().filter(char::is_ascii_digit).take(15).collect();
        return Some(Key::Number(
            format!("{digits:0<15}").parse::<i128>().unwrap() * 16 + digits.len() as i128,
        ));
    }
    Some(match text.parse::<i64>() {
        Ok(number) if field != Field::Number => Key::Number(number.into()),
        _ => Key::Text(text),
    })
}

fn naive_order(store: &Store, field: Field, descending: bool) -> Vec<u32> {
    let mut order: Vec<u32> = (0..store.len() as u32).collect();
    order.sort_by(
        |a, b| match (key(store, *a, field), key(store, *b, field)) {
            (None, None) => Ordering::Equal,
            (None, _) => Ordering::Greater,
            (_, None) => Ordering::Less,
            (Some(a), Some(b)) if descending => b.cmp(&a),
            (Some(a), Some(b)) => a.cmp(&b),
        },
    );
    order
}

#[test]
fn an_empty_text_is_no_value() {
    let text = r#"[{"telephoneNumber":""},{"telephoneNumber":"n/a"},{},{"telephoneNumber":"+1"}]"#;
    let (store, _) = decode_text(text);
    let mut view = View::new();
    view.catch_up(&store);
    for (word, order) in [("number", [3, 1, 0, 2]), ("-number", [1, 3, 0, 2])] {
        view.set_sort(&store, Sort::parse(word));
        assert_eq!(rows(&view), order);
    }
}

#[test]
fn every_column_sorts_as_it_should() {
    for filling in [Filling::Example, Filling::Full] {
        let (store, _) = decode_text(&answer(700, filling));
        let mut view = View::new();
        view.catch_up(&store);
        for field in Field::ALL {
            for descending in [false, true] {
                view.set_sort(&store, Some(Sort { field, descending }));
                assert_eq!(
                    rows(&view),
                    naive_order(&store, field, descending),
                    "{field:?}"
                );
            }
        }
    }
}

proptest! {
    #[test]
    fn odd_cells_sort_too(elements in prop::collection::vec(element(), 0..30), at in 0..3usize, descending in any::<bool>()) {
        // Columns in which the odd values are compared as they are read, without case.
        let field = [Field::Id, Field::Created, Field::Number][at];
        let (store, _) = decode_text(&serde_json::to_string(&elements).unwrap());
        let mut view = View::new();
        view.catch_up(&store);
        view.set_sort(&store, Some(Sort { field, descending }));
        let odd_of = |row: &u32| store.cell(*row, field);
        let is_plain = |row: &u32| !matches!(key(&store, *row, field), Some(Key::Text(_))) && odd_of(row).parse::<f64>().is_err();
        let expected: Vec<u32> = naive_order(&store, field, descending).into_iter().filter(is_plain).collect();
        let got: Vec<u32> = view.rows().filter(is_plain).collect();
        prop_assert_eq!(got, expected);
        prop_assert_eq!(view.len(), store.len());
    }
}
