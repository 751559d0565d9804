//! The modules of an offer: their levels, how they are put together, their tables.

use super::contrat::ANNEES;
use super::couverture;
use super::table::{self, LigneLue};
use crate::catalogue::{
    Code, Diagnostic, Diagnostics, Fichier, Place, Sources, Table, vouliez_vous_dire,
};
use crate::offre::Module;
use crate::offre::composition::{Composition, EcartMax, MODULES_MAX};
use crate::offre::condition::Condition;
use crate::offre::langage::{Cellule, Quand, lire_quand};
use crate::reglementation::{Periode, Reglementation};
use std::ops::Range;

/// A module of the header, still without its table.
pub(super) struct ModuleLu {
    module: Module,
    /// What a lone dash says in its table.
    tiret: Option<Cellule>,
    etendue: Range<usize>,
}

/// Every module of a header; the modules that follow another take its levels.
pub(super) fn lire<'a>(racine: &mut Table<'a>) -> Vec<ModuleLu> {
    let mut lus: Vec<ModuleLu> = Vec::new();
    for table in racine.tables("modules") {
        let Some(lu) = module(table, &lus) else {
            continue;
        };
        lus.push(lu);
    }
    if let Some(trop) = lus.get(MODULES_MAX) {
        let message = format!("plus de {MODULES_MAX} modules dans une offre");
        racine.erreur(Code::ValeurInvalide, trop.etendue.clone(), message);
        lus.truncate(MODULES_MAX);
    }
    lus
}

fn module(mut table: Table<'_>, precedents: &[ModuleLu]) -> Option<ModuleLu> {
    let id = table.texte("id");
    let nom = table.texte_ou("nom");
    let suit = table.texte_ou("suit");
    let suivi = suit
        .as_ref()
        .and_then(|suit| rang(&table, suit, precedents));
    let niveaux = match (&suit, suivi) {
        (Some(_), suivi) => suivi
            .and_then(|rang| precedents.get(rang))
            .map(|lu| lu.module.niveaux.clone()),
        (None, _) => niveaux(&mut table),
    };
    let facultatif = table.booleen_ou("facultatif");
    let remplace = table.booleen_ou("remplace");
    let quand_ecrit = table.texte_ou("quand");
    let quand = quand_ecrit
        .as_ref()
        .map_or_else(Condition::toujours, |quand| condition(&table, quand));
    let annee = table.choix_ou("annee", &ANNEES);
    let mots = [("néant", Some(false)), ("s.o.", Some(true))];
    let tiret = table.choix_ou("tiret", &mots);
    if let Some(id) = &id
        && precedents.iter().any(|lu| lu.module.id == id.valeur)
    {
        let message = format!("le module « {} » est écrit deux fois", id.valeur);
        table.erreur(Code::Double, id.etendue.clone(), message);
        return None;
    }
    if let Some(remplace) = &remplace
        && remplace.valeur
        && precedents.is_empty()
    {
        let message = "le premier module ne remplace rien";
        table.erreur(Code::ValeurInvalide, remplace.etendue.clone(), message);
    }
    let etendue = id
        .as_ref()
        .map_or_else(|| table.etendue(), |id| id.etendue.clone());
    table.finir();
    let facultatif = facultatif.map_or(suit.is_some(), |lu| lu.valeur);
    let tiret = match tiret.and_then(|dit| dit.valeur) {
        Some(true) => Some(Cellule::SansObjet),
        Some(false) => Some(Cellule::Neant),
        // dans une option, un tiret peut vouloir dire « inchangé » : l'en-tête le dit
        None => (!facultatif).then_some(Cellule::Neant),
    };
    Some(ModuleLu {
        tiret,
        module: Module {
            id: id?.valeur.to_owned(),
            nom: nom.map(|nom| nom.valeur.to_owned()),
            niveaux: niveaux?,
            facultatif,
            suit: suivi,
            remplace: remplace.is_some_and(|lu| lu.valeur),
            quand,
            quand_ecrit: quand_ecrit.map_or_else(String::new, |quand| quand.valeur.to_owned()),
            annee: annee.and_then(|annee| annee.valeur),
            lignes: Vec::new(),
        },
        etendue,
    })
}

fn niveaux(table: &mut Table<'_>) -> Option<Vec<String>> {
    let niveaux = table.liste_textes("niveaux")?;
    for (rang, niveau) in niveaux.valeur.iter().enumerate() {
        let avant = niveaux.valeur.iter().take(rang);
        if avant.into_iter().any(|autre| autre.valeur == niveau.valeur) {
            let message = format!("le niveau « {} » est écrit deux fois", niveau.valeur);
            table.erreur(Code::Double, niveau.etendue.clone(), message);
        }
    }
    if niveaux.valeur.is_empty() {
        let message = "un module a au moins un niveau";
        table.erreur(Code::ValeurInvalide, niveaux.etendue.clone(), message);
    }
    let niveaux = niveaux.valeur.into_iter();
    Some(niveaux.map(|niveau| niveau.valeur.to_owned()).collect())
}

fn condition(table: &Table<'_>, quand: &Place<&str>) -> Condition {
    match lire_quand(quand.valeur) {
        Ok(Quand::Si(condition)) => condition,
        Ok(Quand::Sinon) => Condition::toujours(),
        Err(erreur) => {
            let diagnostic = Diagnostic::erreur(
                Code::ConditionIllisible,
                table.fichier(),
                quand.etendue.clone(),
                erreur.message,
            );
            table.note(diagnostic.avec_conseil_eventuel(erreur.conseil));
            Condition::toujours()
        }
    }
}

/// The rank of a module by its code.
fn rang(table: &Table<'_>, id: &Place<&str>, lus: &[ModuleLu]) -> Option<usize> {
    let rang = lus.iter().position(|lu| lu.module.id == id.valeur);
    if rang.is_none() {
        let connus = lus.iter().map(|lu| lu.module.id.as_str());
        let message = format!("aucun module `{}` n’est écrit plus haut", id.valeur);
        table.note(
            Diagnostic::erreur(
                Code::ModuleInconnu,
                table.fichier(),
                id.etendue.clone(),
                message,
            )
            .avec_conseil_eventuel(vouliez_vous_dire(id.valeur, connus)),
        );
    }
    rang
}

/// The table `[composition]`: which levels go together.
pub(super) fn composition(mut table: Table<'_>, lus: &[ModuleLu]) -> Composition {
    let mut composition = Composition::default();
    for mut ecart in table.tables_ou("ecart_max") {
        let entre = ecart.liste_textes("entre").map_or_else(Vec::new, |entre| {
            let rangs = entre.valeur.iter().map(|id| rang(&ecart, id, lus));
            rangs.collect::<Option<Vec<_>>>().unwrap_or_default()
        });
        let de = ecart.entier("de");
        match de.as_ref().map(|de| usize::try_from(de.valeur)) {
            Some(Ok(de)) => composition.ecarts.push(EcartMax { entre, de }),
            Some(Err(_)) => {
                let etendue = de.map_or_else(|| ecart.etendue(), |de| de.etendue);
                ecart.erreur(Code::ValeurInvalide, etendue, "un écart est positif ou nul");
            }
            None => {}
        }
        ecart.finir();
    }
    for groupe in table.listes_textes_ou("un_seul") {
        let rangs = groupe.iter().map(|id| rang(&table, id, lus));
        composition
            .un_seul
            .extend(rangs.collect::<Option<Vec<_>>>());
    }
    table.finir();
    composition
}

/// Reads the tables of an offer.
pub(super) struct Lecteur<'a> {
    pub(super) sources: &'a Sources,
    pub(super) fichier: &'a Fichier,
    /// Path of the header, without its extension.
    pub(super) base: &'a str,
    pub(super) reglementation: &'a Reglementation,
    /// The validity of the offer, when holes and overlaps are looked for.
    pub(super) verifier: Option<Periode>,
}

impl Lecteur<'_> {
    /// The guarantee table of each module; a module without one is left out.
    pub(super) fn tables(&self, lus: Vec<ModuleLu>, diagnostics: &mut Diagnostics) -> Vec<Module> {
        let mut lues: Vec<(&Fichier, Module, Vec<LigneLue>)> = Vec::with_capacity(lus.len());
        for ModuleLu {
            module,
            tiret,
            etendue,
        } in lus
        {
            let chemin = format!("{}.{}.csv", self.base, module.id);
            let Some(fichier) = self.sources.get(&chemin) else {
                let message = format!("le module `{}` n’a pas de table {chemin}", module.id);
                diagnostics.ajoute(
                    Diagnostic::erreur(
                        Code::ModuleSansTable,
                        &self.fichier.chemin,
                        etendue,
                        message,
                    )
                    .avec_conseil("ajoutez ce fichier, ou retirez le module"),
                );
                continue;
            };
            let lignes = table::lire(
                fichier,
                &module.niveaux,
                tiret.as_ref(),
                self.reglementation,
                diagnostics,
            );
            if let Some(validite) = self.verifier {
                let table = couverture::Table {
                    fichier,
                    module: &module,
                    lignes: &lignes,
                    validite,
                    reglementation: self.reglementation,
                };
                table.verifier(diagnostics);
                for (_, autre, deja) in lues.iter().filter(|_| !module.remplace) {
                    table.verifier_avec(autre, deja, diagnostics);
                }
            }
            lues.push((fichier, module, lignes));
        }
        let modules = lues.into_iter().map(|(_, module, lignes)| Module {
            lignes: lignes.into_iter().map(|lue| lue.ligne).collect(),
            ..module
        });
        modules.collect()
    }
}
