//! Answers like the vendor's, of any length and always the same.

use std::fmt::Write as _;

/// How the fields are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filling {
    /// As in the vendor's example: seven fields are null.
    Example,
    /// Every field has a value, and job, location and address differ as much as they can.
    Full,
}

/// A small generator of even spread (`SplitMix64`), so that no run differs from another.
#[derive(Debug)]
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.roll() % end
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len() as u64) as usize]
    }

    fn guid(&mut self) -> String {
        let (high, low) = (self.roll(), self.roll());
        format!(
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            high >> 32,
            high >> 16 & 0xffff,
            high & 0xffff,
            low >> 48,
            low & 0xffff_ffff_ffff
        )
    }

    fn moment(&mut self) -> String {
        let (month, day) = (1 + self.below(12), 1 + self.below(28));
        let (hour, minute, second) = (self.below(24), self.below(60), self.below(60));
        let fraction = self.below(10_000_000);
        format!("2024-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{fraction:07}+00:00")
    }
}

const COUNTRIES: [(&str, &str, u64, u64); 5] = [
    ("US", "1", 2_000_000_000, 10_000_000_000),
    ("GB", "44", 2_000_000_000, 8_000_000_000),
    ("DE", "49", 30_000_000, 9_000_000_000),
    ("AU", "61", 200_000_000, 900_000_000),
    ("ES", "34", 600_000_000, 999_999_999),
];
const PROFILES: [&str; 6] = [
    "5f3fbb3b-df9b-483d-b294-c7eb01e22aac",
    "0d1cbb1c-35ea-4c83-9b4c-2ab6bd94f4ee",
    "b2cd5a3a-4ed8-4f5e-8a53-6b0d6ee6d3a1",
    "c5e4bd40-7a3c-4c9e-a8b7-2c59d1f7b8e2",
    "e6a7f0aa-15ce-4a5a-bd1e-8a2f55ff0c33",
    "f7b8a1bb-26df-4b6b-8e2f-9b3f66aa1d44",
];
const CAPABILITIES: [&str; 4] = [
    r#"["TollFree","FirstPartyAppAssignment","Office365","InboundCalling","OutboundCalling"]"#,
    r#"["Office365","InboundCalling","OutboundCalling","UserAssignment"]"#,
    r#"["Office365","InboundCalling","OutboundCalling","UserAssignment","Mobile"]"#,
    r#"["InboundCalling","OutboundCalling","ConferenceAssignment"]"#,
];
const ASSIGNMENTS: [&str; 4] = [
    "Unassigned",
    "UserAssigned",
    "ConferenceAssigned",
    "VoiceApp",
];
const TENANT: &str = "f94238e5-4f2c-4e1b-8125-2d27122ca75f";

/// Appends the element with this number.
pub(crate) fn push_element(number: u64, filling: Filling, out: &mut String) {
    let mut dice = Dice(number.wrapping_mul(0xA24B_AED4_963E_E407));
    let (country, code, first, end) = COUNTRIES[(dice.below(16) / 4) as usize];
    let national = first + dice.below(end - first);
    let (sbc, ip) = (1 + dice.below(4), 200 + dice.below(4));
    let source = dice.pick(&["webapi", "webapi", "webui", "ocsync"]);
    let acquired = dice.pick(&CAPABILITIES);
    let (entry, id, upload) = (324_930 + number, 125_336 + number, 3103 + number / 40);
    let (created, acquired_on, job) = (dice.moment(), dice.moment(), dice.guid());
    let (profile, available) = (dice.pick(&PROFILES), dice.pick(&CAPABILITIES));
    let _ = write!(
        out,
        r#"{{"uploadTelephoneNumberEntryId":{entry},"source":"{source}","sbcList":[{{"sbcName":"oc{sbc}.sandbox2.audiocodes.be [20.102.51.{ip}]","sbcId":{sbc}}}],"id":{id},"uploadToAccountJobId":{upload},"whenCreated":"{created}","#
    );
    let text = |value: String| format!("\"{value}\"");
    let (status, location, civic, assignment, checked, changed, verification, ticks) = match filling
    {
        Filling::Example => Default::default(),
        Filling::Full => (
            dice.below(4).to_string(),
            text(dice.guid()),
            text(dice.guid()),
            text(dice.pick(&ASSIGNMENTS).to_owned()),
            text(dice.moment()),
            text(dice.moment()),
            text(dice.pick(&["200", "200", "404", "503"]).to_owned()),
            (638_478_000_000_000_000 + dice.below(300_000_000_000_000)).to_string(),
        ),
    };
    let or_null = |value: &'_ String| {
        if value.is_empty() {
            "null".to_owned()
        } else {
            value.clone()
        }
    };
    let _ = write!(
        out,
        r#""acquiredNumberStatus":{},"telephoneNumber":"+{code}{national}","callingProfileId":"{profile}","acquiredCapabilities":{acquired},"availableCapabilities":{available},"acquiredOn":"{acquired_on}","isoCountryCode":"{country}","tnUploadJobId":"{job}","locationId":{},"civicAddressId":{},"assignmentStatus":{},"tenantId":"{TENANT}","aslcht":{},"aslsct":{},"aslvCode":{},"asticks":{}}}"#,
        or_null(&status),
        or_null(&location),
        or_null(&civic),
        or_null(&assignment),
        or_null(&checked),
        or_null(&changed),
        or_null(&verification),
        or_null(&ticks),
    );
}

/// A whole answer.
pub(crate) fn answer(numbers: u64, filling: Filling) -> String {
    let mut out = String::from("[");
    for number in 0..numbers {
        if number > 0 {
            out.push(',');
        }
        push_element(number, filling, &mut out);
    }
    out.push(']');
    out
}
