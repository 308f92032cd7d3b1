//! Comparing texts that are mostly alike.

/// Whether two texts are the same. WebAssembly's `memcmp` looks at single bytes; most of what a
/// row brings is what the row before it brought, so this comparison runs two dozen times a row.
pub(crate) fn same(a: &str, b: &str) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let (a, a_rest) = a.as_bytes().as_chunks::<8>();
    let (b, b_rest) = b.as_bytes().as_chunks::<8>();
    let mut difference = 0;
    for (a, b) in a_rest.iter().zip(b_rest) {
        difference |= a ^ b;
    }
    difference == 0
        && a.iter()
            .zip(b)
            .all(|(a, b)| u64::from_le_bytes(*a) == u64::from_le_bytes(*b))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_equality(a in "[ab]{0,20}", b in "[ab]{0,20}") {
            prop_assert_eq!(same(&a, &b), a == b);
            prop_assert!(same(&a, &a.clone()));
        }
    }
}
