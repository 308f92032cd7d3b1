use super::*;

const ENGLISH: Marks = Marks {
    decimal: '.',
    group: ',',
};
const GERMAN: Marks = Marks {
    decimal: ',',
    group: '.',
};

fn number(text: &str) -> Decimal {
    Decimal::parse(text).unwrap_or_else(|| panic!("{text}"))
}

#[test]
fn products_are_exact() {
    for (a, b, product) in [
        ("120", "0.0125", "1.5"),
        ("0.1", "0.2", "0.02"),
        ("0", "5", "0"),
        ("-2", "0.5", "-1"),
        (
            "99999999999999999999",
            "0.00000000000000000001",
            "0.99999999999999999999",
        ),
        ("1.5e3", "2E-4", "0.3"),
    ] {
        assert_eq!(number(a).times(&number(b)).plain(), product, "{a} x {b}");
    }
}

#[test]
fn numbers_are_ordered_by_value_not_by_text() {
    let mut texts = ["10", "9.5", "0.0125", "-1", "0", "0.1", "1200.5", "1.2e3"];
    texts.sort_by_key(|text| number(text));
    assert_eq!(
        texts,
        ["-1", "0", "0.0125", "0.1", "9.5", "10", "1.2e3", "1200.5"]
    );
    assert_eq!(number("150.50"), number("150.5"));
}

#[test]
fn what_is_no_json_number_is_none() {
    for text in ["", "-", "1.", ".5", "1,5", "abc", "1e999", "0x1"] {
        assert_eq!(Decimal::parse(text), None, "{text}");
    }
}

#[test]
fn both_decimal_marks_are_read_in_every_language() {
    for marks in [ENGLISH, GERMAN] {
        for (typed, sent) in [
            ("0,0125", "0.0125"),
            ("0.0125", "0.0125"),
            ("0,125", "0.125"),
            ("2,5", "2.5"),
            ("1000,500", "1000.500"),
            (",5", "0.5"),
            ("007", "7"),
            ("0.10", "0.10"),
            ("1.234,5", "1234.5"),
            ("1,234.5", "1234.5"),
            ("1 234,5", "1234.5"),
            ("1\u{202f}000", "1000"),
            ("1,000,000", "1000000"),
            (" 12 ", "12"),
            ("0", "0"),
            ("1e3", "1e3"),
        ] {
            assert_eq!(read(typed, marks).as_deref(), Ok(sent), "{typed} {marks:?}");
        }
        for typed in ["", "abc", "1,2,3", "1..2", "1,0000,0", "--1", "12€", "."] {
            assert_eq!(read(typed, marks), Err(Misread::NotANumber), "{typed}");
        }
        assert_eq!(read("-1", marks), Err(Misread::Negative));
    }
}

#[test]
fn a_thousand_or_one_is_asked_not_guessed() {
    assert_eq!(read("1.250", ENGLISH).as_deref(), Ok("1.250"));
    assert_eq!(read("1,250", GERMAN).as_deref(), Ok("1.250"));
    let asked = |small: &str| {
        Err(Misread::Ambiguous {
            small: small.into(),
            large: "1250".into(),
        })
    };
    assert_eq!(read("1,250", ENGLISH), asked("1.250"));
    assert_eq!(read("1.250", GERMAN), asked("1,250"));
}

#[test]
fn numbers_are_shown_in_the_language_digit_by_digit() {
    assert_eq!(written("2500.250", GERMAN), "2.500,250");
    assert_eq!(written("999", ENGLISH), "999");
    assert_eq!(written("unlimited", ENGLISH), "unlimited");
    assert_eq!(editable("2500.25", GERMAN), "2500,25");
    assert_eq!(editable("a.b", GERMAN), "a.b");
}
