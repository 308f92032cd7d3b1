//! What stands out in the list.

use cordboard_dial_plan::emergency::EmergencyNumbers;
use cordboard_dial_plan::marks::{Marks, marks};
use cordboard_dial_plan::matcher::Index;
use cordboard_dial_plan::trunks::Trunks;

use crate::sample::{TRUNK, rule};

#[test]
fn each_rule_is_marked_for_what_it_is() {
    let rules = [
        rule("+972542566110", TRUNK),
        rule("+9725425661xx", "oc1.sandbx2.audiocodes.be"),
        rule("+972542566118", TRUNK),
        rule("+972542566118", TRUNK),
        rule("+112#", TRUNK),
        rule("12[", TRUNK),
    ];
    let index = Index::new(&rules);
    let trunks = Trunks::new([TRUNK]);
    let none = Marks {
        shadowed_by: Some(0),
        ..Marks::default()
    };
    let copy = Marks {
        copies: 1,
        same_prefix: 1,
        ..none
    };
    assert_eq!(
        marks(&rules, &index, Some(&trunks), &EmergencyNumbers::default()),
        [
            none,
            Marks {
                shadowed_by: Some(3),
                unknown_tag: true,
                ..none
            },
            copy,
            copy,
            Marks {
                emergency: true,
                ..none
            },
            Marks {
                unreadable: true,
                ..none
            },
        ]
    );
    assert!(none.is_empty() && !copy.is_empty());
    let without_trunks = marks(&rules, &index, None, &EmergencyNumbers::default());
    assert!(!without_trunks.iter().any(|marks| marks.unknown_tag));
}
