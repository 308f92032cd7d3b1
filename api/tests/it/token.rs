use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use cordboard_api::{Claims, Token, TokenError};

fn jwt(claims: &str) -> Token {
    let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256"}"#);
    let payload = URL_SAFE_NO_PAD.encode(claims);
    Token::parse(&format!("{header}.{payload}.c2ln")).unwrap()
}

#[test]
fn what_people_paste_is_cleaned() {
    for pasted in [
        "abc.def.ghi",
        "  abc.def.ghi\r\n",
        "Bearer abc.def.ghi",
        "bearer\tabc.def.ghi",
        "\"Bearer abc.def.ghi\"",
        "Bearer \"abc.def.ghi\"",
        "Authorization: Bearer abc.def.ghi",
        "'abc.def.ghi'",
        "“abc.def.ghi”",
        "abc.\ndef.\r\n  ghi",
        "\u{feff}abc.d\u{200b}ef.ghi\u{a0}",
    ] {
        assert_eq!(
            Token::parse(pasted).unwrap().expose(),
            "abc.def.ghi",
            "{pasted:?}"
        );
    }
    let bearer = Token::parse("BearerToken123").unwrap();
    assert_eq!(bearer.expose(), "BearerToken123");
}

#[test]
fn what_no_header_carries_is_refused() {
    for empty in ["", " \n", "\"\"", "Bearer", "Bearer \"\""] {
        assert_eq!(
            Token::parse(empty).unwrap_err(),
            TokenError::Empty,
            "{empty:?}"
        );
    }
    for (pasted, at) in [("ab\u{7}c", 2), ("abcö", 3), ("a…b", 1)] {
        let expected = TokenError::ForeignCharacter { at };
        assert_eq!(Token::parse(pasted).unwrap_err(), expected, "{pasted:?}");
    }
}

#[test]
fn claims_are_read_without_being_trusted() {
    let token = jwt(
        r#"{"aud":"api://live","tid":"t-1","iat":1700000000,"exp":1700003600.9,
            "appid":"a-1","app_displayname":"Portal","upn":"ann@example.com","name":"Ann"}"#,
    );
    let claims = token.claims().unwrap();
    assert_eq!(claims.name.as_deref(), Some("Ann"));
    assert_eq!(claims.audience.as_deref(), Some("api://live"));
    assert_eq!(claims.tenant.as_deref(), Some("t-1"));
    assert_eq!(claims.issued_at, Some(1_700_000_000));
    assert_eq!(claims.expires_at, Some(1_700_003_600));
}

#[test]
fn the_name_is_the_most_human_one() {
    let table = [
        (
            r#"{"name":" ","upn":"ann@x","preferred_username":"b"}"#,
            Some("ann@x"),
        ),
        (
            r#"{"preferred_username":"ann@y","appid":"1"}"#,
            Some("ann@y"),
        ),
        (
            r#"{"app_displayname":"Portal","appid":"1"}"#,
            Some("Portal"),
        ),
        (r#"{"appid":"1","email":"e","sub":"s"}"#, Some("1")),
        (r#"{"email":"e","sub":"s"}"#, Some("e")),
        (r#"{"sub":"s","uuid":"u"}"#, Some("s")),
        (r#"{"uuid":"u"}"#, Some("u")),
        (r#"{"aud":["first","second"]}"#, None),
    ];
    for (claims, name) in table {
        assert_eq!(
            jwt(claims).claims().unwrap().name.as_deref(),
            name,
            "{claims}"
        );
    }
    let several = jwt(r#"{"aud":["first","second"]}"#).claims().unwrap();
    assert_eq!(several.audience.as_deref(), Some("first"));
}

#[test]
fn a_token_that_is_no_jwt_has_no_claims() {
    for text in ["opaque", "a.b", "a.b.c", "..", "a.e30", "a.W10.c"] {
        assert_eq!(Token::parse(text).unwrap().claims(), None, "{text}");
    }
    assert_eq!(jwt("{}").claims(), Some(Claims::default()));
}
