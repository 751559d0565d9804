//! `rac seuil A B`: when A costs less than B, by number of an act, by its price, by age.

mod phrases;

use super::contexte::Contexte;
use super::options::Seuil as Options;
use super::{Monde, Refus, Reponse, choix};
use crate::calcul::classement::{Demande, Personne, classer};
use crate::calcul::seuil::{Intervalle, intervalles};
use crate::montant::Centimes;
use crate::offre::Choix;
use crate::panier::{Panier, Patient, Prix, Quoi, Soin};
use crate::rendu::{Bloc, Cellule, Colonne, Document, Jeu, Ligne, Tableau, Valeur};
use crate::texte::jour;

/// The age taken when none is given: an adult.
const AGE_PAR_DEFAUT: u8 = 40;
/// The largest number of acts tried.
const NOMBRE_MAX: i64 = 40;
/// The dearest price tried, in centimes.
const PRIX_MAX: i64 = 300_000;
/// Prices are tried one by one every ten euros, then to the centime.
const PAS_DE_PRIX: i64 = 1_000;
/// The oldest age tried.
const AGE_MAX: i64 = 110;

/// What varies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Axe {
    Nombre,
    Prix,
    Age,
}

/// Two contracts, and what is asked about them.
struct Question<'a> {
    contexte: &'a Contexte,
    choix: [Choix<'a>; 2],
    departement: Option<String>,
    patient: Patient,
    /// The care that does not vary.
    fixes: Vec<Soin>,
    /// The care that varies.
    variable: Option<Soin>,
    axe: Axe,
    /// One premium at least is unknown: what is left to pay is compared alone.
    sans_cotisation: bool,
    /// A premium is only known within bounds (zone, exact age): the dearest is taken.
    a_la_plus_chere: bool,
}

pub(super) fn seuil(options: &Options, monde: &Monde) -> Result<Reponse, Refus> {
    let contexte = Contexte::ouvrir(&options.commun, monde)?;
    let choix = [
        choix::adresse(&contexte, &options.premiere)?,
        choix::adresse(&contexte, &options.seconde)?,
    ];
    let donne = contexte.patient(&options.personne)?;
    // un seuil d’âge parcourt les âges : aucun ne choisit un acte
    let un_age = match options.selon.as_deref() {
        None => options.acte.is_some(),
        Some(axe) => !matches!(axe, "age" | "âge"),
    };
    let ages = donne.iter().map(|patient| patient.age).filter(|_| un_age);
    let ages: Vec<u8> = ages.collect();
    let variable = match &options.acte {
        None => None,
        Some(texte) => {
            let devis = contexte.devis(std::slice::from_ref(texte), &ages)?;
            devis.soins.into_iter().next()
        }
    };
    let axe = lire_axe(options.selon.as_deref(), variable.as_ref())?;
    let donnees = !options.soins.soin.is_empty() || !options.soins.panier.is_empty();
    let patient = contexte.patient_ou_de_age(&options.personne, AGE_PAR_DEFAUT)?;
    let fixes = if donnees || axe == Axe::Age {
        let tranches = contexte.tranches(&options.soins)?;
        let tranche = contexte.tranche(tranches, patient.age);
        contexte
            .panier(&options.soins, tranche, &ages)?
            .soins
            .clone()
    } else {
        Vec::new()
    };
    let mut question = Question {
        departement: contexte.departement(&options.personne)?,
        contexte: &contexte,
        choix,
        patient,
        fixes,
        variable,
        axe,
        sans_cotisation: false,
        a_la_plus_chere: false,
    };
    let (debut, fin, pas) = question.bornes()?;
    let premier = question.comparer(debut)?;
    question.sans_cotisation = premier.couts.is_none();
    question.a_la_plus_chere = premier.fourchette && !question.sans_cotisation;
    let lus = intervalles(debut, fin, pas, |valeur| {
        question
            .comparer(valeur)
            .map(|point| question.ecart(&point))
    })?;
    Ok(question.document(&lus, donne.is_none())?.into())
}

fn lire_axe(selon: Option<&str>, variable: Option<&Soin>) -> Result<Axe, Refus> {
    let axe = match selon {
        None if variable.is_some() => Axe::Nombre,
        Some("nombre") => Axe::Nombre,
        Some("prix") => Axe::Prix,
        None | Some("age" | "âge") => Axe::Age,
        Some(autre) => {
            return Err(Refus::new(format!(
                "--selon « {autre} » inconnu : nombre, prix ou age"
            )));
        }
    };
    let acte = variable.is_some_and(|soin| matches!(soin.quoi, Quoi::Acte { .. }));
    if axe != Axe::Age && !acte {
        return Err(Refus::new(
            "quel acte faire varier ? Écrivez par exemple --acte \"couronne molaire = 620 €\"",
        ));
    }
    Ok(axe)
}

/// Both contracts at one value.
struct Point {
    racs: [Centimes; 2],
    /// Cost of the year of each; none when a premium is unknown.
    couts: Option<[Centimes; 2]>,
    /// Whether a premium is only known within bounds.
    fourchette: bool,
}

impl Question<'_> {
    /// First value, last value, step.
    fn bornes(&self) -> Result<(i64, i64, i64), Refus> {
        match self.axe {
            Axe::Nombre => Ok((0, NOMBRE_MAX, 1)),
            Axe::Prix => Ok((0, PRIX_MAX, PAS_DE_PRIX)),
            Axe::Age => {
                // les âges où les deux grilles ont un prix, d'un seul tenant
                let connus: Vec<i64> = (0..=AGE_MAX)
                    .filter(|age| {
                        let vu = self.comparer(*age);
                        vu.is_ok_and(|point| point.couts.is_some())
                    })
                    .collect();
                match (connus.first(), connus.last()) {
                    (Some(debut), Some(fin)) => Ok((*debut, *fin, 1)),
                    _ => Err(Refus::new(format!(
                        "l’âge ne se compare que par la cotisation, et {} et {} n’ont pas toutes deux une grille publiée au même âge",
                        self.choix[0].nom(),
                        self.choix[1].nom()
                    ))),
                }
            }
        }
    }

    fn panier(&self, valeur: i64) -> Panier {
        let mut soins = self.fixes.clone();
        if let Some(mut soin) = self.variable.clone() {
            match self.axe {
                Axe::Nombre => soin.nombre = u16::try_from(valeur).unwrap_or(0),
                Axe::Prix => {
                    if let Quoi::Acte { prix, .. } = &mut soin.quoi {
                        *prix = Prix::Donne(Centimes::new(valeur));
                    }
                }
                Axe::Age => {}
            }
            if soin.nombre > 0 {
                soins.push(soin);
            }
        }
        Panier {
            id: "seuil".to_owned(),
            libelle: "soins du seuil".to_owned(),
            soins,
            hypothese: None,
            source: "ligne de commande".to_owned(),
            verifie_le: self.contexte.date,
        }
    }

    fn comparer(&self, valeur: i64) -> Result<Point, Refus> {
        let panier = self.panier(valeur);
        let mut patient = self.patient;
        if self.axe == Axe::Age {
            patient.age = u8::try_from(valeur).unwrap_or(patient.age);
        }
        let demande = Demande {
            departement: self.departement.as_deref(),
            ..Demande::pour(
                &self.contexte.catalogue.reglementation,
                self.contexte.date,
                Personne::seule(patient, &panier, None),
            )
        };
        let mut racs = [Centimes::ZERO; 2];
        let mut couts = [None; 2];
        let mut fourchette = false;
        for ((choix, rac), cout) in self.choix.iter().zip(&mut racs).zip(&mut couts) {
            let classement = classer(&demande, [(*choix, None)])?;
            if let Some(candidat) = classement.candidats.first() {
                *rac = candidat.annee.total.rac;
                *cout = candidat.cout_total();
                fourchette |= candidat.fixe().is_some_and(|(min, max)| min != max);
            }
        }
        let couts = match couts {
            [Some(un), Some(autre)] => Some([un, autre]),
            _ => None,
        };
        Ok(Point {
            racs,
            couts,
            fourchette,
        })
    }

    /// What the second costs more than the first.
    fn ecart(&self, point: &Point) -> Centimes {
        let [un, autre] = point
            .couts
            .filter(|_| !self.sans_cotisation)
            .unwrap_or(point.racs);
        autre - un
    }

    fn document(&self, lus: &[Intervalle], age_suppose: bool) -> Result<Document, Refus> {
        let noms = [self.choix[0].nom(), self.choix[1].nom()];
        let mut blocs = vec![Bloc::Paragraphe(format!(
            "{}{}",
            self.reserve(),
            self.conclusion(lus, &noms)?
        ))];
        blocs.push(Bloc::Tableau(self.tableau(lus, &noms)));
        let mut perimetre = self.perimetre(age_suppose);
        perimetre.extend(super::phrases::perimetre(self.contexte));
        Ok(Document {
            titre: format!(
                "{} ou {}, au {}",
                noms[0],
                noms[1],
                jour(self.contexte.date)
            ),
            blocs,
            jeux: vec![self.jeu(lus)],
            perimetre,
            ..Document::default()
        })
    }

    fn tableau(&self, lus: &[Intervalle], noms: &[String; 2]) -> Tableau {
        let colonnes = vec![
            Colonne::gauche(self.en_tete()),
            Colonne::gauche(self.mots().colonne),
            Colonne::droite("Écart au début"),
            Colonne::droite("Écart à la fin"),
        ];
        let lignes = lus.iter().map(|lu| {
            let gagnante = match lu.gagnant {
                std::cmp::Ordering::Less => noms[0].clone(),
                std::cmp::Ordering::Greater => noms[1].clone(),
                std::cmp::Ordering::Equal => "à égalité".to_owned(),
            };
            Ligne::normale(vec![
                Cellule::Texte(self.etendue(lu)),
                Cellule::Texte(gagnante),
                Cellule::Montant(lu.ecart_debut.abs()),
                Cellule::Montant(lu.ecart_fin.abs()),
            ])
        });
        Tableau {
            colonnes,
            lignes: lignes.collect(),
        }
    }

    fn jeu(&self, lus: &[Intervalle]) -> Jeu {
        let valeur = |valeur: i64| match self.axe {
            Axe::Prix => Valeur::Montant(Centimes::new(valeur)),
            Axe::Nombre | Axe::Age => Valeur::Entier(valeur),
        };
        let adresses = [self.choix[0].adresse(), self.choix[1].adresse()];
        let ligne = |lu: &Intervalle| {
            let gagnante = match lu.gagnant {
                std::cmp::Ordering::Less => adresses[0].as_str(),
                std::cmp::Ordering::Greater => adresses[1].as_str(),
                std::cmp::Ordering::Equal => "",
            };
            vec![
                Valeur::Texte(self.mot().to_owned()),
                valeur(lu.debut),
                valeur(lu.fin),
                Valeur::Texte(gagnante.to_owned()),
                Valeur::Montant(lu.ecart_debut.abs()),
                Valeur::Montant(lu.ecart_fin.abs()),
            ]
        };
        Jeu {
            nom: "seuil",
            colonnes: &[
                "selon",
                "de",
                "a",
                "moins_chere",
                "ecart_debut",
                "ecart_fin",
            ],
            lignes: lus.iter().map(ligne).collect(),
        }
    }

    fn mot(&self) -> &'static str {
        match self.axe {
            Axe::Nombre => "nombre",
            Axe::Prix => "prix",
            Axe::Age => "age",
        }
    }
}
