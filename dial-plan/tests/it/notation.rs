//! The notation: what is taken, and where and why something is not.

use cordboard_dial_plan::notation::{Prefix, PrefixNote, notes};
use proptest::prelude::*;

#[test]
fn the_vendors_own_prefixes_are_read() {
    for prefix in [
        "+972542566110",
        "20001",
        "*",
        "523x",
        "5324#",
        "54324xx#",
        "[120-125,150,160-164,170,200,210-215]",
        "[123-130,455,766,780-790]",
        "53([2-4])",
        "53([001-999])",
        "531(4)",
        "53(01-99)",
        "([123-130,455])",
        "\\x\\z\\n\\*",
        "Reception",
        "nzx.",
        "[4-8](23[4,5,6])",
    ] {
        assert!(
            Prefix::parse(prefix).is_ok(),
            "{prefix}: {:?}",
            Prefix::parse(prefix)
        );
    }
}

#[test]
fn each_mistake_names_its_column_and_what_to_do() {
    let cases = [
        ("", 1, "There is no prefix."),
        ("#", 1, "There is no prefix."),
        ("972 54", 4, "Write the digits together."),
        ("97+2", 3, "A plus stands only at the start."),
        ("12*", 3, "Write \\* for the star key."),
        ("1#2", 2, "# is the end of the number"),
        ("1\\5", 2, "A backslash stands only before x, z, n or *."),
        ("1\\", 2, "A backslash stands only before"),
        ("054-256", 4, "[120-125]"),
        ("120,150", 4, "[120,150]"),
        ("12[3", 3, "Close it with ]."),
        ("123]", 4, "Open the list with ["),
        ("[]", 2, "A number is missing"),
        ("[1,]", 4, "A number is missing"),
        ("[1-]", 4, "A number is missing"),
        ("[1-x]", 4, "digits only"),
        ("[1-10]", 4, "Write 01"),
        ("[120-125,15]", 10, "15 is not as long as 120"),
        ("[5-3]", 4, "Write 3-5."),
        ("53(4", 3, "Close it with )."),
        ("534)", 4, "Open the suffix with ("),
        ("53()", 3, "The parentheses hold nothing."),
        ("53(4)1", 6, "A suffix stands only at the end."),
        ("5([1-2][3-4])", 8, "one list at most"),
        ("12\u{200b}3", 3, "U+200B"),
        ("1\u{ff12}", 2, "U+FF12 is not part of the notation"),
    ];
    for (prefix, column, words) in cases {
        let error = Prefix::parse(prefix).unwrap_err();
        assert_eq!(error.column, column, "{prefix}: {error}");
        assert!(error.to_string().contains(words), "{prefix}: {error}");
    }
}

#[test]
fn fifty_characters_are_the_limit() {
    assert!(Prefix::parse(&"1".repeat(50)).is_ok());
    let error = Prefix::parse(&"1".repeat(51)).unwrap_err();
    assert_eq!(error.to_string().split(": ").next(), Some("Column 51"));
}

#[test]
fn a_plain_number_is_told_from_a_pattern() {
    let number = |prefix: &str| Prefix::parse(prefix).unwrap().as_number();
    assert_eq!(number("112"), Some("112".to_owned()));
    assert_eq!(number("+112#"), Some("+112".to_owned()));
    for pattern in ["11x", "11[2]", "112(4)", "*", "a12"] {
        assert_eq!(number(pattern), None, "{pattern}");
    }
}

#[test]
fn what_is_rarely_meant_is_noted() {
    assert_eq!(notes("54XX"), [PrefixNote::CapitalIsLetter { column: 3 }]);
    assert_eq!(
        notes("+1.833.399"),
        [PrefixNote::DotIsWildcard { column: 3 }]
    );
    assert_eq!(
        notes("+1234567890123456"),
        [PrefixNote::LongerThanE164 { digits: 16 }]
    );
    assert_eq!(notes("+0123"), [PrefixNote::ZeroAfterPlus]);
    assert!(notes("+972542566110").is_empty() && notes("523x").is_empty());
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,60}") {
        let _ = Prefix::parse(&text).map_err(|error| error.to_string());
        let _ = notes(&text);
    }

    #[test]
    fn nothing_of_the_notation_makes_the_reader_panic(text in "[0-9xznXa.*#+()\\[\\],\\\\-]{0,20}") {
        let _ = Prefix::parse(&text).map_err(|error| error.to_string());
    }
}
