//! The rows of several contracts aligned on the tree of postes.

use super::{Rangee, Vue};
use crate::offre::commune::{Commune, en_commun};
use crate::offre::condition::Condition;
use crate::offre::langage::{Cellule as Garantie, Regle};
use crate::offre::{Choix, Ligne, LigneChoisie, NatureLigne};
use crate::reglementation::{Arbre, PosteId};
use crate::rendu::{Bloc, Cellule, Colonne, Document, Jeu, Valeur};
use crate::texte::sans_accent;

/// Kinds of row at a node, in the order they are shown.
const NATURES: [(NatureLigne, &str); 5] = [
    (NatureLigne::Garantie, ""),
    (NatureLigne::EnPlus, "en plus"),
    (NatureLigne::Bonus, "bonus"),
    (NatureLigne::Plafond, "plafond"),
    (NatureLigne::Delai, "délai"),
];
/// Nodes named one by one in the head of a row; beyond, they are counted.
const NOEUDS_NOMMES: usize = 3;
/// Widths of the head of a row and of a level.
const LARGEURS: (usize, usize) = (26, 14);

pub(in crate::commandes) fn document(vue: &Vue<'_>) -> Document {
    let lignes = aligner(vue);
    let mut rangees: Vec<Rangee> = Vec::new();
    let mut rubrique = "";
    for ligne in &lignes {
        let poste = vue
            .contexte
            .catalogue
            .reglementation
            .postes
            .poste(ligne.noeud);
        if poste.rubrique != rubrique {
            rubrique = &poste.rubrique;
            rangees.push(Rangee {
                tete: vec![Cellule::Texte(rubrique.to_owned())],
                cellules: vec![Cellule::Texte(String::new()); vue.choix.len()],
                differe: false,
                titre: true,
            });
        }
        rangees.push(Rangee {
            tete: vec![Cellule::Texte(ligne.nom(vue))],
            cellules: ligne
                .promesses
                .iter()
                .map(|promesse| Cellule::Texte(promesse.texte()))
                .collect(),
            differe: ligne.differe(),
            titre: false,
        });
    }
    let identiques = lignes.iter().filter(|ligne| !ligne.differe()).count();
    let mut blocs = vue.tableaux(&[Colonne::gauche("Garantie")], &rangees, LARGEURS);
    blocs.push(Bloc::Paragraphe(legende(vue, &lignes, identiques)));
    vue.document(vue.titre("Tableaux de garanties"), blocs, jeu(vue, &lignes))
}

/// A row said in words: what it is about, its kind, what each level says there.
pub(in crate::commandes) struct Dit {
    pub(in crate::commandes) nom: String,
    pub(in crate::commandes) nature: &'static str,
    pub(in crate::commandes) textes: Vec<String>,
}

/// Every row of the table, in words.
pub(in crate::commandes) fn en_mots(vue: &Vue<'_>) -> Vec<Dit> {
    let lignes = aligner(vue);
    lignes
        .iter()
        .map(|ligne| Dit {
            nom: ligne.nom(vue),
            nature: ligne.nature,
            textes: ligne.promesses.iter().map(Promesse::texte).collect(),
        })
        .collect()
}

fn legende(vue: &Vue<'_>, lignes: &[Alignee<'_>], identiques: usize) -> String {
    let mut dites = vec![
        "Mots communs : un pourcentage comprend la part de la sécurité sociale (AMO), des euros viennent en plus, sauf si la cellule dit autrement."
            .to_owned(),
    ];
    if vue.choix.len() > 1 {
        let differents = lignes.len() - identiques;
        let cachees = if vue.differences { ", cachées" } else { "" };
        dites.push(format!(
            "≠ : les niveaux diffèrent ({differents} lignes ; {identiques} identiques{cachees})."
        ));
    }
    let toutes = || lignes.iter().flat_map(|ligne| &ligne.promesses);
    if toutes().any(|promesse| {
        promesse
            .dites
            .iter()
            .any(|dite| dite.commune.lecture_non_dite)
    }) {
        dites.push(
            "(AMO ?) : le contrat ne dit pas si la part de la sécurité sociale est comprise."
                .to_owned(),
        );
    }
    dites.push("Un mot obscur : rac expliquer \"150 % BR\".".to_owned());
    dites.join(" ")
}

/// A row of the table: one or several nodes on which every level says the same rows.
struct Alignee<'a> {
    noeud: PosteId,
    autres: Vec<PosteId>,
    nature: &'static str,
    quand: String,
    promesses: Vec<Promesse<'a>>,
}

/// What a level says there: its rows, in the common wording.
struct Promesse<'a> {
    dites: Vec<Dite<'a>>,
    /// No row: not covered, or unknown.
    absente: &'static str,
}

struct Dite<'a> {
    ligne: &'a Ligne,
    commune: Commune,
}

impl Alignee<'_> {
    fn noeuds(&self) -> impl Iterator<Item = PosteId> {
        std::iter::once(self.noeud).chain(self.autres.iter().copied())
    }

    fn differe(&self) -> bool {
        let textes: Vec<String> = self.promesses.iter().map(Promesse::texte).collect();
        textes.windows(2).any(|deux| deux.first() != deux.last())
    }

    /// `Ostéopathie ; Chiropraxie ; Acupuncture et 7 autres, remboursé – plafond`.
    fn nom(&self, vue: &Vue<'_>) -> String {
        let postes = &vue.contexte.catalogue.reglementation.postes;
        let libelle = |noeud: PosteId| postes.poste(noeud).libelle.clone();
        let nommes: Vec<String> = self.noeuds().take(NOEUDS_NOMMES).map(libelle).collect();
        let autres = 1 + self.autres.len() - nommes.len();
        let mut nom = nommes.join(" ; ");
        if autres > 0 {
            nom = format!(
                "{nom} et {autres} autre{}",
                if autres > 1 { "s" } else { "" }
            );
        }
        nom = match self.quand.as_str() {
            "" => nom,
            "sinon" => format!("{nom}, autres cas"),
            quand => format!("{nom}, {quand}"),
        };
        if !self.nature.is_empty() {
            nom = format!("{nom} – {}", self.nature);
        }
        nom
    }
}

impl Promesse<'_> {
    fn texte(&self) -> String {
        let dire = |dite: &Dite<'_>| {
            let marque = if dite.commune.lecture_non_dite {
                " (AMO\u{a0}?)"
            } else {
                ""
            };
            let cellule = &dite.commune.cellule;
            match (cellule, dite.ligne.regle.pendant) {
                // la durée d’un délai est dans la règle, et une cellule sans somme n’en a pas
                (Garantie::Lectures(_), _) | (_, None) => format!("{cellule}{marque}"),
                (_, pendant) => {
                    let regle = Regle {
                        pendant,
                        ..Regle::default()
                    };
                    format!("{cellule}, {regle}")
                }
            }
        };
        match self.dites.as_slice() {
            [] => self.absente.to_owned(),
            [seule] => dire(seule),
            plusieurs => {
                let premiere = plusieurs.first().map(dire);
                if plusieurs.iter().all(|dite| Some(dire(dite)) == premiere) {
                    return premiere.unwrap_or_default();
                }
                let textes: Vec<String> = plusieurs
                    .iter()
                    .map(|dite| match dite.ligne.quand.as_str() {
                        "" => dire(dite),
                        quand => format!("{quand} : {}", dire(dite)),
                    })
                    .collect();
                textes.join(" ; ")
            }
        }
    }
}

/// A level with its rows, layer over layer.
struct Niveau<'a> {
    choix: Choix<'a>,
    lignes: Vec<LigneChoisie<'a>>,
}

impl<'a> Niveau<'a> {
    fn new(choix: Choix<'a>) -> Self {
        Self {
            choix,
            lignes: choix.lignes().collect(),
        }
    }

    fn couches(&self) -> impl Iterator<Item = usize> + use<> {
        let plus_haute = self.lignes.iter().map(|choisie| choisie.couche).max();
        (0..plus_haute.map_or(0, |haute| haute + 1)).rev()
    }

    fn au_noeud(
        &self,
        noeud: PosteId,
        nature: NatureLigne,
    ) -> impl Iterator<Item = &LigneChoisie<'a>> {
        self.lignes.iter().filter(move |choisie| {
            choisie.ligne.nature == nature && choisie.ligne.postes.contains(&noeud)
        })
    }

    /// Whether a guarantee hangs below a node.
    fn parle_dessous(&self, postes: &Arbre, noeud: PosteId) -> bool {
        self.lignes.iter().any(|choisie| {
            let dessous = |poste: &PosteId| *poste != noeud && postes.est_sous(*poste, noeud);
            choisie.ligne.nature == NatureLigne::Garantie
                && choisie.ligne.postes.iter().any(dessous)
        })
    }

    /// The situations that a row of a node takes: its own, less those of narrower rows of
    /// its layer.
    fn effective(&self, noeud: PosteId, choisie: &LigneChoisie<'_>) -> Condition {
        self.au_noeud(noeud, choisie.ligne.nature)
            .filter(|autre| {
                autre.couche == choisie.couche && autre.ligne.precision > choisie.ligne.precision
            })
            .fold(choisie.ligne.condition.clone(), |reste, autre| {
                reste.sauf(&autre.ligne.condition)
            })
    }

    /// What it says of a node in some situations: guarantees come from the nearest node
    /// above that has rows, layer after layer, the other natures from the node alone.
    fn promesse(
        &self,
        postes: &Arbre,
        noeud: PosteId,
        nature: NatureLigne,
        (quand, situations): (&str, &Condition),
    ) -> Promesse<'a> {
        let garantie = nature == NatureLigne::Garantie;
        let lignee: Vec<PosteId> = postes.lignee(noeud).collect();
        let portee = if garantie { lignee.len() } else { 1 };
        let mut reste = situations.clone();
        let mut dites = Vec::new();
        for couche in self.couches() {
            let dans = |porteur: PosteId| {
                let rangees = self.au_noeud(porteur, nature);
                rangees.filter(move |choisie| choisie.couche == couche)
            };
            let porteurs = lignee.iter().copied().take(portee);
            let Some(porteur) = porteurs.into_iter().find(|p| dans(*p).next().is_some()) else {
                continue;
            };
            let exacte = dans(porteur).find(|choisie| cle(&choisie.ligne.quand) == cle(quand));
            let retenues: Vec<_> = match exacte {
                Some(exacte) => vec![exacte],
                None => dans(porteur)
                    .filter(|choisie| !self.effective(porteur, choisie).et(&reste).est_vide())
                    .collect(),
            };
            for choisie in retenues {
                if *choisie.cellule == Garantie::SansObjet {
                    continue;
                }
                reste = reste.sauf(&self.effective(porteur, choisie));
                dites.push(Dite {
                    ligne: choisie.ligne,
                    commune: en_commun(choisie.ligne, choisie.cellule, &self.choix.offre.lecture),
                });
            }
            if garantie && reste.est_vide() {
                break;
            }
        }
        Promesse {
            dites,
            absente: match (garantie, self.choix.offre.complet) {
                (true, _) if self.parle_dessous(postes, noeud) => "voir plus bas",
                (true, true) => "néant",
                (true, false) => "?",
                (false, _) => "s.o.",
            },
        }
    }
}

/// A condition as compared: without case, accents nor spaces.
fn cle(quand: &str) -> String {
    sans_accent(quand).split_whitespace().collect()
}

/// Every node that a level speaks of, in the order of the tree, rows said alike together.
fn aligner<'a>(vue: &Vue<'a>) -> Vec<Alignee<'a>> {
    let postes = &vue.contexte.catalogue.reglementation.postes;
    let niveaux: Vec<Niveau<'a>> = vue.choix.iter().map(|choix| Niveau::new(*choix)).collect();
    let mut alignees: Vec<Alignee<'a>> = Vec::new();
    for (noeud, _) in postes.iter() {
        for (nature, mot) in NATURES {
            for (quand, situations) in situations(&niveaux, noeud, nature) {
                let promesses: Vec<Promesse<'a>> = niveaux
                    .iter()
                    .map(|niveau| niveau.promesse(postes, noeud, nature, (&quand, &situations)))
                    .collect();
                let pareille = alignees.iter_mut().find(|autre| {
                    autre.nature == mot
                        && autre.quand == quand
                        && memes_lignes(&autre.promesses, &promesses)
                });
                match pareille {
                    Some(autre) => autre.autres.push(noeud),
                    None => alignees.push(Alignee {
                        noeud,
                        autres: Vec::new(),
                        nature: mot,
                        quand,
                        promesses,
                    }),
                }
            }
        }
    }
    alignees
}

/// The conditions of the rows that hang on a node, each once.
fn situations(
    niveaux: &[Niveau<'_>],
    noeud: PosteId,
    nature: NatureLigne,
) -> Vec<(String, Condition)> {
    let mut connues: Vec<(String, Condition)> = Vec::new();
    for niveau in niveaux {
        for choisie in niveau.au_noeud(noeud, nature) {
            let ligne = choisie.ligne;
            if !connues
                .iter()
                .any(|(quand, _)| cle(quand) == cle(&ligne.quand))
            {
                connues.push((ligne.quand.clone(), niveau.effective(noeud, choisie)));
            }
        }
    }
    for rang in (0..connues.len()).rev() {
        if est_detaillee(rang, &connues) {
            connues.remove(rang);
        }
    }
    connues
}

/// Whether the other rows say together, in more detail, all that this one says.
fn est_detaillee(rang: usize, connues: &[(String, Condition)]) -> bool {
    let Some((_, condition)) = connues.get(rang) else {
        return false;
    };
    let autres = connues
        .iter()
        .enumerate()
        .filter(|(autre, _)| *autre != rang);
    // une ligne qui la contient toute ne la détaille pas
    let plus_fines = autres.filter(|(_, (_, autre))| !condition.sauf(autre).est_vide());
    plus_fines
        .fold(condition.clone(), |reste, (_, (_, autre))| {
            reste.sauf(autre)
        })
        .est_vide()
}

fn memes_lignes(unes: &[Promesse<'_>], autres: &[Promesse<'_>]) -> bool {
    unes.iter().zip(autres).all(|(une, autre)| {
        let lignes = |promesse: &Promesse<'_>| -> Vec<*const Ligne> {
            let dites = promesse.dites.iter();
            dites.map(|dite| std::ptr::from_ref(dite.ligne)).collect()
        };
        lignes(une) == lignes(autre) && une.absente == autre.absente
    })
}

/// One row per node and level, for machines.
fn jeu(vue: &Vue<'_>, alignees: &[Alignee<'_>]) -> Jeu {
    let postes = &vue.contexte.catalogue.reglementation.postes;
    let mut lignes = Vec::new();
    for alignee in alignees.iter().filter(|a| a.differe() || !vue.differences) {
        let poste = postes.poste(alignee.noeud);
        let chemins = alignee
            .noeuds()
            .map(|noeud| postes.poste(noeud).chemin.clone());
        let chemins: Vec<String> = chemins.collect();
        for (choix, promesse) in vue.choix.iter().zip(&alignee.promesses) {
            let dites = promesse.dites.iter();
            lignes.push(vec![
                Valeur::Texte(poste.rubrique.clone()),
                Valeur::Liste(chemins.clone()),
                Valeur::Texte(alignee.nature.to_owned()),
                Valeur::Texte(alignee.quand.clone()),
                Valeur::Texte(choix.offre.id.clone()),
                Valeur::Texte(choix.nom_niveau()),
                Valeur::Texte(promesse.texte()),
                Valeur::Texte(if alignee.differe() { "oui" } else { "non" }.to_owned()),
                Valeur::Liste(
                    dites
                        .clone()
                        .map(|dite| dite.ligne.libelle.clone())
                        .collect(),
                ),
                Valeur::Liste(
                    dites
                        .map(|dite| format!("{}:{}", dite.ligne.fichier, dite.ligne.numero))
                        .collect(),
                ),
            ]);
        }
    }
    Jeu {
        nom: "garanties",
        colonnes: &[
            "rubrique", "postes", "nature", "quand", "offre", "niveau", "garantie", "differe",
            "libelles", "places",
        ],
        lignes,
    }
}
