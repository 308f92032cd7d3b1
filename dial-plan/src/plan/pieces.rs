//! The changes of a plan, cut into requests.

use hashbrown::HashMap;

use super::{Item, Plan};

impl Plan {
    /// The changes that are sent, in pieces of at most `size`. An edit is never split, and neither
    /// are changes to one prefix that fit into one piece: between two requests its number would
    /// have no rule, or two.
    pub fn pieces(&self, size: usize) -> Vec<Vec<Item>> {
        let size = size.max(1);
        let mut pieces: Vec<Vec<Item>> = Vec::new();
        for unit in self.units() {
            for part in unit.chunks(size) {
                match pieces
                    .last_mut()
                    .filter(|piece| piece.len() + part.len() <= size)
                {
                    Some(piece) => piece.extend(part.iter().map(|item| (*item).clone())),
                    None => pieces.push(part.iter().map(|item| (*item).clone()).collect()),
                }
            }
        }
        pieces
    }

    /// Changes that touch the same prefix, where the first of them stands.
    fn units(&self) -> Vec<Vec<&Item>> {
        let mut units: Vec<Vec<&Item>> = Vec::new();
        let mut unit_of: HashMap<&str, usize> = HashMap::new();
        for item in self.items.iter().filter(|item| item.is_sent()) {
            let prefixes = [&item.before, &item.after];
            let prefixes = || {
                prefixes
                    .into_iter()
                    .flatten()
                    .map(|rule| rule.prefix.as_str())
            };
            let known = prefixes().find_map(|prefix| unit_of.get(prefix).copied());
            let unit = known.unwrap_or_else(|| {
                units.push(Vec::new());
                units.len() - 1
            });
            for prefix in prefixes() {
                unit_of.entry(prefix).or_insert(unit);
            }
            units[unit].push(item);
        }
        units
    }
}
