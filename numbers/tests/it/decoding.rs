//! Answers become rows, whatever they are and however they are cut.

use cordboard_numbers::{Ending, Field, StreamError};
use proptest::prelude::*;
use serde_json::Value;

use crate::answers::{EXAMPLE, decode, decode_text, element, rows};

/// The error of an answer that is no list.
fn refusal(text: &str) -> StreamError {
    match decode_text(text).1 {
        Ending::Failed(error) => error,
        Ending::Whole | Ending::CutOff => panic!("{text} was read"),
    }
}

#[test]
fn the_vendors_example_is_read() {
    let (store, ending) = decode_text(EXAMPLE);
    assert_eq!((store.len(), ending), (2, Ending::Whole));
    assert_eq!(store.bad_rows(), []);
    assert_eq!(store.cell(0, Field::Number), "+18333998785");
    assert_eq!(store.grouped_number(1), "+61 3 9750 8869");
    assert_eq!(
        store.cell(0, Field::Created),
        "2024-04-04T12:24:01.9697859+00:00"
    );
    assert_eq!(
        store.moment(0, Field::Created).unwrap().unix_millis(),
        1_712_233_441_969
    );
    assert_eq!(
        store.cell(1, Field::Job),
        "136c1761-77a7-4a81-b541-9d42bb6d7c03"
    );
    assert_eq!(store.cell(1, Field::Id), "125337");
    assert!(store.is_null(0, Field::Assignment));
    assert_eq!(
        store.values(1, Field::Available).collect::<Vec<_>>(),
        [
            "Office365",
            "InboundCalling",
            "OutboundCalling",
            "UserAssignment",
            "Mobile"
        ]
    );
    assert_eq!(
        store.values(0, Field::Sbc).collect::<Vec<_>>(),
        ["oc1.sandbox2.audiocodes.be"]
    );
    assert_eq!(store.sbcs(0)[0].ip.as_deref(), Some("20.102.51.206"));
    assert_eq!(store.all_sbcs(), store.sbcs(0));
    assert_eq!(store.fields(0).len(), 22);
    assert_eq!(store.row_of("+61 3 9750 8869"), Some(1));
    assert_eq!(store.row_of("+61 3 9750 886"), None);
}

#[test]
fn both_spellings_of_the_verification_code_are_one_field() {
    let (store, _) =
        decode_text(r#"[{"aslvCode":"200"},{"alsvcode":404},{"alsvCode":null,"aslvCode":5}]"#);
    let codes: Vec<_> = (0..3)
        .map(|row| store.cell(row, Field::Verification))
        .collect();
    assert_eq!(codes, ["200", "404", "5"]);
    assert_eq!(rows(&store)[1].0, r#"{"alsvcode":404}"#);
}

#[test]
fn numbers_come_as_texts_and_texts_as_numbers() {
    let (store, _) = decode_text(
        r#"[{"id":"125336","telephoneNumber":18333998785,"asticks":638478000000000000,"aslcht":"soon"}]"#,
    );
    assert_eq!(store.bad_rows(), []);
    assert_eq!(store.cell(0, Field::Id), "125336");
    assert_eq!(store.cell(0, Field::Number), "18333998785");
    assert_eq!(store.cell(0, Field::Ticks), "638478000000000000");
    assert_eq!(store.cell(0, Field::Checked), "soon");
}

#[test]
fn a_bad_element_is_a_row_that_says_so() {
    let text =
        r#"[{"id":1},7,{"id":2,"source":nope},{"id":3,"telephoneNumber":{"e164":"+1"}},{"id":4}]"#;
    let (store, ending) = decode_text(text);
    assert_eq!((store.len(), ending), (5, Ending::Whole));
    let bad: Vec<_> = store
        .bad_rows()
        .iter()
        .map(|bad| (bad.row, bad.path.as_str()))
        .collect();
    assert_eq!(bad, [(1, "$[1]"), (2, "$[2]"), (3, "$[3].telephoneNumber")]);
    let problems: Vec<_> = store
        .bad_rows()
        .iter()
        .map(|bad| bad.problem.as_str())
        .collect();
    assert_eq!(
        problems,
        [
            "invalid type: integer `7`, expected an object",
            "expected ident",
            "expected a text, found an object",
        ]
    );
    let nope = text.find("nope").unwrap() as u64;
    assert!(store.bad_rows()[1].offset.abs_diff(nope) <= 1);
    assert_eq!(store.bad_rows()[1].excerpt, r#"{"id":2,"source":nope}"#);
    assert_eq!(store.cell(3, Field::Id), "3");
    assert_eq!(store.cell(4, Field::Id), "4");
    let json: Vec<_> = rows(&store).into_iter().map(|row| row.0).collect();
    assert_eq!(json[1], "7");
    assert_eq!(
        json[2],
        r#"{"unreadable":"{\"id\":2,\"source\":nope}","problem":"expected ident"}"#
    );
    assert_eq!(json[3], r#"{"id":3,"telephoneNumber":{"e164":"+1"}}"#);
}

#[test]
fn what_is_no_list_says_what_came() {
    assert_eq!(refusal(""), StreamError::Empty);
    assert_eq!(refusal(" \n"), StreamError::Empty);
    assert_eq!(
        refusal("<!doctype html>"),
        StreamError::Html {
            found: "<!doctype html>".into()
        }
    );
    for (text, kind) in [
        ("{\"error\":1}", "an object"),
        ("null", "null"),
        ("\"tsk_1\"", "a text"),
        ("12", "a number"),
    ] {
        assert_eq!(
            refusal(text),
            StreamError::NoArray {
                kind,
                found: text.into()
            }
        );
    }
    assert_eq!(
        refusal("oops"),
        StreamError::NoJson {
            found: "oops".into()
        }
    );
    assert_eq!(
        refusal("[{} {}]"),
        StreamError::Malformed {
            offset: 4,
            expected: "a comma or the end of the list",
            found: "{}]".into()
        }
    );
    assert!(matches!(
        refusal("[]x"),
        StreamError::Malformed { offset: 2, .. }
    ));
    assert!(matches!(
        refusal("[{},]"),
        StreamError::Malformed { offset: 4, .. }
    ));
}

#[test]
fn a_byte_order_mark_and_blanks_are_no_matter() {
    let text = "\u{FEFF} \r\n[ {\"id\":1} , {\"id\":2}\t] \n";
    for pieces in [1, 2, 100] {
        let (store, ending) = decode(text.as_bytes().chunks(pieces));
        assert_eq!((store.len(), ending), (2, Ending::Whole));
    }
}

#[test]
fn what_came_before_a_cut_stays() {
    let cut = EXAMPLE.len() - 10;
    let (store, ending) = decode_text(&EXAMPLE[..cut]);
    assert_eq!((store.len(), ending), (1, Ending::CutOff));
    let (store, ending) = decode_text("[");
    assert_eq!((store.len(), ending), (0, Ending::CutOff));
}

#[test]
fn an_endless_element_is_stepped_over() {
    let long = "x".repeat(3 << 20);
    let text = format!(r#"[{{"id":1}},{{"note":"{long}"}},{{"id":3}}]"#);
    for size in [1 << 16, 1 << 21, 1 << 24] {
        let (store, ending) = decode(text.as_bytes().chunks(size));
        assert_eq!((store.len(), ending), (3, Ending::Whole));
        assert_eq!(store.bad_rows().len(), 1);
        assert_eq!(store.bad_rows()[0].problem, "longer than 1048576 bytes");
        assert_eq!(store.cell(2, Field::Id), "3");
    }
}

#[test]
fn a_thousand_unknown_keys_are_kept() {
    let keys: Vec<String> = (0..1000)
        .map(|key| format!("\"key{key}\":[{key}]"))
        .collect();
    let text = format!("[{{{}}},{{\"key7\":1,\"key7\":2}}]", keys.join(","));
    let (store, ending) = decode_text(&text);
    assert_eq!(ending, Ending::Whole);
    let rebuilt = format!("[{},{}]", rows(&store)[0].0, rows(&store)[1].0);
    assert_eq!(rebuilt, text);
    assert_eq!(store.fields(0).len(), 1000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_element_comes_back_as_it_was(elements in prop::collection::vec(element(), 0..20), pretty in any::<bool>()) {
        let answer = Value::Array(elements.clone());
        let text = if pretty { serde_json::to_string_pretty(&answer) } else { serde_json::to_string(&answer) };
        let (store, ending) = decode_text(&text.unwrap());
        prop_assert_eq!(ending, Ending::Whole);
        prop_assert_eq!(store.len(), elements.len());
        for (row, element) in rows(&store).iter().zip(&elements) {
            let rebuilt: Value = serde_json::from_str(&row.0).unwrap();
            prop_assert_eq!(&rebuilt, element);
            let keys: Vec<_> = rebuilt.as_object().unwrap().keys().collect();
            prop_assert_eq!(keys, element.as_object().unwrap().keys().collect::<Vec<_>>());
        }
    }

    #[test]
    fn any_cut_gives_the_same_rows(elements in prop::collection::vec(element(), 0..8), cuts in prop::collection::vec(1..2000usize, 1..40), broken in prop::option::of(any::<prop::sample::Index>())) {
        let mut text = serde_json::to_string(&elements).unwrap().into_bytes();
        if let Some(at) = broken {
            let at = at.index(text.len());
            text[at] = b'}';
        }
        let whole = decode([text.as_slice()]);
        let mut pieces = Vec::new();
        let mut rest = text.as_slice();
        for cut in cuts.iter().cycle() {
            let (piece, after) = rest.split_at((*cut).min(rest.len()));
            pieces.push(piece);
            rest = after;
            if rest.is_empty() {
                break;
            }
        }
        for pieces in [pieces, text.chunks(1).collect()] {
            let (store, ending) = decode(pieces);
            prop_assert_eq!(std::mem::discriminant(&ending), std::mem::discriminant(&whole.1));
            prop_assert_eq!(rows(&store), rows(&whole.0));
        }
    }

    #[test]
    fn any_bytes_end_in_rows_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        decode([bytes.as_slice()]);
        decode(bytes.chunks(1));
    }

    #[test]
    fn anything_like_an_answer_ends_too(text in r#"(\[|\]|\{|\}|,|:|"|\\|id|source|null|1|-|\.|e|u00e9| |é){0,120}"#) {
        let (store, ending) = decode_text(&format!("[{text}"));
        let (other, cut) = decode(format!("[{text}").as_bytes().chunks(3));
        prop_assert_eq!(rows(&store), rows(&other));
        prop_assert_eq!(std::mem::discriminant(&ending), std::mem::discriminant(&cut));
    }
}
