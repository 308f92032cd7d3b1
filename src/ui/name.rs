//! Long names, cut in the middle: the end is what tells them apart.

use leptos::prelude::*;

/// The end that is always kept.
const TAIL: usize = 18;

/// Splits a name before its last [`TAIL`] characters.
fn split(name: &str) -> (&str, &str) {
    let length = name.chars().count();
    let at = name
        .char_indices()
        .nth(length.saturating_sub(TAIL))
        .map_or(0, |(at, _)| at);
    name.split_at(at)
}

/// Shows a name, whole to screen readers and on hover.
#[component]
pub fn Name(#[prop(into)] name: String) -> impl IntoView {
    let (head, tail) = split(&name);
    let (head, tail) = (head.to_owned(), tail.to_owned());
    view! {
        <span class="mid" title=name>
            <span class="mid__head">{head}</span>
            <span class="mid__tail">{tail}</span>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn the_last_eighteen_characters_stay_together() {
        assert_eq!(
            split("PROD_testAudiocodesLiveCloudSP2_Calling_NOAM"),
            ("PROD_testAudiocodesLiveClo", "udSP2_Calling_NOAM")
        );
        assert_eq!(split("short"), ("", "short"));
        assert_eq!(
            split("Größe_ÄÖÜ_ÄÖÜ_ÄÖÜ_Ende"),
            ("Größ", "e_ÄÖÜ_ÄÖÜ_ÄÖÜ_Ende")
        );
    }
}
