//! Answers to decode: what the vendor's documents show, and what servers might make of it.

use cordboard_numbers::{Decoder, Ending, Progress, Store};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::payload::Dice;

/// The two numbers of the vendor's page, in its own layout.
pub(crate) const EXAMPLE: &str = r#"[
{
"uploadTelephoneNumberEntryId": 324930,
"source": "webapi",
"sbcList": [
{
"sbcName": "oc1.sandbox2.audiocodes.be [20.102.51.206]",
"sbcId": 8
}
],
"id": 125336,
"uploadToAccountJobId": 3103,
"whenCreated": "2024-04-04T12:24:01.9697859+00:00",
"acquiredNumberStatus": null,
"telephoneNumber": "+18333998785",
"callingProfileId": "5f3fbb3b-df9b-483d-b294-c7eb01e22aac",
"acquiredCapabilities": ["TollFree", "FirstPartyAppAssignment", "Office365", "InboundCalling", "OutboundCalling"],
"availableCapabilities": ["TollFree", "FirstPartyAppAssignment", "Office365", "InboundCalling", "OutboundCalling"],
"acquiredOn": "2024-04-04T12:21:56.6005305+00:00",
"isoCountryCode": "US",
"tnUploadJobId": "a0049837-d57d-4806-b96d-e590143106ad",
"locationId": null,
"civicAddressId": null,
"assignmentStatus": null,
"tenantId": "f94238e5-4f2c-4e1b-8125-2d27122ca75f",
"aslcht": null,
"aslsct": null,
"aslvCode": null,
"asticks": null
},
{
"uploadTelephoneNumberEntryId": 324931,
"source": "webapi",
"sbcList": [{"sbcName": "oc1.sandbox2.audiocodes.be [20.102.51.206]", "sbcId": 8}],
"id": 125337,
"uploadToAccountJobId": 3104,
"whenCreated": "2024-04-04T13:24:20.5229594+00:00",
"acquiredNumberStatus": null,
"telephoneNumber": "+61397508869",
"callingProfileId": "5f3fbb3b-df9b-483d-b294-c7eb01e22aac",
"acquiredCapabilities": ["Office365", "InboundCalling", "OutboundCalling", "UserAssignment"],
"availableCapabilities": ["Office365", "InboundCalling", "OutboundCalling", "UserAssignment", "Mobile"],
"acquiredOn": "2024-04-04T13:20:54.0070492+00:00",
"isoCountryCode": "AU",
"tnUploadJobId": "136c1761-77a7-4a81-b541-9d42bb6d7c03",
"locationId": null,
"civicAddressId": null,
"assignmentStatus": null,
"tenantId": "f94238e5-4f2c-4e1b-8125-2d27122ca75f",
"aslcht": null,
"aslsct": null,
"aslvCode": null,
"asticks": null
}
]"#;

/// Decodes an answer that comes in these pieces.
pub(crate) fn decode<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> (Store, Ending) {
    let (mut decoder, mut store) = (Decoder::new(), Store::new());
    for piece in pieces {
        decoder.push(piece);
        while decoder.work(&mut store, 1000) == Progress::Busy {}
    }
    (store, decoder.finish())
}

/// Decodes an answer that comes at once.
pub(crate) fn decode_text(text: &str) -> (Store, Ending) {
    decode([text.as_bytes()])
}

/// Every row as JSON, and what is wrong with it.
pub(crate) fn rows(store: &Store) -> Vec<(String, Option<String>)> {
    (0..store.len() as u32)
        .map(|row| {
            let mut json = String::new();
            store.write_json(row, &mut json);
            (json, store.bad_row(row).map(|bad| format!("{bad:?}")))
        })
        .collect()
}

/// Values that servers give to any field sooner or later.
fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => Just(Value::Null),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<u64>().prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => any::<i16>().prop_map(|eighths| Value::from(f64::from(eighths) / 8.0)),
        2 => "\\PC{0,12}".prop_map(Value::from),
        2 => "\\+?[0-9]{0,17}".prop_map(Value::from),
        1 => Just(json!({"a": [1, {"b": "]}"}], "": null})),
        1 => Just(json!(["TollFree", "tollfree", 7, null, ["x"]])),
        1 => Just(json!([{"fqdn": "oc2.example", "port": 5061}])),
        1 => Just(json!("2024-04-04T12:24:01.96978+05:30")),
        1 => Just(json!("A0049837-D57D-4806-B96D-E590143106AD")),
        1 => Just(json!("638478000000000000")),
    ]
}

/// An element of the answer: mostly as documented, with fields changed, left out, added.
pub(crate) fn element() -> impl Strategy<Value = Value> {
    let change = prop_oneof![
        8 => (0..22usize).prop_map(Some),
        1 => Just(None),
    ];
    let key = prop_oneof![
        Just("alsvcode".to_owned()),
        Just("TelephoneNumber".to_owned()),
        Just("ovocChannelId".to_owned()),
        "\\PC{0,6}",
    ];
    let changes = prop::collection::vec((change, key, any_value(), any::<bool>()), 0..6);
    (any::<u64>(), changes).prop_map(|(seed, changes)| {
        let mut text = String::new();
        let filling = if seed.is_multiple_of(2) {
            crate::payload::Filling::Full
        } else {
            crate::payload::Filling::Example
        };
        crate::payload::push_element(Dice(seed).below(1000), filling, &mut text);
        let mut element: Map<String, Value> = serde_json::from_str(&text).unwrap();
        for (place, key, value, remove) in changes {
            let key = place
                .and_then(|place| element.keys().nth(place).cloned())
                .unwrap_or(key);
            if remove {
                element.shift_remove(&key);
            } else {
                element.insert(key, value);
            }
        }
        Value::Object(element)
    })
}
