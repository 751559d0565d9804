//! Holes and overlaps of a guarantee table, decided when it is read: at each node, the
//! rows must foresee every act that takes them, once.

use super::table::LigneLue;
use crate::catalogue::{Code, Diagnostic, Diagnostics, Fichier};
use crate::montant::Centimes;
use crate::offre::condition::{
    AXES, Axe, Boite, Condition, bit_panier, bit_secteur, bit_verre, bits_entre,
};
use crate::offre::langage::Cellule;
use crate::offre::{Module, NatureLigne};
use crate::reglementation::{Acte, Base, Dent, Periode, PosteId, Reglementation, Secteur};

/// A guarantee table to be checked.
pub(super) struct Table<'a> {
    pub(super) fichier: &'a Fichier,
    pub(super) module: &'a Module,
    pub(super) lignes: &'a [LigneLue],
    pub(super) validite: Periode,
    pub(super) reglementation: &'a Reglementation,
}

impl Table<'_> {
    /// Holes and overlaps; a module that replaces others may leave holes, they fill them.
    pub(super) fn verifier(&self, diagnostics: &mut Diagnostics) {
        let garanties = garanties(self.lignes);
        chevauchements(self, &garanties, diagnostics);
        if !self.module.remplace {
            self.trous(&garanties, diagnostics);
        }
    }

    /// Overlaps alone: in a contract known in part, a hole is only something more unknown.
    pub(super) fn verifier_sans_les_trous(&self, diagnostics: &mut Diagnostics) {
        chevauchements(self, &garanties(self.lignes), diagnostics);
    }

    /// Two modules that stand beside one another promise each thing once.
    pub(super) fn verifier_avec(
        &self,
        autre: &Module,
        deja: &[LigneLue],
        diagnostics: &mut Diagnostics,
    ) {
        let deja = garanties(deja);
        for une in garanties(self.lignes) {
            let double = deja.iter().find_map(|autre| {
                let ensemble = !une.ligne.condition.et(&autre.ligne.condition).est_vide();
                noeud_commun(une, autre).filter(|_| ensemble)
            });
            let Some(noeud) = double else { continue };
            let message = format!(
                "au poste {}, le module `{}` a déjà une ligne pour ces cas",
                self.reglementation.postes.poste(noeud).chemin,
                autre.id
            );
            diagnostics.ajoute(
                Diagnostic::erreur(
                    Code::Chevauchement,
                    &self.fichier.chemin,
                    une.etendue_libelle.clone(),
                    message,
                )
                .avec_conseil("si elle s’ajoute, sa nature est `en plus` ; si elle l’emporte, son module dit `remplace = true`"),
            );
        }
    }

    fn trous(&self, garanties: &[&LigneLue], diagnostics: &mut Diagnostics) {
        let reglementation = self.reglementation;
        let mut signales: Vec<(PosteId, Boite)> = Vec::new();
        for (niveau, nom) in self.module.niveaux.iter().enumerate() {
            let parlent = |lue: &&&LigneLue| {
                !matches!(
                    lue.ligne.cellules.get(niveau),
                    None | Some(Cellule::SansObjet)
                )
            };
            let du_niveau: Vec<&LigneLue> = garanties.iter().filter(parlent).copied().collect();
            for (_, acte) in reglementation.actes() {
                let Some((noeud, prevues)) = prevues(acte, &du_niveau, reglementation) else {
                    continue;
                };
                let possibles = domaine(acte, self.validite, reglementation);
                let trou = possibles.sauf(&prevues);
                let Some(boite) = trou.boites().first() else {
                    continue;
                };
                let vu = (noeud, elargir(*boite, &possibles, &trou));
                if signales.contains(&vu) {
                    continue;
                }
                signales.push(vu);
                self.trou(garanties, vu, &acte.libelle, nom, diagnostics);
            }
        }
    }

    fn trou(
        &self,
        garanties: &[&LigneLue],
        (noeud, boite): (PosteId, Boite),
        acte: &str,
        niveau: &str,
        diagnostics: &mut Diagnostics,
    ) {
        let etendue = garanties
            .iter()
            .rfind(|lue| lue.ligne.postes.contains(&noeud))
            .map_or(0..0, |lue| lue.etendue_libelle.clone());
        let message = format!(
            "au poste {}, rien n’est prévu pour « {acte} »{} (niveau {niveau})",
            self.reglementation.postes.poste(noeud).chemin,
            decrire(&boite),
        );
        diagnostics.ajoute(
            Diagnostic::erreur(Code::Trou, &self.fichier.chemin, etendue, message).avec_conseil(
                "ajoutez une ligne pour ce cas, ou une ligne `sinon` (`néant` ou `?`)",
            ),
        );
    }
}

/// The rows that promise something.
fn garanties(lignes: &[LigneLue]) -> Vec<&LigneLue> {
    lignes
        .iter()
        .filter(|lue| lue.ligne.nature == NatureLigne::Garantie && !lue.ligne.regle.minimum)
        .collect()
}

/// A node that two rows hang on.
fn noeud_commun(une: &LigneLue, autre: &LigneLue) -> Option<PosteId> {
    let postes = une.ligne.postes.iter();
    postes
        .copied()
        .find(|poste| autre.ligne.postes.contains(poste))
}

/// The nearest node above an act that has rows, and what they foresee together.
fn prevues(
    acte: &Acte,
    lignes: &[&LigneLue],
    reglementation: &Reglementation,
) -> Option<(PosteId, Condition)> {
    reglementation.postes.lignee(acte.poste).find_map(|noeud| {
        let mut boites = Vec::new();
        for lue in lignes
            .iter()
            .filter(|lue| lue.ligne.postes.contains(&noeud))
        {
            boites.extend_from_slice(lue.ligne.condition.boites());
        }
        (!boites.is_empty()).then(|| (noeud, Condition::union(boites)))
    })
}

/// Every situation in which an act can be done over a period.
pub(super) fn domaine(
    acte: &Acte,
    validite: Periode,
    reglementation: &Reglementation,
) -> Condition {
    let chemin = &reglementation.postes.poste(acte.poste).chemin;
    let dents = match acte.dent {
        None => 0b001,
        Some(Dent::Visible) => 0b010,
        Some(Dent::NonVisible) => 0b100,
        Some(Dent::VisibleOuNon) => 0b110,
    };
    let lunettes = chemin.ends_with("/monture") || chemin.ends_with("/verre");
    let base = Boite::TOUT
        .avec(Axe::Dent, dents)
        .avec(Axe::Verre, bit_verre(acte.verre))
        .avec(Axe::Paire, if lunettes { 0b111_1110 } else { 1 })
        .avec(
            Axe::Sejour,
            if chemin.starts_with("hospitalisation") {
                !0
            } else {
                1
            },
        )
        .avec(Axe::Age, bits_entre(acte.ages.0, acte.ages.1));
    let mut boites = Vec::new();
    for (secteur, chronologie) in &acte.tarifs {
        for (periode, tarif) in chronologie.iter() {
            if !periode.chevauche(&validite) {
                continue;
            }
            let secteur = if acte.a_un_secteur() {
                *secteur
            } else {
                Secteur::Un
            };
            let rembourse = tarif.base != Base::Montant(Centimes::ZERO);
            boites.push(
                base.avec(Axe::Secteur, bit_secteur(secteur))
                    .avec(Axe::Panier, bit_panier(tarif.panier))
                    .avec(Axe::Rembourse, if rembourse { 0b01 } else { 0b10 }),
            );
        }
    }
    Condition::union(boites)
}

/// Two rows of a node that hold together must be one within the other.
fn chevauchements(table: &Table<'_>, lignes: &[&LigneLue], diagnostics: &mut Diagnostics) {
    for (rang, une) in lignes.iter().enumerate() {
        for autre in lignes.iter().skip(rang + 1) {
            let Some(noeud) = noeud_commun(une, autre) else {
                continue;
            };
            let ensemble = |niveau: (&Cellule, &Cellule)| {
                !matches!(niveau.0, Cellule::SansObjet) && !matches!(niveau.1, Cellule::SansObjet)
            };
            let jamais_ensemble = !une
                .ligne
                .cellules
                .iter()
                .zip(&autre.ligne.cellules)
                .any(ensemble);
            let (a, b) = (&une.ligne.condition, &autre.ligne.condition);
            let emboitees = !(une.sinon && autre.sinon)
                && (une.sinon || autre.sinon || (a.contient(b) != b.contient(a)));
            if jamais_ensemble || emboitees || a.et(b).est_vide() {
                continue;
            }
            let message = format!(
                "au poste {}, cette ligne et une autre valent pour les mêmes cas",
                table.reglementation.postes.poste(noeud).chemin
            );
            diagnostics.ajoute(
                Diagnostic::erreur(
                    Code::Chevauchement,
                    &table.fichier.chemin,
                    autre.etendue_libelle.clone(),
                    message,
                )
                .avec_lien(une.etendue_libelle.clone(), "l’autre ligne")
                .avec_conseil("précisez la colonne `quand` : l’une doit être un cas particulier de l’autre, ou elles s’excluent"),
            );
        }
    }
}

/// The box freed of each axis that the hole does not depend on: where every situation of the
/// act that it would then hold is in the hole too.
fn elargir(mut boite: Boite, possibles: &Condition, trou: &Condition) -> Boite {
    for axe in AXES {
        let libre = boite.sans(axe);
        if trou.contient(&possibles.et(&Condition::union(vec![libre]))) {
            boite = libre;
        }
    }
    boite
}

/// The words of a box, for the axes that it restricts to few values.
fn decrire(boite: &Boite) -> String {
    let mut mots: Vec<String> = Vec::new();
    let mut mot = |axe: Axe, noms: &[&str]| {
        let valeurs = boite.valeurs(axe);
        let dits: Vec<&str> = noms
            .iter()
            .enumerate()
            .filter(|(rang, nom)| valeurs & (1 << rang) != 0 && !nom.is_empty())
            .map(|(_, nom)| *nom)
            .collect();
        // un nom vide est celui des actes que l’axe ne regarde pas
        let toutes = (0..noms.len()).all(|rang| valeurs & (1 << rang) != 0);
        if !dits.is_empty() && !toutes {
            mots.push(crate::texte::enumerer(&dits, "ou"));
        }
    };
    mot(
        Axe::Secteur,
        &["secteur 1", "OPTAM", "non OPTAM", "non conventionné"],
    );
    mot(Axe::Panier, &["", "100 % Santé", "maîtrisé", "libre"]);
    mot(Axe::Dent, &["", "dents visibles", "dents non visibles"]);
    mot(
        Axe::Verre,
        &["", "verre simple", "verre complexe", "verre très complexe"],
    );
    mot(
        Axe::Paire,
        &[
            "",
            "2 simples",
            "1 simple + 1 complexe",
            "2 complexes",
            "1 simple + 1 très complexe",
            "1 complexe + 1 très complexe",
            "2 très complexes",
        ],
    );
    mot(Axe::Rembourse, &["", "non remboursé"]);
    mot(
        Axe::Sejour,
        &[
            "court séjour",
            "ambulatoire",
            "réadaptation",
            "psychiatrie",
            "maternité",
        ],
    );
    mot(Axe::Ald, &["hors ALD", "ALD"]);
    mot(Axe::Reseau, &["hors réseau", "réseau"]);
    let ages = boite.valeurs(Axe::Age);
    if ages != u128::MAX {
        let (min, max) = (ages.trailing_zeros(), 127 - ages.leading_zeros());
        mots.push(match (min, max) {
            (_, 127) => format!("à partir de {min} ans"),
            (0, _) => format!("jusqu’à {max} ans"),
            _ => format!("de {min} à {max} ans"),
        });
    }
    let annees = boite.valeurs(Axe::Annee);
    if annees != Boite::TOUT.valeurs(Axe::Annee) {
        mots.push(format!("année {}", annees.trailing_zeros() + 1));
    }
    if mots.is_empty() {
        String::new()
    } else {
        format!(" ({})", mots.join(", "))
    }
}
