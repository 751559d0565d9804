use super::*;

#[test]
fn un_taux_se_dit_en_fois() {
    for (pour_cent, attendu) in [
        (100, "une fois"),
        (150, "une fois et demie"),
        (200, "deux fois"),
        (250, "deux fois et demie"),
        (300, "trois fois"),
        (400, "quatre fois"),
        (500, "cinq fois"),
        (600, "six fois"),
        (700, "7 fois"),
        (750, "7,5 fois"),
        (130, "1,3 fois"),
        (50, "0,5 fois"),
    ] {
        assert_eq!(fois(Taux::pour_cent(pour_cent)), attendu);
    }
}
