//! `rac expliquer`: what a guarantee, a word or a code means; in words, then in euros.

mod euros;
mod exemples;
mod mots;

use super::contexte::Contexte;
use super::options::Expliquer as Options;
use super::{Monde, Refus, Reponse, phrases};
use crate::offre::langage::prose::{dire_cellule, dire_regle, pieges};
use crate::offre::langage::reference::conditions;
use crate::offre::langage::{Cellule, ErreurLangage, Regle, lire_cellule, lire_quand, lire_regle};
use crate::reglementation::ActeIntrouvable;
use crate::rendu::{Bloc, Document};
use crate::texte::jour;
use euros::Essais;
pub(super) use exemples::PANIER;
use mots::Definition;

/// Above, a faulty text is not shown again.
const LARGEUR_MAX: usize = 100;

/// What a text is.
enum Sens {
    Cellule(Cellule),
    Regle(Regle),
    Condition,
}

pub(super) fn expliquer(options: &Options, monde: &Monde) -> Result<Reponse, Refus> {
    let contexte = Contexte::ouvrir(&options.commun, monde)?;
    // ce qui commande un terminal ne s’y écrit pas
    let ecrit = options.texte.join(" ").replace(char::is_control, " ");
    let ecrit = ecrit.trim();
    if ecrit.is_empty() {
        return Err(Refus::new(
            "dites quoi expliquer : rac expliquer \"150 % BR\", rac expliquer OPTAM",
        ));
    }
    let connus = mots::connus(&contexte.sources, monde)?;
    let definitions: Vec<&Definition> = connus.iter().filter(|mot| mot.est(ecrit)).collect();
    let vue = Vue {
        contexte: &contexte,
        responsable: !options.non_responsable,
    };
    match lire(ecrit) {
        Ok(sens) => Ok(vue.document(&definitions, Some((ecrit, sens))).into()),
        Err(_) if !definitions.is_empty() => Ok(vue.document(&definitions, None).into()),
        Err(erreur) => vue.corriger(ecrit, &erreur, &connus),
    }
}

/// A cell, else a rule, else a condition; the error is that of the cell.
fn lire(ecrit: &str) -> Result<Sens, ErreurLangage> {
    let erreur = match lire_cellule(ecrit) {
        Ok(cellule) => return Ok(Sens::Cellule(cellule)),
        Err(erreur) => erreur,
    };
    match lire_regle(ecrit) {
        Ok(regle) if regle != Regle::default() => return Ok(Sens::Regle(regle)),
        _ => {}
    }
    match lire_quand(ecrit) {
        Ok(_) if !ecrit.is_empty() => Ok(Sens::Condition),
        _ => Err(erreur),
    }
}

struct Vue<'a> {
    contexte: &'a Contexte,
    responsable: bool,
}

impl Vue<'_> {
    fn document(&self, definitions: &[&Definition], sens: Option<(&str, Sens)>) -> Document {
        let mut blocs = Vec::new();
        for definition in definitions {
            blocs.push(Bloc::Titre(definition.titre()));
            blocs.extend(definition.phrases.iter().cloned().map(Bloc::Paragraphe));
        }
        let mut jeux = vec![mots::jeu(definitions)];
        let mut perimetre = Vec::new();
        let titre = match sens {
            None => String::new(),
            Some((ecrit, sens)) => {
                let (titre, essais) = self.dire(ecrit, sens, &mut blocs);
                if let Some(essais) = essais {
                    jeux.insert(0, essais.jeu(self.contexte));
                    perimetre.extend(essais.perimetre(self.contexte));
                }
                titre
            }
        };
        perimetre.extend(phrases::perimetre(self.contexte));
        // un mot qui est aussi une garantie : le mot d’abord, puis la garantie sous son titre
        if !definitions.is_empty() && !titre.is_empty() {
            blocs.insert(
                definitions.iter().map(|d| d.phrases.len() + 1).sum(),
                Bloc::Titre(titre),
            );
            return Document {
                titre: String::new(),
                blocs,
                jeux,
                perimetre,
                ..Document::default()
            };
        }
        Document {
            titre,
            blocs,
            jeux,
            perimetre,
            ..Document::default()
        }
    }

    /// The words and the euros of a readable text; its canonical spelling is the title.
    fn dire(&self, ecrit: &str, sens: Sens, blocs: &mut Vec<Bloc>) -> (String, Option<Essais>) {
        match sens {
            Sens::Cellule(cellule) => {
                blocs.push(Bloc::Paragraphe(
                    dire_cellule(&cellule, self.pmss()).join(" "),
                ));
                let pieges = pieges(&cellule);
                if !pieges.is_empty() {
                    blocs.push(Bloc::Titre("Attention".to_owned()));
                    blocs.push(Bloc::Liste(pieges));
                }
                let essais = Essais::faire(self.contexte, &cellule, self.responsable);
                if !essais.est_vide() {
                    let date = jour(self.contexte.date);
                    blocs.push(Bloc::Titre(format!("En euros, au {date}")));
                    blocs.extend(essais.blocs(self.contexte));
                }
                (format!("« {cellule} »"), Some(essais))
            }
            Sens::Regle(regle) => {
                blocs.push(Bloc::Paragraphe(dire_regle(&regle, self.pmss()).join(" ")));
                blocs.push(Bloc::Paragraphe(format!(
                    "C’est une règle : elle précise un montant, pour toute une ligne (colonne `regle`) ou dans une cellule. Par exemple : rac expliquer \"30 €, {regle}\""
                )));
                (format!("« {regle} »"), None)
            }
            Sens::Condition => {
                let simple = |texte: &str| crate::texte::sans_accent(texte);
                let connue = conditions().find(|(mot, _)| simple(mot) == simple(ecrit));
                blocs.extend(connue.map(|(_, sens)| {
                    Bloc::Paragraphe(format!("{}.", crate::texte::majuscule(sens)))
                }));
                blocs.push(Bloc::Paragraphe(
                    "C’est une condition : elle se met dans la colonne `quand` d’un tableau de garanties, et dit dans quels cas la ligne vaut."
                        .to_owned(),
                ));
                (format!("« {ecrit} »"), None)
            }
        }
    }

    fn pmss(&self) -> Option<crate::montant::Centimes> {
        let parametres = &self.contexte.catalogue.reglementation.parametres;
        parametres.montant("pmss", self.contexte.date)
    }

    /// The act, or the acts, of this name.
    fn acte(&self, ecrit: &str) -> Option<String> {
        let reglementation = &self.contexte.catalogue.reglementation;
        match reglementation.acte_nomme(ecrit, self.contexte.date) {
            Ok(acte) => Some(reglementation.acte(acte).libelle.clone()),
            Err(ActeIntrouvable::Plusieurs(actes)) => {
                Some(format!("{} actes ont ce nom", actes.len()))
            }
            Err(ActeIntrouvable::Inconnu { .. }) => None,
        }
    }

    /// What was meant, when the tool has an idea; the answer is then « no ».
    fn corriger(
        &self,
        ecrit: &str,
        erreur: &ErreurLangage,
        connus: &[Definition],
    ) -> Result<Reponse, Refus> {
        if let Some(acte) = self.acte(ecrit) {
            return Err(Refus::new(crate::texte::typographie(&format!(
                "« {ecrit} » est un acte, et non une garantie : {acte}.\nSon tarif : rac liste actes \"{ecrit}\" ; ce qu’une offre en laisse : rac decompte OFFRE/NIVEAU --soin \"{ecrit}\""
            ))));
        }
        let chiffre = ecrit.contains(|lettre: char| lettre.is_ascii_digit());
        let mot = (!chiffre).then(|| mots::proche(ecrit, connus)).flatten();
        let corrige = erreur
            .correction
            .as_ref()
            .filter(|_| mot.is_none())
            .and_then(|corrige| Some((corrige, lire(corrige).ok()?)));
        let Some((corrige, sens)) = corrige else {
            let conseil = match (mot, &erreur.conseil) {
                (Some(mot), _) => format!("Vouliez-vous dire « {mot} » ? rac expliquer \"{mot}\""),
                (None, Some(conseil)) => crate::texte::majuscule(conseil),
                (None, None) => {
                    "On peut expliquer une garantie (\"150 % BR\"), un mot (OPTAM) ou un code (garantie-ambigue)."
                        .to_owned()
                }
            };
            let message = if chiffre || ecrit.chars().count() > LARGEUR_MAX {
                format!("{}\n{conseil}", souligner(ecrit, erreur))
            } else {
                format!("« {ecrit} » n’est ni un mot connu, ni une garantie.\n{conseil}")
            };
            return Err(Refus::new(crate::texte::typographie(&message)));
        };
        let mut document = self.document(&[], Some((corrige, sens)));
        document.titre = format!(
            "« {ecrit} » : {}. Sans doute vouliez-vous dire {}.",
            erreur.message, document.titre
        );
        Ok(Reponse {
            document,
            non: true,
            messages: String::new(),
        })
    }
}

/// The text, what is wrong underlined, and why.
fn souligner(ecrit: &str, erreur: &ErreurLangage) -> String {
    if ecrit.chars().count() > LARGEUR_MAX {
        return erreur.message.clone();
    }
    let avant = ecrit.get(..erreur.etendue.start).unwrap_or_default();
    let fautif = ecrit.get(erreur.etendue.clone()).unwrap_or_default();
    let marge = " ".repeat(avant.chars().count());
    let trait_ = "^".repeat(fautif.chars().count().max(1));
    format!("  {ecrit}\n  {marge}{trait_} {}", erreur.message)
}
