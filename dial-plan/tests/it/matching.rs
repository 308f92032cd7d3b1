//! Best match: the manual's examples, a naive reference, overlaps by brute force.

use cordboard_dial_plan::Rule;
use cordboard_dial_plan::matcher::{Index, dialled, pasted};
use proptest::prelude::*;

use crate::naive;

fn rules(prefixes: &[&str]) -> Vec<Rule> {
    prefixes
        .iter()
        .map(|prefix| Rule::new("site", *prefix, format!("to {prefix}")))
        .collect()
}

fn winner<'a>(prefixes: &[&'a str], number: &str) -> Option<&'a str> {
    Index::new(&rules(prefixes))
        .test(number)
        .winner
        .map(|at| prefixes[at])
}

/// Mediant SBC user's manual 7.2, "Configuring Dial Plans": number, rules, winner.
const MANUAL: [(&str, [&str; 2], &str); 8] = [
    ("5234", ["523x", "5234"], "5234"),
    ("5234", ["523x", "523[1-9]"], "523[1-9]"),
    ("53211111", ["532[1-9]1111", "5321"], "5321"),
    ("53124", ["53([2-4])", "531(4)"], "531(4)"),
    ("321444", ["321xxx", "321"], "321xxx"),
    ("32144", ["321xxx", "321"], "321"),
    ("5324", ["532[1-9]", "532[2-4]"], "532[2-4]"),
    ("53124", ["53([2-4])", "53(4)"], "53(4)"),
];

#[test]
fn the_manuals_examples_come_out_as_printed() {
    for (number, prefixes, expected) in MANUAL {
        assert_eq!(winner(&prefixes, number), Some(expected), "{number}");
        let turned = [prefixes[1], prefixes[0]];
        assert_eq!(
            winner(&turned, number),
            Some(expected),
            "{number}, in the other order"
        );
    }
    let suffixes = ["53([2-4])", "53([01-99])", "53([001-999])"];
    assert_eq!(winner(&suffixes, "53124"), Some("53([001-999])"));
}

#[test]
fn the_naive_reference_agrees_with_the_manual() {
    for (number, prefixes, expected) in MANUAL {
        let at = naive::winner(&prefixes, number);
        assert_eq!(at.map(|at| prefixes[at]), Some(expected), "{number}");
    }
}

#[test]
fn what_loses_is_shadowed_best_first() {
    let plan = rules(&["*", "+9725425661xx", "+972542566116", "+97", "+44"]);
    let found = Index::new(&plan).test("+972542566116");
    assert_eq!(found.winner, Some(2));
    assert_eq!(found.shadowed, [1, 3, 0]);
}

#[test]
fn the_plans_order_breaks_ties() {
    let same = [Rule::new("a", "112", "one"), Rule::new("b", "112", "two")];
    let found = Index::new(&same).test("112");
    assert_eq!((found.winner, found.shadowed), (Some(0), vec![1]));
    assert_eq!(winner(&["5[1-3]", "5[2-4]"], "52"), Some("5[1-3]"));
    assert_eq!(winner(&["5[2-4]", "5[1-3]"], "52"), Some("5[2-4]"));
}

#[test]
fn wildcards_leave_less_open_from_n_to_dot() {
    assert_eq!(winner(&["x", "z", "n", "."], "5"), Some("n"));
    assert_eq!(winner(&["x", "z", "n", "."], "1"), Some("z"));
    assert_eq!(winner(&["x", "z", "n", "."], "0"), Some("x"));
    assert_eq!(winner(&["x", "z", "n", "."], "a"), Some("."));
    assert_eq!(winner(&[".", "(4)"], "54"), Some("(4)"));
}

#[test]
fn an_escape_takes_the_meaning_away() {
    assert_eq!(winner(&["\\x1"], "x1"), Some("\\x1"));
    assert_eq!(winner(&["\\x1"], "51"), None);
    assert_eq!(winner(&["\\*21"], "*2199"), Some("\\*21"));
}

#[test]
fn a_hash_is_the_end_of_the_number() {
    assert_eq!(winner(&["112#"], "112"), Some("112#"));
    assert_eq!(winner(&["112#"], "1123"), None);
    assert_eq!(winner(&["112", "112#"], "112"), Some("112#"));
}

#[test]
fn a_suffix_needs_digits_of_its_own() {
    assert_eq!(winner(&["53(3)"], "53"), None);
    assert_eq!(winner(&["53(3)"], "533"), Some("53(3)"));
}

#[test]
fn unreadable_prefixes_never_match_and_hide_nothing() {
    let plan = rules(&["12[", "12"]);
    let index = Index::new(&plan);
    assert!(!index.is_readable(0) && index.is_readable(1));
    assert_eq!(index.test("123").winner, Some(1));
    assert_eq!(index.shadows().by, [0, 0]);
}

#[test]
fn numbers_may_be_typed_as_people_write_them() {
    assert_eq!(dialled(" (833) 399-8785 "), "8333998785");
    assert_eq!(dialled("+972\u{a0}54\u{2013}256.6110"), "+972542566110");
    assert_eq!(dialled("*21#"), "*21#");
}

#[test]
fn a_pasted_list_is_one_number_a_piece() {
    let list = "+972 54-256 6110\r\n\n(833) 399-8785; 112,911\t999";
    assert_eq!(
        pasted(list, 4),
        ["+972542566110", "8333998785", "112", "911"]
    );
}

#[test]
fn shadows_count_those_who_take_numbers() {
    let plan = rules(&["+9725425661xx", "+972542566110", "+972542566111", "+1", "*"]);
    let shadows = Index::new(&plan).shadows();
    assert_eq!(shadows.by, [2, 0, 0, 0, 4]);
    assert!(shadows.uncounted.is_empty());
}

#[test]
fn ties_are_found_across_different_prefixes() {
    let plan = rules(&["5[1-3]", "5[2-4]", "5[8-9]0", "53", "5[2-4]"]);
    let ties = Index::new(&plan).ties(0);
    assert!(ties.complete);
    assert_eq!(ties.rules, [1, 4]);
}

/// Prefixes over few digits, so that rules meet often.
fn prefix() -> impl Strategy<Value = String> {
    let step = prop_oneof![
        6 => "[1-3]",
        1 => Just("x".to_owned()),
        1 => Just("z".to_owned()),
        1 => Just("n".to_owned()),
        1 => Just(".".to_owned()),
        1 => ("[1-3]", "[34]").prop_map(|(from, to)| format!("[{from}-{to}]")),
        1 => ("[1-3][0-4]", "[34][0-4]").prop_map(|(a, b)| format!("[{}-{}]", (&a).min(&b), (&a).max(&b))),
        1 => Just("[12,30-32]".to_owned()),
    ];
    let ending = prop_oneof![
        5 => Just(String::new()),
        1 => Just("#".to_owned()),
        1 => "\\([1-3]{1,2}\\)",
        1 => Just("([1-2])".to_owned()),
        1 => Just("(11-32)".to_owned()),
    ];
    (proptest::collection::vec(step, 1..3), ending)
        .prop_map(|(steps, ending)| steps.concat() + &ending)
}

proptest! {
    #[test]
    fn the_index_agrees_with_the_naive_reference(
        prefixes in proptest::collection::vec(prefix(), 1..12),
        number in "[0-4a]{0,6}",
    ) {
        let prefixes: Vec<&str> = prefixes.iter().map(String::as_str).collect();
        let found = Index::new(&rules(&prefixes)).test(&number);
        prop_assert_eq!(found.winner, naive::winner(&prefixes, &number));
        let fitting = prefixes.iter().filter(|prefix| naive::openness(prefix, &number).is_some());
        let all = found.shadowed.len() + usize::from(found.winner.is_some());
        prop_assert_eq!(all, fitting.count());
    }

    /// A winner is shadowed by nobody on its number, and whoever follows is shadowed by it.
    #[test]
    fn the_order_of_the_shadowed_is_that_of_elimination(
        prefixes in proptest::collection::vec(prefix(), 1..8),
        number in "[0-4]{1,5}",
    ) {
        let mut left: Vec<&str> = prefixes.iter().map(String::as_str).collect();
        let found = Index::new(&rules(&left)).test(&number);
        for at in found.winner.into_iter().chain(found.shadowed) {
            let expected = naive::winner(&left, &number);
            prop_assert_eq!(Some(at), expected);
            // A sign that no number has: the place stays, the rule is out.
            left[at] = "!";
        }
    }
}

/// Who takes a number from whom, tried on every number of up to five digits 0 to 4 and one letter.
fn brute_force(prefixes: &[&str]) -> (Vec<usize>, Vec<Vec<usize>>) {
    let mut takes = vec![vec![false; prefixes.len()]; prefixes.len()];
    let mut equals = takes.clone();
    let mut numbers = vec![String::new()];
    let mut last = numbers.clone();
    for _ in 0..5 {
        let digits = ["0", "1", "2", "3", "4", "a"];
        last = last
            .iter()
            .flat_map(|n| digits.map(|digit| format!("{n}{digit}")))
            .collect();
        numbers.extend_from_slice(&last);
    }
    for number in numbers {
        let open: Vec<_> = prefixes
            .iter()
            .map(|p| naive::openness(p, &number))
            .collect();
        for (own, other) in (0..open.len()).flat_map(|a| (0..open.len()).map(move |b| (a, b))) {
            if let (Some(mine), Some(theirs)) = (&open[own], &open[other])
                && own != other
            {
                takes[own][other] |= theirs < mine || (theirs == mine && other < own);
                equals[own][other] |= theirs == mine;
            }
        }
    }
    let by = takes
        .iter()
        .enumerate()
        .map(|(own, row)| {
            (0..row.len())
                .filter(|at| row[*at] && prefixes[*at] != prefixes[own])
                .count()
        })
        .collect();
    let ties = equals
        .iter()
        .map(|row| (0..row.len()).filter(|at| row[*at]).collect())
        .collect();
    (by, ties)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn shadows_and_ties_agree_with_brute_force(
        prefixes in proptest::collection::vec(prefix(), 2..6)
    ) {
        // Longer numbers than are tried out would be needed to show these overlaps.
        prop_assume!(prefixes.iter().all(|prefix| prefix.len() < 9));
        let prefixes: Vec<&str> = prefixes.iter().map(String::as_str).collect();
        let index = Index::new(&rules(&prefixes));
        let (by, ties) = brute_force(&prefixes);
        prop_assert_eq!(index.shadows().by, by);
        for (rule, expected) in ties.into_iter().enumerate() {
            prop_assert_eq!(index.ties(rule).rules, expected);
        }
    }
}
