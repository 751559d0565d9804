//! Each person of a question with the care of a year.

use super::Refus;
use super::contexte::Contexte;
use super::options::Soins;
use super::personnes::{Personnes, ans};
use crate::panier::{Panier, Patient, Tranche, Tranches};
use std::borrow::Cow;

/// A person and the care of a year.
pub(super) struct Sujet<'a> {
    /// A first name, or a word.
    pub(super) nom: Option<String>,
    pub(super) patient: Patient,
    /// The band of age, when the bands have one.
    pub(super) tranche: Option<&'a Tranche>,
    pub(super) panier: Cow<'a, Panier>,
}

impl Sujet<'_> {
    /// « Camille, 40 ans »
    pub(super) fn dire(&self) -> String {
        let age = ans(self.patient.age);
        self.nom
            .as_ref()
            .map_or_else(|| age.clone(), |nom| format!("{nom}, {age}"))
    }
}

/// The people of a question with their care.
pub(super) fn sujets<'a>(
    contexte: &'a Contexte,
    personnes: &Personnes,
    soins: &Soins,
    tranches: &'a Tranches,
) -> Result<Vec<Sujet<'a>>, Refus> {
    let mut paniers = paniers(contexte, personnes, soins, tranches)?.into_iter();
    let patients = personnes.patients.iter().enumerate();
    Ok(patients
        .filter_map(|(rang, patient)| {
            Some(Sujet {
                nom: personnes.nom(rang).map(str::to_owned),
                patient: *patient,
                tranche: contexte.tranche(tranches, patient.age),
                panier: paniers.next()?,
            })
        })
        .collect())
}

/// One basket for each: the one named, the quotes of each, or the basket of the band.
fn paniers<'a>(
    contexte: &'a Contexte,
    personnes: &Personnes,
    soins: &Soins,
    tranches: &'a Tranches,
) -> Result<Vec<Cow<'a, Panier>>, Refus> {
    let ages: Vec<u8> = personnes.ages().collect();
    if soins.soin.is_empty() || !soins.panier.is_empty() {
        return ages
            .iter()
            .map(|age| contexte.panier(soins, contexte.tranche(tranches, *age), &[*age]))
            .collect();
    }
    let devis = repartir(&soins.soin, &ages)?;
    let lus: Vec<_> = devis
        .iter()
        .zip(&ages)
        .map(|(textes, age)| contexte.devis(textes, &[*age]))
        .collect();
    let refus: Vec<String> = lus
        .iter()
        .filter_map(|lu| lu.as_ref().err().map(ToString::to_string))
        .collect();
    if !refus.is_empty() {
        return Err(Refus::new(refus.join("\n")));
    }
    Ok(lus.into_iter().flatten().map(Cow::Owned).collect())
}

/// The quotes of each person: « 2: couronne molaire = 620 € » is for the second one.
fn repartir(textes: &[String], ages: &[u8]) -> Result<Vec<Vec<String>>, Refus> {
    let mut devis = vec![Vec::new(); ages.len()];
    let mut refus = Vec::new();
    for texte in textes {
        let (rang, soin) = a_qui(texte);
        let rang = rang.or((ages.len() == 1).then_some(1));
        match rang.map(|rang| devis.get_mut(rang.wrapping_sub(1))) {
            Some(Some(siens)) => siens.push(soin.to_owned()),
            Some(None) => refus.push(format!(
                "--soin \"{texte}\" : le foyer n’a que {}",
                super::phrases::compte(ages.len(), "personne", "personnes")
            )),
            None => {
                let (rang, age) = ages.iter().enumerate().nth(1).unwrap_or((0, &0));
                refus.push(format!(
                    "--soin \"{texte}\" : pour qui ? Écrivez d’abord le rang de la personne, par exemple --soin \"{}: {soin}\" pour celle de {}",
                    rang + 1,
                    ans(*age)
                ));
            }
        }
    }
    if refus.is_empty() {
        return Ok(devis);
    }
    Err(Refus::new(refus.join("\n")))
}

/// « 2: couronne » is for the second person; without a rank, nobody is named.
fn a_qui(texte: &str) -> (Option<usize>, &str) {
    let lu = texte.split_once(':').and_then(|(rang, soin)| {
        let rang = rang.trim();
        let chiffres = !rang.is_empty() && rang.bytes().all(|octet| octet.is_ascii_digit());
        // un rang démesuré n’est celui de personne
        chiffres.then(|| (rang.parse().unwrap_or(usize::MAX), soin.trim()))
    });
    lu.map_or((None, texte), |(rang, soin)| (Some(rang), soin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn un_soin_dit_a_qui_il_est() {
        assert_eq!(a_qui("2: couronne = 620 €"), (Some(2), "couronne = 620 €"));
        assert_eq!(a_qui("couronne = 620 €"), (None, "couronne = 620 €"));
        assert_eq!(a_qui(": couronne"), (None, ": couronne"));
        let deux = repartir(&["2: a".into(), "1 : b".into(), "2:c".into()], &[40, 12]);
        assert_eq!(
            deux.ok(),
            Some(vec![
                vec!["b".to_owned()],
                vec!["a".to_owned(), "c".to_owned()]
            ])
        );
        for faux in ["a", "0: a", "3: a", "99999999999999999999: a"] {
            assert!(repartir(&[faux.into()], &[40, 12]).is_err(), "{faux}");
        }
        assert!(repartir(&["a".into()], &[40]).is_ok());
    }
}
