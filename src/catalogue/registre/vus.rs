//! Which households were met, so that one that comes back is not taken for another.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hasher as _};

/// A mark of 64 bits for each household: two that are not the same have the same mark once
/// in thirty million registers of a million households, and the register is then refused.
#[derive(Default)]
pub(super) struct Vus(HashSet<u64>);

impl Vus {
    /// Whether a household is met for the first time.
    pub(super) fn noter(&mut self, id: &[u8]) -> bool {
        let mut marque = DefaultHasher::new();
        marque.write(id);
        self.0.insert(marque.finish())
    }
}
