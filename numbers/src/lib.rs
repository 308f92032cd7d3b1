//! A columnar store for the numbers of a tenant, filled while the answer streams in.
