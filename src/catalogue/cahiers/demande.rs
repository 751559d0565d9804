//! What a requirement asks: a guarantee, a reste à charge, a premium rule, a property.

use super::Lecture;
use crate::cahier::{Demande, Famille, Propriete, RegleDeCotisation};
use crate::catalogue::offres::{rangee, table};
use crate::catalogue::{
    Code, Diagnostic, Diagnostics, Place, Table, TableauBrut, vouliez_vous_dire,
};
use crate::montant::Taux;
use crate::offre::Ligne;
use crate::offre::cotisation::lire_coefficient;
use crate::offre::langage::Cellule;
use crate::panier::{Annee, Panier, Tranche};

/// What a requirement may be: exactly one of them, with the part of the score it is of when
/// it does not say.
const SORTES: [(&str, &str); 4] = [
    ("garantie", "garanties"),
    ("reste_a_charge", "reste à charge"),
    ("cotisation", "cotisation"),
    ("propriete", "service"),
];

/// What a premium rule may be.
const REGLES: [&str; 5] = [
    "au_plus",
    "la_moins_chere",
    "tarifs_fixes",
    "ecart_max",
    "reduction",
];

/// The name of a property, before its details.
#[derive(Clone, Copy)]
enum Quoi {
    SansDelai,
    TiersPayant,
    Reseau,
    Responsable,
    CapitalObseques,
    Autre,
}

const PROPRIETES: [(&str, Quoi); 6] = [
    ("sans-delai", Quoi::SansDelai),
    ("tiers-payant", Quoi::TiersPayant),
    ("reseau", Quoi::Reseau),
    ("responsable", Quoi::Responsable),
    ("capital-obseques", Quoi::CapitalObseques),
    ("autre", Quoi::Autre),
];

/// The cell of a required guarantee, and the title of its column.
const AU_MOINS: &str = "au_moins";

impl Lecture<'_> {
    /// What is asked, with the part of the score of its kind.
    pub(super) fn demande(
        &self,
        exigence: &mut Table<'_>,
        libelle: Option<&Place<&str>>,
        des_lignes: &mut Diagnostics,
    ) -> Option<(&'static str, Demande)> {
        let sortes = SORTES.map(|(sorte, _)| sorte);
        let sorte = une_seule(exigence, &sortes, "cette exigence")?;
        let partie = SORTES.iter().find(|(nom, _)| *nom == sorte)?.1;
        let dessous = exigence.sous_table(sorte)?;
        let demande = match sorte {
            "garantie" => {
                let ligne = self.garantie(dessous, libelle, des_lignes)?;
                Demande::Garantie(Box::new(ligne))
            }
            "reste_a_charge" => self.reste(dessous)?,
            "cotisation" => Demande::Cotisation(self.cotisation(dessous)?),
            _ => Demande::Propriete(self.propriete(dessous)?),
        };
        Some((partie, demande))
    }

    /// A row of a guarantee table with one cell, that promises something.
    fn garantie(
        &self,
        mut garantie: Table<'_>,
        libelle: Option<&Place<&str>>,
        des_lignes: &mut Diagnostics,
    ) -> Option<Ligne> {
        let poste = garantie.texte("poste");
        let quand = garantie.texte_ou("quand");
        let regle = garantie.texte_ou("regle");
        let dite = garantie.texte(AU_MOINS);
        let debut = garantie.etendue().start;
        let ou = dite.as_ref().map(|dite| dite.etendue.clone());
        let fichier = garantie.fichier();
        garantie.finir();
        // le libellé de l’exigence est celui de la ligne ; s’il manque, c’est déjà dit
        let libelle = libelle.cloned().or_else(|| poste.clone());
        let ecrites = [None, libelle, Some(poste?), quand, regle, Some(dite?), None];
        let tableau = TableauBrut {
            fichier,
            entetes: rangee::colonnes(AU_MOINS).map(rangee::titre).to_vec(),
            lignes: vec![rangee::rangee(self.fichier, debut, ecrites)],
        };
        let niveaux = [AU_MOINS.to_owned()];
        let reglementation = self.connus.reglementation;
        let lues = table::lire_tableau(&tableau, &niveaux, None, reglementation, des_lignes);
        let ligne = lues.into_iter().next().map(|lue| lue.ligne)?;
        let promet = matches!(
            ligne.cellules.as_slice(),
            [Cellule::Lectures(lectures)] if lectures.len() == 1
        );
        if !promet && let Some(etendue) = ou {
            let message = "une exigence promet une seule chose";
            des_lignes.ajoute(
                Diagnostic::erreur(Code::ValeurInvalide, fichier, etendue, message)
                    .avec_conseil("écrivez ce que le contrat doit payer : `250 % BR`, `30 €`"),
            );
        }
        promet.then_some(ligne)
    }

    fn reste(&self, mut table: Table<'_>) -> Option<Demande> {
        let code = table.texte("tranche");
        let tranche = code.and_then(|code| self.tranche(&table, &code));
        let de_la_tranche = ["panier", "annee"];
        let panier = match une_seule(&mut table, &de_la_tranche, "ce reste à charge") {
            Some("panier") => {
                let code = table.texte("panier");
                code.and_then(|code| self.panier(&table, &code))
            }
            Some(_) => {
                let annee = table.choix("annee", &Annee::TOUTES);
                let code = annee.zip(tranche.as_ref());
                code.and_then(|(annee, tranche)| {
                    let code = annee.clone().map(|_| tranche.panier(annee.valeur));
                    self.panier(&table, &code)
                })
            }
            None => None,
        };
        let au_plus = table.montant("au_plus");
        table.finir();
        Some(Demande::Reste {
            panier: Box::new(panier?),
            tranche: Box::new(tranche?),
            au_plus: au_plus?.valeur,
        })
    }

    pub(super) fn panier(&self, table: &Table<'_>, code: &Place<&str>) -> Option<Panier> {
        let connus = self.connus.paniers;
        let trouve = connus.iter().find(|panier| panier.id == code.valeur);
        if trouve.is_none() {
            let codes = connus.iter().map(|panier| panier.id.as_str());
            let conseil = vouliez_vous_dire(code.valeur, codes)
                .unwrap_or_else(|| "« rac liste paniers » les donne".to_owned());
            let message = format!("panier « {} » inconnu", code.valeur);
            let etendue = code.etendue.clone();
            table.note(
                Diagnostic::erreur(Code::PanierInconnu, table.fichier(), etendue, message)
                    .avec_conseil(conseil),
            );
        }
        trouve.cloned()
    }

    fn cotisation(&self, mut table: Table<'_>) -> Option<RegleDeCotisation> {
        let quoi = une_seule(&mut table, &REGLES, "cette règle de cotisation")?;
        let regle = match quoi {
            "au_plus" => {
                let au_plus = table.montant("au_plus");
                let tranche = self.tranche_exigee(&mut table);
                RegleDeCotisation::AuPlus {
                    tranche: tranche?,
                    au_plus: au_plus?.valeur,
                }
            }
            "la_moins_chere" => {
                let oui = vrai(&mut table, "la_moins_chere");
                let tranche = self.tranche_exigee(&mut table);
                oui?;
                RegleDeCotisation::MoinsChere { tranche: tranche? }
            }
            "tarifs_fixes" => {
                vrai(&mut table, "tarifs_fixes")?;
                RegleDeCotisation::TarifsFixes
            }
            "ecart_max" => RegleDeCotisation::EcartMax(ecart(&mut table)?),
            _ => RegleDeCotisation::Reduction(table.choix("reduction", &Famille::TOUTES)?.valeur),
        };
        table.finir();
        Some(regle)
    }

    fn tranche_exigee(&self, table: &mut Table<'_>) -> Option<Box<Tranche>> {
        let code = table.texte("tranche")?;
        self.tranche(table, &code).map(Box::new)
    }

    fn propriete(&self, mut table: Table<'_>) -> Option<Propriete> {
        let propriete = match table.choix("quoi", &PROPRIETES)?.valeur {
            Quoi::SansDelai => {
                let sauf = table.textes_lisibles_ou("sauf");
                let sauf = self.postes(&table, &sauf);
                sauf.map(|sauf| Propriete::SansDelai { sauf })
            }
            Quoi::TiersPayant => Some(Propriete::TiersPayant),
            Quoi::Reseau => Some(Propriete::Reseau),
            Quoi::Responsable => Some(Propriete::Responsable),
            Quoi::CapitalObseques => {
                let au_moins = table.montant(AU_MOINS);
                au_moins.map(|lu| Propriete::CapitalObseques {
                    au_moins: lu.valeur,
                })
            }
            Quoi::Autre => {
                let question = table.texte("question");
                question.map(|question| Propriete::Question(question.valeur.to_owned()))
            }
        };
        table.finir();
        propriete
    }
}

/// The only key written among these, or what is wrong with `quoi`.
fn une_seule(table: &mut Table<'_>, cles: &[&'static str], quoi: &str) -> Option<&'static str> {
    let ecrites: Vec<&'static str> = cles.iter().copied().filter(|cle| table.a(cle)).collect();
    let (code, message) = match ecrites.as_slice() {
        [seule] => return Some(seule),
        [] => (
            Code::CleManquante,
            format!("{quoi} ne dit pas de quoi il s’agit"),
        ),
        _ => (
            Code::Double,
            format!("{quoi} dit plusieurs choses à la fois"),
        ),
    };
    let permises: Vec<String> = cles.iter().map(|cle| format!("`{cle}`")).collect();
    let conseil = format!("écrivez une seule des clés {}", permises.join(", "));
    table.note(
        Diagnostic::erreur(code, table.fichier(), table.etendue(), message).avec_conseil(conseil),
    );
    None
}

/// `true`: the contrary is not a requirement.
fn vrai(table: &mut Table<'_>, cle: &'static str) -> Option<()> {
    let lu = table.booleen(cle)?;
    if !lu.valeur {
        table.note(
            Diagnostic::erreur(
                Code::ValeurInvalide,
                table.fichier(),
                lu.etendue,
                "`false` n’exige rien",
            )
            .avec_conseil("ôtez l’exigence, ou écrivez true"),
        );
        return None;
    }
    Some(())
}

/// How many times the cheapest band the dearest may cost.
fn ecart(table: &mut Table<'_>) -> Option<Taux> {
    let lu = table.texte("ecart_max")?;
    let taux = lire_coefficient(lu.valeur).filter(|taux| *taux >= Taux::UN);
    if taux.is_none() {
        let message = format!("« {} » n’est pas un nombre de fois", lu.valeur);
        table.note(
            Diagnostic::erreur(Code::ValeurInvalide, table.fichier(), lu.etendue, message)
                .avec_conseil(
                    "écrivez \"× 3\" : au plus trois fois la moins chère, et au moins × 1",
                ),
        );
    }
    taux
}
