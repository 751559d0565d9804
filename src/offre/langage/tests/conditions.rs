use super::*;
use crate::offre::condition::{
    Axe, Boite, Condition, Paire, TypeSejour, bit_paire, bit_panier, bit_secteur, bit_sejour,
    bit_verre, bits_entre,
};
use crate::reglementation::{PanierSante, Secteur, Verre};

fn boite(axe: Axe, valeurs: u128) -> Boite {
    Boite::TOUT.avec(axe, valeurs)
}

fn ages(premier: u8, dernier: u8) -> Boite {
    boite(Axe::Age, bits_entre(premier, dernier))
}

fn annees(premiere: u8, derniere: u8) -> Boite {
    boite(Axe::Annee, bits_entre(premiere - 1, derniere - 1))
}

fn paire(paire: Paire) -> Boite {
    boite(Axe::Paire, bit_paire(Some(paire)))
}

#[test]
fn le_vocabulaire_des_conditions() {
    let secteur = |bits: &[Secteur]| {
        boite(
            Axe::Secteur,
            bits.iter().map(|secteur| bit_secteur(*secteur)).sum(),
        )
    };
    let optam = secteur(&[Secteur::Un, Secteur::Optam]);
    let non_optam = secteur(&[Secteur::NonOptam, Secteur::NonConventionne]);
    let cent = boite(Axe::Panier, bit_panier(PanierSante::CentPourCent));
    let sauf_cent = boite(Axe::Panier, !bit_panier(PanierSante::CentPourCent));
    let ald = boite(Axe::Ald, 0b10);
    let mixte = paire(Paire::SimpleComplexe);
    for (texte, boites) in [
        ("", vec![Boite::TOUT]),
        ("OPTAM", vec![optam]),
        ("DPTAM", vec![optam]),
        ("optam-co", vec![optam]),
        ("OPTAM/OPTAM-CO", vec![optam]),
        ("secteur 1", vec![secteur(&[Secteur::Un])]),
        ("secteur 1 ou OPTAM", vec![secteur(&[Secteur::Un]), optam]),
        ("non OPTAM", vec![non_optam]),
        ("hors DPTAM", vec![non_optam]),
        (
            "non conventionné",
            vec![secteur(&[Secteur::NonConventionne])],
        ),
        (
            "conventionnés",
            vec![secteur(&[Secteur::Un, Secteur::Optam, Secteur::NonOptam])],
        ),
        ("âge < 16", vec![ages(0, 15)]),
        ("age<=15", vec![ages(0, 15)]),
        ("moins de 16 ans", vec![ages(0, 15)]),
        ("jusqu’à 18 ans", vec![ages(0, 18)]),
        ("18 ans et moins", vec![ages(0, 18)]),
        ("127 ans", vec![ages(127, 127)]),
        ("âge ≥ 21", vec![ages(21, 127)]),
        ("21 ans et plus", vec![ages(21, 127)]),
        ("à partir de 21 ans", vec![ages(21, 127)]),
        ("âge > 70 ans", vec![ages(71, 127)]),
        ("plus de 70 ans", vec![ages(71, 127)]),
        ("jusqu'à 25 ans", vec![ages(0, 25)]),
        ("25 ans et moins", vec![ages(0, 25)]),
        ("plus de 126 ans", vec![ages(127, 127)]),
        ("127 ans et plus", vec![ages(127, 127)]),
        ("âge = 18", vec![ages(18, 18)]),
        ("âge 20 à 59", vec![ages(20, 59)]),
        ("âge de 20 à 59 ans", vec![ages(20, 59)]),
        ("âge < 16 ou âge > 70", vec![ages(0, 15), ages(71, 127)]),
        ("année 1", vec![annees(1, 1)]),
        ("1re année", vec![annees(1, 1)]),
        ("années 2 à 3", vec![annees(2, 3)]),
        ("année >= 4", vec![annees(4, 127)]),
        ("4e année et plus", vec![annees(4, 127)]),
        ("année < 3", vec![annees(1, 2)]),
        ("ALD", vec![ald]),
        ("en réseau", vec![boite(Axe::Reseau, 0b10)]),
        ("hors réseau", vec![boite(Axe::Reseau, 0b01)]),
        ("hors ALD", vec![boite(Axe::Ald, 0b01)]),
        ("remboursées", vec![boite(Axe::Rembourse, 0b01)]),
        ("non remboursé", vec![boite(Axe::Rembourse, 0b10)]),
        ("dents visibles", vec![boite(Axe::Dent, 0b010)]),
        ("dents non visibles", vec![boite(Axe::Dent, 0b100)]),
        ("100 % Santé", vec![cent]),
        (
            "hors 100% sante, année 1",
            vec![sauf_cent.inter(&annees(1, 1))],
        ),
        (
            "maîtrisé ou libre",
            vec![
                boite(Axe::Panier, bit_panier(PanierSante::Maitrise)),
                boite(Axe::Panier, bit_panier(PanierSante::Libre)),
            ],
        ),
        (
            "verre très complexe",
            vec![boite(Axe::Verre, bit_verre(Some(Verre::TresComplexe)))],
        ),
        ("2 simples", vec![paire(Paire::DeuxSimples)]),
        ("2 verres simples", vec![paire(Paire::DeuxSimples)]),
        ("1 simple + 1 complexe", vec![mixte]),
        ("simple + complexe", vec![mixte]),
        ("1 complexe + 1 simple", vec![mixte]),
        ("2 très complexes", vec![paire(Paire::DeuxTresComplexes)]),
        (
            "psychiatrie ou réadaptation",
            vec![
                boite(Axe::Sejour, bit_sejour(TypeSejour::Psychiatrie)),
                boite(Axe::Sejour, bit_sejour(TypeSejour::Readaptation)),
            ],
        ),
        (
            "court séjour",
            vec![boite(Axe::Sejour, bit_sejour(TypeSejour::Court))],
        ),
        (
            "hors ambulatoire",
            vec![boite(Axe::Sejour, !bit_sejour(TypeSejour::Ambulatoire))],
        ),
        // « , » lie plus que « ou »
        (
            "OPTAM, âge < 16 ou ALD",
            vec![optam.inter(&ages(0, 15)), ald],
        ),
    ] {
        let lue = lire_quand(texte);
        assert_eq!(
            lue,
            Ok(Quand::Si(Condition::union(boites.clone()))),
            "{texte}"
        );
        assert!(
            boites.iter().all(|une| Boite::TOUT.inter(une) == *une),
            "{texte}"
        );
    }
    assert_eq!(lire_quand("Sinon"), Ok(Quand::Sinon));
}
