#![no_main]

libfuzzer_sys::fuzz_target!(|texte: &str| monde::cibles::cellule(texte));
