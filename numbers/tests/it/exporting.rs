//! Rows as tables and as JSON.

use cordboard_numbers::{Column, Field, Json, Names, Numbers, Paste, PastedList, Store};
use cordboard_sheets::{Csv, CsvStyle, Table};
use proptest::prelude::*;
use serde_json::Value;

use crate::answers::{EXAMPLE, decode_text, element};

fn csv_of(table: &dyn Table, style: CsvStyle) -> String {
    let (mut csv, mut file) = (Csv::new(style), String::new());
    while !csv.write(table, &mut file, 100) {}
    file
}

#[test]
fn the_examples_numbers_are_written_for_machines() {
    let (store, _) = decode_text(EXAMPLE);
    let mut names = Names::new();
    names.name_profile("5f3fbb3b-df9b-483d-b294-c7eb01e22aac", "EMEA, all");
    let columns = [
        Column::Field(Field::Number),
        Column::Field(Field::Capability),
        Column::ProfileName,
        Column::Field(Field::Assignment),
    ];
    let numbers = Numbers {
        store: &store,
        rows: &[1, 0],
        columns: &columns,
        headings: &[],
        names: &names,
    };
    assert_eq!(
        csv_of(&numbers, CsvStyle::Machines),
        "telephoneNumber,acquiredCapabilities,callingProfileName,assignmentStatus\r\n\
         +61397508869,Office365;InboundCalling;OutboundCalling;UserAssignment,\"EMEA, all\",\r\n\
         +18333998785,TollFree;FirstPartyAppAssignment;Office365;InboundCalling;OutboundCalling,\"EMEA, all\",\r\n"
    );
    let headings = ["Number".to_owned()];
    let numbers = Numbers {
        rows: &[0],
        columns: &columns[..1],
        headings: &headings,
        ..numbers
    };
    assert_eq!(
        csv_of(&numbers, CsvStyle::Excel { separator: ';' }),
        "\u{FEFF}Number\r\n\"=\"\"+18333998785\"\"\"\r\n"
    );
}

#[test]
fn the_other_half_of_a_paste_is_a_file_too() {
    let mut paste = Paste::read("+14155550100\n1.83E+10");
    paste.look_up(&Store::new(), 1);
    let entries = paste.not_found();
    let list = PastedList {
        entries: &entries,
        headings: &[],
    };
    assert_eq!(
        csv_of(&list, CsvStyle::Machines),
        "line,pasted,digits,extension,outcome\r\n\
         1,+14155550100,14155550100,,not in the tenant\r\n\
         2,1.83E+10,,,digits lost in a spreadsheet\r\n"
    );
}

proptest! {
    #[test]
    fn json_comes_back(elements in prop::collection::vec(element(), 0..20)) {
        let (store, _) = decode_text(&serde_json::to_string(&elements).unwrap());
        let rows: Vec<u32> = (0..store.len() as u32).rev().collect();
        let (mut json, mut file) = (Json::new(), String::new());
        while !json.write(&store, &rows, &mut file, 500) {}
        let mut read: Vec<Value> = serde_json::from_str(&file).unwrap();
        read.reverse();
        prop_assert_eq!(&read, &elements);
        let (mut json, mut file) = (Json::of(vec![Field::Number, Field::Id]), String::new());
        while !json.write(&store, &rows, &mut file, 500) {}
        let read: Vec<Value> = serde_json::from_str(&file).unwrap();
        for (read, element) in read.iter().rev().zip(&elements) {
            if let Some(number) = element.get("telephoneNumber") {
                prop_assert_eq!(&read["telephoneNumber"], number);
            }
        }
    }
}
