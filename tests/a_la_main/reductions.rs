//! Where a reduction, a minimum or a share of the employer begins and stops.

use super::foyer::{CAS, Cas, UNIQUE, centimes, cotisation, demander, prime};
use reste_a_charge::offre::cotisation::{
    Assure, CompteDuFoyer, Qualite, QuoiPrime, Statut, lire_frais,
};
use reste_a_charge::panier::Foyer;

fn compte(en_tete: &str, ages: &[u8], cas: Cas) -> CompteDuFoyer {
    let lue = cotisation(en_tete, UNIQUE);
    demander(&lue, &Foyer::de_ages(ages), cas)
        .expect("une prime")
        .max
}

fn etapes(compte: &CompteDuFoyer) -> Vec<String> {
    let dites = compte.etapes.iter().map(|etape| etape.quoi.to_string());
    dites.map(|dite| dite.replace('\u{a0}', " ")).collect()
}

/// 50 € a month is the minimum of 50 €: nothing is added, not even a step of nothing.
#[test]
fn une_cotisation_egale_au_minimum_n_est_pas_relevee() {
    let juste = compte("minimum_mensuel = \"50 €\"", &[40], CAS);
    assert_eq!(etapes(&juste), ["Tarif adulte, 40 ans"]);
    let releve = compte("minimum_mensuel = \"50,01 €\"", &[40], CAS);
    assert_eq!(releve.total(), centimes("600.12"));
    assert_eq!(releve.etapes.len(), 2);
}

#[test]
fn une_reduction_se_dit_une_fois() {
    let reduit = compte("reductions = [\"-10 % : tous\"]", &[1], CAS);
    assert_eq!(
        etapes(&reduit),
        ["Tarif enfant, 1 an", "Réduction « -10 % : tous »"]
    );
    let deux = compte("", &[2], CAS);
    assert_eq!(etapes(&deux), ["Tarif enfant, 2 ans"]);
}

/// 50 € a month, the first two free: the employer pays half of ten months, 250 €, and 250 €
/// are left. With 60 % twice, the second has only 40 % to pay.
#[test]
fn l_employeur_paie_sa_part_des_mois_payes() {
    let offerts = "reductions = [\"gratuit 2 mois : adhérent, année 1\"]\n";
    let moitie = compte(
        &format!("{offerts}part_employeur = [\"50 % : adhérent\"]"),
        &[40],
        CAS,
    );
    assert_eq!(moitie.part_employeur(), centimes("250"));
    assert_eq!(moitie.total(), centimes("250"));
    let deux_fois = compte(
        "part_employeur = [\"60 % : adhérent\", \"60 % : adultes\"]",
        &[40],
        CAS,
    );
    let parts = deux_fois
        .etapes
        .iter()
        .filter_map(|etape| match etape.quoi {
            QuoiPrime::Employeur(_) => Some(etape.montant),
            _ => None,
        });
    let parts: Vec<_> = parts.collect();
    assert_eq!(parts, [-centimes("30"), -centimes("20")]);
}

/// 50 × 90 % × 12: what a reduction may not be added to is another one.
#[test]
fn une_reduction_ne_s_exclut_pas_elle_meme() {
    let tns = Cas {
        statut: Statut::Tns,
        ..CAS
    };
    let seule = "reductions = [\"-10 % : TNS, non cumulable TNS\"]";
    assert_eq!(compte(seule, &[40], tns).total(), centimes("540"));
}

/// Children insured without an adult are no family: 20 × 2 × 12.
#[test]
fn des_enfants_seuls_ne_sont_pas_une_famille() {
    let lue = cotisation("reductions = [\"-10 % : si famille\"]", UNIQUE);
    let mut enfants = Foyer::de_ages(&[10, 8]);
    for enfant in &mut enfants.membres {
        enfant.qualite = Some(Qualite::Enfant);
    }
    assert_eq!(prime(&lue, &enfants, CAS), centimes("480"));
}

/// What is underlined is when they are due, after the sign of the euro.
#[test]
fn des_frais_d_un_rythme_inconnu_le_soulignent() {
    let ecrit = "12 €/semaine : association";
    let erreur = lire_frais(ecrit).expect_err("une semaine");
    assert_eq!(ecrit.get(erreur.etendue), Some("/semaine"));
}

#[test]
fn une_personne_seule_est_un_enfant_avant_18_ans() {
    assert_eq!(Assure::seul(17).qualite, Qualite::Enfant);
    assert_eq!(Assure::seul(18).qualite, Qualite::Adherent);
}

/// The adults of the grid begin at 18: who is alone and younger pays the price of a child.
#[test]
fn un_adherent_plus_jeune_que_tout_adulte_paie_le_prix_d_un_enfant() {
    let lue = cotisation("", UNIQUE);
    let mut seul = Foyer::de_ages(&[17]);
    seul.membres[0].qualite = Some(Qualite::Adherent);
    assert_eq!(prime(&lue, &seul, CAS), centimes("240"));
    assert_eq!(prime(&lue, &Foyer::de_ages(&[18]), CAS), centimes("600"));
}
