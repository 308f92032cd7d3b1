//! Writes one generated number as the API would.

use std::sync::OnceLock;

use super::{Facts, Source, pick, unknown_profile};
use crate::scatter::{guid, scatter};

const ASSIGNMENTS: [&str; 20] = [
    "null",
    "null",
    "null",
    "null",
    "null",
    "null",
    "\"Unassigned\"",
    "\"Unassigned\"",
    "\"Unassigned\"",
    "\"Unassigned\"",
    "\"UserAssigned\"",
    "\"UserAssigned\"",
    "\"UserAssigned\"",
    "\"UserAssigned\"",
    "\"UserAssigned\"",
    "\"VoiceApp\"",
    "\"VoiceApplicationAssigned\"",
    "\"ConferenceAssigned\"",
    "\"ConferenceAssigned\"",
    "\"Active\"",
];
const STATUSES: [&str; 12] = [
    "null", "null", "null", "null", "null", "null", "null", "null", "0", "1", "2", "3",
];
/// Acquired and available capabilities, most usual first.
const USER: [(&str, &str); 8] = [
    (
        r#"["Office365","InboundCalling","OutboundCalling","UserAssignment"]"#,
        r#"["Office365","InboundCalling","OutboundCalling","UserAssignment","Mobile"]"#,
    ),
    (
        r#"["Office365","InboundCalling","OutboundCalling","UserAssignment"]"#,
        r#"["Office365","InboundCalling","OutboundCalling","UserAssignment","ConferenceAssignment"]"#,
    ),
    (
        r#"["Office365","InboundCalling","OutboundCalling","UserAssignment","Geographic"]"#,
        r#"["Office365","InboundCalling","OutboundCalling","UserAssignment","Geographic"]"#,
    ),
    (
        r#"["Office365","InboundCalling","OutboundCalling","UserAssignment","Mobile"]"#,
        r#"["Office365","InboundCalling","OutboundCalling","UserAssignment","Mobile"]"#,
    ),
    (
        r#"["Office365","InboundCalling","OutboundCalling","ConferenceAssignment"]"#,
        r#"["Office365","InboundCalling","OutboundCalling","ConferenceAssignment","UserAssignment"]"#,
    ),
    (
        r#"["Office365","InboundCalling","OutboundCalling","FirstPartyAppAssignment"]"#,
        r#"["Office365","InboundCalling","OutboundCalling","FirstPartyAppAssignment","UserAssignment"]"#,
    ),
    (
        r#"["office365","inboundcalling","outboundcalling","userassignment"]"#,
        r#"["office365","inboundcalling","outboundcalling","userassignment"]"#,
    ),
    (
        "[]",
        r#"["Office365","InboundCalling","OutboundCalling","UserAssignment","Mobile"]"#,
    ),
];
const TOLL_FREE: (&str, &str) = (
    r#"["TollFree","FirstPartyAppAssignment","Office365","InboundCalling","OutboundCalling"]"#,
    r#"["TollFree","FirstPartyAppAssignment","Office365","InboundCalling","OutboundCalling"]"#,
);

pub(super) fn write(tenant: &str, facts: &Facts<'_>, out: &mut Vec<u8>) {
    let Facts {
        index,
        random,
        area,
        ..
    } = *facts;
    let range = index / super::RANGE;
    let source = match facts.source {
        Source::WebApi => "webapi",
        Source::WebUi => "webui",
        Source::OcSync => "ocsync",
    };
    let (acquired, available) = if area.toll_free {
        TOLL_FREE
    } else {
        *pick(&USER[..usual(random)], random >> 8)
    };

    text(out, r#"{"uploadTelephoneNumberEntryId":"#);
    integer(out, 324_930 + index);
    text(out, r#","source":""#);
    text(out, source);
    text(out, r#"","sbcList":"#);
    sbc_list(out, facts);
    text(out, r#","id":"#);
    integer(out, 125_336 + index);
    text(out, r#","uploadToAccountJobId":"#);
    integer(out, 3_103 + range);
    text(out, r#","whenCreated":"#);
    moment(out, random);
    text(out, r#","acquiredNumberStatus":"#);
    text(out, pick_text(&STATUSES, random >> 12));
    text(out, r#","telephoneNumber":"+"#);
    text(out, area.digits);
    integer(out, facts.subscriber);
    text(out, r#"","callingProfileId":""#);
    match facts.profile {
        Some(link) => text(out, &link.id),
        None => text(out, &unknown_profile(range)),
    }
    text(out, r#"","acquiredCapabilities":"#);
    text(out, acquired);
    text(out, r#","availableCapabilities":"#);
    text(out, available);
    text(out, r#","acquiredOn":"#);
    moment(out, random >> 3);
    text(out, r#","isoCountryCode":""#);
    text(out, area.country);
    text(out, r#"","tnUploadJobId":"#);
    upload_job(out, facts.source, range);
    text(out, r#","locationId":"#);
    place(out, random >> 16);
    text(out, r#","civicAddressId":"#);
    place(out, random >> 24);
    text(out, r#","assignmentStatus":"#);
    text(out, pick_text(&ASSIGNMENTS, random >> 32));
    text(out, r#","tenantId":""#);
    text(out, tenant);
    text(out, "\"");
    verification(out, random >> 40);
    text(out, "}");
}

/// What came from elsewhere was not uploaded.
fn upload_job(out: &mut Vec<u8>, source: Source, range: u64) {
    if source == Source::OcSync {
        return text(out, "null");
    }
    out.push(b'"');
    push_guid(out, range);
    out.push(b'"');
}

/// The last two pairs of capabilities are rare: one number in 128.
fn usual(random: u64) -> usize {
    if random.is_multiple_of(128) {
        USER.len()
    } else {
        USER.len() - 2
    }
}

/// `fqdn [ip]` in one string; now and then the shape of an older version of the page. What came
/// from elsewhere need not be on an SBC.
fn sbc_list(out: &mut Vec<u8>, facts: &Facts<'_>) {
    let on_sbc = facts.source != Source::OcSync || facts.random.is_multiple_of(2);
    let trunk = facts
        .profile
        .and_then(|link| link.trunk.as_deref())
        .filter(|_| on_sbc);
    let Some(trunk) = trunk else {
        return text(out, "[]");
    };
    if facts.random.is_multiple_of(97) {
        text(out, r#"[{"fqdn":""#);
        text(out, trunk);
        return text(out, r#"","port":5061}]"#);
    }
    let number = 1 + trunk.bytes().map(u64::from).sum::<u64>() % 40;
    text(out, r#"[{"sbcName":""#);
    text(out, trunk);
    text(out, " [20.102.51.");
    integer(out, 200 + number);
    text(out, r#"]","sbcId":"#);
    integer(out, number);
    text(out, "}]");
}

/// The four fields of the last assignment check: mostly never checked, as in the examples.
fn verification(out: &mut Vec<u8>, random: u64) {
    if !random.is_multiple_of(32) {
        return text(
            out,
            r#","aslcht":null,"aslsct":null,"aslvCode":null,"asticks":null"#,
        );
    }
    text(out, r#","aslcht":"#);
    moment(out, random >> 1);
    text(out, r#","aslsct":"#);
    moment(out, random >> 2);
    text(out, r#","aslvCode":"#);
    text(
        out,
        pick_text(&["200", "200", "200", "404", "500"], random >> 3),
    );
    // .NET ticks do not fit into the integers of JavaScript.
    text(out, r#","asticks":"#);
    integer(out, 638_478_435_419_697_859 + random % 1_000_000_007);
}

fn place(out: &mut Vec<u8>, random: u64) {
    static PLACES: OnceLock<Vec<String>> = OnceLock::new();
    let places = PLACES.get_or_init(|| {
        let known = (0..12).map(|seed| format!("\"{}\"", guid(0x91ace + seed)));
        known
            .chain(std::iter::repeat_n("null".to_owned(), 116))
            .collect()
    });
    text(out, pick_text(places, random));
}

/// A time with the seven fractional digits of .NET.
fn moment(out: &mut Vec<u8>, random: u64) {
    static DATES: OnceLock<Vec<String>> = OnceLock::new();
    let dates = DATES.get_or_init(|| {
        let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        (2022..2025)
            .flat_map(|year| {
                (1..)
                    .zip(days)
                    .map(move |(month, days)| (year, month, days))
            })
            .flat_map(|(year, month, days)| {
                (1..=days).map(move |day| format!("{year}-{month:02}-{day:02}"))
            })
            .collect()
    });
    let random = scatter(random);
    out.push(b'"');
    text(out, pick_text(dates, random));
    out.push(b'T');
    two(out, (random >> 20) % 24);
    out.push(b':');
    two(out, (random >> 26) % 60);
    out.push(b':');
    two(out, (random >> 33) % 60);
    out.push(b'.');
    integer(out, 1_000_000 + (random >> 41) % 9_000_000);
    text(out, "+00:00\"");
}

fn pick_text(choices: &[impl AsRef<str>], random: u64) -> &str {
    pick(choices, random).as_ref()
}

fn text(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(text.as_bytes());
}

fn two(out: &mut Vec<u8>, value: u64) {
    out.extend_from_slice(&[digit(value / 10), digit(value)]);
}

fn integer(out: &mut Vec<u8>, mut value: u64) {
    let mut digits = [0; 20];
    let mut first = digits.len();
    loop {
        first -= 1;
        digits[first] = digit(value);
        value /= 10;
        if value == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[first..]);
}

fn digit(value: u64) -> u8 {
    b"0123456789"[usize::try_from(value % 10).unwrap_or(0)]
}

fn push_guid(out: &mut Vec<u8>, seed: u64) {
    let (mut high, mut low) = (scatter(seed), scatter(!seed));
    let mut text = *b"00000000-0000-4000-8000-000000000000";
    for (index, place) in text.iter_mut().enumerate() {
        match index {
            8 | 13 | 14 | 18 | 19 | 23 => continue,
            _ => {}
        }
        let nibbles = if index < 18 { &mut high } else { &mut low };
        *place = b"0123456789abcdef"[usize::try_from(*nibbles & 0xf).unwrap_or(0)];
        *nibbles >>= 4;
    }
    out.extend_from_slice(&text);
}
