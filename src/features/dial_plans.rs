//! `/dial-plans`: the rules of one dial plan, what is to be changed about them, and how a change is
//! reviewed, applied, followed and turned back.
//!
//! Vendor calls: Get Services Brief Details V3, Get `DialPlans`, Get Dial Plan Contents for SIP
//! Connection, Modify Dial Plan Content, Get Task. What is planned, matched and decided is in the
//! package `cordboard-dial-plan`; here it is shown, sent and kept.

mod batches;
mod change_forms;
mod desk;
mod import_dialog;
mod import_preview;
mod import_state;
mod kept;
mod model;
mod page;
mod pending;
mod plan_files;
mod range_form;
mod review;
mod review_view;
mod rules_view;
mod run_view;
mod runner;
mod target_view;
mod tester;
mod workbook;

pub use page::page;
