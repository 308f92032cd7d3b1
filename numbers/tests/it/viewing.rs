//! Searching, filtering and counting, also while rows come in.

use cordboard_numbers::{Facet, Field, Filters, NONE, Names, Sort, Store, View};
use proptest::prelude::*;
use serde_json::Value;

use crate::answers::{EXAMPLE, decode_text, element};
use crate::payload::{Filling, answer};

fn rows(view: &View) -> Vec<u32> {
    view.rows().collect()
}

fn search(store: &Store, text: &str) -> Vec<u32> {
    let mut view = View::new();
    view.catch_up(store);
    view.set_search(store, text);
    rows(&view)
}

fn filter(store: &Store, facet: Facet, words: &[&str]) -> Vec<u32> {
    let mut view = View::new();
    view.catch_up(store);
    let mut filters = Filters::new();
    for word in words {
        filters.choose(facet, word);
    }
    view.set_filters(store, filters);
    rows(&view)
}

#[test]
fn every_form_of_a_number_finds_it() {
    let (store, _) = decode_text(EXAMPLE);
    for form in [
        "(833) 399-8785",
        "18333998785",
        "0018333998785",
        "+1 833 399 8785",
        "tel:+1-833-399-8785",
        "011 1 833 399 8785",
        "833.399",
        "\u{202D}+1\u{00A0}833\u{202C}",
    ] {
        assert_eq!(search(&store, form), [0], "{form}");
    }
    assert_eq!(search(&store, "+833"), [0; 0]);
    assert_eq!(search(&store, "03 9750 8869"), [1]);
}

#[test]
fn letters_find_names_hosts_and_ids() {
    let (store, _) = decode_text(EXAMPLE);
    for (text, found) in [
        ("OC1.sandbox2", &[0, 1][..]),
        ("20.102.51.206", &[0, 1]),
        ("webapi", &[0, 1]),
        ("au", &[0, 1]),
        ("tollfree", &[0]),
        ("a0049837-d57d", &[0]),
        ("{136C1761-77A7-4A81-B541-9D42BB6D7C03}", &[1]),
        ("5f3fbb3b", &[0, 1]),
        ("id:125337", &[1]),
        ("id:3103", &[0]),
        ("oc1 833", &[0]),
        ("tollfree webapi", &[0]),
        ("nothing of this", &[]),
    ] {
        assert_eq!(search(&store, text), found, "{text}");
    }
    let mut names = Names::new();
    names.name_profile("5F3FBB3B-df9b-483d-b294-c7eb01e22aac", "Calling EMEA");
    names.name_country("AU", "Australien");
    let mut view = View::new();
    view.set_names(&store, names);
    view.catch_up(&store);
    view.set_search(&store, "emea");
    assert_eq!(rows(&view), [0, 1]);
    view.set_search(&store, "australien");
    assert_eq!(rows(&view), [1]);
}

#[test]
fn filters_take_what_has_and_what_has_not() {
    let (store, _) = decode_text(EXAMPLE);
    assert_eq!(filter(&store, Facet::Country, &["us"]), [0]);
    assert_eq!(filter(&store, Facet::Country, &["US", "AU"]), [0, 1]);
    assert_eq!(filter(&store, Facet::Country, &["!US"]), [1]);
    assert_eq!(filter(&store, Facet::Country, &["XX"]), [0; 0]);
    assert_eq!(filter(&store, Facet::Assignment, &[NONE]), [0, 1]);
    assert_eq!(
        filter(&store, Facet::Capability, &["TollFree", "Office365"]),
        [0]
    );
    assert_eq!(filter(&store, Facet::Capability, &["!TollFree"]), [1]);
    assert_eq!(filter(&store, Facet::Capability, &["~mobile"]), [1]);
    assert_eq!(
        filter(&store, Facet::Sbc, &["oc1.sandbox2.audiocodes.be"]),
        [0, 1]
    );
}

#[test]
fn counts_leave_their_own_filter_out() {
    let (store, _) = decode_text(EXAMPLE);
    let mut view = View::new();
    view.catch_up(&store);
    let mut filters = Filters::new();
    filters.choose(Facet::Country, "US");
    view.set_filters(&store, filters);
    let countries = view.tallies(&store, Facet::Country);
    let counted: Vec<_> = countries
        .values
        .iter()
        .map(|tally| (tally.word.as_str(), tally.offered, tally.shown))
        .collect();
    assert_eq!(counted, [("AU", 1, 0), ("US", 1, 1)]);
    assert_eq!(countries.offered, 2);
    let capabilities = view.tallies(&store, Facet::Capability);
    assert_eq!(capabilities.values.len(), 5);
    assert!(
        capabilities
            .values
            .iter()
            .all(|tally| tally.offered == 1 && tally.shown == 1)
    );
    view.set_filters(&store, Filters::new());
    let capabilities = view.tallies(&store, Facet::Capability);
    let mobile = capabilities
        .values
        .iter()
        .find(|tally| tally.word == "Mobile")
        .unwrap();
    assert_eq!((mobile.offered, mobile.only_available), (0, 1));
    let assignments = view.tallies(&store, Facet::Assignment);
    assert_eq!(assignments.values[0].value, None);
    assert_eq!(
        (
            assignments.values[0].word.as_str(),
            assignments.values[0].shown
        ),
        (NONE, 2)
    );
}

fn text_of(elements: &[Value]) -> String {
    serde_json::to_string(elements).unwrap()
}

proptest! {
    // Each case decodes hundreds of numbers.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn digits_are_found_as_text_is(seed in 0..1000u64, digits in "[0-9]{1,6}") {
        let (store, _) = decode_text(&answer(200 + seed, Filling::Example));
        let plain = digits.trim_start_matches('0');
        prop_assume!(!plain.is_empty() && plain.len() == digits.len());
        let expected: Vec<u32> = (0..store.len() as u32)
            .filter(|row| store.cell(*row, Field::Number).contains(&digits))
            .collect();
        prop_assert_eq!(search(&store, &digits), expected);
    }

    #[test]
    fn typing_finds_what_pasting_finds(text in r"(\+|\(|0|1|8|3| |\.|oc1|us|d57|webapi|id:|-|a0){0,6}") {
        let (store, _) = decode_text(&answer(300, Filling::Full));
        let mut view = View::new();
        view.catch_up(&store);
        let typed: Vec<usize> = text.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        for end in typed.iter().chain(typed.iter().rev()) {
            view.set_search(&store, &text[..*end]);
            prop_assert_eq!(rows(&view), search(&store, &text[..*end]));
        }
    }

    #[test]
    fn a_growing_store_shows_what_a_whole_one_shows(
        count in 0..2500u64,
        text in prop::sample::select(vec!["", "8", "oc1", "d57d", "+1"]),
        words in prop::collection::vec(prop::sample::select(vec![
            (Facet::Country, "US"), (Facet::Country, "none"), (Facet::Capability, "TollFree"),
            (Facet::Capability, "!Mobile"), (Facet::Capability, "~UserAssignment"),
            (Facet::Assignment, "VoiceApp"), (Facet::Source, "webui"), (Facet::Status, "2"),
        ]), 0..3),
        sort in prop::sample::select(vec![None, Some("number"), Some("-acquired"), Some("country")]),
    ) {
        let answer = answer(count, Filling::Full);
        let mut filters = Filters::new();
        for (facet, word) in &words {
            filters.choose(*facet, word);
        }
        let sort = sort.and_then(Sort::parse);
        let mut growing = View::new();
        let mut store = Store::new();
        let mut decoder = cordboard_numbers::Decoder::new();
        growing.set_search(&store, text);
        growing.set_filters(&store, filters.clone());
        growing.set_sort(&store, sort);
        for piece in answer.as_bytes().chunks(150_000) {
            decoder.push(piece);
            decoder.work(&mut store, usize::MAX);
            growing.catch_up(&store);
            let mut shown = rows(&growing);
            prop_assert_eq!(shown.len(), growing.len());
            shown.sort_unstable();
            shown.dedup();
            prop_assert_eq!(shown.len(), growing.len());
        }
        growing.settle(&store);
        let mut whole = View::new();
        whole.catch_up(&store);
        whole.set_sort(&store, sort);
        whole.set_filters(&store, filters);
        whole.set_search(&store, text);
        prop_assert_eq!(rows(&growing), rows(&whole));
        for facet in Facet::ALL {
            prop_assert_eq!(growing.tallies(&store, facet), whole.tallies(&store, facet));
        }
        for (position, row) in whole.rows().enumerate().take(50) {
            prop_assert_eq!(whole.position(row), Some(position));
        }
    }

    #[test]
    fn counts_are_what_filters_show(elements in prop::collection::vec(element(), 0..30), text in prop::sample::select(vec!["", "8", "webapi"])) {
        let (store, _) = decode_text(&text_of(&elements));
        let mut view = View::new();
        view.catch_up(&store);
        view.set_search(&store, text);
        for facet in Facet::ALL {
            for tally in view.tallies(&store, facet).values {
                // A value that looks like a sign of ours cannot be asked for.
                if tally.word.starts_with(['!', '~']) || (tally.word == NONE) != tally.value.is_none() {
                    continue;
                }
                for (word, count) in [(tally.word.clone(), tally.offered), (format!("~{}", tally.word), tally.only_available)] {
                    if word.starts_with('~') && (facet != Facet::Capability || tally.value.is_none()) {
                        continue;
                    }
                    let mut filters = Filters::new();
                    filters.choose(facet, &word);
                    view.set_filters(&store, filters);
                    prop_assert_eq!(view.len(), count as usize, "{:?} {}", facet, word);
                    view.set_filters(&store, Filters::new());
                }
            }
        }
    }
}
