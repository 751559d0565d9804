//! A contract of one row, to try a guarantee alone: a published case that prints only its
//! guarantee, a formula that someone wants explained.

use super::composition::Composition;
use super::condition::Condition;
use super::langage::{Cellule, Regle};
use super::{Cotisation, LectureParDefaut, Ligne, Module, NatureLigne, Offre, Services};
use crate::reglementation::{Periode, PosteId, Provenance};

/// What the only row of the contract is made of.
#[derive(Clone, Debug)]
pub struct Essai {
    /// The guarantee as written; it names everything.
    pub ecrite: String,
    /// As read.
    pub cellule: Cellule,
    /// What qualifies it.
    pub regle: Regle,
    /// The nodes it hangs on.
    pub postes: Vec<PosteId>,
    /// Contrat responsable, or not.
    pub responsable: Option<bool>,
    /// How bare amounts are read.
    pub lecture: LectureParDefaut,
    /// Where it comes from; the contract is in force from that check on.
    pub provenance: Provenance,
}

impl Essai {
    /// The contract: complete, one module, one level, one row, no premium.
    #[must_use]
    pub fn offre(self, id: &str) -> Offre {
        let ligne = Ligne {
            nature: NatureLigne::Garantie,
            libelle: self.ecrite.clone(),
            postes: self.postes,
            condition: Condition::toujours(),
            precision: 0,
            quand: String::new(),
            regle: self.regle,
            regle_ecrite: String::new(),
            cellules: vec![self.cellule],
            note: None,
            fichier: String::new(),
            numero: 0,
        };
        Offre {
            id: id.to_owned(),
            organisme: String::new(),
            nom: self.ecrite.clone(),
            millesime: String::new(),
            validite: Periode {
                du: self.provenance.verifie_le,
                au: None,
            },
            responsable: self.responsable,
            surcomplementaire: false,
            reserve_a: None,
            annee: None,
            complet: true,
            paie_participation: false,
            services: Services::default(),
            lecture: self.lecture,
            modules: vec![Module {
                id: "base".to_owned(),
                niveaux: vec![self.ecrite],
                lignes: vec![ligne],
                ..Module::default()
            }],
            composition: Composition::default(),
            cotisation: Cotisation::non_publiee(self.provenance.clone()),
            provenance: self.provenance,
            source_url: None,
            note: None,
        }
    }
}
