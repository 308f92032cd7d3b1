//! The design system: knows no domain word. Looks are closed enums, labels and roles are the
//! component's own job.

pub mod alert;
pub mod button;
pub mod code;
pub mod confirm;
pub mod copyable;
pub mod dialog;
pub mod empty;
pub mod entry;
pub mod field;
pub mod filters;
pub mod fit;
pub mod grid;
pub mod heading;
pub mod icon;
pub mod lamp;
pub mod menu;
pub mod name;
pub mod note;
pub mod notice;
pub mod picker;
pub mod skeleton;
