//! What becomes of each row that is imported.

use cordboard_dial_plan::change_set::{ChangeSet, Origin};
use cordboard_dial_plan::import::{
    Columns, Conflicts, Damage, Fault, Field, Layout, Mode, Outcome, Place, Preview, RepairKind,
    Request, RowNote, Table,
};
use cordboard_dial_plan::{Rule, Snapshot};

use crate::sample::{TRUNK, Wish, added, enter, rule, snapshot};

fn preview(table: &Table, mode: Mode, live: &Snapshot) -> Preview {
    let pending = ChangeSet::default();
    let layout = Layout::detect(table);
    Preview::new(
        table,
        Request {
            mode,
            layout,
            name: "site",
            tag: TRUNK,
            live,
            pending: &pending,
        },
    )
}

/// One number, as it is taken, with what was done to it; or why not.
fn number(cell: &str, live: &Snapshot) -> Result<(String, Vec<RepairKind>), Fault> {
    let quoted = cell.replace('"', "\"\"");
    let table = Table::from_pasted(&format!("Prefix\n\"{quoted}\"\n")).unwrap();
    let row = preview(&table, Mode::Add, live).rows.remove(0);
    if let Outcome::Invalid(mut problems) = row.outcome {
        return Err(problems.remove(0).fault);
    }
    let kinds = row.repairs.into_iter().flat_map(|repair| repair.kinds);
    Ok((row.rule.prefix, kinds.collect()))
}

#[test]
fn every_kind_of_row_gets_its_outcome_in_one_pass() {
    let live = Snapshot::new(vec![
        Rule::new("audiocodesru", "+972542566110", TRUNK),
        Rule::new("audiocodesru", "+972542566111", TRUNK),
    ]);
    let text = "Name;Prefix;Tag\r\n\
        audiocodesru;+972542566112;oc1.sandbox2.audiocodes.be\r\n\
        other name;+972542566110;oc1.sandbox2.audiocodes.be\r\n\
        audiocodesru;+972542566111;oc2.customers.fmcuc.com\r\n\
        \r\n\
        ;;\r\n\
        audiocodesru;+972542566112;oc1.sandbox2.audiocodes.be\r\n\
        audiocodesru;+972542566112;oc2.customers.fmcuc.com\r\n\
        audiocodesru;1.83E+10;oc1.sandbox2.audiocodes.be\r\n\
        audiocodesru;97254[;\r\n\
        ;+972542566113;oc1.sandbox2.audiocodes.be\r\n";
    let table = Table::from_bytes(text.as_bytes()).unwrap();
    assert_eq!(table.delimiter(), Some(';'));
    let preview = added(&table, &live);
    let lines: Vec<usize> = preview.rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [2, 3, 4, 7, 8, 9, 10, 11]);
    assert_eq!(preview.blank, 1);
    let outcome = |line: usize| {
        &preview
            .rows
            .iter()
            .find(|row| row.line == line)
            .unwrap()
            .outcome
    };
    assert_eq!(outcome(2), &Outcome::Add);
    assert_eq!(outcome(3), &Outcome::AlreadyThere(live.rules()[0].clone()));
    assert_eq!(
        outcome(4),
        &Outcome::Conflict {
            with: live.rules()[1].clone(),
            place: Place::Plan
        }
    );
    assert_eq!(outcome(7), &Outcome::Duplicate { line: 2 });
    assert!(matches!(
        outcome(8),
        Outcome::Conflict {
            place: Place::Line(2),
            ..
        }
    ));
    let problems = |line: usize| match outcome(line) {
        Outcome::Invalid(problems) => {
            let problem = |p: &cordboard_dial_plan::import::Problem| (p.column, p.value.clone());
            problems.iter().map(problem).collect::<Vec<_>>()
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(problems(9), [(Some(2), "1.83E+10".to_owned())]);
    // Everything that is wrong with a row is said at once.
    assert_eq!(
        problems(10),
        [(Some(2), "97254[".to_owned()), (Some(3), String::new())]
    );
    assert_eq!(problems(11), [(Some(1), String::new())]);
    let totals = preview.totals();
    assert_eq!(
        (totals.add, totals.already_there, totals.duplicate),
        (1, 1, 1)
    );
    assert_eq!(
        (totals.conflict, totals.invalid, totals.repaired),
        (2, 3, 0)
    );
    for row in preview.rows.iter().filter(|row| row.outcome.is_bad()) {
        assert!(!row.outcome.reason().is_empty() && !row.outcome.hint().is_empty());
    }
}

#[test]
fn numbers_are_repaired_where_they_can_have_meant_one_thing() {
    use RepairKind::{
        Apostrophe, Blanks, Decimals, ForeignDigits, Formatting, Formula, Invisible, Thousands,
    };
    let live = snapshot(&[]);
    let cases: &[(&str, &str, &[RepairKind])] = &[
        ("+972542566110", "+972542566110", &[]),
        (" +972542566110 ", "+972542566110", &[Blanks]),
        ("+972\u{a0}54 256 6110", "+972542566110", &[Blanks]),
        ("'+972542566110", "+972542566110", &[Apostrophe]),
        ("=\"+972542566110\"", "+972542566110", &[Formula]),
        (
            "\u{202a}+972542566110\u{202c}",
            "+972542566110",
            &[Invisible],
        ),
        (
            "＋９７２５４２５６６１１０",
            "+972542566110",
            &[ForeignDigits],
        ),
        ("٩٧٢٥٤٢٥٦٦", "972542566", &[ForeignDigits]),
        ("+972-54-256-6110", "+972542566110", &[Formatting]),
        ("(833) 399-8785", "8333998785", &[Blanks, Formatting]),
        ("+1 (833) 399-8785", "+18333998785", &[Blanks, Formatting]),
        (
            "+972\u{2011}542566110",
            "+972542566110",
            &[ForeignDigits, Formatting],
        ),
        ("tel:+18333998785", "+18333998785", &[Formatting]),
        ("972,542,566,110", "972542566110", &[Thousands]),
        ("972'542'566'110", "972542566110", &[Thousands]),
        ("972542566110.0", "972542566110", &[Decimals]),
        ("+972 54 256 61xx", "+9725425661xx", &[Blanks]),
        ("53([2-4])", "53([2-4])", &[]),
        ("[120-125,150]", "[120-125,150]", &[]),
    ];
    for (cell, value, kinds) in cases {
        let found = number(cell, &live).unwrap_or_else(|fault| panic!("{cell}: {fault:?}"));
        assert_eq!(
            (found.0.as_str(), found.1.as_slice()),
            (*value, *kinds),
            "{cell}"
        );
    }
}

#[test]
fn what_may_mean_two_things_is_refused() {
    let live = snapshot(&[]);
    let cases = [
        ("1.83E+10", Damage::Scientific),
        ("9,72543E+11", Damage::Scientific),
        ("1E10", Damage::Scientific),
        ("1234567890123450", Damage::Rounded),
        ("+12345678901234500", Damage::Rounded),
        ("2024-05-12", Damage::Date),
        ("12/05/2024", Damage::Date),
        ("12-May-24", Damage::Date),
        ("#REF!", Damage::SpreadsheetError),
        ("#N/A", Damage::SpreadsheetError),
        ("#DIV/0!", Damage::SpreadsheetError),
        ("########", Damage::SpreadsheetError),
        ("5551200-5551300", Damage::RangeOrNumber),
        ("+44 (0)20 7946 0018", Damage::TrunkZero),
        ("+1.833.399.8785", Damage::Dotted),
    ];
    for (cell, damage) in cases {
        assert_eq!(number(cell, &live), Err(Fault::Damaged(damage)), "{cell}");
    }
    for cell in ["Main office", "089/123456", "12[", "120-125", "+1\u{7}2"] {
        assert!(number(cell, &live).is_err(), "{cell}");
    }
    // Fifteen digits are kept by every spreadsheet, however many zeros there are.
    assert!(number("100000000000000", &live).is_ok());
}

#[test]
fn a_lost_plus_comes_back_only_where_the_plan_proves_it() {
    let plus = snapshot(&[("+972542566110", "t")]);
    let restored = ("+972542566119".to_owned(), vec![RepairKind::LostPlus]);
    assert_eq!(number("972542566119", &plus), Ok(restored));
    // Another block, or a plan that has both forms: a number may be meant.
    assert_eq!(
        number("442079460018", &plus),
        Ok(("442079460018".to_owned(), vec![]))
    );
    let both = snapshot(&[("+972542566110", "t"), ("972542566111", "t")]);
    assert_eq!(
        number("972542566119", &both),
        Ok(("972542566119".to_owned(), vec![]))
    );
    let table = Table::from_pasted("442079460018").unwrap();
    assert_eq!(
        preview(&table, Mode::Add, &plus).rows[0].notes,
        [RowNote::NoPlus]
    );
    // Short numbers never had one.
    let table = Table::from_pasted("20001").unwrap();
    assert_eq!(preview(&table, Mode::Add, &plus).rows[0].notes, []);
}

#[test]
fn what_is_odd_is_noted_and_taken() {
    let live = snapshot(&[]);
    let table = Table::from_pasted("a name of sixteen\t54XX\ttrunk.example").unwrap();
    let row = &preview(&table, Mode::Add, &live).rows[0];
    assert_eq!(row.outcome, Outcome::Add);
    assert!(row.notes.contains(&RowNote::LongName));
    assert!(
        row.notes
            .iter()
            .any(|note| matches!(note, RowNote::Prefix(_)))
    );
}

#[test]
fn an_open_quotation_mark_is_named_and_not_swallowed() {
    let live = snapshot(&[]);
    let table = Table::from_pasted("name,prefix,tag\n\"a,1,t\nb,2,t\nc,3,t\n").unwrap();
    let preview = preview(&table, Mode::Add, &live);
    let Outcome::Invalid(problems) = &preview.rows[0].outcome else {
        panic!()
    };
    assert!(
        problems
            .iter()
            .any(|problem| problem.fault == Fault::SeveralLines { lines: 3 })
    );
    assert!(preview.rows[0].outcome.hint().contains("quotation mark"));
}

#[test]
fn columns_are_found_by_title_by_content_and_by_hand() {
    let detect = |text: &str| Layout::detect(&Table::from_pasted(text).unwrap());
    let columns = |name, prefix, tag| Columns { name, prefix, tag };
    let titled = detect("Trunk FQDN,Site,Telephone number,Rule name\nt,s,+972542566110,n");
    assert!(titled.header);
    assert_eq!(titled.columns, columns(Some(3), Some(2), Some(0)));
    let bare = detect("+972542566110\toc1.example\tsite\n+972542566111\toc1.example\tsite");
    assert!(!bare.header);
    assert_eq!(bare.columns, columns(Some(2), Some(0), Some(1)));
    let dotless = detect("Demo1Site2,20001,PstnDemo1\nDemo1Site2,20002,PstnDemo1");
    assert_eq!(dotless.columns, columns(Some(0), Some(1), Some(2)));
    assert_eq!(
        detect("+972542566110\n+972542566111").columns,
        columns(None, Some(0), None)
    );
    // A title in a language that is not known is no rule.
    let foreign = detect("Standort;Rufnummer;Ziel\nZug;+41417412345;oc1.example");
    assert!(foreign.header);
    assert_eq!(foreign.columns, columns(Some(0), Some(1), Some(2)));
    let mut by_hand = dotless.columns;
    by_hand.set(Field::Name, Some(2));
    assert_eq!(by_hand, columns(Some(2), Some(1), None));
}

#[test]
fn a_missing_column_can_be_one_value_for_all_rows() {
    let live = snapshot(&[]);
    let table = Table::from_pasted("+972542566110\n+972542566111").unwrap();
    let rows = preview(&table, Mode::Add, &live).rows;
    assert_eq!(rows[1].rule, Rule::new("site", "+972542566111", TRUNK));
    assert_eq!(rows[1].outcome, Outcome::Add);
}

#[test]
fn rows_to_remove_are_found_by_what_they_name() {
    let live = Snapshot::new(vec![
        rule("112", "a"),
        rule("112", "b"),
        rule("+972542566110", "a"),
        rule("12[", "a"),
    ]);
    let outcome = |text: &str| {
        let table = Table::from_pasted(&format!("Prefix,Tag\n{text}\n")).unwrap();
        preview(&table, Mode::Remove, &live).rows.remove(0).outcome
    };
    assert_eq!(
        outcome("112,"),
        Outcome::Remove(vec![rule("112", "a"), rule("112", "b")])
    );
    assert_eq!(outcome("112,b"), Outcome::Remove(vec![rule("112", "b")]));
    assert!(matches!(
        outcome("112,c"),
        Outcome::Conflict {
            place: Place::Plan,
            ..
        }
    ));
    assert_eq!(outcome("999,"), Outcome::AlreadyGone);
    assert_eq!(
        outcome("972542566110,"),
        Outcome::Remove(vec![rule("+972542566110", "a")])
    );
    // What stands in the plan can go, whatever it looks like; what does not must be readable.
    assert_eq!(outcome("12[,"), Outcome::Remove(vec![rule("12[", "a")]));
    assert!(matches!(outcome("13[,"), Outcome::Invalid(_)));
    assert!(matches!(outcome("1.83E+10,"), Outcome::Invalid(_)));
}

#[test]
fn what_is_pending_counts() {
    let live = snapshot(&[("1", "a"), ("2", "a")]);
    let pending = enter(
        &live,
        &[Wish::Add(rule("3", "a")), Wish::Remove(rule("1", "a"))],
    );
    let table = Table::from_pasted("Prefix,Tag\n1,b\n2,b\n3,a\n3,b\n").unwrap();
    let layout = Layout::detect(&table);
    let request = |mode, live| Request {
        mode,
        layout,
        name: "n",
        tag: "",
        live,
        pending: &pending,
    };
    let outcomes: Vec<Outcome> = Preview::new(&table, request(Mode::Add, &live))
        .rows
        .into_iter()
        .map(|row| row.outcome)
        .collect();
    assert_eq!(outcomes[0], Outcome::Add);
    assert!(matches!(
        outcomes[1],
        Outcome::Conflict {
            place: Place::Plan,
            ..
        }
    ));
    assert_eq!(outcomes[2], Outcome::AlreadyThere(rule("3", "a")));
    assert!(matches!(
        outcomes[3],
        Outcome::Conflict {
            place: Place::Line(4),
            ..
        }
    ));
    let removals = Preview::new(&table, request(Mode::Remove, &live)).rows;
    assert_eq!(removals[0].outcome, Outcome::AlreadyGone);
}

#[test]
fn the_good_rows_become_pending_and_conflicts_do_when_asked() {
    let live = snapshot(&[("1", "a"), ("2", "a"), ("2", "c")]);
    let table = Table::from_pasted("Prefix,Tag\n1,b\n2,b\n3,b\n").unwrap();
    let preview = preview(&table, Mode::Add, &live);
    let entered = |conflicts| {
        let mut set = ChangeSet::default();
        let batch = set.batch(Origin::Paste);
        (
            preview.enter(&mut set, &live, batch, conflicts),
            set.counts(),
        )
    };
    let (left, counts) = entered(Conflicts::Leave);
    assert_eq!(
        (left.pending, left.left, counts.add, counts.change),
        (1, 2, 1, 0)
    );
    // Of two rules with one prefix it cannot be known which one is meant.
    let (replaced, counts) = entered(Conflicts::Replace);
    assert_eq!(
        (replaced.pending, replaced.left, counts.add, counts.change),
        (2, 1, 1, 1)
    );
}

#[test]
fn bad_rows_come_as_a_file_that_imports_again_after_fixing() {
    let live = snapshot(&[("5", "a")]);
    let text = "Tag,Note,Prefix,Name\nt.example,x,1.83E+10,=2+3\n,x,+972 54 2566110,site\n\
        u.example,x,5,site\nt.example,x,7,site\n";
    let table = Table::from_pasted(text).unwrap();
    let file = added(&table, &live).bad_rows(&table);
    let file = String::from_utf8(file).unwrap();
    assert!(file.contains("\r\n'=2+3,1.83E+10,t.example,2,"), "{file}");
    assert!(
        file.contains("\r\nsite,+972542566110,,3,Tag is missing.,Fill the cell.\r\n"),
        "{file}"
    );
    assert_eq!(file.lines().count(), 4);
    let fixed = file
        .replace("1.83E+10", "18333998785")
        .replace(",,3", ",t.example,3")
        .replace(",5,u", ",6,u");
    let table = Table::from_bytes(fixed.as_bytes()).unwrap();
    let rows = added(&table, &live).rows;
    assert!(
        rows.iter().all(|row| row.outcome == Outcome::Add),
        "{rows:?}"
    );
    assert_eq!(rows[0].rule, Rule::new("=2+3", "18333998785", "t.example"));
}
