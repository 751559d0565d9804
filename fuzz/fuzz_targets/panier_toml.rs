#![no_main]

libfuzzer_sys::fuzz_target!(|texte: &str| monde::cibles::panier_toml(texte));
