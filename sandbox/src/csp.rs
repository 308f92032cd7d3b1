//! The policy that every page of the app is served under, and the headers beside it.

/// What a production host sends with every file besides the policy.
pub const SECURITY_HEADERS: [(&str, &str); 5] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    (
        "Permissions-Policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// The `Content-Security-Policy` of the app, which may connect to its own origin and to these
/// hosts (as origins: `https://api.example`).
///
/// ```
/// let policy = sandbox::content_security_policy(&["https://api.opentact.org".to_owned()]);
/// assert!(policy.contains("connect-src 'self' https://api.opentact.org; "));
/// ```
pub fn content_security_policy(connect_hosts: &[String]) -> String {
    let hosts: String = connect_hosts.iter().flat_map(|host| [" ", host]).collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; manifest-src 'self'; worker-src 'self'; \
         connect-src 'self'{hosts}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types default"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_to_the_letter() {
        assert_eq!(
            content_security_policy(&["https://a.example".into(), "http://127.0.0.1:9".into()]),
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src \
             'self' data:; font-src 'self'; manifest-src 'self'; worker-src 'self'; connect-src \
             'self' https://a.example http://127.0.0.1:9; base-uri 'none'; form-action 'none'; \
             frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default"
        );
    }
}
