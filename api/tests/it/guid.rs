use cordboard_api::{CustomerId, GuidError, SiteLocationId, TenantId};

const GUID: &str = "f94238e5-4f2c-4e1b-8125-2d27122ca75f";

#[test]
fn upper_case_braces_and_blanks_are_normalised() {
    for text in [
        GUID,
        "F94238E5-4F2C-4E1B-8125-2D27122CA75F",
        "{f94238e5-4f2c-4e1b-8125-2d27122ca75f}",
        " \u{a0}\t\"f94238e5-4f2c-4e1b-8125-2d27122ca75f\"\n\u{200b}",
        "{ F94238E5-4F2C-4E1B-8125-2D27122CA75F }",
    ] {
        assert_eq!(TenantId::parse(text).unwrap().as_str(), GUID, "{text:?}");
    }
}

#[test]
fn anything_else_is_refused() {
    for empty in ["", "  ", "{}"] {
        assert_eq!(TenantId::parse(empty), Err(GuidError::Empty), "{empty:?}");
    }
    for text in [
        "contoso.onmicrosoft.com",
        "f94238e54f2c4e1b81252d27122ca75f",
        "f94238e5-4f2c-4e1b-8125-2d27122ca75",
        "f94238e5-4f2c-4e1b-8125-2d27122ca75g",
        "f94238e5-4f2c-4e1b-8125-2d27122ca75f/..",
        "f94238e5-4f2c-4e1b-8125-2d27122ca75f f94238e5",
    ] {
        assert_eq!(TenantId::parse(text), Err(GuidError::NotAGuid), "{text:?}");
    }
}

#[test]
fn a_customer_with_one_site_names_it_by_its_own_id() {
    let customer = CustomerId::parse(GUID).unwrap();
    assert_eq!(SiteLocationId::from(&customer).as_str(), GUID);
}
