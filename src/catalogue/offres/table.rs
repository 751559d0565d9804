//! A guarantee table, row for row as printed.

use crate::catalogue::champs::Champs;
use crate::catalogue::{
    CelluleBrute, Code, Colonnes, Diagnostic, Diagnostics, Fichier, TableauBrut, modele,
    vouliez_vous_dire,
};
use crate::offre::condition::Condition;
use crate::offre::langage::{
    Assiette, Cellule, ErreurLangage, Quand, Regle, Rythme, lire_cellule, lire_quand, lire_regle,
    mot,
};
use crate::offre::{Ligne, NatureLigne, preciser};
use crate::reglementation::{Arbre, PosteId, PosteIntrouvable, Reglementation, Unite};
use std::collections::HashMap;
use std::ops::Range;

/// The columns before those of the levels.
pub(in crate::catalogue) const COLONNES: [&str; 5] =
    ["nature", "libelle", "poste", "quand", "regle"];

/// A row with the places of what may be said of it later.
pub(in crate::catalogue) struct LigneLue {
    pub(in crate::catalogue) ligne: Ligne,
    pub(super) etendue_libelle: Range<usize>,
    pub(super) sinon: bool,
}

/// `tiret` is what a lone dash says in this module, if anything does.
pub(super) fn lire(
    fichier: &Fichier,
    niveaux: &[String],
    tiret: Option<&Cellule>,
    reglementation: &Reglementation,
    diagnostics: &mut Diagnostics,
) -> Vec<LigneLue> {
    let Some(tableau) = TableauBrut::lire(fichier, diagnostics) else {
        return Vec::new();
    };
    lire_tableau(&tableau, niveaux, tiret, reglementation, diagnostics)
}

/// The same for rows that were not read in a table.
pub(in crate::catalogue) fn lire_tableau(
    tableau: &TableauBrut<'_>,
    niveaux: &[String],
    tiret: Option<&Cellule>,
    reglementation: &Reglementation,
    diagnostics: &mut Diagnostics,
) -> Vec<LigneLue> {
    let mut obligatoires = COLONNES.to_vec();
    obligatoires.extend(niveaux.iter().map(String::as_str));
    let Some(colonnes) = Colonnes::lire(tableau, &obligatoires, &["note"], diagnostics) else {
        return Vec::new();
    };
    let mut lues = Vec::new();
    let mut deja_lues = HashMap::new();
    for ligne in &tableau.lignes {
        let mut champs = Champs {
            fichier: tableau.fichier,
            colonnes: &colonnes,
            ligne,
            diagnostics,
        };
        let lue = ligne_lue(&mut champs, niveaux, tiret, reglementation, &mut deja_lues);
        if let Some(lue) = lue {
            lues.push(lue);
        }
    }
    let mut lignes: Vec<Ligne> = lues.iter().map(|lue| lue.ligne.clone()).collect();
    preciser(&mut lignes);
    for (lue, ligne) in lues.iter_mut().zip(lignes) {
        lue.ligne.precision = if lue.sinon { 0 } else { ligne.precision + 1 };
    }
    lues
}

fn ligne_lue(
    champs: &mut Champs<'_, '_>,
    niveaux: &[String],
    tiret: Option<&Cellule>,
    reglementation: &Reglementation,
    deja_lues: &mut HashMap<String, Cellule>,
) -> Option<LigneLue> {
    let nature = champs.choix(
        "nature",
        &[
            ("", NatureLigne::Garantie),
            ("en plus", NatureLigne::EnPlus),
            ("plafond", NatureLigne::Plafond),
            ("délai", NatureLigne::Delai),
            ("bonus", NatureLigne::Bonus),
        ],
    );
    let libelle = champs.exige("libelle");
    let postes = postes(champs, reglementation);
    let quand = lu(champs, "quand", Code::ConditionIllisible, lire_quand);
    let regle = lu(champs, "regle", Code::RegleIllisible, lire_regle);
    let promet = !matches!(nature, Some(NatureLigne::Plafond | NatureLigne::Delai));
    let cellules = cellules(champs, niveaux, tiret.filter(|_| promet), deja_lues);
    let (nature, regle, cellules) = (nature?, regle?, cellules?);
    verifier(champs, nature, &regle, &cellules, niveaux);
    let (condition, sinon) = match quand? {
        Quand::Si(condition) => (condition, false),
        Quand::Sinon => (Condition::toujours(), true),
    };
    let postes = postes?;
    partage(champs, &postes, &regle, &cellules);
    Some(LigneLue {
        ligne: Ligne {
            nature,
            libelle: libelle?.to_owned(),
            postes,
            condition,
            precision: 0,
            quand: champs.texte("quand").to_owned(),
            regle,
            regle_ecrite: champs.texte("regle").to_owned(),
            cellules,
            note: champs.texte_ou("note"),
            fichier: champs.fichier.to_owned(),
            numero: champs.ligne.numero,
        },
        etendue_libelle: champs.cellule("libelle").etendue.clone(),
        sinon,
    })
}

fn postes(champs: &mut Champs<'_, '_>, reglementation: &Reglementation) -> Option<Vec<PosteId>> {
    champs.exige("poste")?;
    let cellule = champs.cellule("poste");
    let arbre = &reglementation.postes;
    let mut postes = Vec::new();
    let mut complet = true;
    let mut debut = 0;
    for morceau in cellule.texte.split('+') {
        let nom = morceau.trim();
        let decale = debut + morceau.len() - morceau.trim_start().len();
        debut += morceau.len() + 1;
        let etendue = cellule.sous_etendue(decale..decale + nom.len());
        match poste(nom, champs.fichier, etendue, arbre) {
            Ok(poste) => postes.push(poste),
            Err(erreur) => {
                complet = false;
                champs.diagnostics.ajoute(*erreur);
            }
        }
    }
    complet.then_some(postes)
}

/// The poste of a name, or what to write instead.
pub(in crate::catalogue) fn poste(
    nom: &str,
    fichier: &str,
    etendue: Range<usize>,
    arbre: &Arbre,
) -> Result<PosteId, Box<Diagnostic>> {
    let (code, message, conseil) = match arbre.trouver(nom) {
        Ok(poste) => return Ok(poste),
        Err(PosteIntrouvable::Ambigu(chemins)) => (
            Code::PosteAmbigu,
            format!("« {nom} » désigne plusieurs postes"),
            Some(format!("écrivez {}", chemins.join(" ou "))),
        ),
        Err(_) => {
            let chemins = arbre.iter().map(|(_, poste)| poste.chemin.as_str());
            let fins = arbre
                .iter()
                .filter_map(|(_, poste)| poste.chemin.rsplit('/').next());
            let conseil = vouliez_vous_dire(nom, fins.chain(chemins))
                .or_else(|| Some("« rac liste postes » les donne tous".to_owned()));
            (
                Code::PosteInconnu,
                format!("poste « {nom} » inconnu"),
                conseil,
            )
        }
    };
    let diagnostic = Diagnostic::erreur(code, fichier, etendue, message);
    Err(Box::new(diagnostic.avec_conseil_eventuel(conseil)))
}

/// Reads the text of a column with the language; the error lands under the word at fault.
fn lu<T>(
    champs: &mut Champs<'_, '_>,
    nom: &str,
    code: Code,
    lire: impl Fn(&str) -> Result<T, ErreurLangage>,
) -> Option<T> {
    let cellule = champs.cellule(nom);
    if modele::est_a_remplir(&cellule.texte) {
        champs.exige(nom);
        return None;
    }
    lire(&cellule.texte)
        .map_err(|erreur| signaler(champs, cellule, code, erreur))
        .ok()
}

fn signaler(
    champs: &mut Champs<'_, '_>,
    cellule: &CelluleBrute<'_>,
    code: Code,
    erreur: ErreurLangage,
) {
    let etendue = cellule.sous_etendue(erreur.etendue);
    let diagnostic = Diagnostic::erreur(code, champs.fichier, etendue, erreur.message);
    champs
        .diagnostics
        .ajoute(diagnostic.avec_conseil_eventuel(erreur.conseil));
}

/// The cells of the levels: `idem` repeats the left, a lone first cell fills all levels. The
/// same few texts come back all over a table: each is read once.
fn cellules(
    champs: &mut Champs<'_, '_>,
    niveaux: &[String],
    tiret: Option<&Cellule>,
    deja_lues: &mut HashMap<String, Cellule>,
) -> Option<Vec<Cellule>> {
    let brutes: Vec<&CelluleBrute<'_>> = niveaux
        .iter()
        .map(|niveau| champs.cellule(niveau))
        .collect();
    let vides = brutes.iter().skip(1).all(|cellule| cellule.est_vide());
    let mut cellules: Vec<Cellule> = Vec::with_capacity(brutes.len());
    let mut complet = true;
    for (rang, brute) in brutes.into_iter().enumerate() {
        let repete = brute.texte == "idem" || (rang > 0 && vides);
        if repete && let Some(gauche) = cellules.last().cloned() {
            cellules.push(gauche);
            continue;
        }
        if brute.est_vide() {
            let conseil = "écrivez `néant` (non couvert), `s.o.` (la ligne ne dit rien), `idem` ou `?` (non dit)";
            let etendue = brute.etendue.clone();
            let diagnostic =
                Diagnostic::erreur(Code::CelluleVide, champs.fichier, etendue, "cellule vide");
            champs.diagnostics.ajoute(diagnostic.avec_conseil(conseil));
            complet = false;
            continue;
        }
        if let Some(cellule) = tiret.filter(|_| est_un_tiret(&brute.texte)) {
            cellules.push(cellule.clone());
            continue;
        }
        if modele::est_a_remplir(&brute.texte) {
            let etendue = brute.etendue.clone();
            let a_remplir =
                Diagnostic::erreur(Code::ARemplir, champs.fichier, etendue, modele::MESSAGE);
            champs
                .diagnostics
                .ajoute(a_remplir.avec_conseil(modele::CONSEIL_CELLULE));
            complet = false;
            cellules.push(Cellule::SansObjet);
            continue;
        }
        if let Some(cellule) = deja_lues.get(brute.texte.as_ref()) {
            cellules.push(cellule.clone());
            continue;
        }
        match lire_cellule(&brute.texte) {
            Ok(cellule) => {
                deja_lues.insert(brute.texte.clone().into_owned(), cellule.clone());
                cellules.push(cellule);
            }
            Err(erreur) => {
                signaler(champs, brute, Code::CelluleIllisible, erreur);
                complet = false;
                // ce qui est à droite se lit quand même
                cellules.push(Cellule::SansObjet);
            }
        }
    }
    complet.then_some(cellules)
}

fn est_un_tiret(texte: &str) -> bool {
    matches!(texte.trim(), "-" | "–" | "—" | "−")
}

/// What a kind of row must hold.
fn verifier(
    champs: &mut Champs<'_, '_>,
    nature: NatureLigne,
    regle: &Regle,
    cellules: &[Cellule],
    niveaux: &[String],
) {
    match nature {
        NatureLigne::Delai if regle.pendant.is_none() => {
            champs.erreur_avec(
                "regle",
                Code::RegleIllisible,
                "un délai dit sa durée",
                Some("écrivez `pendant 3 mois` ou `pendant 30 jours`".to_owned()),
            );
        }
        NatureLigne::Plafond => {
            let en_euros = |cellule: &Cellule| {
                match cellule {
                Cellule::Lectures(lectures) => lectures.iter().all(|lecture| {
                    matches!(lecture.termes.as_slice(), [seul] if seul.assiette.est_une_somme())
                }),
                Cellule::SansObjet | Cellule::NonDit => true,
                Cellule::Neant | Cellule::Niveau(_) => false,
            }
            };
            for (cellule, niveau) in cellules.iter().zip(niveaux) {
                if !en_euros(cellule) {
                    champs.erreur_avec(
                        niveau,
                        Code::PlafondIllisible,
                        "un plafond est un montant en euros",
                        Some("écrivez `2 500 €`, ou `s.o.` s’il n’y a pas de plafond".to_owned()),
                    );
                }
            }
            if regle.puis.is_none() {
                champs.erreur_avec(
                    "regle",
                    Code::PlafondIllisible,
                    "un plafond dit ce qui est payé une fois atteint",
                    Some(
                        "écrivez `par an, puis TM`, `puis 100 % BR`, `puis néant` ou `puis ?`"
                            .to_owned(),
                    ),
                );
            }
        }
        NatureLigne::EnPlus | NatureLigne::Bonus => sans_effet(champs, regle, cellules, niveaux),
        NatureLigne::Delai | NatureLigne::Garantie => {}
    }
    if nature != NatureLigne::Delai && dit(regle, cellules, |regle| regle.pendant.is_some()) {
        champs.erreur_avec(
            "regle",
            Code::RegleIllisible,
            "`pendant` dit la durée d’un délai, et cette ligne n’en est pas un",
            Some("écrivez une ligne de nature `délai` ; pour des jours d’hôpital, `10 jours/an` ou `10 jours/séjour`".to_owned()),
        );
    }
    combien(champs, regle, cellules, niveaux);
    sommes(champs, regle, cellules, niveaux);
    if !matches!(nature, NatureLigne::EnPlus | NatureLigne::Bonus)
        && dit(regle, cellules, |regle| regle.sans_usage.is_some())
    {
        champs.erreur_avec(
            "regle",
            Code::RegleIllisible,
            "`si rien depuis` n’a de sens que sur ce qui s’ajoute à une garantie",
            Some("écrivez-le sur une ligne `bonus` ou `en plus`".to_owned()),
        );
    }
    for (cellule, niveau) in cellules.iter().zip(niveaux) {
        if let Cellule::Niveau(nom) = cellule
            && !niveaux.contains(nom)
        {
            let conseil = vouliez_vous_dire(nom, niveaux.iter().map(String::as_str));
            champs.erreur_avec(
                niveau,
                Code::NiveauInconnu,
                format!("niveau « {nom} » inconnu"),
                conseil,
            );
        }
    }
}

/// `30 €/séance/an` does not say how many sessions, nor whether 30 € are for the year.
fn combien(champs: &mut Champs<'_, '_>, regle: &Regle, cellules: &[Cellule], niveaux: &[String]) {
    let muets = |rythmes: &[Rythme]| {
        let periode = rythmes.iter().any(|r| matches!(r, Rythme::Periode(_)));
        let unite = rythmes.iter().find_map(|rythme| match rythme {
            Rythme::Unite(Unite::Assure | Unite::Enfant | Unite::Naissance)
            | Rythme::Periode(_) => None,
            Rythme::Unite(unite) => Some(*unite).filter(|unite| !unite.est_un_objet()),
        });
        unite.filter(|_| periode)
    };
    let mut fautes: Vec<(&str, Unite)> = Vec::new();
    if regle.nombres.is_empty() {
        fautes.extend(muets(&regle.rythmes).map(|unite| ("regle", unite)));
    }
    for (cellule, niveau) in cellules.iter().zip(niveaux) {
        let Cellule::Lectures(lectures) = cellule else {
            continue;
        };
        let muette = lectures.iter().find_map(|lecture| {
            let mut rythmes = lecture.regle.rythmes.clone();
            rythmes.extend(lecture.termes.iter().filter_map(|terme| terme.rythme));
            // « par an » de la règle vaut aussi pour « 30 €/séance » de la cellule
            let periodes = regle.rythmes.iter();
            rythmes.extend(periodes.filter(|r| matches!(r, Rythme::Periode(_))));
            let comptee = !lecture.regle.nombres.is_empty() || !regle.nombres.is_empty();
            let somme = lecture.termes.len() > 1;
            muets(&rythmes).filter(|_| !comptee && !somme)
        });
        fautes.extend(muette.map(|unite| (niveau.as_str(), unite)));
    }
    for (colonne, unite) in fautes {
        let plusieurs = mot(unite, 2);
        champs.erreur_avec(
            colonne,
            Code::RegleIllisible,
            format!("un montant par {unite} et pour une période : combien de {plusieurs} ?"),
            Some(format!(
                "écrivez `5 {plusieurs}/an`, ou, si la somme est un maximum, `100 € max par an`"
            )),
        );
    }
}

/// What is paid whatever is spent is a sum: there is no price to take a share of.
fn sommes(champs: &mut Champs<'_, '_>, regle: &Regle, cellules: &[Cellule], niveaux: &[String]) {
    let quelle = |cellule: &Regle| {
        [
            (
                regle.sans_depense || cellule.sans_depense,
                "une allocation",
                "sans dépense",
            ),
            (regle.capital || cellule.capital, "un capital", "capital"),
        ]
        .into_iter()
        .find_map(|(dite, quoi, mention)| dite.then_some((quoi, mention)))
    };
    for (cellule, niveau) in cellules.iter().zip(niveaux) {
        let Cellule::Lectures(lectures) = cellule else {
            continue;
        };
        let part = lectures.iter().find_map(|lecture| {
            let parts = lecture.termes.iter().find(|terme| {
                let mut assiettes = std::iter::once(&terme.assiette).chain(&terme.limites);
                !assiettes.all(Assiette::est_une_somme)
            });
            parts.zip(quelle(&lecture.regle))
        });
        if let Some((terme, (quoi, mention))) = part {
            champs.erreur_avec(
                niveau,
                Code::CelluleIllisible,
                format!("{quoi} est une somme d’argent, et « {terme} » dépend d’une dépense"),
                Some(format!(
                    "écrivez un montant en euros ou en % PMSS, ou ôtez `{mention}` si la ligne paie des soins"
                )),
            );
        }
    }
}

/// Whether the rule of a row or of one of its cells says something.
fn dit(regle: &Regle, cellules: &[Cellule], mention: impl Fn(&Regle) -> bool) -> bool {
    let des_cellules = cellules.iter().any(|cellule| match cellule {
        Cellule::Lectures(lectures) => lectures.iter().any(|lecture| mention(&lecture.regle)),
        _ => false,
    });
    mention(regle) || des_cellules
}

/// What a row that adds to another cannot say: the row it adds to says it.
fn sans_effet(
    champs: &mut Champs<'_, '_>,
    regle: &Regle,
    cellules: &[Cellule],
    niveaux: &[String],
) {
    let refusee = |regle: &Regle| {
        [
            (!regle.plafonds.is_empty(), "un maximum (`max`)"),
            (regle.dont_monture.is_some(), "`dont monture`"),
            (regle.a_partir_du.is_some(), "`à partir du`"),
            (regle.puis.is_some(), "`puis`"),
            (regle.nombres.len() > 1, "un second nombre"),
        ]
        .into_iter()
        .find_map(|(dite, nom)| dite.then_some(nom))
    };
    let de_la_ligne = refusee(regle).map(|mention| ("regle", mention));
    let des_cellules = cellules
        .iter()
        .zip(niveaux)
        .filter_map(|(cellule, niveau)| {
            let Cellule::Lectures(lectures) = cellule else {
                return None;
            };
            let mention = lectures
                .iter()
                .find_map(|lecture| refusee(&lecture.regle))?;
            Some((niveau.as_str(), mention))
        });
    for (colonne, mention) in de_la_ligne.into_iter().chain(des_cellules) {
        champs.erreur_avec(
            colonne,
            Code::RegleIllisible,
            format!("{mention} n’a pas de sens sur une ligne qui s’ajoute à une autre"),
            Some("écrivez-le sur la ligne de garantie à laquelle celle-ci s’ajoute, ou sur une ligne `plafond`".to_owned()),
        );
    }
}

/// Euros or numbers over several postes must say whether they are shared.
fn partage(champs: &mut Champs<'_, '_>, postes: &[PosteId], regle: &Regle, cellules: &[Cellule]) {
    let bourse = |cellule: &Cellule| match cellule {
        Cellule::Lectures(lectures) => lectures.iter().any(|lecture| {
            lecture.regle.partage.is_none()
                && (!lecture.regle.nombres.is_empty()
                    || lecture.termes.iter().any(|terme| {
                        matches!(terme.assiette, Assiette::Euros(_) | Assiette::Pmss(_))
                            && (matches!(terme.rythme, Some(Rythme::Periode(_)))
                                || regle
                                    .rythmes
                                    .iter()
                                    .any(|r| matches!(r, Rythme::Periode(_))))
                    }))
        }),
        _ => false,
    };
    let compte = !regle.nombres.is_empty() || cellules.iter().any(bourse);
    if postes.len() > 1 && regle.partage.is_none() && compte {
        champs.erreur_avec(
            "regle",
            Code::PartageNonDit,
            "un montant ou un nombre sur plusieurs postes : ensemble, ou chacun le sien ?",
            Some("ajoutez `en commun` ou `chacun` à la règle".to_owned()),
        );
    }
}
