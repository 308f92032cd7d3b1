//! What a list says when nothing fits: why, and the way out.

use leptos::prelude::*;

#[component]
pub fn Empty(
    #[prop(into)] title: String,
    #[prop(into)] reason: String,
    /// A way on, such as "Clear filters".
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <h2>{title}</h2>
            <p>{reason}</p>
            {children.map(|children| children())}
        </div>
    }
}
