//! A sheet written as the `;` table that it is.

use super::Brouillon;
use crate::catalogue::offres::COLONNES;
use crate::catalogue::{Adresse, Code, Contenu, Diagnostic, Diagnostics, Feuille, Interdit};
use crate::texte::jour;
use std::collections::BTreeMap;
use std::ops::Range;

/// The title of a column that is a level.
#[derive(Clone, Debug)]
pub(super) struct Niveau {
    pub(super) nom: String,
    pub(super) adresse: String,
}

/// Writes the rows of a sheet, without the columns of `tues`; gives its levels.
pub(super) fn ecrire(
    feuille: &Feuille,
    tues: &[&str],
    chemin: &str,
    brouillon: &mut Brouillon,
    diagnostics: &mut Diagnostics,
) -> Vec<Niveau> {
    let mut ecriture = Ecriture {
        feuille,
        chemin,
        brouillon,
        diagnostics,
    };
    let lignes = ecriture.lignes();
    let Some((titres, reste)) = lignes.split_first() else {
        return Vec::new();
    };
    let colonnes = ecriture.colonnes(*titres, tues);
    let mut niveaux = Vec::new();
    for ligne in &lignes {
        let mut separe = false;
        for colonne in &colonnes {
            if std::mem::replace(&mut separe, true) {
                ecriture.brouillon.mots(";");
            }
            let place = Adresse {
                ligne: *ligne,
                colonne: *colonne,
            };
            let nom = ecriture.cellule(place);
            let fixe = COLONNES.contains(&nom.as_str()) || nom == "note" || nom.is_empty();
            if ligne == titres && !fixe {
                let adresse = ecriture.adresse(place);
                niveaux.push(Niveau { nom, adresse });
            }
        }
        ecriture.brouillon.mots("\n");
    }
    // une colonne fusionnée a l’air vide : un message suffit
    if !ecriture.fusions() {
        ecriture.vides(*titres, reste, &niveaux);
    }
    niveaux
}

struct Ecriture<'a> {
    feuille: &'a Feuille,
    chemin: &'a str,
    brouillon: &'a mut Brouillon,
    diagnostics: &'a mut Diagnostics,
}

impl Ecriture<'_> {
    /// The rows that hold something.
    fn lignes(&self) -> Vec<u32> {
        let mut lignes: Vec<u32> = self.feuille.cellules.keys().map(|a| a.ligne).collect();
        lignes.dedup();
        lignes
    }

    /// The columns that hold something, title or not.
    fn colonnes(&self, titres: u32, tues: &[&str]) -> Vec<u32> {
        let mut titre: BTreeMap<u32, &str> = BTreeMap::new();
        for (place, contenu) in &self.feuille.cellules {
            let ecrit = match contenu {
                Contenu::Texte(texte) if place.ligne == titres => texte,
                _ => "",
            };
            let connu = titre.entry(place.colonne).or_default();
            if connu.is_empty() {
                *connu = ecrit;
            }
        }
        let garde = titre.into_iter().filter(|(_, titre)| !tues.contains(titre));
        garde.map(|(colonne, _)| colonne).collect()
    }

    fn adresse(&self, place: Adresse) -> String {
        adresse(self.feuille, place)
    }

    /// Writes a cell; gives its text.
    fn cellule(&mut self, place: Adresse) -> String {
        let contenu = self.feuille.cellules.get(&place);
        let texte = contenu.map_or_else(String::new, montrer);
        let texte: String = texte.split(['\n', '\r']).collect::<Vec<_>>().join(" ");
        let adresse = self.adresse(place);
        let guillemets = texte.contains([';', '"']);
        if guillemets {
            self.brouillon.mots("\"");
        }
        let ecrit = texte.replace('"', "\"\"");
        let ecrit = if guillemets { &ecrit } else { &texte };
        let etendue = self.brouillon.cellule(adresse, &texte, ecrit);
        if guillemets {
            self.brouillon.mots("\"");
        }
        if let Some((code, message, conseil)) = contenu.and_then(pas_un_texte) {
            self.signale(etendue, code, message, Some(conseil));
        }
        texte
    }

    /// Says the merged cells; whether there are some.
    fn fusions(&mut self) -> bool {
        let avant = self.diagnostics.erreurs();
        let colonnes = self.feuille.cellules.keys().map(|place| place.colonne);
        let derniere = colonnes.max().unwrap_or_default();
        let lignes = self.lignes();
        for (debut, fin) in &self.feuille.fusions {
            let touche = lignes.iter().any(|l| (debut.ligne..=fin.ligne).contains(l));
            if debut.colonne > derniere || !touche {
                continue;
            }
            let message = format!("les cellules {debut}:{fin} sont fusionnées");
            let conseil =
                "défusionnez-les, et écrivez la valeur dans chacune (`idem` : comme à gauche)";
            let place = self.brouillon.place(&self.adresse(*debut));
            self.signale(place, Code::CelluleFusionnee, message, Some(conseil));
        }
        self.diagnostics.erreurs() > avant
    }

    /// A level without any cell: said, rather than taken for the first one.
    fn vides(&mut self, titres: u32, reste: &[u32], niveaux: &[Niveau]) {
        if reste.is_empty() || !self.chemin.ends_with("base.csv") {
            return;
        }
        for (place, _) in self
            .feuille
            .cellules
            .iter()
            .filter(|(p, _)| p.ligne == titres)
        {
            let adresse = self.adresse(*place);
            let niveau = niveaux
                .iter()
                .skip(1)
                .find(|niveau| niveau.adresse == adresse);
            let rempli = self
                .feuille
                .cellules
                .keys()
                .any(|autre| autre.colonne == place.colonne && autre.ligne != titres);
            let Some(niveau) = niveau.filter(|_| !rempli) else {
                continue;
            };
            let message = format!("le niveau « {} » n’a aucune cellule remplie", niveau.nom);
            let conseil = "remplissez sa colonne (`idem` : comme à gauche), ou effacez son titre si ce niveau n’existe pas";
            let place = self.brouillon.place(&adresse);
            self.signale(place, Code::CelluleVide, message, Some(conseil));
        }
    }

    fn signale(
        &mut self,
        etendue: Range<usize>,
        code: Code,
        message: String,
        conseil: Option<&str>,
    ) {
        let diagnostic = Diagnostic::erreur(code, self.chemin, etendue, message);
        self.diagnostics
            .ajoute(diagnostic.avec_conseil_eventuel(conseil.map(str::to_owned)));
    }
}

/// Whether a sheet of premiums has at least one price.
pub(super) fn a_un_prix(feuille: &Feuille) -> bool {
    let titre = |colonne| {
        let mut cellules = feuille.cellules.iter();
        cellules.find(|(place, _)| place.colonne == colonne)
    };
    feuille
        .cellules
        .keys()
        .any(|place| match titre(place.colonne) {
            Some((tete, Contenu::Texte(titre))) => {
                titre.starts_with("cotisation_") && tete.ligne < place.ligne
            }
            _ => false,
        })
}

/// `Garanties!D17`, as a spreadsheet writes it.
pub(super) fn adresse(feuille: &Feuille, place: Adresse) -> String {
    if feuille.nom.contains(|l: char| !l.is_alphanumeric()) {
        format!("'{}'!{place}", feuille.nom)
    } else {
        format!("{}!{place}", feuille.nom)
    }
}

/// What a cell shows.
fn montrer(contenu: &Contenu) -> String {
    match contenu {
        Contenu::Texte(texte) => texte.clone(),
        Contenu::Date(date) => jour(*date),
        Contenu::OuiNon(oui) => if *oui { "VRAI" } else { "FAUX" }.to_owned(),
        Contenu::Interdit(Interdit::Erreur(erreur)) => erreur.clone(),
        Contenu::Interdit(_) => String::new(),
    }
}

/// Why a cell is not the text that somebody wrote, and what to do.
pub(super) fn pas_un_texte(contenu: &Contenu) -> Option<(Code, String, &'static str)> {
    const AU_TEXTE: &str = "mettez la cellule au format Texte, et récrivez-la";
    Some(match contenu {
        Contenu::Texte(_) => return None,
        Contenu::Date(date) => (
            Code::CelluleChangee,
            format!(
                "le tableur a fait une date de cette cellule ({})",
                jour(*date)
            ),
            AU_TEXTE,
        ),
        Contenu::OuiNon(_) => (
            Code::CelluleChangee,
            "le tableur a fait de cette cellule un vrai ou faux".to_owned(),
            AU_TEXTE,
        ),
        Contenu::Interdit(Interdit::Heure) => (
            Code::CelluleChangee,
            "le tableur a fait de cette cellule une heure ou une durée".to_owned(),
            AU_TEXTE,
        ),
        Contenu::Interdit(Interdit::Format(format)) => (
            Code::CelluleChangee,
            format!("le format d’affichage « {format} » montre autre chose que le nombre écrit"),
            "mettez la cellule au format Texte, et récrivez-y tout ce qu’elle montre",
        ),
        Contenu::Interdit(Interdit::Nombre) => (
            Code::CelluleChangee,
            "ce nombre n’est pas un montant ni un taux".to_owned(),
            AU_TEXTE,
        ),
        Contenu::Interdit(Interdit::Erreur(_)) => (
            Code::CelluleChangee,
            "le tableur montre ici une erreur".to_owned(),
            AU_TEXTE,
        ),
        Contenu::Interdit(Interdit::Formule) => (
            Code::CelluleCalculee,
            "cette cellule est une formule, pas ce que quelqu’un a écrit".to_owned(),
            "copiez-la, puis « Collage spécial », « Valeurs »",
        ),
    })
}
