//! Rows of the true height while a list is on its way.

use leptos::prelude::*;

/// Enough to fill a screen.
const ROWS: usize = 12;

#[component]
pub fn Skeleton() -> impl IntoView {
    let rows = (0..ROWS)
        .map(|_| {
            view! {
                <div class="skeleton-row">
                    <span class="skeleton skeleton--l"></span>
                    <span class="skeleton skeleton--m"></span>
                    <span class="skeleton skeleton--s"></span>
                </div>
            }
        })
        .collect_view();
    view! { <div class="skeletons" aria-hidden="true">{rows}</div> }
}
