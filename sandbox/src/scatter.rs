//! Values that look random and are the same every time.

use std::fmt::Write as _;

/// Scatters a number over all 64 bits (the finaliser of `SplitMix64`).
pub(crate) const fn scatter(seed: u64) -> u64 {
    let mut value = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// The GUID of a seed, in the lower-case form that both vendors use.
pub(crate) fn guid(seed: u64) -> String {
    let (high, low) = (scatter(seed), scatter(!seed));
    let mut text = String::with_capacity(36);
    // Writing to a String cannot fail.
    let _ = write!(
        text,
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        0x8000 | (low >> 48) & 0x3fff,
        low & 0xffff_ffff_ffff
    );
    text
}

/// Whether a text is a GUID as the APIs write it, in either case.
pub(crate) fn is_guid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guids_are_well_formed_and_differ() {
        let first = guid(1);
        assert!(is_guid(&first), "{first}");
        assert_eq!(first, guid(1));
        assert_ne!(first, guid(2));
        assert!(!is_guid("f94238e5-4f2c-4e1b-8125-2d27122ca75"));
        assert!(!is_guid("f94238e5_4f2c_4e1b_8125_2d27122ca75f"));
    }
}
