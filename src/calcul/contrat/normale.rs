//! From a cell to the normal form that the settling function takes.

use super::compteurs::{CleCompteur, Genre};
use super::{Compteurs, Contrat, Ou, Rangee, Resolution, compte};
use crate::calcul::lecteur::{Cle, Lecteur};
use crate::calcul::reglement::{Cible, GarantieNormale, TermeNormal};
use crate::montant::Taux;
use crate::offre::Ligne;
use crate::offre::langage::{
    Assiette, Duree, Garantie, Lecture, Partage, Regle, Rythme, Suite, Terme,
};
use crate::reglementation::{PosteId, Unite};
use std::sync::LazyLock;

static FRAIS_REELS: LazyLock<Garantie> = LazyLock::new(|| Garantie {
    termes: vec![Terme {
        assiette: Assiette::FraisReels(Taux::UN),
        limites: Vec::new(),
        lecture: None,
        rythme: None,
    }],
    regle: Regle::default(),
});

/// The whole price: the best that an unsaid line can be.
pub(super) fn frais_reels() -> TermeNormal<i64> {
    terme_simple(
        Cible {
            fr: i64::from(Taux::UN.valeur()),
            ..Cible::nulle()
        },
        1,
    )
}

/// The same, as a guarantee.
pub(super) fn frais_reels_ecrits() -> &'static Garantie {
    &FRAIS_REELS
}

fn terme_simple(cible: Cible<i64>, compris: i64) -> TermeNormal<i64> {
    TermeNormal {
        cible,
        limites: Vec::new(),
        compris,
        met_en_plus: 0,
        bourse: None,
        nombre: None,
    }
}

/// A term in normal form, where it pays in the sum, and where it was written.
pub(super) struct TermeRange<'a> {
    rang: u8,
    terme: TermeNormal<i64>,
    ecrit: (&'a Ligne, &'a Terme),
}

impl TermeRange<'_> {
    /// The same term brought by a row « en plus », while its own number lasts.
    pub(super) fn en_plus(mut self, nombre: Option<usize>) -> Self {
        self.terme.nombre = nombre;
        self
    }

    /// Whether it is a sum of money, and not a share of a price or of a base.
    pub(super) fn est_une_somme(&self) -> bool {
        let (_, ecrit) = self.ecrit;
        ecrit.assiette.est_une_somme()
    }
}

/// Terms in paying order: ticket modérateur, totals, what comes on top, purses, then what
/// is left. The sort is stable: the row taken comes before those that add to it.
pub(super) fn ranger<'a>(
    mut termes: Vec<TermeRange<'a>>,
) -> (Vec<TermeNormal<i64>>, Vec<(&'a Ligne, &'a Terme)>) {
    termes.sort_by_key(|terme| terme.rang);
    termes
        .into_iter()
        .map(|terme| (terme.terme, terme.ecrit))
        .unzip()
}

fn rang(ecrit: &Terme, normal: &TermeNormal<i64>) -> u8 {
    match ecrit.assiette {
        Assiette::TicketModerateur(_) | Assiette::Amo => 0,
        Assiette::Reste(_) => 4,
        _ if normal.bourse.is_some() => 3,
        _ if normal.compris > 0 => 1,
        _ => 2,
    }
}

impl<'a> Contrat<'a> {
    /// Adds one reading of a cell to a normal form; gives its terms.
    pub(super) fn normaliser(
        &self,
        ou: Ou<'_>,
        rangee: Rangee<'a>,
        garantie: &'a Garantie,
        compteurs: &mut Compteurs,
        lecteur: &mut Lecteur,
        normale: &mut GarantieNormale<i64>,
    ) -> Vec<TermeRange<'a>> {
        let regle = &rangee.ligne.regle;
        let genre = garantie.regle.annee.or(regle.annee);
        let periode = |duree| self.periode(rangee.module, genre, duree, ou.prestation);
        let lecture = garantie.regle.lecture.or(regle.lecture);
        let partage = garantie.regle.partage.or(regle.partage);
        let chacun = match partage {
            Some(Partage::Chacun) => self.noeud_de(rangee.ligne, ou.poste),
            _ => None,
        };
        let mut termes = Vec::with_capacity(garantie.termes.len());
        let normaux = self.termes(&garantie.termes, lecture, lecteur);
        for (place, (mut terme, ecrit)) in normaux.into_iter().zip(&garantie.termes).enumerate() {
            if let Some(duree) = bourse(ecrit, &garantie.regle, regle) {
                let cle = CleCompteur {
                    ligne: rangee.rang,
                    genre: Genre::Bourse,
                    rang: place,
                    poste: chacun,
                    periode: periode(duree),
                };
                terme.bourse = Some(compteurs.rang(cle, terme.cible.euros));
            }
            termes.push(TermeRange {
                rang: rang(ecrit, &terme),
                terme,
                ecrit: (rangee.ligne, ecrit),
            });
        }
        let nombres = compte::nombres(regle, garantie);
        for (rang, nombre) in nombres.iter().enumerate() {
            // un œil, l’autre ; un verre, l’autre
            let paire = matches!(nombre.unite, Unite::Oreille | Unite::Oeil)
                || (nombre.unite == Unite::Verre && nombre.maximum == 1);
            let plein = i64::from(nombre.maximum) * if paire { 2 } else { 1 };
            let cle = CleCompteur {
                ligne: rangee.rang,
                genre: Genre::Nombre,
                rang,
                poste: chacun,
                periode: periode(nombre.duree),
            };
            normale.nombres.push(compteurs.rang(cle, plein));
        }
        if !nombres.is_empty() {
            normale.suite = self.suite(rangee, garantie, lecteur);
        }
        let bornes = garantie.regle.plafonds.iter().chain(&regle.plafonds);
        for borne in bornes.filter(|borne| !sur_une_periode(borne)) {
            let lecture = borne.lecture.or(lecture);
            normale
                .bornes
                .extend(self.termes(std::slice::from_ref(borne), lecture, lecteur));
        }
        let dont_monture = garantie.regle.dont_monture.or(regle.dont_monture);
        normale.dont_monture = dont_monture.map(crate::montant::Centimes::valeur);
        termes
    }

    /// `800 € max par an` beside the terms of a row: a ceiling of the period, for this row.
    pub(super) fn plafonds_de_la_ligne(
        &self,
        ou: Ou<'_>,
        (rangee, garantie): (Rangee<'a>, &'a Garantie),
        compteurs: &mut Compteurs,
        lecteur: &mut Lecteur,
        resolution: &mut Resolution<'a>,
    ) {
        let regle = &rangee.ligne.regle;
        let bornes = garantie.regle.plafonds.iter().chain(&regle.plafonds);
        for (rang, borne) in bornes.enumerate() {
            let (Some(Rythme::Periode(duree)), Some(plein)) =
                (borne.rythme, self.en_centimes(borne.assiette))
            else {
                continue;
            };
            let genre = garantie.regle.annee.or(regle.annee);
            let partage = garantie.regle.partage.or(regle.partage);
            let poste = match partage {
                Some(Partage::Chacun) => self.noeud_de(rangee.ligne, ou.poste),
                _ => None,
            };
            let cle = CleCompteur {
                ligne: rangee.rang,
                genre: Genre::Plafond,
                rang,
                poste,
                periode: self.periode(rangee.module, genre, Some(duree), ou.prestation),
            };
            let compteur = compteurs.rang(cle, plein);
            let suite = self.suite(rangee, garantie, lecteur);
            resolution.garantie.plafonds.push((compteur, suite));
            resolution.plafonds.push((compteur, rangee.ligne));
        }
    }

    /// The node of a row that an act hangs below.
    pub(super) fn noeud_de(&self, ligne: &Ligne, poste: PosteId) -> Option<PosteId> {
        let arbre = &self.reglementation.postes;
        arbre
            .lignee(poste)
            .find(|noeud| ligne.postes.contains(noeud))
    }

    /// What is paid once the limits of a row are reached.
    pub(super) fn suite(
        &self,
        rangee: Rangee<'a>,
        garantie: &Garantie,
        lecteur: &mut Lecteur,
    ) -> Vec<TermeNormal<i64>> {
        match Self::puis(&rangee.ligne.regle, &garantie.regle) {
            None | Some(Suite::Neant) => Vec::new(),
            Some(Suite::Termes(termes)) => self.termes(termes, None, lecteur),
            Some(Suite::NonDit) => {
                let lecture = lecteur.choisir(Cle::Suite(rangee.rang), 2, || {
                    format!(
                        "Que paie le contrat une fois « {} » atteint ?",
                        rangee.ligne.libelle
                    )
                });
                if lecture == 0 {
                    return Vec::new();
                }
                let tm = i64::from(Taux::UN.valeur());
                vec![terme_simple(
                    Cible {
                        tm,
                        ..Cible::nulle()
                    },
                    0,
                )]
            }
        }
    }

    /// The amount of a ceiling, in centimes.
    pub(super) fn montant_fixe(&self, garantie: &Garantie) -> Option<i64> {
        self.en_centimes(garantie.termes.first()?.assiette)
    }

    fn en_centimes(&self, assiette: Assiette) -> Option<i64> {
        match assiette {
            Assiette::Euros(montant) => Some(montant.valeur()),
            Assiette::Pmss(taux) => Some(self.pmss.fois(taux).valeur()),
            _ => None,
        }
    }

    /// The terms of a sum, as written.
    pub(super) fn termes(
        &self,
        termes: &[Terme],
        lecture: Option<Lecture>,
        lecteur: &mut Lecteur,
    ) -> Vec<TermeNormal<i64>> {
        termes
            .iter()
            .map(|terme| {
                let lecture = terme.lecture.or(lecture);
                let compris = self.compris(terme.assiette, lecture, lecteur);
                TermeNormal {
                    met_en_plus: i64::from(matches!(
                        terme.assiette,
                        Assiette::TicketModerateur(_) | Assiette::Amo
                    )),
                    limites: terme
                        .limites
                        .iter()
                        .map(|limite| self.cible(*limite))
                        .collect(),
                    ..terme_simple(self.cible(terme.assiette), compris)
                }
            })
            .collect()
    }

    fn cible(&self, assiette: Assiette) -> Cible<i64> {
        let nulle = Cible::nulle();
        let part = |taux: Taux| i64::from(taux.valeur());
        match assiette {
            Assiette::Pourcentage(taux) | Assiette::Br(taux) => Cible {
                br: part(taux),
                ..nulle
            },
            Assiette::FraisReels(taux) => Cible {
                fr: part(taux),
                ..nulle
            },
            Assiette::Reste(taux) => Cible {
                reste: part(taux),
                ..nulle
            },
            Assiette::TicketModerateur(taux) => Cible {
                tm: part(taux),
                ..nulle
            },
            Assiette::Amo => nulle,
            Assiette::Plv(taux) => Cible {
                plv: part(taux),
                ..nulle
            },
            Assiette::Pmss(taux) => Cible {
                euros: self.pmss.fois(taux).valeur(),
                ..nulle
            },
            Assiette::Euros(montant) => Cible {
                euros: montant.valeur(),
                ..nulle
            },
        }
    }

    /// What a term is a total of: 0 nothing, it comes on top; 1 the social security;
    /// 2 the contracts before it as well.
    fn compris(&self, assiette: Assiette, lecture: Option<Lecture>, lecteur: &mut Lecteur) -> i64 {
        let en_tete = &self.choix.offre.lecture;
        let dite = match assiette {
            Assiette::TicketModerateur(_) | Assiette::Amo | Assiette::Reste(_) => return 0,
            Assiette::FraisReels(_) | Assiette::Plv(_) => lecture.or(Some(Lecture::AmoComprise)),
            Assiette::Pourcentage(_) | Assiette::Br(_) => lecture.or(en_tete.pourcentages),
            Assiette::Euros(_) | Assiette::Pmss(_) => lecture.or(en_tete.euros),
        };
        let dite = dite.unwrap_or_else(|| {
            let (cle, quoi) = match assiette {
                Assiette::Euros(_) | Assiette::Pmss(_) => (Cle::Euros, "montants en euros"),
                _ => (Cle::Pourcentages, "pourcentages"),
            };
            let lue = lecteur.choisir(cle, 2, || {
                format!("Les {quoi} comprennent-ils la part de la sécurité sociale ?")
            });
            if lue == 0 {
                Lecture::AmoComprise
            } else {
                Lecture::EnPlus
            }
        });
        match dite {
            Lecture::EnPlus => 0,
            Lecture::AmoComprise => 1,
            Lecture::ToutCompris => 2,
        }
    }
}

/// Whether a cap is that of a period, and not of one act.
fn sur_une_periode(borne: &Terme) -> bool {
    let fixe = borne.assiette.est_une_somme();
    fixe && matches!(borne.rythme, Some(Rythme::Periode(_)))
}

/// The period of an amount that is a purse, and not an amount by act nor by object.
fn bourse(terme: &Terme, cellule: &Regle, ligne: &Regle) -> Option<Option<Duree>> {
    if !terme.assiette.est_une_somme() {
        return None;
    }
    let periode = |rythme: &Rythme| match rythme {
        Rythme::Periode(duree) => Some(*duree),
        Rythme::Unite(_) => None,
    };
    let rythmes = if cellule.rythmes.is_empty() {
        &ligne.rythmes
    } else {
        &cellule.rythmes
    };
    if let Some(rythme) = &terme.rythme {
        // `500 €/4 ans` sous `par oreille` : 500 € pour chacune
        let objet = |rythme: &Rythme| matches!(rythme, Rythme::Unite(u) if u.est_un_objet());
        let a_chacun = rythmes.iter().any(objet);
        return periode(rythme).filter(|_| !a_chacun).map(Some);
    }
    // les compteurs sont déjà ceux d'une personne
    let rythmes = rythmes
        .iter()
        .filter(|rythme| **rythme != Rythme::Unite(Unite::Assure));
    let durees: Option<Vec<Duree>> = rythmes.map(periode).collect();
    durees?.first().copied().map(Some)
}
