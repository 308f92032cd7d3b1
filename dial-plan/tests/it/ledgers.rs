//! A run: what comes next, and what the plan shows in the end.

use std::time::Duration;

use cordboard_dial_plan::ledger::{Ledger, Next, NotNow, Reply, State, TaskEnd};
use cordboard_dial_plan::run::Run;
use cordboard_dial_plan::settling::SETTLING;
use cordboard_dial_plan::{Moment, Rule, Snapshot};

use crate::sample::{Wish, enter, plan, rule, snapshot, target};

const START: Moment = Moment(1_700_000_000_000);

fn at(seconds: u64) -> Moment {
    START.after(Duration::from_secs(seconds))
}

/// Four additions in two pieces.
fn four() -> (Snapshot, Run, Ledger) {
    let live = snapshot(&[("0", "t")]);
    let wishes = ["1", "2", "3", "4"].map(|prefix| Wish::Add(rule(prefix, "t")));
    let run = Run::new(
        target(),
        &plan(&live, &enter(&live, &wishes)),
        2,
        SETTLING,
        START,
    );
    let ledger = Ledger::new(&run);
    (live, run, ledger)
}

fn with(live: &Snapshot, added: &[&str]) -> Snapshot {
    let added = added.iter().map(|prefix| rule(prefix, "t"));
    Snapshot::new(live.rules().iter().cloned().chain(added).collect())
}

#[test]
fn one_piece_after_the_other_and_the_plan_has_the_last_word() {
    let (live, run, mut ledger) = four();
    for piece in 0..2 {
        assert_eq!(ledger.next(&run), Next::Send(piece));
        ledger.sending(piece, at(1));
        assert_eq!(ledger.next(&run), Next::Await(piece));
        ledger.answered(piece, Reply::Task("tsk_1156".to_owned()), at(2));
        assert_eq!(
            ledger.next(&run),
            Next::Follow {
                piece,
                task: "tsk_1156".to_owned()
            }
        );
        ledger.task_ended(piece, TaskEnd::Completed, at(40));
    }
    assert_eq!(ledger.tally(&run).applied, 4);
    assert_eq!(ledger.next(&run), Next::Read(at(40)));
    ledger.read(&run, &with(&live, &["1", "2", "3", "4"]), at(41));
    assert_eq!(ledger.next(&run), Next::Finished);
    assert_eq!(ledger.tally(&run).verified, 4);
    assert!(!ledger.has_unsent());
}

#[test]
fn a_task_that_claims_more_than_the_plan_shows_has_failed_after_the_settling_time() {
    let (live, run, mut ledger) = four();
    for piece in 0..2 {
        ledger.sending(piece, at(0));
        ledger.answered(piece, Reply::Task("t".to_owned()), at(0));
        ledger.task_ended(piece, TaskEnd::Completed, at(0));
    }
    let seen = with(&live, &["1", "2", "3"]);
    ledger.read(&run, &seen, at(0));
    assert_eq!(ledger.next(&run), Next::Read(at(5)));
    assert_eq!(ledger.state(&run, 1, 0), Some(State::Verified));
    assert_eq!(ledger.state(&run, 1, 1), Some(State::Applied));
    ledger.read(&run, &seen, at(300));
    assert_eq!(ledger.next(&run), Next::Decide(1));
    let message = ledger.entries()[1].message.clone().unwrap();
    assert_eq!(
        message,
        "The task is done, and the plan does not show 1 of 2."
    );
    ledger.retry(&run, 1, at(301)).unwrap();
    assert_eq!(ledger.body(&run, 1).unwrap().add, [rule("4", "t")]);
    assert_eq!(ledger.next(&run), Next::Send(1));
}

#[test]
fn a_failed_piece_stops_the_run_and_leaves_the_rest() {
    let (live, run, mut ledger) = four();
    ledger.sending(0, at(0));
    ledger.answered(0, Reply::Task("t".to_owned()), at(1));
    ledger.task_ended(0, TaskEnd::Failed("SBC is locked".to_owned()), at(2));
    assert_eq!(ledger.next(&run), Next::Read(at(2)));
    assert_eq!(ledger.retry(&run, 0, at(2)), Err(NotNow::Unread));
    ledger.read(&run, &live, at(3));
    assert_eq!(ledger.next(&run), Next::Decide(0));
    assert_eq!(ledger.tally(&run).planned, 2);
    assert!(ledger.has_unsent());
    ledger.skip(&run, 0).unwrap();
    assert_eq!(ledger.next(&run), Next::Send(1));
    ledger.stop();
    assert_eq!(ledger.next(&run), Next::Finished);
    assert!(!ledger.has_unsent());
    assert_eq!(
        (ledger.tally(&run).failed, ledger.tally(&run).planned),
        (2, 2)
    );
}

#[test]
fn an_error_in_a_200_that_was_applied_all_the_same_is_verified() {
    let (live, run, mut ledger) = four();
    ledger.sending(0, at(0));
    ledger.answered(0, Reply::Refused("prefix exists".to_owned()), at(1));
    ledger.read(&run, &with(&live, &["1", "2"]), at(2));
    assert_eq!(ledger.next(&run), Next::Send(1));
    assert_eq!(ledger.entries()[0].state, State::Verified);
}

#[test]
fn a_lost_answer_is_unknown_until_the_plan_shows_it_or_time_is_up() {
    let (live, run, mut ledger) = four();
    ledger.sending(0, at(0));
    ledger.answered(0, Reply::None("The answer was cut off.".to_owned()), at(10));
    assert_eq!(ledger.tally(&run).unknown, 2);
    assert_eq!(ledger.next(&run), Next::Read(at(10)));
    ledger.read(&run, &live, at(10));
    assert_eq!(ledger.next(&run), Next::Read(at(15)));
    assert_eq!(
        ledger.retry(&run, 0, at(15)),
        Err(NotNow::Settling(at(310)))
    );
    let mut applied_late = ledger.clone();
    applied_late.read(&run, &with(&live, &["1", "2"]), at(200));
    assert_eq!(applied_late.next(&run), Next::Send(1));
    ledger.read(&run, &live, at(310));
    assert_eq!(ledger.next(&run), Next::Decide(0));
    ledger.retry(&run, 0, at(311)).unwrap();
    assert_eq!(ledger.next(&run), Next::Send(0));
    assert_eq!(ledger.entries()[0].attempts, 1);
}

#[test]
fn what_the_server_did_not_take_is_planned_again() {
    let (_, run, mut ledger) = four();
    ledger.sending(0, at(0));
    ledger.answered(0, Reply::NotTaken, at(1));
    assert_eq!(ledger.next(&run), Next::Send(0));
    assert_eq!(ledger.retry(&run, 0, at(1)), Err(NotNow::NotAtFault));
}

#[test]
fn a_reload_in_the_middle_goes_on_from_what_the_plan_holds() {
    let (live, run, mut ledger) = four();
    ledger.sending(0, at(0));
    ledger.answered(0, Reply::Task("t1".to_owned()), at(1));
    ledger.task_ended(0, TaskEnd::Completed, at(2));
    ledger.sending(1, at(3));
    let run: Run = serde_json::from_str(&serde_json::to_string(&run).unwrap()).unwrap();
    let mut ledger: Ledger =
        serde_json::from_str(&serde_json::to_string(&ledger).unwrap()).unwrap();
    ledger.resume();
    assert_eq!(ledger.entries()[1].state, State::Unknown);
    assert_eq!(ledger.next(&run), Next::Read(at(3)));
    ledger.read(&run, &with(&live, &["1", "2", "3", "4"]), at(60));
    assert_eq!(ledger.next(&run), Next::Finished);
    assert_eq!(ledger.tally(&run).verified, 4);
}

#[test]
fn a_task_is_followed_again_after_a_reload() {
    let (_, run, mut ledger) = four();
    ledger.sending(0, at(0));
    ledger.answered(0, Reply::Task("tsk_1".to_owned()), at(1));
    ledger.resume();
    assert_eq!(
        ledger.next(&run),
        Next::Follow {
            piece: 0,
            task: "tsk_1".to_owned()
        }
    );
    ledger.task_ended(0, TaskEnd::Lost("404".to_owned()), at(2));
    assert_eq!(ledger.entries()[0].state, State::Unknown);
}

#[test]
fn a_planned_piece_that_others_have_made_true_is_not_sent() {
    let (live, run, mut ledger) = four();
    ledger.read(&run, &with(&live, &["1", "2", "3"]), at(1));
    assert_eq!(ledger.next(&run), Next::Send(1));
    assert_eq!(ledger.body(&run, 1).unwrap().add, [rule("4", "t")]);
    assert_eq!(ledger.body(&run, 0), None);
}

#[test]
fn half_an_edit_that_is_there_is_not_sent_again() {
    let live = snapshot(&[("1", "a")]);
    let changes = enter(&live, &[Wish::Edit(rule("1", "a"), rule("1", "b"))]);
    let run = Run::new(target(), &plan(&live, &changes), 500, SETTLING, START);
    let mut ledger = Ledger::new(&run);
    ledger.sending(0, at(0));
    ledger.answered(0, Reply::Refused("half of it".to_owned()), at(1));
    ledger.read(&run, &snapshot(&[("1", "a"), ("1", "b")]), at(2));
    assert_eq!(ledger.state(&run, 0, 0), Some(State::Failed));
    ledger.retry(&run, 0, at(3)).unwrap();
    let body = ledger.body(&run, 0).unwrap();
    assert_eq!(
        (body.add, body.remove),
        (Vec::<Rule>::new(), vec![rule("1", "a")])
    );
}

#[test]
fn copies_are_counted_when_the_plan_is_read() {
    let live = snapshot(&[("1", "a"), ("1", "a")]);
    let changes = enter(&live, &[Wish::Remove(rule("1", "a"))]);
    let run = Run::new(target(), &plan(&live, &changes), 500, SETTLING, START);
    let mut ledger = Ledger::new(&run);
    ledger.read(&run, &live, at(0));
    assert_eq!(ledger.next(&run), Next::Send(0));
    ledger.read(&run, &snapshot(&[("1", "a")]), at(1));
    assert_eq!(ledger.next(&run), Next::Finished);
}
