use super::*;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

const UNITES: [Unite; 19] = [
    Unite::Acte,
    Unite::Seance,
    Unite::Jour,
    Unite::Nuit,
    Unite::Oreille,
    Unite::Oeil,
    Unite::Dent,
    Unite::Implant,
    Unite::Monture,
    Unite::Verre,
    Unite::Equipement,
    Unite::Semestre,
    Unite::Boite,
    Unite::Sejour,
    Unite::Prothese,
    Unite::Assure,
    Unite::Enfant,
    Unite::Naissance,
    // le dernier : compté, mais jamais un rythme (une année est une période)
    Unite::An,
];

fn duree_comptee() -> impl Strategy<Value = Duree> {
    prop_oneof![9 => duree(), 1 => Just(Duree::Sejour), 1 => Just(Duree::Dent)]
}

fn duree() -> impl Strategy<Value = Duree> {
    prop_oneof![3 => temps(), 1 => Just(Duree::Contrat)]
}

fn temps() -> impl Strategy<Value = Duree> {
    prop_oneof![
        (1u8..).prop_map(Duree::Ans),
        (1u8..).prop_map(Duree::Mois),
        (1u16..).prop_map(Duree::Jours),
    ]
}

fn rythme() -> impl Strategy<Value = Rythme> {
    prop_oneof![
        select(&UNITES[..18]).prop_map(Rythme::Unite),
        duree().prop_map(Rythme::Periode),
    ]
}

fn taux() -> impl Strategy<Value = Taux> {
    prop_oneof![
        (0u32..=4_000).prop_map(Taux::pour_cent),
        (0u32..=40_000_000).prop_map(Taux::millioniemes),
        Just(Taux::UN),
    ]
}

fn montant() -> impl Strategy<Value = Centimes> {
    prop_oneof![
        (0i64..=2_000).prop_map(Centimes::euros),
        (0i64..=1_000_000_000).prop_map(Centimes::new),
    ]
}

fn assiette() -> impl Strategy<Value = Assiette> {
    prop_oneof![
        taux().prop_map(Assiette::Pourcentage),
        taux().prop_map(Assiette::Br),
        taux().prop_map(Assiette::FraisReels),
        taux().prop_map(Assiette::Reste),
        taux().prop_map(Assiette::TicketModerateur),
        Just(Assiette::Amo),
        taux().prop_map(Assiette::Plv),
        taux().prop_map(Assiette::Pmss),
        montant().prop_map(Assiette::Euros),
    ]
}

fn lecture() -> impl Strategy<Value = Lecture> {
    select(&[Lecture::AmoComprise, Lecture::EnPlus, Lecture::ToutCompris][..])
}

fn terme() -> impl Strategy<Value = Terme> {
    (
        assiette(),
        vec(assiette(), 0..3),
        of(lecture()),
        of(rythme()),
    )
        .prop_map(|(assiette, mut limites, lecture, rythme)| {
            // ce que la lecture ne donne jamais : voir `ecriture`
            limites.retain(|limite| *limite != Assiette::Amo);
            if assiette == Assiette::FraisReels(Taux::UN) {
                limites.retain(|limite| *limite != Assiette::Plv(Taux::UN));
            }
            Terme {
                assiette,
                limites,
                lecture,
                rythme,
            }
        })
}

fn nombre() -> impl Strategy<Value = Nombre> {
    (1u16.., select(&UNITES[..18]), of(duree_comptee())).prop_map(|(maximum, unite, duree)| {
        Nombre {
            maximum,
            unite,
            duree,
        }
    })
}

fn suite() -> impl Strategy<Value = Suite> {
    prop_oneof![
        Just(Suite::Neant),
        Just(Suite::NonDit),
        vec(terme(), 1..3).prop_map(Suite::Termes),
    ]
}

fn regle() -> impl Strategy<Value = Regle> {
    let annee = select(
        &[
            GenreAnnee::Civile,
            GenreAnnee::Adhesion,
            GenreAnnee::Glissante,
        ][..],
    );
    (
        (vec(rythme(), 0..3), vec(nombre(), 0..3), vec(terme(), 0..2)),
        of(select(&[Partage::EnCommun, Partage::Chacun][..])),
        of(lecture()),
        of(suite()),
        of(1u16..),
        of(montant()),
        of(annee),
        (of(duree()), of(temps())),
        any::<(bool, bool, bool)>(),
    )
        .prop_map(
            |(listes, partage, lecture, puis, a_partir_du, dont_monture, annee, durees, oui)| {
                let (mut rythmes, nombres, plafonds) = listes;
                rythmes.dedup();
                Regle {
                    rythmes,
                    nombres,
                    plafonds,
                    partage,
                    lecture,
                    puis,
                    a_partir_du,
                    dont_monture,
                    annee,
                    pendant: durees.0,
                    sans_usage: durees.1,
                    sans_depense: oui.0,
                    capital: oui.1,
                    minimum: oui.2,
                }
            },
        )
}

fn garantie() -> impl Strategy<Value = Garantie> {
    let qualifiee = prop_oneof![2 => Just(Regle::default()), 1 => regle()];
    (vec(terme(), 1..4), qualifiee).prop_map(|(termes, regle)| Garantie { termes, regle })
}

fn cellule() -> impl Strategy<Value = Cellule> {
    prop_oneof![
        1 => Just(Cellule::Neant),
        1 => Just(Cellule::SansObjet),
        1 => Just(Cellule::NonDit),
        2 => "[A-Za-zé0-9][A-Za-zé0-9 |+,-]{0,20}[A-Za-zé0-9]".prop_map(Cellule::Niveau),
        20 => vec(garantie(), 1..4).prop_map(Cellule::Lectures),
    ]
}

/// Text made of the pieces of the language, in any order.
fn bouillie() -> impl Strategy<Value = String> {
    let morceaux = vec![
        "30",
        "100",
        "%",
        "€",
        " ",
        " ",
        ",",
        "/",
        "|",
        "+",
        "-",
        "BR",
        "FR",
        "TM",
        "AMO",
        "PLV",
        "PMSS",
        "par",
        "an",
        "séance",
        "5",
        "×",
        "puis",
        "néant",
        "?",
        "limité à",
        "max",
        "en plus",
        "comprise",
        "dont",
        "monture",
        "4e",
        "jour",
        "à partir du",
        "pendant",
        "si rien depuis",
        "mois",
        "15O",
        "l",
        "’",
        "non",
        "OPTAM",
        "âge",
        "<",
        "année",
        "sinon",
        "ou",
        "hors",
        "dents",
        "visibles",
        "2",
        "simples",
        "verre",
        "tous les",
        "contrat",
        "niveau",
        "et",
        "(",
        "é",
        "1 000",
        "0",
        "65536",
        "de",
    ];
    vec(select(morceaux), 0..25).prop_map(|mots| mots.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// What is printed is read back the same, and printed the same.
    #[test]
    fn lire_et_ecrire_sont_inverses(cellule in cellule()) {
        let texte = cellule.to_string();
        if texte.chars().count() <= LONGUEUR_MAX {
            let relue = lire_cellule(&texte);
            prop_assert_eq!(relue.as_ref(), Ok(&cellule), "{}", texte);
        }
    }

    #[test]
    fn une_regle_se_relit(regle in regle()) {
        let texte = regle.to_string();
        if texte.chars().count() <= LONGUEUR_MAX {
            let relue = lire_regle(&texte);
            prop_assert_eq!(relue.as_ref(), Ok(&regle), "{}", texte);
        }
    }

    /// Any text is read or refused, never a panic, and the fault is a place of the text.
    #[test]
    fn tout_texte_a_une_reponse(texte in prop_oneof![any::<String>(), bouillie(), "\\PC{0,40}"]) {
        let erreurs = [
            lire_cellule(&texte).err(),
            lire_regle(&texte).err(),
            lire_quand(&texte).err(),
        ];
        for erreur in erreurs.into_iter().flatten() {
            prop_assert!(texte.get(erreur.etendue).is_some());
            prop_assert!(!erreur.message.is_empty());
        }
    }

    /// What is read has one canonical spelling, and it is read the same.
    #[test]
    fn ce_qui_est_lu_s_ecrit(texte in bouillie()) {
        if let Ok(lue) = lire_cellule(&texte) {
            let canonique = lue.to_string();
            prop_assert_eq!(lire_cellule(&canonique), Ok(lue), "{} | {}", texte, canonique);
        }
        if let Ok(lue) = lire_regle(&texte) {
            let canonique = lue.to_string();
            prop_assert_eq!(lire_regle(&canonique), Ok(lue), "{} | {}", texte, canonique);
        }
    }
}
