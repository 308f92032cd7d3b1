//! One sort for everything: each kind of thing that is sorted by itself adds five kilobytes to what
//! the browser has to load.

use std::cmp::Ordering;

/// Sorts places by what stands there; equal ones keep their order.
pub fn sort_places(places: &mut [usize], order: &dyn Fn(usize, usize) -> Ordering) {
    places.sort_unstable_by(|a, b| order(*a, *b).then(a.cmp(b)));
}

/// Sorts plain numbers.
pub(crate) fn sort_numbers(numbers: &mut [usize]) {
    sort_places(numbers, &|a, b| a.cmp(&b));
}

/// Brings things into the order of their sorted places.
pub(crate) fn in_order<T>(things: Vec<T>, places: &[usize]) -> Vec<T> {
    let mut things: Vec<Option<T>> = things.into_iter().map(Some).collect();
    places
        .iter()
        .filter_map(|place| things.get_mut(*place)?.take())
        .collect()
}
