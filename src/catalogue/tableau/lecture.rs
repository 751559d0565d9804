//! Reads the rows one by one, and says which are ill-formed and why.

use super::bords::{marge, rogne};
use super::places::{self, Enregistrement};
use super::{CelluleBrute, LigneBrute};
use crate::catalogue::{Code, Diagnostic, Diagnostics, Fichier};
use crate::montant::milliers;
use std::borrow::Cow;
use std::ops::Range;

pub(super) const COLONNES_MAX: usize = 200;
pub(super) const LIGNES_MAX: usize = 200_000;
pub(super) const LETTRES_MAX: usize = 10_000;
/// After an unclosed quote the reading resumes at the next line, this many times.
pub(super) const REPRISES_MAX: usize = 10;

/// The first row, if any, and the well-formed ones under it.
pub(super) fn lire<'a>(
    fichier: &'a Fichier,
    diagnostics: &mut Diagnostics,
) -> (Option<Vec<CelluleBrute<'a>>>, Vec<LigneBrute<'a>>) {
    let mut lecture = Lecture {
        fichier: &fichier.chemin,
        entetes: None,
        lignes: Vec::new(),
        reprises: 0,
        diagnostics,
    };
    let mut reprise = Some(0);
    while let Some(debut) = reprise {
        reprise = lecture.depuis(&fichier.texte, debut);
    }
    (lecture.entetes, lecture.lignes)
}

struct Lecture<'a, 'd> {
    fichier: &'a str,
    entetes: Option<Vec<CelluleBrute<'a>>>,
    lignes: Vec<LigneBrute<'a>>,
    reprises: usize,
    diagnostics: &'d mut Diagnostics,
}

impl<'a> Lecture<'a, '_> {
    /// Reads from a byte on; gives where to resume after an unclosed quote.
    fn depuis(&mut self, texte: &'a str, debut: usize) -> Option<usize> {
        let mut numero = 1 + sauts(texte, 0..debut);
        let mut vu = debut;
        for enregistrement in places::enregistrements(texte, debut) {
            numero += sauts(texte, vu..enregistrement.debut);
            vu = enregistrement.debut;
            if let Some(guillemet) = self.guillemet_suspect(&enregistrement) {
                let erreur = "ce guillemet n’est pas refermé sur sa ligne";
                self.signale(Code::GuillemetOuvert, guillemet..guillemet + 1, erreur, Some(
                    "refermez-le avant le « ; » suivant, ou doublez-le (\"\") s’il fait partie du texte",
                ));
                self.reprises += 1;
                let reste = texte.get(guillemet..).unwrap_or_default();
                return (self.reprises < REPRISES_MAX)
                    .then(|| reste.find('\n').map(|saut| guillemet + saut + 1))?;
            }
            let suite = self.enregistrement(texte, enregistrement, numero);
            if !suite {
                return None;
            }
        }
        None
    }

    /// A quote never closed, or closed on another line by the quote of another cell.
    fn guillemet_suspect(&self, enregistrement: &Enregistrement) -> Option<usize> {
        let colonnes = self.entetes.as_ref().map(Vec::len);
        let faux = enregistrement.ouvert.is_some()
            || colonnes.is_none_or(|colonnes| colonnes != enregistrement.cellules.len());
        // le premier guillemet qui saute une ligne est le coupable le plus probable
        let multiligne = enregistrement.multiligne.filter(|_| faux);
        multiligne.or(enregistrement.ouvert)
    }

    /// Keeps a record or says what is wrong with it; `false` to stop.
    fn enregistrement(
        &mut self,
        texte: &'a str,
        enregistrement: Enregistrement,
        numero: usize,
    ) -> bool {
        let cellules: Vec<CelluleBrute<'a>> = enregistrement
            .cellules
            .into_iter()
            .map(|(brut, place)| cellule(texte, brut, place))
            .collect();
        if cellules.iter().all(CelluleBrute::est_vide) {
            return true;
        }
        for longue in cellules
            .iter()
            .filter(|cellule| cellule.texte.chars().nth(LETTRES_MAX).is_some())
        {
            let erreur = format!(
                "plus de {} caractères dans une cellule",
                milliers(LETTRES_MAX as u64)
            );
            self.signale(Code::TableauTropGrand, longue.etendue.clone(), erreur, None);
        }
        let Some(entetes) = &self.entetes else {
            return self.premiere(cellules);
        };
        let (nombre, attendu) = (cellules.len(), entetes.len());
        if nombre != attendu {
            self.mal_comptee(&cellules, attendu);
        } else if self.lignes.len() >= LIGNES_MAX {
            let place = cellules
                .first()
                .map_or(0..0, |cellule| cellule.etendue.clone());
            self.signale(
                Code::TableauTropGrand,
                place,
                format!("plus de {} lignes", milliers(LIGNES_MAX as u64)),
                None,
            );
            return false;
        } else {
            let numero = u32::try_from(numero).unwrap_or(u32::MAX);
            self.lignes.push(LigneBrute { numero, cellules });
        }
        true
    }

    /// The first row; `false` when nothing can be read under it.
    fn premiere(&mut self, entetes: Vec<CelluleBrute<'a>>) -> bool {
        let place = entetes.first().map_or(0, |cellule| cellule.etendue.start)
            ..entetes.last().map_or(0, |cellule| cellule.etendue.end);
        let seule = entetes.first().filter(|_| entetes.len() == 1);
        let autre = seule.and_then(|cellule| {
            [',', '\t']
                .into_iter()
                .find(|signe| cellule.texte.contains(*signe))
        });
        let trop = entetes.len() > COLONNES_MAX;
        self.entetes = Some(entetes);
        if let Some(autre) = autre {
            let nom = if autre == '\t' {
                "des tabulations"
            } else {
                "des virgules"
            };
            let erreur = format!("les colonnes sont séparées par {nom}");
            self.signale(
                Code::FormatInconnu,
                place,
                erreur,
                Some("séparez-les par « ; »"),
            );
            return false;
        }
        if trop {
            let erreur = format!("plus de {COLONNES_MAX} colonnes");
            self.signale(Code::TableauTropGrand, place, erreur, None);
        }
        !trop
    }

    fn mal_comptee(&mut self, cellules: &[CelluleBrute<'a>], attendu: usize) {
        let nombre = cellules.len();
        let pluriel = |nombre: usize, mot: &str| match nombre {
            1 => format!("1 {mot}"),
            _ => format!("{nombre} {mot}s"),
        };
        let erreur = format!(
            "{} pour {}",
            pluriel(nombre, "cellule"),
            pluriel(attendu, "colonne")
        );
        let bord = |rang: usize| {
            cellules
                .get(rang)
                .map_or(0..0, |cellule| cellule.etendue.clone())
        };
        if nombre < attendu {
            let conseil = "une cellule vide s’écrit aussi : il manque un « ; »";
            let place = bord(0).start..bord(nombre.saturating_sub(1)).end;
            self.signale(Code::CellulesManquantes, place, erreur, Some(conseil));
        } else {
            let en_trop = cellules.get(attendu..).unwrap_or_default();
            let conseil = if en_trop.iter().all(CelluleBrute::est_vide) {
                "retirez le « ; » de trop, ou mettez entre guillemets le texte qui en contient un"
            } else {
                "un « ; » dans le libellé ? Mettez le libellé entre guillemets"
            };
            let place = bord(attendu).start..bord(nombre - 1).end;
            self.signale(Code::CellulesEnTrop, place, erreur, Some(conseil));
        }
    }

    fn signale(
        &mut self,
        code: Code,
        place: Range<usize>,
        message: impl Into<String>,
        conseil: Option<&str>,
    ) {
        self.diagnostics.ajoute(
            Diagnostic::erreur(code, self.fichier, place, message)
                .avec_conseil_eventuel(conseil.map(str::to_owned)),
        );
    }
}

/// The text borrowed from the file when it is there as read, else the one the reader made.
fn cellule(texte: &str, lu: Option<String>, place: Range<usize>) -> CelluleBrute<'_> {
    let brut = texte.get(place.clone()).unwrap_or_default();
    let net = rogne(brut);
    let debut = place.start + if net.is_empty() { 0 } else { marge(brut) };
    CelluleBrute {
        texte: lu.map_or(Cow::Borrowed(net), |lu| Cow::Owned(rogne(&lu).to_owned())),
        etendue: debut..debut + net.len(),
    }
}

fn sauts(texte: &str, place: Range<usize>) -> usize {
    let octets = texte.as_bytes().get(place).unwrap_or_default();
    octets.iter().filter(|octet| **octet == b'\n').count()
}
