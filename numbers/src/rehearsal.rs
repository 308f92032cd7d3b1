//! One number read and found ahead of the first answer.

use crate::decoder::Decoder;
use crate::store::Store;
use crate::view::View;

/// The first of the vendor's page.
const NUMBER: &str = r#"[{
"uploadTelephoneNumberEntryId": 324930, "source": "webapi",
"sbcList": [{"sbcName": "oc1.sandbox2.audiocodes.be [20.102.51.206]", "sbcId": 8}],
"id": 125336, "uploadToAccountJobId": 3103, "whenCreated": "2024-04-04T12:24:01.9697859+00:00",
"acquiredNumberStatus": null, "telephoneNumber": "+18333998785",
"callingProfileId": "5f3fbb3b-df9b-483d-b294-c7eb01e22aac",
"acquiredCapabilities": ["TollFree", "Office365"], "availableCapabilities": ["TollFree"],
"acquiredOn": "2024-04-04T12:21:56.6005305+00:00", "isoCountryCode": "US",
"tnUploadJobId": "a0049837-d57d-4806-b96d-e590143106ad", "locationId": null,
"civicAddressId": null, "assignmentStatus": null,
"tenantId": "f94238e5-4f2c-4e1b-8125-2d27122ca75f",
"aslcht": null, "aslsct": null, "aslvCode": null, "asticks": null
}]"#;

/// Reads a number, to no end but this: a browser compiles a function when it is first called, and
/// whoever rehearses while the page rests has the first rows of an answer sooner. Gives the one row
/// that there is, to be drawn likewise.
pub fn rehearse() -> (Store, View) {
    let (mut decoder, mut store, mut view) = (Decoder::new(), Store::new(), View::new());
    decoder.push(NUMBER.as_bytes());
    decoder.work(&mut store, usize::MAX);
    view.catch_up(&store);
    (store, view)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_number_can_be_read() {
        assert_eq!(super::rehearse().1.len(), 1);
    }
}
