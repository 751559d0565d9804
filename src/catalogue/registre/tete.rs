//! The header of a table: which column says what.

use super::{Fichier, RegistreIllisible};
use crate::catalogue::vouliez_vous_dire;
use crate::texte::sans_accent;

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the French words say it")]
pub enum Champ {
    Foyer,
    Personne,
    Age,
    AnneeNaissance,
    Naissance,
    Qualite,
    Regime,
    Departement,
    Statut,
    Panier,
    Acte,
    Secteur,
    Nombre,
    Prix,
    Mois,
    Ald,
}

const DES_FOYERS: [(&str, Champ); 10] = [
    ("foyer", Champ::Foyer),
    ("personne", Champ::Personne),
    ("age", Champ::Age),
    ("annee_naissance", Champ::AnneeNaissance),
    ("naissance", Champ::Naissance),
    ("qualite", Champ::Qualite),
    ("regime", Champ::Regime),
    ("departement", Champ::Departement),
    ("statut", Champ::Statut),
    ("panier", Champ::Panier),
];
const DES_SOINS: [(&str, Champ); 9] = [
    ("foyer", Champ::Foyer),
    ("personne", Champ::Personne),
    ("acte", Champ::Acte),
    ("secteur", Champ::Secteur),
    ("nombre", Champ::Nombre),
    ("prix", Champ::Prix),
    ("mois", Champ::Mois),
    ("ald", Champ::Ald),
    ("panier", Champ::Panier),
];

/// How the rows of a table are cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Which table.
    pub fichier: Fichier,
    /// `;`, `,` or a tab.
    pub(super) separateur: u8,
    /// What each column says; none for one that is not read.
    pub(super) champs: Vec<Option<Champ>>,
    /// Columns that are not read.
    pub autres: Vec<String>,
}

impl Table {
    /// Reads a header; `nom` is the name of the file.
    ///
    /// # Errors
    /// A missing column, one written twice, another encoding.
    pub(super) fn lire(
        fichier: Fichier,
        nom: &str,
        ligne: &[u8],
    ) -> Result<Self, RegistreIllisible> {
        let refus = |quoi: String| RegistreIllisible::EnTete {
            fichier: nom.to_owned(),
            quoi,
        };
        if ligne.starts_with(&[0xff, 0xfe]) || ligne.starts_with(&[0xfe, 0xff]) {
            return Err(refus(
                "le texte est en UTF-16 : enregistrez-le en « CSV UTF-8 »".to_owned(),
            ));
        }
        let texte = String::from_utf8_lossy(ligne);
        let compte = |separateur: &u8| {
            let separateur = char::from(*separateur);
            texte.matches(separateur).count()
        };
        let separateurs = [b'\t', b',', b';'];
        let separateur = separateurs.into_iter().max_by_key(compte).unwrap_or(b';');
        let connus: &[(&str, Champ)] = match fichier {
            Fichier::Foyers => &DES_FOYERS,
            Fichier::Soins => &DES_SOINS,
        };
        let noms = texte.split(char::from(separateur)).map(|nom| {
            let nom = nom.trim().trim_matches('"').trim();
            sans_accent(nom).replace([' ', '-'], "_")
        });
        let noms: Vec<String> = noms.collect();
        let mut champs: Vec<Option<Champ>> = Vec::with_capacity(noms.len());
        let mut autres = Vec::new();
        for nom in &noms {
            let connu = connus.iter().find(|(connu, _)| connu == nom);
            let champ = connu.map(|(_, champ)| *champ);
            if champ.is_some() && champs.contains(&champ) {
                return Err(refus(format!("la colonne `{nom}` est écrite deux fois")));
            }
            if champ.is_none() && !nom.is_empty() {
                autres.push(nom.clone());
            }
            champs.push(champ);
        }
        let table = Self {
            fichier,
            separateur,
            champs,
            autres,
        };
        let manque = |ou: &[&str]| {
            let proche = ou.iter().find_map(|nom| {
                let autres = table.autres.iter().map(String::as_str);
                vouliez_vous_dire(nom, autres).map(|_| *nom)
            });
            let conseil = proche.map_or_else(String::new, |nom| {
                format!(" (une colonne a presque ce nom : écrivez `{nom}`)")
            });
            let colonnes: Vec<String> = ou.iter().map(|nom| format!("`{nom}`")).collect();
            refus(format!(
                "il manque la colonne {}{conseil}. Colonnes connues : {}",
                crate::texte::enumerer(&colonnes, "ou"),
                connus
                    .iter()
                    .map(|(nom, _)| *nom)
                    .collect::<Vec<_>>()
                    .join(";")
            ))
        };
        let a = |champ: Champ| table.rang(champ).is_some();
        if !a(Champ::Foyer) {
            return Err(manque(&["foyer"]));
        }
        let ages = [Champ::Age, Champ::AnneeNaissance, Champ::Naissance];
        if fichier == Fichier::Foyers && !ages.into_iter().any(a) {
            return Err(manque(&["age", "annee_naissance", "naissance"]));
        }
        if fichier == Fichier::Soins && !a(Champ::Acte) && !a(Champ::Panier) {
            return Err(manque(&["acte", "panier"]));
        }
        Ok(table)
    }

    /// The rank of a column.
    pub(super) fn rang(&self, champ: Champ) -> Option<usize> {
        self.champs.iter().position(|autre| *autre == Some(champ))
    }
}
