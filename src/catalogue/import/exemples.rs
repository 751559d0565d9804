//! The sheet `Exemples à chiffrer`: what the insurer itself computed, to be compared.

use super::feuille::{Niveau, adresse, pas_un_texte};
use super::{Brouillon, Diagnostics};
use crate::catalogue::{Adresse, Code, Contenu, Diagnostic, Feuille, vouliez_vous_dire};
use crate::montant::{Centimes, lire_montant};

/// The titles of the columns before the levels.
pub const TITRES: [&str; 3] = ["Panier", "Pour qui", "Soin"];
/// The row that gives what is left over the year, after those of the care.
pub const TOTAL: &str = "Reste à payer sur l’année";

/// A row that was answered.
#[derive(Clone, Debug)]
pub struct Exemple {
    /// The words of the basket.
    pub panier: String,
    /// For whom: `70 ans`.
    pub qui: String,
    /// The words of the care, or [`TOTAL`].
    pub soin: String,
    /// How many rows before it have the same words.
    pub rang: usize,
    /// What is left to pay, by level.
    pub reponses: Vec<Reponse>,
}

/// What the insurer computed for a level.
#[derive(Clone, Debug)]
pub struct Reponse {
    /// The title of the level.
    pub niveau: String,
    /// `'Exemples à chiffrer'!D3`.
    pub adresse: String,
    /// In centimes.
    pub reste: Centimes,
}

impl Reponse {
    /// The cell without its sheet: `D3`.
    #[must_use]
    pub fn case(&self) -> &str {
        self.adresse.rsplit('!').next().unwrap_or_default()
    }
}

/// Reads the rows that were answered, for the levels of the guarantee table.
pub(super) fn lire(
    feuille: &Feuille,
    niveaux: &[Niveau],
    chemin: &str,
    brouillon: &mut Brouillon,
    diagnostics: &mut Diagnostics,
) -> Vec<Exemple> {
    let Some(titres) = feuille.cellules.keys().next().map(|place| place.ligne) else {
        return Vec::new();
    };
    let mut lecture = Lecture {
        feuille,
        titres,
        chemin,
        brouillon,
        diagnostics,
    };
    let colonnes = lecture.niveaux(niveaux);
    let mut lignes: Vec<u32> = feuille.cellules.keys().map(|place| place.ligne).collect();
    lignes.dedup();
    let mut exemples: Vec<Exemple> = Vec::new();
    for ligne in lignes.into_iter().filter(|ligne| *ligne != titres) {
        let reponses = colonnes
            .iter()
            .filter_map(|(colonne, niveau)| lecture.reponse(ligne, *colonne, niveau))
            .collect();
        let [panier, qui, soin] = [0, 1, 2].map(|colonne| lecture.mots(ligne, colonne));
        let memes = exemples
            .iter()
            .filter(|autre| (&autre.panier, &autre.qui, &autre.soin) == (&panier, &qui, &soin));
        exemples.push(Exemple {
            rang: memes.count(),
            panier,
            qui,
            soin,
            reponses,
        });
    }
    exemples.retain(|exemple| !exemple.reponses.is_empty());
    exemples
}

struct Lecture<'a> {
    feuille: &'a Feuille,
    titres: u32,
    chemin: &'a str,
    brouillon: &'a mut Brouillon,
    diagnostics: &'a mut Diagnostics,
}

impl Lecture<'_> {
    fn contenu(&self, ligne: u32, colonne: u32) -> Option<&Contenu> {
        self.feuille.cellules.get(&Adresse { ligne, colonne })
    }

    fn mots(&self, ligne: u32, colonne: u32) -> String {
        match self.contenu(ligne, colonne) {
            Some(Contenu::Texte(texte)) => texte.trim().to_owned(),
            _ => String::new(),
        }
    }

    /// The columns of the levels; one that is answered under another title is said.
    fn niveaux(&mut self, connus: &[Niveau]) -> Vec<(u32, String)> {
        let apres = TITRES.len() as u32;
        let places = self.feuille.cellules.keys().map(|place| place.colonne);
        let derniere = places.max().unwrap_or_default();
        let mut colonnes = Vec::new();
        for colonne in apres..=derniere {
            let titre = self.mots(self.titres, colonne);
            if connus.iter().any(|niveau| niveau.nom == titre) {
                colonnes.push((colonne, titre));
                continue;
            }
            let remplie = |place: &&Adresse| place.colonne == colonne && place.ligne != self.titres;
            let Some(premiere) = self.feuille.cellules.keys().find(remplie) else {
                continue;
            };
            let place = if titre.is_empty() {
                *premiere
            } else {
                Adresse {
                    ligne: self.titres,
                    colonne,
                }
            };
            let etendue = self.pose(place, &titre);
            let noms = || connus.iter().map(|niveau| niveau.nom.as_str());
            let conseil = vouliez_vous_dire(&titre, noms()).unwrap_or_else(|| {
                format!(
                    "reprenez les titres de la feuille Garanties : {}",
                    noms().collect::<Vec<_>>().join(", ")
                )
            });
            let message = format!("« {titre} » n’est pas un niveau de la feuille Garanties");
            let diagnostic = Diagnostic::erreur(Code::NiveauInconnu, self.chemin, etendue, message);
            self.diagnostics.ajoute(diagnostic.avec_conseil(conseil));
        }
        colonnes
    }

    fn reponse(&mut self, ligne: u32, colonne: u32, niveau: &str) -> Option<Reponse> {
        let contenu = self.contenu(ligne, colonne)?.clone();
        let place = Adresse { ligne, colonne };
        let texte = self.mots(ligne, colonne);
        let etendue = self.pose(place, &texte);
        let probleme = match (pas_un_texte(&contenu), lire_montant(&texte)) {
            (Some(probleme), _) => probleme,
            (None, Ok(reste)) => {
                return Some(Reponse {
                    niveau: niveau.to_owned(),
                    adresse: adresse(self.feuille, place),
                    reste,
                });
            }
            (None, Err(erreur)) => (
                Code::MontantIllisible,
                erreur.to_string(),
                "écrivez ce qui reste à payer, en euros (`12,50`), ou videz la case",
            ),
        };
        let (code, message, conseil) = probleme;
        let diagnostic = Diagnostic::erreur(code, self.chemin, etendue, message);
        self.diagnostics.ajoute(diagnostic.avec_conseil(conseil));
        None
    }

    fn pose(&mut self, place: Adresse, texte: &str) -> std::ops::Range<usize> {
        let adresse = adresse(self.feuille, place);
        let etendue = self.brouillon.cellule(adresse, texte, texte);
        self.brouillon.mots("\n");
        etendue
    }
}
