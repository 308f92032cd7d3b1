//! What is looked at before anything is sent. Only what is malformed keeps from sending.

use cordboard_api::TenantId;

use super::draft::{Draft, Field, is_short_name};
use super::known::{Brief, Known};
use crate::ui::lamp::Lamp;

/// One check with its result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    pub lamp: Lamp,
    pub title: String,
    pub reason: String,
}

impl Check {
    fn new(lamp: Lamp, title: &str, reason: impl Into<String>) -> Self {
        Self {
            lamp,
            title: title.to_owned(),
            reason: reason.into(),
        }
    }

    /// The token may end before the task does.
    pub fn token(why: String) -> Self {
        Self::new(Lamp::Warning, "The token ends soon", why)
    }

    /// How the lamp is heard.
    pub fn word(&self) -> &'static str {
        match self.lamp {
            Lamp::Critical => "To be corrected",
            Lamp::Warning => "Warning",
            Lamp::Running => "Being checked",
            Lamp::Info => "Note",
            Lamp::Ok | Lamp::Done | Lamp::Queued | Lamp::Unknown => "OK",
        }
    }
}

/// Every check, in the order of the form.
pub fn checks(draft: &Draft, known: &Known) -> Vec<Check> {
    let mut all = vec![
        short_name(draft),
        tenant(draft),
        in_use(
            known.services.as_deref(),
            draft.text(Field::ShortName),
            "Short name",
            |own| &own.short_name,
        ),
        in_use(
            known.services.as_deref(),
            draft.text(Field::Tenant),
            "Tenant",
            |own| &own.tenant,
        ),
        gateway(draft, known),
        proxy_set(draft, known),
        scripts(draft, known),
    ];
    all.push(ignored(draft));
    let malformed = Field::ALL
        .into_iter()
        .filter(|field| !matches!(field, Field::ShortName | Field::Tenant))
        .filter_map(|field| Some((field, draft.fault(field)?)));
    all.extend(malformed.map(|(field, said)| Check::new(Lamp::Critical, field.label(), said)));
    for place in 0..draft.parameters.len() {
        if let Some(said) = draft.parameter_fault(place) {
            let title = format!("Parameter {}", place + 1);
            all.push(Check::new(Lamp::Critical, &title, said));
        }
    }
    all
}

fn short_name(draft: &Draft) -> Check {
    let name = draft.text(Field::ShortName);
    if is_short_name(name) {
        Check::new(Lamp::Ok, "Short name is well formed", "")
    } else {
        let reason = "It takes 3 to 15 letters, digits or underscores.";
        Check::new(Lamp::Critical, "Short name is not well formed", reason)
    }
}

fn tenant(draft: &Draft) -> Check {
    if TenantId::parse(draft.text(Field::Tenant)).is_ok() {
        Check::new(Lamp::Ok, "Tenant is a GUID", "")
    } else {
        Check::new(
            Lamp::Critical,
            "Tenant is no GUID",
            "It takes the customer's Microsoft tenant ID.",
        )
    }
}

fn in_use(
    services: Option<&[Brief]>,
    text: &str,
    what: &str,
    own: impl Fn(&Brief) -> &String,
) -> Check {
    let Some(services) = services else {
        let title = format!("{what} is looked for");
        return Check::new(Lamp::Running, &title, "The services are being read.");
    };
    let count = services.len();
    // A GUID may be typed in braces.
    let wanted =
        TenantId::parse(text).map_or_else(|_| text.to_owned(), |id| id.as_str().to_owned());
    let found = services
        .iter()
        .find(|service| !wanted.is_empty() && own(service).eq_ignore_ascii_case(&wanted));
    match found {
        Some(service) => Check::new(
            Lamp::Warning,
            &format!("{what} is in use"),
            format!(
                "The service {} ({}) has it.",
                service.short_name, service.full_name
            ),
        ),
        None => Check::new(
            Lamp::Ok,
            &format!("{what} is not in use"),
            format!("Not among {count} services."),
        ),
    }
}

fn gateway(draft: &Draft, known: &Known) -> Check {
    let text = draft.text(Field::Gateway);
    if text.is_empty() {
        return Check::new(
            Lamp::Warning,
            "No gateway is entered",
            "The request goes without OnlinePstnGateway.",
        );
    }
    let Some(trunks) = &known.trunks else {
        return Check::new(
            Lamp::Running,
            "Gateway is looked for",
            "The calling profiles are being read.",
        );
    };
    match trunks
        .iter()
        .find(|own| own.fqdn.eq_ignore_ascii_case(text))
    {
        None => Check::new(
            Lamp::Warning,
            "Gateway is no known trunk",
            format!(
                "No calling profile has it among its {} trunks.",
                trunks.len()
            ),
        ),
        Some(trunk) if trunk.alone == trunk.profiles => Check::new(
            Lamp::Warning,
            "Gateway is a known trunk without failover",
            format!(
                "It stands alone in all of its profiles: {}.",
                trunk.profiles
            ),
        ),
        Some(trunk) => Check::new(
            Lamp::Ok,
            "Gateway is a known trunk",
            format!("Calling profiles with it: {}.", trunk.profiles),
        ),
    }
}

fn proxy_set(draft: &Draft, known: &Known) -> Check {
    let text = draft.text(Field::ProxySet);
    if text.is_empty() {
        return Check::new(
            Lamp::Warning,
            "No proxy set is entered",
            "The request goes without ProxySet.",
        );
    }
    if known.trunks.is_none() {
        return Check::new(
            Lamp::Running,
            "Proxy set is looked for",
            "The calling profiles are being read.",
        );
    }
    if known.carriers.iter().any(|own| own == text) {
        Check::new(Lamp::Ok, "Proxy set is a carrier of a profile", "")
    } else {
        let reason =
            format!("{text} is no carrier of a calling profile; the SBC may know it all the same.");
        Check::new(Lamp::Info, "Proxy set cannot be checked", reason)
    }
}

fn scripts(draft: &Draft, known: &Known) -> Check {
    let (onboarding, cleanup) = (draft.text(Field::Onboarding), draft.text(Field::Cleanup));
    if onboarding.is_empty() && cleanup.is_empty() {
        return Check::new(
            Lamp::Info,
            "No scripts are chosen",
            "The request goes without them.",
        );
    }
    if onboarding.is_empty() || cleanup.is_empty() {
        let missing = if cleanup.is_empty() {
            "clean-up"
        } else {
            "onboarding"
        };
        let reason = format!("There is no {missing} script with the other.");
        return Check::new(Lamp::Warning, "Scripts are no pair", reason);
    }
    let Some(templates) = &known.templates else {
        return Check::new(
            Lamp::Running,
            "Scripts are looked for",
            "The script templates are being read.",
        );
    };
    let Some(template) = known.template(onboarding) else {
        let reason = format!(
            "{onboarding} is none of the {} script templates.",
            templates.len()
        );
        return Check::new(Lamp::Warning, "Onboarding script is not known", reason);
    };
    let is_pair = template
        .related
        .iter()
        .any(|own| own.id.to_string() == cleanup);
    match template.related.first() {
        _ if is_pair => {
            let reason = format!("{} and its clean-up script.", template.name);
            Check::new(Lamp::Ok, "Scripts are a pair", reason)
        }
        Some(related) => {
            let reason = format!(
                "{} goes with {} ({}).",
                template.name, related.name, related.id
            );
            Check::new(Lamp::Warning, "Scripts are no pair", reason)
        }
        None => {
            let reason = format!("{} has no clean-up script of its own.", template.name);
            Check::new(Lamp::Warning, "Scripts are no pair", reason)
        }
    }
}

/// Fields that the page "Create OC Essential Service from Lead with IP Group" calls unsupported.
fn ignored(draft: &Draft) -> Check {
    let hooks = [Field::HookPending, Field::HookCreated, Field::HookChange];
    let used: Vec<&str> = hooks
        .into_iter()
        .filter(|field| !draft.text(*field).is_empty())
        .map(Field::label)
        .collect();
    if used.is_empty() {
        Check::new(Lamp::Ok, "No field that the server ignores", "")
    } else {
        let reason = format!(
            "The vendor documents webhooks as not supported: {}.",
            used.join(", ")
        );
        Check::new(Lamp::Warning, "The server ignores some fields", reason)
    }
}

#[cfg(test)]
mod tests {
    use super::super::known::{Trunk, samples::brief};
    use super::*;
    use cordboard_api::live::services::{RelatedScript, ScriptTemplate};

    fn known() -> Known {
        let trunk = |fqdn: &str, alone| Trunk {
            fqdn: fqdn.into(),
            profiles: 2,
            alone,
        };
        let template = |id, related| ScriptTemplate {
            id,
            name: format!("script{id}"),
            script_type: None,
            description: None,
            related,
            raw: serde_json::Value::Null,
        };
        let pair = RelatedScript {
            id: 700,
            name: "script700".into(),
        };
        Known {
            trunks: Some(vec![trunk("safe.example", 1), trunk("alone.example", 2)]),
            carriers: vec!["SIPTrunk".into()],
            sbcs: Vec::new(),
            services: Some(vec![brief(
                "a",
                "Demo1",
                "71d77de6-4ff8-4f1c-b7f6-884c69a1a55a",
            )]),
            templates: Some(vec![template(7, vec![pair]), template(700, vec![])]),
        }
    }

    fn draft() -> Draft {
        let mut draft = Draft::default();
        draft.set(Field::Tenant, "f9f53ee0-56e1-43f6-8fe3-5fb322986657");
        draft.set(Field::ShortName, "Bradx");
        draft.set(Field::FullName, "Bradx");
        draft.set(Field::Gateway, "safe.example");
        draft.set(Field::ProxySet, "SIPTrunk");
        draft.set(Field::Onboarding, "7");
        draft.set(Field::Cleanup, "700");
        draft
    }

    fn titles(draft: &Draft, known: &Known, lamp: Lamp) -> Vec<String> {
        let all = checks(draft, known);
        all.into_iter()
            .filter(|own| own.lamp == lamp)
            .map(|own| own.title)
            .collect()
    }

    #[test]
    fn a_sound_form_passes_every_check() {
        let all = checks(&draft(), &known());
        assert!(all.iter().all(|own| own.lamp == Lamp::Ok), "{all:?}");
        assert_eq!(all.len(), 8);
    }

    #[test]
    fn each_check_finds_what_it_is_for() {
        for (field, text, lamp, title) in [
            (
                Field::ShortName,
                "a b",
                Lamp::Critical,
                "Short name is not well formed",
            ),
            (Field::Tenant, "x", Lamp::Critical, "Tenant is no GUID"),
            (
                Field::ShortName,
                "dEMO1",
                Lamp::Warning,
                "Short name is in use",
            ),
            (
                Field::Tenant,
                "{71D77DE6-4ff8-4f1c-b7f6-884c69a1a55a}",
                Lamp::Warning,
                "Tenant is in use",
            ),
            (
                Field::Gateway,
                "other.example",
                Lamp::Warning,
                "Gateway is no known trunk",
            ),
            (
                Field::Gateway,
                "alone.example",
                Lamp::Warning,
                "Gateway is a known trunk without failover",
            ),
            (Field::Gateway, "", Lamp::Warning, "No gateway is entered"),
            (
                Field::ProxySet,
                "Other",
                Lamp::Info,
                "Proxy set cannot be checked",
            ),
            (Field::Cleanup, "", Lamp::Warning, "Scripts are no pair"),
            (Field::Cleanup, "800", Lamp::Warning, "Scripts are no pair"),
            (
                Field::Onboarding,
                "99",
                Lamp::Warning,
                "Onboarding script is not known",
            ),
            (
                Field::HookChange,
                "https://x.example",
                Lamp::Warning,
                "The server ignores some fields",
            ),
            (Field::SbcId, "eight", Lamp::Critical, "sbcId"),
        ] {
            let mut draft = draft();
            draft.set(field, text);
            assert_eq!(titles(&draft, &known(), lamp), [title], "{field:?} {text}");
        }
    }

    #[test]
    fn what_is_not_read_yet_is_neither_good_nor_bad() {
        let waiting = titles(&draft(), &Known::default(), Lamp::Running);
        assert_eq!(waiting.len(), 5);
        assert_eq!(
            titles(&draft(), &Known::default(), Lamp::Warning),
            Vec::<String>::new()
        );
    }
}
