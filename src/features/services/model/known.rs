//! What the lists of the platform say about a new service: where its values come from.

use cordboard_api::Reading;
use cordboard_api::live::services::{Lead, ScriptTemplate, Service};

use crate::profiles::rows::Row;

/// A trunk, and how many of its profiles have no other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trunk {
    pub fqdn: String,
    pub profiles: usize,
    /// Profiles whose calls have no way but this trunk.
    pub alone: usize,
}

/// What has been read; what has not is missing.
#[derive(Debug, Clone, Default)]
pub struct Known {
    pub trunks: Option<Vec<Trunk>>,
    pub carriers: Vec<String>,
    /// The ids of SBCs with their name.
    pub sbcs: Vec<(i64, String)>,
    pub services: Option<Vec<Brief>>,
    pub templates: Option<Vec<ScriptTemplate>>,
}

/// What tells services apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    pub id: String,
    pub short_name: String,
    pub full_name: String,
    pub tenant: String,
}

/// The services that could be read.
pub fn briefs(services: &[Reading<Service>]) -> Vec<Brief> {
    let services = services.iter().filter_map(Reading::read);
    services
        .map(|own| Brief {
            id: own.id.clone(),
            short_name: own.short_name.clone(),
            full_name: own.full_name.clone(),
            tenant: own.tenant_id.clone().unwrap_or_default(),
        })
        .collect()
}

impl Known {
    /// Takes up what the calling profiles show.
    pub fn take_profiles(&mut self, rows: &[Row]) {
        let mut trunks: Vec<Trunk> = Vec::new();
        for profile in rows.iter().filter_map(Row::profile) {
            let is_alone = profile.trunks.len() == 1;
            for trunk in &profile.trunks {
                let place = trunks.iter().position(|own| own.fqdn == trunk.fqdn);
                let place = place.unwrap_or_else(|| {
                    trunks.push(Trunk {
                        fqdn: trunk.fqdn.clone(),
                        profiles: 0,
                        alone: 0,
                    });
                    trunks.len() - 1
                });
                trunks[place].profiles += 1;
                trunks[place].alone += usize::from(is_alone);
                for sbc in &trunk.matching_sbcs {
                    let name = sbc.name.clone().unwrap_or_else(|| sbc.fqdn.clone());
                    if let Some(id) = sbc.id
                        && self.sbcs.iter().all(|(own, _)| *own != id)
                    {
                        self.sbcs.push((id, name));
                    }
                }
            }
            if let Some(carrier) = profile
                .carrier
                .as_ref()
                .filter(|own| !own.trim().is_empty())
                && !self.carriers.contains(carrier)
            {
                self.carriers.push(carrier.clone());
            }
        }
        self.trunks = Some(trunks);
    }

    /// Takes up SBCs that numbers name.
    pub fn take_sbcs(&mut self, sbcs: &[(i64, String)]) {
        for (id, name) in sbcs {
            if self.sbcs.iter().all(|(own, _)| own != id) {
                self.sbcs.push((*id, name.clone()));
            }
        }
    }

    pub fn template(&self, id: &str) -> Option<&ScriptTemplate> {
        let id: i64 = id.trim().parse().ok()?;
        self.templates.as_ref()?.iter().find(|own| own.id == id)
    }

    /// The clean-up script that goes with an onboarding script.
    pub fn cleanup_of(&self, onboarding: &str) -> Option<(i64, String)> {
        let related = self.template(onboarding)?.related.first()?;
        Some((related.id, related.name.clone()))
    }
}

/// How a lead stands in its field: company, then tenant, which tells two companies apart.
pub fn lead_label(lead: &Lead) -> String {
    let company = lead.contact.company_name.as_deref().unwrap_or(&lead.id);
    match &lead.tenant_id {
        Some(tenant) => format!("{company}, {tenant}"),
        None => company.to_owned(),
    }
}

/// Why a lead is marked; empty for one that waits for a service.
pub fn lead_mark(lead: &Lead) -> &'static str {
    if lead.has_license() {
        "has a licence already"
    } else if lead.status.eq_ignore_ascii_case("removed") {
        "removed"
    } else {
        ""
    }
}

/// Whether a lead is what is searched for: its company, contact, tenant or id.
pub fn is_lead_found(lead: &Lead, search: &str) -> bool {
    let contact = &lead.contact;
    let own = [
        Some(&lead.id),
        lead.tenant_id.as_ref(),
        contact.company_name.as_ref(),
        contact.full_name.as_ref(),
        contact.email.as_ref(),
    ];
    let haystack = own
        .into_iter()
        .flatten()
        .cloned()
        .collect::<Vec<_>>()
        .join("\n");
    let haystack = format!("{}\n{haystack}", lead_label(lead)).to_lowercase();
    search
        .to_lowercase()
        .split_whitespace()
        .all(|term| haystack.contains(term))
}

#[cfg(test)]
pub mod samples {
    use super::*;

    pub fn brief(id: &str, short_name: &str, tenant: &str) -> Brief {
        Brief {
            id: id.into(),
            short_name: short_name.into(),
            full_name: format!("{short_name} Ltd"),
            tenant: tenant.into(),
        }
    }
}
