//! Who is meant by what stands in the field "Customer": an id, or a name out of the list.

use cordboard_api::live::services::Service;
use cordboard_api::{CustomerId, Reading, TenantId};

/// More suggestions than this nobody reads.
const MOST_SUGGESTED: usize = 300;

/// One customer of the list.
#[derive(Debug, Clone)]
pub struct Customer {
    pub id: CustomerId,
    pub short_name: String,
    pub full_name: String,
    /// Its Microsoft directory.
    pub tenant: Option<TenantId>,
    /// Ids and names of its site locations, where the list has them.
    pub sites: Vec<(String, String)>,
}

/// The customers whose id can be used.
pub fn customers(services: &[Reading<Service>]) -> Vec<Customer> {
    let known = services.iter().filter_map(Reading::read);
    known
        .filter_map(|service| {
            let sites = service.sites.iter();
            Some(Customer {
                id: CustomerId::parse(&service.id).ok()?,
                short_name: service.short_name.clone(),
                full_name: service.full_name.clone(),
                tenant: service
                    .tenant_id
                    .as_deref()
                    .and_then(|id| TenantId::parse(id).ok()),
                sites: sites
                    .map(|site| (site.id.clone(), site.name.clone()))
                    .collect(),
            })
        })
        .collect()
}

/// Finds who is meant; the error says what to enter instead.
pub fn find(known: &[Customer], typed: &str) -> Result<CustomerId, String> {
    let typed = typed.trim();
    if let Ok(id) = CustomerId::parse(typed) {
        return Ok(id);
    }
    let wanted = typed.to_lowercase();
    let named = |customer: &&Customer| {
        [&customer.short_name, &customer.full_name]
            .iter()
            .any(|name| name.to_lowercase() == wanted)
    };
    let mut found = known.iter().filter(named);
    match (found.next(), found.count()) {
        (Some(customer), 0) => Ok(customer.id.clone()),
        (Some(_), more) => Err(format!(
            "{} customers have this name. Enter the id of one of them.",
            more + 1
        )),
        (None, _) => {
            Err("No customer has this name. Enter a name of the list or an id (a GUID).".to_owned())
        }
    }
}

/// The customers to suggest for what is typed.
pub fn suggested(known: Vec<Customer>, typed: &str) -> impl Iterator<Item = Customer> {
    let typed = typed.to_lowercase();
    let fitting = known.into_iter().filter(move |own| {
        own.short_name.to_lowercase().contains(&typed)
            || own.full_name.to_lowercase().contains(&typed)
    });
    fitting.take(MOST_SUGGESTED)
}

/// What stands below the field: who is meant, or what to enter.
pub fn hint(meant: Option<Customer>, is_list_unread: bool) -> String {
    match meant {
        Some(own) => own.full_name,
        None if is_list_unread => {
            "The list of customers could not be read. Enter an id (a GUID).".to_owned()
        }
        None => "A name of the list, or an id (a GUID).".to_owned(),
    }
}

/// A customer by its name, where the name says who is meant.
pub fn shown_name(known: &[Customer], id: &str) -> String {
    let own = known.iter().find(|own| own.id.as_str() == id);
    own.map(|own| own.short_name.clone())
        .filter(|name| find(known, name).is_ok())
        .unwrap_or_else(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn customer(digit: char, short: &str, full: &str) -> Customer {
        let id = "00000000-0000-4000-8000-000000000000".replace('0', &digit.to_string());
        Customer {
            id: CustomerId::parse(&id).unwrap(),
            short_name: short.into(),
            full_name: full.into(),
            tenant: None,
            sites: Vec::new(),
        }
    }

    #[test]
    fn a_customer_is_found_by_id_and_by_either_name() {
        let known = [
            customer('1', "Demo1", "Demo One Ltd"),
            customer('2', "Brad", "Brad Inc"),
        ];
        assert_eq!(find(&known, " demo1 "), Ok(known[0].id.clone()));
        assert_eq!(find(&known, "BRAD INC"), Ok(known[1].id.clone()));
        let other = "df6f5ea9-2e92-482a-92f6-79094815588d";
        assert_eq!(find(&[], other).unwrap().as_str(), other);
    }

    #[test]
    fn a_name_that_several_have_or_none_is_asked_about() {
        let known = [customer('1', "Demo", "A"), customer('2', "demo", "B")];
        assert!(find(&known, "Demo").unwrap_err().starts_with("2 customers"));
        assert!(
            find(&known, "Nobody")
                .unwrap_err()
                .starts_with("No customer")
        );
    }
}
