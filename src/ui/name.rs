//! Long names, cut in the middle: the end is what tells them apart.

use super::fit;
use crate::browser::dom::{El, Sketch};

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
    sketch(name).draw()
}

fn sketch(name: &str) -> Sketch {
    let (head, tail) = split(name);
    Sketch::tagged("span", "mid")
        .attr("title", name)
        .child(Sketch::tagged("span", "mid__head").text(head))
        .child(Sketch::tagged("span", "mid__tail").text(tail))
}

/// The same as a link.
pub fn name_link(href: &str, text: &str) -> El {
    link(href, text).draw()
}

/// The parts would be read with a gap between them, so the link says the name.
pub fn link(href: &str, text: &str) -> Sketch {
    Sketch::new("a")
        .attr("href", href)
        .attr("aria-label", text)
        .child(sketch(text))
}

/// The sign for what is left out, in hundredths of an em.
const GAP: u32 = 100;

/// The parts of a name that stay and, between them, the one that must go for it to fit a room of
/// hundredths of an em. None where the letters do not tell.
fn leave_out(name: &str, room: u32) -> Option<(&str, &str, &str)> {
    if fit::width(name)? <= room {
        return Some((name, "", ""));
    }
    let (rest, tail) = split(name);
    let head = fit::beginning(rest, room.checked_sub(fit::width(tail)? + GAP)?);
    let out = rest.strip_prefix(head)?;
    (!head.is_empty() && !out.is_empty()).then_some((head, out, tail))
}

/// The same, cut by its letters to a room of hundredths of an em: no box of it is clipped, which
/// is cheaper where there are many. None where the letters do not tell how wide they are.
pub fn link_within(href: &str, text: &str, room: u32) -> Option<Sketch> {
    let (head, out, tail) = leave_out(text, room)?;
    let link = Sketch::new("a")
        .attr("href", href)
        .attr("aria-label", text)
        .attr("title", text)
        .text(head);
    if out.is_empty() {
        return Some(link);
    }
    let gap = Sketch::tagged("span", "gap").child(Sketch::new("span").text(out));
    Some(link.child(gap).text(tail))
}

#[cfg(test)]
mod tests {
    use super::{leave_out, split};

    #[test]
    fn a_name_is_cut_by_its_letters_so_that_it_fits() {
        let name = "PROD_testAudiocodesLiveCloudSP2_Calling_NOAM";
        assert_eq!(
            leave_out(name, 1_700),
            Some(("PROD_", "testAudiocodesLiveClo", "udSP2_Calling_NOAM"))
        );
        assert_eq!(leave_out("short", 1_700), Some(("short", "", "")));
    }

    #[test]
    fn a_name_that_cannot_be_cut_so_is_left_to_the_style() {
        assert_eq!(leave_out(&"W".repeat(40), 1_700), None);
        assert_eq!(leave_out(&"電".repeat(40), 1_700), None);
    }

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
