//! Looking up what is kept elsewhere, by its hash.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// Places of things, by the hashes of the things. Every map of its own type adds some two
/// kilobytes to the download; this is the only one, and the things stay in their own columns.
#[derive(Debug, Default)]
pub(crate) struct Index {
    table: HashTable<(u32, u32)>,
    hasher: DefaultHashBuilder,
}

impl Index {
    pub(crate) fn hash(&self, thing: &[u8]) -> u32 {
        self.hasher.hash_one(thing) as u32
    }

    /// The place of the thing with this hash for which `is_it` holds.
    pub(crate) fn find(&self, hash: u32, is_it: &dyn Fn(u32) -> bool) -> Option<u32> {
        let found = self
            .table
            .find(spread(hash), |entry| entry.0 == hash && is_it(entry.1));
        found.map(|entry| entry.1)
    }

    pub(crate) fn insert(&mut self, hash: u32, place: u32) {
        self.table
            .insert_unique(spread(hash), (hash, place), |entry| spread(entry.0));
    }

    pub(crate) fn clear(&mut self) {
        self.table.clear();
    }
}

/// The table looks at both ends of a hash.
fn spread(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_found_where_they_were_put() {
        let words: Vec<String> = (0..3000).map(|word| format!("word {word}")).collect();
        let mut index = Index::default();
        for (place, word) in (0..).zip(&words) {
            let hash = index.hash(word.as_bytes());
            assert_eq!(
                index.find(hash, &|place| words[place as usize] == *word),
                None
            );
            index.insert(hash, place);
        }
        for (place, word) in (0..).zip(&words) {
            let hash = index.hash(word.as_bytes());
            assert_eq!(
                index.find(hash, &|place| words[place as usize] == *word),
                Some(place)
            );
        }
        index.clear();
        assert_eq!(index.find(index.hash(b"word 1"), &|_| true), None);
    }
}
