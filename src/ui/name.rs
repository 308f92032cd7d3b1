//! Long names, cut in the middle: the end is what tells them apart.

use crate::browser::dom::{El, el, tagged};

/// The end that is always kept.
const TAIL: usize = 18;

/// A head shorter than this would take more room than its letters.
const SHORTEST_HEAD: usize = 6;

/// Splits a name before its last [`TAIL`] characters.
fn split(name: &str) -> (&str, &str) {
    let length = name.chars().count();
    if length < TAIL + SHORTEST_HEAD {
        return ("", name);
    }
    let at = name
        .char_indices()
        .nth(length.saturating_sub(TAIL))
        .map_or(0, |(at, _)| at);
    name.split_at(at)
}

/// Shows a name, whole on hover.
pub fn name(name: &str) -> El {
    let (head, tail) = split(name);
    tagged("span", "mid")
        .attr("title", name)
        .child(tagged("span", "mid__head").text(head))
        .child(tagged("span", "mid__tail").text(tail))
}

/// The same as a link. The parts would be read with a gap between them, so the link says the name.
pub fn name_link(href: &str, text: &str) -> El {
    el("a")
        .attr("href", href)
        .attr("aria-label", text)
        .child(name(text))
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
        assert_eq!(split("Support desk Berlin"), ("", "Support desk Berlin"));
        assert_eq!(
            split("Große_Größe_ÄÖÜ_ÄÖÜ_ÄÖÜ_Ende"),
            ("Große_Größ", "e_ÄÖÜ_ÄÖÜ_ÄÖÜ_Ende")
        );
    }
}
