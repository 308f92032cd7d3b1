//! Session border controllers as `sbcList` names them.

use crate::decoder::Element;
use crate::json;

/// A session border controller that serves a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sbc {
    /// The name as it was sent: `fqdn [ip]`, or `fqdn:port` from the shape with a port.
    pub name: String,
    /// The host alone.
    pub host: String,
    /// The address between the brackets.
    pub ip: Option<String>,
    /// The id in the vendor's database.
    pub id: Option<String>,
    /// The port, in the shape that has one.
    pub port: Option<String>,
}

impl Sbc {
    /// Reads a list, a single entry or a bare name; nothing when it is none of these. An entry is of
    /// one of the two shapes that the vendor documents for "Get Operator Connect Customer Numbers".
    pub(crate) fn list(raw: &str) -> Option<Vec<Self>> {
        match raw.as_bytes().first() {
            Some(b'[') => Some(json::items(raw)?.into_iter().map(Self::one).collect()),
            Some(b'{' | b'"') => Some(vec![Self::one(raw)]),
            Some(b'n') => Some(Vec::new()),
            _ => None,
        }
    }

    fn one(raw: &str) -> Self {
        let mut entry = Element::default();
        if !raw.starts_with('{') || entry.read(raw.as_bytes()).is_err() {
            return Self::named(&json::readable(raw), None, None);
        }
        let text = |key: &str| {
            let value = entry
                .extras
                .iter()
                .find(|extra| extra.0 == key && extra.1 != "null")?;
            Some(json::readable(value.1).into_owned())
        };
        let (id, port) = (text("sbcId"), text("port"));
        let name = match (text("sbcName"), text("fqdn"), &port) {
            (Some(name), _, _) | (None, Some(name), None) => name,
            (None, Some(fqdn), Some(port)) => format!("{fqdn}:{port}"),
            (None, None, _) => raw.to_owned(),
        };
        Self::named(&name, id, port)
    }

    fn named(name: &str, id: Option<String>, port: Option<String>) -> Self {
        let (host, ip) = match name.split_once('[') {
            Some((host, rest)) => (host.trim(), rest.split(']').next().map(str::trim)),
            None => (name.trim(), None),
        };
        let host = port.as_ref().map_or(host, |port| {
            host.strip_suffix(port.as_str())
                .and_then(|host| host.strip_suffix(':'))
                .unwrap_or(host)
        });
        Self {
            name: name.to_owned(),
            host: if host.is_empty() { name.trim() } else { host }.to_owned(),
            ip: ip.filter(|ip| !ip.is_empty()).map(str::to_owned),
            id,
            port,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_shapes_name_the_same_host() {
        let named = r#"[{"sbcName":"oc1.sandbox2.audiocodes.be [20.102.51.206]","sbcId":8}]"#;
        let ported = r#"[{"fqdn":"oc1.sandbox2.audiocodes.be","port":5061}]"#;
        let named = Sbc::list(named).unwrap().remove(0);
        assert_eq!(named.host, "oc1.sandbox2.audiocodes.be");
        assert_eq!(named.ip.as_deref(), Some("20.102.51.206"));
        assert_eq!(named.id.as_deref(), Some("8"));
        let ported = Sbc::list(ported).unwrap().remove(0);
        assert_eq!(ported.host, named.host);
        assert_eq!(ported.name, "oc1.sandbox2.audiocodes.be:5061");
        assert_eq!(ported.port.as_deref(), Some("5061"));
    }

    #[test]
    fn odd_entries_are_shown_as_they_came() {
        let sbcs = Sbc::list(r#"["oc1.example", {"other":1}, {"sbcName":null}, 5]"#).unwrap();
        let names: Vec<_> = sbcs.iter().map(|sbc| sbc.name.as_str()).collect();
        assert_eq!(
            names,
            ["oc1.example", "{\"other\":1}", "{\"sbcName\":null}", "5"]
        );
        assert_eq!(Sbc::list("5"), None);
        assert_eq!(Sbc::list("null"), Some(Vec::new()));
    }
}
