use super::*;
use crate::catalogue::Sources;
use jiff::civil::date;

/// Reads a register and draws the problems.
fn lu(texte: &str) -> (Registre, String) {
    let (catalogue, _) = crate::catalogue::Catalogue::lire_embarquees(&Sources::embarquees());
    let fichier = Fichier::new("registre.csv", texte.to_owned());
    let mut diagnostics = Diagnostics::new();
    let aujourd_hui = date(2026, 11, 22);
    let registre = lire_registre(&fichier, &catalogue.droits, aujourd_hui, &mut diagnostics);
    let mut sources = Sources::default();
    sources.ajoute(fichier);
    (registre, diagnostics.afficher(&sources, 100))
}

#[test]
fn un_registre_de_tableur_se_lit() {
    let (registre, problemes) = lu("date;lieu;profil;motif;droit;suite\r\n\
        03/02/2026;Villejean;Retraite;Sans mutuelle;C2S gratuite;En cours\r\n\
        2026-02-04; Cleunay ;étudiant;DROITS;aide_exceptionnelle;demande\r\n\
        2019-10-31;Cleunay;actif;budget;ACS;changement\r\n\
        2026-02-05;Villejean;;;;absent\r\n");
    assert_eq!(problemes, "");
    let venue = |profil, motif, droit, suite| {
        Some(Venue {
            profil,
            motif,
            droit,
            suite,
        })
    };
    let attendus = [
        (
            date(2026, 2, 3),
            "Villejean",
            venue(
                Profil::Retraite,
                Motif::SansMutuelle,
                Reperage::Droit(Droit::C2sGratuite),
                Suite::EnCours,
            ),
        ),
        (
            date(2026, 2, 4),
            "Cleunay",
            venue(
                Profil::Etudiant,
                Motif::Droits,
                Reperage::Exceptionnelle,
                Suite::Demande,
            ),
        ),
        (
            date(2019, 10, 31),
            "Cleunay",
            venue(
                Profil::Actif,
                Motif::Budget,
                Reperage::Droit(Droit::Acs),
                Suite::Changement,
            ),
        ),
        (date(2026, 2, 5), "Villejean", None),
    ];
    let attendus = attendus.map(|(date, lieu, venue)| Passage {
        date,
        lieu: lieu.to_owned(),
        venue,
    });
    assert_eq!(registre.passages, attendus);
    assert_eq!(registre.annees(), [2019, 2026]);
}

#[test]
fn un_registre_faux_montre_toutes_ses_fautes() {
    let (registre, problemes) = lu("date;lieu;Nom;profil;motif;droit;suite;couleur\n\
        2026-02-30;Villejean;Le Gall;retraite;droits;aucun;en-cours;\n\
        23/11/2026;Villejean;;retraite;droits;aucun;en-cours;\n\
        2026-02-03;;;retraitee;droit;c2s;change;\n\
        2026-02-03;Villejean;;retraite;droits;acs;en-cours;\n\
        2019-10-31;Villejean;;retraite;droits;c2s-gratuite;en-cours;\n\
        2026-02-03;Chez madame Le Gall, au deuxième étage à droite, en face de la boulangerie;;actif;droits;;;\n\
        2026-02-03;Villejean;;actif\n");
    assert_eq!(registre.passages, []);
    insta::assert_snapshot!(problemes);
}
