//! The screens, one module each, named as in the navigation.

pub mod about;
pub mod activity;
pub mod calling_profiles;
pub mod connections;
pub mod device_data;
pub mod dial_plans;
pub mod doctor;
pub mod drift;
pub mod journal;
pub mod numbers;
pub mod overview;
pub mod palette;
pub mod services;
pub mod tasks;
pub mod voice_profiles;
