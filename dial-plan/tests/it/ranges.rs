//! Ranges, and the settling time.

use std::time::Duration;

use cordboard_dial_plan::range::{MOST, RangeError, between, consecutive};
use cordboard_dial_plan::settling::next_reading;
use proptest::prelude::*;

#[test]
fn plus_and_leading_zeros_stay() {
    assert_eq!(
        between("+0099", "+0101").unwrap(),
        ["+0099", "+0100", "+0101"]
    );
    assert_eq!(consecutive("0008", 3).unwrap(), ["0008", "0009", "0010"]);
    assert_eq!(
        consecutive(" +972542566120 ", 40).unwrap()[39],
        "+972542566159"
    );
}

#[test]
fn what_makes_no_range_is_refused_with_words() {
    let cases = [
        (between("", "1"), RangeError::NotANumber(String::new())),
        (between("1x", "19"), RangeError::NotANumber("1x".to_owned())),
        (between("+", "+1"), RangeError::NotANumber("+".to_owned())),
        (between("+1", "2"), RangeError::PlusDiffers),
        (
            between("1", "10"),
            RangeError::LengthDiffers { from: 1, to: 2 },
        ),
        (between("20", "10"), RangeError::Backwards),
        (between("1000000", "9999999"), RangeError::TooMany),
        (consecutive("1", 0), RangeError::Nothing),
        (consecutive("1", MOST + 1), RangeError::TooMany),
        (consecutive("98", 3), RangeError::RunsOver),
    ];
    for (found, expected) in cases {
        assert!(!expected.to_string().is_empty());
        assert_eq!(found, Err(expected));
    }
    assert_eq!(between("00000", "49999").map(|all| all.len()), Ok(MOST));
    assert_eq!(between("00000", "50000"), Err(RangeError::TooMany));
    // Forty digits fit into no number type.
    let long = "9".repeat(39);
    assert_eq!(
        between(&format!("0{long}"), &format!("1{}", "0".repeat(39)))
            .unwrap()
            .len(),
        2
    );
}

proptest! {
    #[test]
    fn both_ways_of_saying_a_range_agree(from in 0..10_000_u32, more in 0..300_u32) {
        let (first, last) = (format!("+{from:06}"), format!("+{:06}", from + more));
        let count = usize::try_from(more).unwrap() + 1;
        let numbers = between(&first, &last).unwrap();
        prop_assert_eq!(&numbers, &consecutive(&first, count).unwrap());
        prop_assert_eq!(numbers.len(), count);
        prop_assert_eq!(numbers.last(), Some(&last));
    }

    #[test]
    fn no_text_makes_a_range_panic(from in "\\PC{0,45}", to in "[+0-9]{0,45}") {
        let _ = between(&from, &to);
        let _ = between(&to, &from);
    }
}

#[test]
fn the_plan_is_read_more_and_more_seldom_and_last_when_time_is_up() {
    let settling = Duration::from_mins(5);
    let mut readings = Vec::new();
    let mut last = None;
    while let Some(next) = next_reading(last, settling) {
        readings.push(next.as_secs());
        last = Some(next);
    }
    assert_eq!(
        readings,
        [0, 5, 10, 15, 22, 33, 50, 75, 113, 170, 230, 290, 300]
    );
    // A reading that came late does not put the last one off.
    assert_eq!(
        next_reading(Some(Duration::from_secs(299)), settling),
        Some(settling)
    );
    assert_eq!(next_reading(Some(Duration::from_secs(700)), settling), None);
}
