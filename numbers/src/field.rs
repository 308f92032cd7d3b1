//! The documented fields of a number, which are also the columns of the list.

/// A field that the vendor's page "Get Operator Connect Customer Numbers" documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Field {
    /// `uploadTelephoneNumberEntryId`, given at the start of the upload.
    Entry,
    /// `source`: the interface the number came in through.
    Source,
    /// `sbcList`: the session border controllers that serve the number.
    Sbc,
    /// `id` of the number.
    Id,
    /// `uploadToAccountJobId`.
    UploadJob,
    /// `whenCreated`.
    Created,
    /// `acquiredNumberStatus`, an integer whose meaning the vendor leaves open.
    Status,
    /// `telephoneNumber`.
    Number,
    /// `callingProfileId`.
    Profile,
    /// `acquiredCapabilities`.
    Capability,
    /// `availableCapabilities`.
    Available,
    /// `acquiredOn`.
    Acquired,
    /// `isoCountryCode`.
    Country,
    /// `tnUploadJobId`.
    Job,
    /// `locationId`.
    Location,
    /// `civicAddressId`.
    CivicAddress,
    /// `assignmentStatus`.
    Assignment,
    /// `tenantId`.
    Tenant,
    /// `aslcht`: when the assignment was last verified.
    Checked,
    /// `aslsct`: when the assignment last changed.
    Changed,
    /// `aslvCode`: the code of the last verification; the vendor's table spells it `alsvcode`.
    Verification,
    /// `asticks`: the ticks of the verification session.
    Ticks,
}

/// How many documented fields there are.
pub(crate) const FIELDS: usize = 22;

/// Wire key and address word of each field, in the order of the vendor's example: the decoder
/// guesses the next key from it.
const NAMES: [(&str, &str); FIELDS] = [
    ("uploadTelephoneNumberEntryId", "entry"),
    ("source", "source"),
    ("sbcList", "sbc"),
    ("id", "id"),
    ("uploadToAccountJobId", "upload-job"),
    ("whenCreated", "created"),
    ("acquiredNumberStatus", "status"),
    ("telephoneNumber", "number"),
    ("callingProfileId", "profile"),
    ("acquiredCapabilities", "capability"),
    ("availableCapabilities", "available"),
    ("acquiredOn", "acquired"),
    ("isoCountryCode", "country"),
    ("tnUploadJobId", "job"),
    ("locationId", "location"),
    ("civicAddressId", "civic-address"),
    ("assignmentStatus", "assignment"),
    ("tenantId", "tenant"),
    ("aslcht", "checked"),
    ("aslsct", "changed"),
    ("aslvCode", "verification"),
    ("asticks", "ticks"),
];

impl Field {
    /// Every documented field, in the order of the vendor's example.
    pub const ALL: [Self; FIELDS] = [
        Self::Entry,
        Self::Source,
        Self::Sbc,
        Self::Id,
        Self::UploadJob,
        Self::Created,
        Self::Status,
        Self::Number,
        Self::Profile,
        Self::Capability,
        Self::Available,
        Self::Acquired,
        Self::Country,
        Self::Job,
        Self::Location,
        Self::CivicAddress,
        Self::Assignment,
        Self::Tenant,
        Self::Checked,
        Self::Changed,
        Self::Verification,
        Self::Ticks,
    ];

    /// The key on the wire.
    pub fn key(self) -> &'static str {
        NAMES[self as usize].0
    }

    /// The word for the column in an address (`sort=number`).
    pub fn word(self) -> &'static str {
        NAMES[self as usize].1
    }

    /// The column that an address names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.word() == word)
    }

    /// Whether it is shown, searched and sorted by a name that the numbers do not carry.
    pub(crate) fn is_named(self) -> bool {
        matches!(self, Self::Profile | Self::Country)
    }

    /// The field a key on the wire stands for, in whatever case it is written.
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        if key.eq_ignore_ascii_case("alsvcode") {
            return Some(Self::Verification);
        }
        Self::ALL
            .into_iter()
            .find(|field| field.key().eq_ignore_ascii_case(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_stands_at_its_own_place() {
        for (place, field) in Field::ALL.into_iter().enumerate() {
            assert_eq!(field as usize, place);
            assert_eq!(Field::from_word(field.word()), Some(field));
            assert_eq!(Field::from_key(field.key()), Some(field));
        }
        assert_eq!(Field::from_key("alsvcode"), Some(Field::Verification));
        assert_eq!(Field::from_key("TelephoneNumber"), Some(Field::Number));
    }
}
