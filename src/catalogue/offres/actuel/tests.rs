use super::*;
use crate::catalogue::{Catalogue, Sources};
use crate::offre::langage::Lecture;

const JOUR: Date = date(2026, 11, 22);

fn lu(texte: &str) -> (Option<ContratActuel>, String) {
    let reglementation = Catalogue::lire_embarquees(&Sources::embarquees())
        .0
        .reglementation;
    let fichier = Fichier::new("actuel.toml", texte.to_owned());
    let mut diagnostics = Diagnostics::new();
    let contrat = lire_actuel(&fichier, &reglementation, JOUR, &mut diagnostics);
    let mut sources = Sources::default();
    sources.ajoute(fichier);
    (contrat, diagnostics.afficher(&sources, 80))
}

/// Only a name and one row are asked for; nothing else is guessed.
#[test]
fn deux_lignes_suffisent() {
    let (contrat, problemes) = lu("format = \"contrat-actuel/1\"\nnom = \"La mienne\"\n\
         [[garanties]]\nlibelle = \"Médecins\"\nposte = \"soins-courants\"\ncellule = \"150 %\"\n");
    assert_eq!(problemes, "");
    let Some(contrat) = contrat else {
        panic!("le contrat se lit")
    };
    let offre = &contrat.offre;
    assert_eq!(contrat.cotisation_mensuelle, None);
    assert_eq!((offre.complet, offre.responsable), (false, None));
    assert_eq!(
        (offre.lecture.pourcentages, offre.lecture.euros),
        (None, None)
    );
    let lignes = &offre.modules[0].lignes;
    assert_eq!((lignes.len(), lignes[0].libelle.as_str()), (1, "Médecins"));
    assert_eq!(
        (lignes[0].fichier.as_str(), lignes[0].numero),
        ("actuel.toml", 3)
    );
}

#[test]
fn l_exemple_se_lit() {
    let (contrat, problemes) = lu(include_str!("../../../../examples/contrats/actuel.toml"));
    assert_eq!(problemes, "");
    let Some(contrat) = contrat else {
        panic!("l’exemple se lit")
    };
    assert_eq!(contrat.cotisation_mensuelle, Some(Centimes::new(24_860)));
    assert_eq!(
        contrat.offre.lecture.pourcentages,
        Some(Lecture::AmoComprise)
    );
}

/// Every mistake at once, each caret under the word at fault.
#[test]
fn un_contrat_faux_montre_toutes_ses_fautes() {
    let (contrat, problemes) = lu(
        "format = \"contrat-actuel/1\"\nnom = \"La mienne\"\ncotisation = \"248 €\"\n\
         cotisation_mensuelle = \"cher\"\npourcentages = \"tout compris\"\n\
         [[garanties]]\nlibelle = \"Médecins\"\nposte = \"honoraire\"\ncellule = \"150 %\"\n\
         [[garanties]]\nlibelle = \"Chambre\"\nposte = \"hospitalisation/chambre\"\ncellule = \"50\"\n\
         [[garanties]]\nlibelle = \"Dentaire\"\nposte = \"dentaire\"\nquand = \"le lundi\"\ncellule = \"125 %\"\n\
         [[garanties]]\nlibelle = \"Optique\"\nposte = \"optique\"\n\
         [[garanties]]\nlibelle = \"Audition\"\nposte = \"aides-auditives\"\ncellule = \"200 %\"\n\
         [[garanties]]\nlibelle = \"Encore l’audition\"\nposte = \"aides-auditives\"\ncellule = \"300 %\"\n",
    );
    assert!(contrat.is_none());
    insta::assert_snapshot!(problemes);
}
