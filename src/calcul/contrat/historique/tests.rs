use super::*;

/// Within a year, nothing that was used before it counts.
#[test]
fn une_duree_depasse_l_annee_ou_non() {
    for (duree, attendu) in [
        (Duree::Ans(1), false),
        (Duree::Ans(2), true),
        (Duree::Mois(12), false),
        (Duree::Mois(13), true),
        (Duree::Jours(366), false),
        (Duree::Jours(367), true),
        (Duree::Contrat, true),
        (Duree::Sejour, false),
    ] {
        assert_eq!(au_dela(duree), attendu, "{duree:?}");
    }
}
