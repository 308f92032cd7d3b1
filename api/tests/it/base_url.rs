use cordboard_api::{BaseUrl, BaseUrlError};

const ORIGIN: &str = "https://app.example";

#[test]
fn https_loopback_and_paths_of_the_own_origin_are_accepted() {
    let table = [
        (
            "https://sp.example/tenantui/",
            "https://sp.example/tenantui",
            "https://sp.example",
        ),
        (
            " https://SP.Example/TenantUI ",
            "https://sp.example/TenantUI",
            "https://sp.example",
        ),
        (
            "https://sp.example",
            "https://sp.example",
            "https://sp.example",
        ),
        (
            "http://localhost:8080/ot",
            "http://localhost:8080/ot",
            "http://localhost:8080",
        ),
        ("http://127.1.2.3", "http://127.1.2.3", "http://127.1.2.3"),
        ("http://[::1]:9/x", "http://[::1]:9/x", "http://[::1]:9"),
        ("/ac/tenantui", "https://app.example/ac/tenantui", ORIGIN),
        ("/", ORIGIN, ORIGIN),
    ];
    for (text, expected, origin) in table {
        let base = BaseUrl::parse(text, ORIGIN).unwrap();
        assert_eq!(base.as_str(), expected, "{text}");
        assert_eq!(base.origin(), origin, "{text}");
    }
}

#[test]
fn what_would_carry_the_token_elsewhere_is_refused() {
    let insecure = |host: &str| BaseUrlError::Insecure {
        host: host.to_owned(),
    };
    let table = [
        ("", BaseUrlError::Empty),
        ("http://sp.example", insecure("sp.example")),
        (
            "http://localhost.evil.example",
            insecure("localhost.evil.example"),
        ),
        (
            "http://127.0.0.1.evil.example",
            insecure("127.0.0.1.evil.example"),
        ),
        ("http://0127.0.0.1", insecure("0127.0.0.1")),
        ("http://127.0.0.256", insecure("127.0.0.256")),
        ("//evil.example/x", BaseUrlError::Scheme),
        ("javascript:alert(1)", BaseUrlError::Scheme),
        ("ftp://sp.example", BaseUrlError::Scheme),
        ("sp.example/tenantui", BaseUrlError::Scheme),
        (
            "https://user:password@sp.example",
            BaseUrlError::Credentials,
        ),
        ("https://sp.example@evil.example", BaseUrlError::Credentials),
        ("https://sp.example/?a=b", BaseUrlError::QueryOrFragment),
        ("https://sp.example/#a", BaseUrlError::QueryOrFragment),
        ("/ac/../ot", BaseUrlError::DotSegments),
        ("/ac/%2E%2e/ot", BaseUrlError::DotSegments),
        ("/\\evil.example", BaseUrlError::NotAnAddress),
        ("https://", BaseUrlError::NotAnAddress),
        ("https://sp .example", BaseUrlError::NotAnAddress),
    ];
    for (text, expected) in table {
        assert_eq!(BaseUrl::parse(text, ORIGIN), Err(expected), "{text}");
    }
    let long = format!("/{}", "a".repeat(3_000));
    assert_eq!(BaseUrl::parse(&long, ORIGIN), Err(BaseUrlError::TooLong));
    assert_eq!(
        BaseUrl::parse("/ac", "http://intranet"),
        Err(insecure("intranet")),
        "a path is as safe as the page's own origin"
    );
}

#[test]
fn segments_and_query_stay_data() {
    let base = BaseUrl::parse("/ac", ORIGIN).unwrap();
    let uri = base.join(&["a b", "x/y?z#w", "+1", "ä"], &[("q&r", "1=2 +3")]);
    assert_eq!(
        uri.to_string(),
        "https://app.example/ac/a%20b/x%2Fy%3Fz%23w/%2B1/%C3%A4?q%26r=1%3D2%20%2B3"
    );
    for climbing in ["..", ".", "%2e%2E"] {
        let uri = base.join(&["task", climbing], &[]).to_string();
        assert!(uri.starts_with("https://app.example/ac/task/%25"), "{uri}");
    }
}

#[test]
fn an_address_that_cannot_be_held_stays_on_its_host() {
    let base = BaseUrl::parse("/ac", ORIGIN).unwrap();
    let uri = base.join(&[&"a".repeat(70_000)], &[]);
    assert_eq!(uri.to_string(), "https://app.example/ac/address-too-long");
}
