//! A world: a person, a basket, a contract; and the same world told to the engine.

use super::donnees::{DONNEES, euros};
use jiff::civil::Date;
use reste_a_charge::calcul::bornes::{AnneeDeSoins, annee_de_soins};
use reste_a_charge::calcul::contrat::Contrat;
use reste_a_charge::calcul::exercice::Montants;
use reste_a_charge::calcul::ordre::{OrdreFavorable, favorables};
use reste_a_charge::calcul::prestation::{Dossiers, preparer};
use reste_a_charge::montant::Centimes;
use reste_a_charge::offre::composition::{Composition, Niveaux};
use reste_a_charge::offre::condition::{Condition, TypeSejour};
use reste_a_charge::offre::langage::{Cellule, GenreAnnee, Lecture, Quand, Regle, lire_quand};
use reste_a_charge::offre::{
    Choix, Cotisation, LectureParDefaut, Ligne, Module, NatureLigne, Offre, preciser,
};
use reste_a_charge::panier::{
    Droit, Element, Lunettes, Moment, Panier, Patient, Prix, Quoi, Sejour, Soin,
};
use reste_a_charge::reglementation::{Periode, Provenance, Secteur, Unite};
use rust_decimal::Decimal;
use std::fmt;

/// Everything a décompte depends on.
#[derive(Clone)]
pub(crate) struct Monde {
    pub(crate) date: Date,
    pub(crate) age: u8,
    pub(crate) parcours: bool,
    pub(crate) acs: bool,
    pub(crate) soins: Vec<SoinLu>,
    pub(crate) contrat: Option<ContratLu>,
}

/// A line of the basket; prices in centimes.
#[derive(Clone, Debug)]
pub(crate) struct SoinLu {
    pub(crate) quoi: QuoiLu,
    pub(crate) nombre: u16,
    pub(crate) mois: Option<u8>,
    /// Day of the month, with a month.
    pub(crate) jour: Option<u8>,
    pub(crate) ald: bool,
    /// Whether the professional is of the insurer's network, when it is said.
    pub(crate) reseau: Option<bool>,
}

impl SoinLu {
    /// Whether its number is that of key letters, or of kilometres, of one act.
    pub(crate) fn d_un_seul_acte(&self) -> bool {
        matches!(&self.quoi, QuoiLu::Acte(code, ..)
            if matches!(DONNEES.acte(code).unite, Unite::Lettre | Unite::Kilometre))
    }
}

#[derive(Clone, Debug)]
pub(crate) enum QuoiLu {
    Acte(String, Secteur, i64),
    Sejour {
        jours: u16,
        nuits: u16,
        chambre: i64,
        frais: i64,
        lourd: bool,
        genre: TypeSejour,
    },
    /// Frame, lens, lens.
    Lunettes([(String, i64); 3]),
}

/// One level of a contract.
#[derive(Clone, Debug)]
pub(crate) struct ContratLu {
    pub(crate) responsable: bool,
    pub(crate) paie_participation: bool,
    pub(crate) du: Date,
    pub(crate) pourcentages: Lecture,
    pub(crate) euros: Lecture,
    pub(crate) rangs: Vec<Rang>,
}

/// A row of its table, with the cell of the level.
#[derive(Clone)]
pub(crate) struct Rang {
    pub(crate) nature: NatureLigne,
    pub(crate) postes: Vec<String>,
    pub(crate) quand: Si,
    pub(crate) regle: Regle,
    pub(crate) cellule: Cellule,
}

/// When a row holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Si {
    Toujours,
    Cas(Cas),
    Sinon(Cas),
}

/// The conditions that worlds are made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Cas {
    Optam,
    AgeMoins(u8),
    Rembourse,
    CentPourCent,
    Ald,
    Reseau,
}

impl Cas {
    fn texte(self) -> String {
        match self {
            Self::Optam => "OPTAM".to_owned(),
            Self::AgeMoins(age) => format!("âge < {age}"),
            Self::Rembourse => "remboursé".to_owned(),
            Self::CentPourCent => "100 % Santé".to_owned(),
            Self::Ald => "ALD".to_owned(),
            Self::Reseau => "réseau".to_owned(),
        }
    }

    fn condition(self) -> Condition {
        match lire_quand(&self.texte()) {
            Ok(Quand::Si(condition)) => condition,
            autre => panic!("condition illisible : {autre:?}"),
        }
    }
}

impl Si {
    fn condition(self) -> Condition {
        match self {
            Self::Toujours => Condition::toujours(),
            Self::Cas(cas) => cas.condition(),
            Self::Sinon(cas) => Condition::toujours().sauf(&cas.condition()),
        }
    }
}

/// What comes out of a décompte, in euros.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Recu {
    pub(crate) depense: Decimal,
    pub(crate) amo: Decimal,
    pub(crate) amc: Decimal,
    pub(crate) rac: Decimal,
    pub(crate) participation: Decimal,
    pub(crate) franchise: Decimal,
    pub(crate) majoration: Decimal,
    pub(crate) tm: Decimal,
    pub(crate) depassement: Decimal,
    pub(crate) hors: Decimal,
}

impl Recu {
    pub(crate) fn causes(&self) -> Decimal {
        self.participation
            + self.franchise
            + self.majoration
            + self.tm
            + self.depassement
            + self.hors
    }

    pub(crate) fn plus(&mut self, autre: &Self) {
        self.depense += autre.depense;
        self.amo += autre.amo;
        self.amc += autre.amc;
        self.rac += autre.rac;
        self.participation += autre.participation;
        self.franchise += autre.franchise;
        self.majoration += autre.majoration;
        self.tm += autre.tm;
        self.depassement += autre.depassement;
        self.hors += autre.hors;
    }
}

impl From<Montants> for Recu {
    fn from(montants: Montants) -> Self {
        Self {
            depense: euros(montants.depense),
            amo: euros(montants.amo),
            amc: euros(montants.amc),
            rac: euros(montants.rac),
            participation: euros(montants.participation),
            franchise: euros(montants.franchise),
            majoration: euros(montants.majoration),
            tm: euros(montants.tm_non_couvert),
            depassement: euros(montants.depassement_non_couvert),
            hors: euros(montants.hors_nomenclature),
        }
    }
}

impl Monde {
    /// The engine's year.
    pub(crate) fn annee(&self) -> AnneeDeSoins {
        self.regle_par(|dossiers, contrats| annee_de_soins(&dossiers[0], contrats, false))
    }

    /// What the engine does of the year and of the contract.
    fn regle_par<R>(&self, regler: impl FnOnce(&[Dossiers], &[Contrat<'_>]) -> R) -> R {
        let reglementation = &DONNEES.reglementation;
        let (panier, patient) = (self.panier(), self.patient());
        let dossiers = preparer(reglementation, &panier, patient, self.date, false).unwrap();
        let offre = self.contrat.as_ref().map(ContratLu::offre);
        let contrat = offre.as_ref().map(|offre| {
            let choix = Choix {
                offre,
                niveaux: Niveaux::du_premier(0),
            };
            Contrat::new(choix, reglementation, self.date, 0)
        });
        regler(&[dossiers], contrat.as_slice())
    }

    /// The best order of its care.
    pub(crate) fn favorable(&self) -> OrdreFavorable {
        self.regle_par(favorables).pop().unwrap()
    }

    /// The engine's amounts by line of the basket.
    pub(crate) fn par_ligne(&self) -> Vec<Recu> {
        self.annee()
            .lignes
            .iter()
            .map(|ligne| ligne.montants.into())
            .collect()
    }

    /// The engine's amounts of the year.
    pub(crate) fn total(&self) -> Recu {
        self.annee().total.into()
    }

    pub(crate) fn patient(&self) -> Patient {
        let mut patient = Patient::de_age(self.age);
        patient.parcours = self.parcours;
        if self.acs {
            patient.droit = Droit::Acs;
        }
        patient
    }

    pub(crate) fn panier(&self) -> Panier {
        Panier {
            id: "monde".to_owned(),
            libelle: "monde".to_owned(),
            soins: self.soins.iter().map(SoinLu::soin).collect(),
            hypothese: None,
            verifie_le: jiff::civil::date(2026, 11, 22),
            source: "épreuve".to_owned(),
        }
    }
}

impl SoinLu {
    fn soin(&self) -> Soin {
        let id = |code: &str| DONNEES.reglementation.acte_de_code(code).unwrap();
        let prix = |centimes: i64| Prix::Donne(Centimes::new(centimes));
        let quoi = match &self.quoi {
            QuoiLu::Acte(code, secteur, montant) => Quoi::Acte {
                acte: id(code),
                secteur: *secteur,
                prix: prix(*montant),
                dent: None,
            },
            QuoiLu::Sejour {
                jours,
                nuits,
                chambre,
                frais,
                lourd,
                genre,
            } => Quoi::Sejour(Sejour {
                jours: *jours,
                nuits_chambre: *nuits,
                chambre: prix(*chambre),
                frais: Centimes::new(*frais),
                acte_lourd: *lourd,
                genre: *genre,
            }),
            QuoiLu::Lunettes(elements) => {
                let [monture, un, deux] = elements.each_ref().map(|(code, montant)| Element {
                    acte: id(code),
                    prix: prix(*montant),
                });
                Quoi::Lunettes(Lunettes {
                    monture,
                    verres: [un, deux],
                })
            }
        };
        Soin {
            quoi,
            nombre: self.nombre,
            moment: self.mois.map(|mois| Moment {
                mois,
                jour: self.jour,
            }),
            ald: self.ald,
            reseau: self.reseau,
        }
    }
}

fn provenance() -> Provenance {
    Provenance {
        source: "épreuve".to_owned(),
        verifie_le: jiff::civil::date(2026, 11, 22),
        doute: None,
    }
}

impl ContratLu {
    fn offre(&self) -> Offre {
        Self::niveaux(std::slice::from_ref(self))
    }

    /// Contracts that differ in their cells alone, as the levels of one offer.
    pub(crate) fn niveaux(tous: &[Self]) -> Offre {
        let premier = tous.first().unwrap();
        let lignes = premier
            .rangs
            .iter()
            .enumerate()
            .map(|(numero, rang)| Ligne {
                nature: rang.nature,
                libelle: format!("ligne {numero}"),
                postes: rang
                    .postes
                    .iter()
                    .map(|poste| DONNEES.reglementation.postes.trouver(poste).unwrap())
                    .collect(),
                condition: rang.quand.condition(),
                quand: String::new(),
                regle: rang.regle.clone(),
                regle_ecrite: String::new(),
                precision: 0,
                cellules: tous
                    .iter()
                    .map(|contrat| contrat.rangs[numero].cellule.clone())
                    .collect(),
                note: None,
                fichier: "épreuve.csv".to_owned(),
                numero: u32::try_from(numero).unwrap() + 2,
            });
        let mut lignes: Vec<Ligne> = lignes.collect();
        preciser(&mut lignes);
        Offre {
            id: "epreuve/monde".to_owned(),
            organisme: "épreuve".to_owned(),
            nom: "Monde".to_owned(),
            millesime: "1".to_owned(),
            validite: Periode {
                du: premier.du,
                au: None,
            },
            responsable: Some(premier.responsable),
            surcomplementaire: false,
            reserve_a: None,
            composition: Composition::default(),
            annee: Some(GenreAnnee::Civile),
            complet: true,
            paie_participation: premier.paie_participation,
            services: reste_a_charge::offre::Services::default(),
            lecture: LectureParDefaut {
                pourcentages: Some(premier.pourcentages),
                euros: Some(premier.euros),
                cite: String::new(),
            },
            modules: vec![Module {
                id: "base".to_owned(),
                niveaux: (1..=tous.len()).map(|rang| rang.to_string()).collect(),
                lignes,
                ..Module::default()
            }],
            cotisation: Cotisation::non_publiee(provenance()),
            provenance: provenance(),
            source_url: None,
            note: None,
        }
    }
}

/// Rows as they would be printed, so that a failing world can be read.
impl fmt::Debug for Rang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (postes, quand) = (self.postes.join(" + "), self.quand);
        let (nature, regle, cellule) = (self.nature, &self.regle, &self.cellule);
        write!(f, "{nature:?};{postes};{quand:?};{regle};{cellule}")
    }
}

impl fmt::Debug for Monde {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (date, age) = (self.date, self.age);
        writeln!(
            f,
            "le {date}, {age} ans, parcours {}, ACS {}",
            self.parcours, self.acs
        )?;
        for soin in &self.soins {
            writeln!(
                f,
                "  {} × {:?} mois {:?} jour {:?} ALD {} réseau {:?}",
                soin.nombre, soin.quoi, soin.mois, soin.jour, soin.ald, soin.reseau
            )?;
        }
        if let Some(contrat) = &self.contrat {
            writeln!(
                f,
                "  contrat du {} responsable {} paie PF {}, % {:?}, € {:?}",
                contrat.du,
                contrat.responsable,
                contrat.paie_participation,
                contrat.pourcentages,
                contrat.euros
            )?;
            for rang in &contrat.rangs {
                writeln!(f, "    {rang:?}")?;
            }
        }
        Ok(())
    }
}
