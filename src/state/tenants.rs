//! Tenants that other lists name, as suggestions for whoever looks one up.

use std::collections::HashSet;

use cordboard_api::live::LiveClient;
use cordboard_api::{Reading, TenantId};

use super::wire::Wire;

/// A tenant and what it is known as.
#[derive(Debug)]
pub struct KnownTenant {
    /// In lower case.
    pub id: String,
    pub name: String,
}

/// Reads the tenants that services and leads name. Either call may be refused: what the other one
/// names is suggested all the same.
pub async fn read(client: LiveClient<Wire>) -> Vec<KnownTenant> {
    let mut known = Known::default();
    for service in client.services(false).await.unwrap_or_default() {
        if let Reading::Read(service) = service {
            known.add(service.tenant_id, &service.short_name, "services");
        }
    }
    for lead in client.leads().await.unwrap_or_default() {
        if let Reading::Read(lead) = lead {
            let name = lead.contact.company_name.unwrap_or_default();
            known.add(lead.tenant_id, &name, "leads");
        }
    }
    known.tenants
}

/// Tenants being collected, each once.
#[derive(Default)]
struct Known {
    tenants: Vec<KnownTenant>,
    ids: HashSet<String>,
}

impl Known {
    fn add(&mut self, id: Option<String>, name: &str, source: &str) {
        let Some(id) = id.and_then(|id| TenantId::parse(&id).ok()) else {
            return;
        };
        if self.ids.insert(id.as_str().to_owned()) {
            self.tenants.push(KnownTenant {
                id: id.as_str().to_owned(),
                name: format!("{name}, from {source}"),
            });
        }
    }
}
