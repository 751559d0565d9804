//! A quick hash for short keys of small numbers: tables here are bounded, so that nobody can
//! gain from making keys collide.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A table of what was computed.
pub(super) type Memoire<K, V> = HashMap<K, V, BuildHasherDefault<Melange>>;

/// Multiplies and turns each number into the others.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Melange(u64);

impl Melange {
    fn mele(&mut self, nombre: u64) {
        self.0 = (self.0.rotate_left(5) ^ nombre).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Melange {
    fn write(&mut self, octets: &[u8]) {
        for morceau in octets.chunks(8) {
            let mut huit = [0; 8];
            if let Some(debut) = huit.get_mut(..morceau.len()) {
                debut.copy_from_slice(morceau);
            }
            self.mele(u64::from_le_bytes(huit));
        }
    }

    fn write_u8(&mut self, nombre: u8) {
        self.mele(u64::from(nombre));
    }

    fn write_u16(&mut self, nombre: u16) {
        self.mele(u64::from(nombre));
    }

    fn write_u32(&mut self, nombre: u32) {
        self.mele(u64::from(nombre));
    }

    fn write_u64(&mut self, nombre: u64) {
        self.mele(nombre);
    }

    fn write_usize(&mut self, nombre: usize) {
        self.mele(nombre as u64);
    }

    fn finish(&self) -> u64 {
        // les bits du haut sont les mieux mêlés, ceux du bas choisissent la place
        self.0 ^ (self.0 >> 32)
    }
}
