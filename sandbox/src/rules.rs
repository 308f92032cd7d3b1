//! How the SBC carries out a change of a dial plan.

use std::collections::HashMap;

use serde_json::Value;

use crate::options::{DialPlanOptions, Order, RemoveBy};

/// Applies additions and removals in the order of the options.
pub(crate) fn apply(
    rules: &mut Vec<Value>,
    add: &[Value],
    remove: &[Value],
    options: &DialPlanOptions,
) {
    match options.order {
        Order::AdditionsFirst => {
            rules.extend_from_slice(add);
            remove_rules(rules, remove, options.remove_by);
        }
        Order::RemovalsFirst => {
            remove_rules(rules, remove, options.remove_by);
            rules.extend_from_slice(add);
        }
    }
}

/// Removes by a count of what is to go: a search per rule would take minutes at 50,000 rules.
fn remove_rules(rules: &mut Vec<Value>, remove: &[Value], by: RemoveBy) {
    let mut going: HashMap<String, usize> = HashMap::new();
    for rule in remove {
        *going.entry(key(rule, by)).or_default() += 1;
    }
    rules.retain(|rule| match going.get_mut(&key(rule, by)) {
        Some(_) if by == RemoveBy::Prefix => false,
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        Some(_) | None => true,
    });
}

fn key(rule: &Value, by: RemoveBy) -> String {
    match by {
        RemoveBy::Rule => format!(
            "{}\u{1f}{}\u{1f}{}",
            rule["name"], rule["prefix"], rule["tag"]
        ),
        RemoveBy::Prefix => rule["prefix"].to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::rule;

    fn tags(rules: &[Value]) -> Vec<&str> {
        rules
            .iter()
            .map(|rule| rule["tag"].as_str().unwrap())
            .collect()
    }

    #[test]
    fn a_removal_takes_one_of_two_equal_rules() {
        let mut rules = vec![
            rule("a", "1", "x"),
            rule("a", "1", "x"),
            rule("a", "2", "y"),
        ];
        let remove = [rule("a", "1", "x"), rule("a", "9", "x")];
        apply(&mut rules, &[], &remove, &DialPlanOptions::default());
        assert_eq!(tags(&rules), ["x", "y"]);
    }

    #[test]
    fn the_order_matters_where_removal_goes_by_prefix() {
        let edit = |order| {
            let mut rules = vec![rule("a", "1", "old")];
            let options = DialPlanOptions {
                order,
                remove_by: RemoveBy::Prefix,
                as_array: false,
            };
            let (add, remove) = ([rule("a", "1", "new")], [rule("a", "1", "old")]);
            apply(&mut rules, &add, &remove, &options);
            rules
        };
        assert_eq!(tags(&edit(Order::RemovalsFirst)), ["new"]);
        assert!(edit(Order::AdditionsFirst).is_empty());
    }
}
