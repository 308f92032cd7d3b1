//! A local imitation of both vendors.
