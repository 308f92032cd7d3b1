//! A sort for everything that has to be compared.

use std::cmp::Ordering;

/// Sorts and leaves equals in their order. The standard library's sort is faster and adds ten
/// kilobytes to the download for each type it is used with; what is sorted here is short, or so
/// odd that nobody waits for it.
pub(crate) fn sort(items: &mut Vec<u32>, compare: &dyn Fn(u32, u32) -> Ordering) {
    let mut sorted = Vec::with_capacity(items.len());
    let mut width = 1;
    while width < items.len() {
        sorted.clear();
        for run in items.chunks(2 * width) {
            let (mut left, mut right) = run.split_at(width.min(run.len()));
            while let ([first, left_rest @ ..], [second, right_rest @ ..]) = (left, right) {
                if compare(*second, *first) == Ordering::Less {
                    sorted.push(*second);
                    right = right_rest;
                } else {
                    sorted.push(*first);
                    left = left_rest;
                }
            }
            sorted.extend_from_slice(left);
            sorted.extend_from_slice(right);
        }
        std::mem::swap(items, &mut sorted);
        width *= 2;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_sorts_and_is_stable(keys in prop::collection::vec(0..9u8, 0..60)) {
            let mut items: Vec<u32> = (0..keys.len() as u32).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|item| keys[*item as usize]);
            sort(&mut items, &|a, b| keys[a as usize].cmp(&keys[b as usize]));
            prop_assert_eq!(items, expected);
        }
    }
}
