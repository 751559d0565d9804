//! The explanation of a décompte: steps computed with it, each with its amount,
//! its rule and its source.

use crate::calcul::prestation::RaisonTaux;
use crate::montant::{Centimes, Taux};
use crate::reglementation::{Base, OriginePrix, Provenance};
use crate::texte::jour;
use std::fmt;

/// A step: what was done, the amount it gives, where the rule comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Etape {
    /// What was done.
    pub quoi: Quoi,
    /// The amount, in centimes.
    pub montant: Centimes,
    /// Source of the value or of the rule, with the day it was checked.
    pub source: Option<String>,
    /// The doubt on it.
    pub doute: Option<String>,
}

/// What a step does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Quoi {
    /// The price.
    Depense(OriginePrix),
    /// The price brought to the highest one for someone who holds a right.
    PrixDuDroit,
    /// Base of reimbursement kept.
    Base(Base),
    /// The social security pays nothing.
    HorsNomenclature,
    /// Part of the social security.
    Amo(Taux, RaisonTaux),
    /// Out of the path of care.
    Majoration,
    /// Participation forfaitaire.
    Participation,
    /// Franchise médicale.
    Franchise,
    /// Ticket modérateur.
    TicketModerateur,
    /// A stay without ticket modérateur: affection de longue durée, maternity.
    SejourExonere,
    /// A stay with a heavy act: a participation replaces the 20 %.
    ActeLourd,
    /// Beyond this number of days a stay is at 100 %; the price of those days.
    ApresTrenteJours(u16, Centimes),
    /// The forfait journalier set off against the ticket modérateur of the stay.
    ForfaitImpute,
    /// The ticket modérateur of the stay set off against the forfait journalier.
    TicketImpute,
    /// The row of the contract that applies, in its printed words.
    Ligne {
        /// Printed words.
        libelle: String,
        /// The cell as read.
        cellule: String,
        /// `fichier:ligne`.
        place: String,
    },
    /// No row of the contract speaks of this act.
    SansLigne,
    /// The contract is known only in part and says nothing of this act.
    LigneInconnue,
    /// What a term pays.
    Terme(String),
    /// The purse of a period binds a term.
    Bourse(String),
    /// The frame cap within an equipment.
    DontMonture,
    /// A number of acts is used up.
    NombreEpuise,
    /// A cap of the act.
    Borne,
    /// The contract's own minimum.
    Plancher,
    /// An allowance, outside what is paid for care.
    Allocation,
    /// The ceiling of a period, in its printed words.
    Plafond(String),
    /// Days before the one from which the contract pays.
    JourNonPaye(u16),
    /// Days of a stay that are paid alike, both included.
    Jours(u16, u16),
    /// The delay at the beginning of the contract.
    Delai(String),
    /// What a contrat responsable may not exceed, with the article.
    MaximumLegal(&'static str),
    /// What a contrat responsable must pay at least, with the article.
    MinimumLegal(&'static str),
    /// Part of the contract.
    Amc,
    /// Part of a contract that pays on what another leaves.
    Surcomplementaire,
    /// Part of all the contracts together.
    Ensemble,
    /// What is left to pay.
    Reste,
}

impl Etape {
    /// A step without a source of its own.
    #[must_use]
    pub fn new(quoi: Quoi, montant: Centimes) -> Self {
        Self {
            quoi,
            montant,
            source: None,
            doute: None,
        }
    }

    /// A step with the source of its value.
    #[must_use]
    pub fn sourcee(quoi: Quoi, montant: Centimes, provenance: Option<&Provenance>) -> Self {
        Self {
            quoi,
            montant,
            source: provenance.map(|p| format!("{}, vérifié le {}", p.source, jour(p.verifie_le))),
            doute: provenance.and_then(|p| p.doute.clone()),
        }
    }
}

impl fmt::Display for Quoi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Depense(OriginePrix::Donne) => f.write_str("Prix demandé"),
            Self::Depense(OriginePrix::Tarif) => f.write_str("Prix : le tarif conventionnel"),
            Self::Depense(OriginePrix::Type { annee, .. }) => {
                write!(f, "Prix type (relevé {annee})")
            }
            Self::PrixDuDroit => f.write_str("Prix ramené au maximum pour ce droit"),
            Self::Base(Base::Montant(base)) => {
                write!(f, "Base de remboursement (BR) de {base}, dans la limite du prix")
            }
            Self::Base(Base::Prix) => f.write_str("Base de remboursement : le prix"),
            Self::Base(Base::PartDuPlv(part)) => {
                write!(f, "Base calculée : {part} du prix, dans la limite du prix limite de vente")
            }
            Self::HorsNomenclature => f.write_str("La sécurité sociale ne rembourse pas cet acte"),
            Self::Amo(taux, raison) => {
                let pourquoi = match raison {
                    RaisonTaux::Commun => "",
                    RaisonTaux::Ald => " (affection de longue durée)",
                    RaisonTaux::Maternite => " (maternité, dès le 6e mois)",
                    RaisonTaux::RegimeLocal => ", régime local compris",
                    RaisonTaux::RegimeLocalInconnu => " (taux du régime local non trouvé)",
                };
                write!(f, "Part de la sécurité sociale{pourquoi} : base × {taux}")
            }
            Self::Majoration => {
                f.write_str("Majoration hors parcours de soins, laissée au patient")
            }
            Self::Participation => {
                f.write_str("Participation forfaitaire, retirée de la part de la sécurité sociale")
            }
            Self::Franchise => {
                f.write_str("Franchise médicale, retirée de la part de la sécurité sociale")
            }
            Self::TicketModerateur => {
                f.write_str("Ticket modérateur : base moins part de la sécurité sociale")
            }
            Self::SejourExonere => f.write_str("Séjour pris en charge à 100 %"),
            Self::ActeLourd => {
                f.write_str("Acte lourd : le séjour est pris en charge à 100 %, moins la participation")
            }
            Self::ApresTrenteJours(jours, prix) => write!(
                f,
                "Séjour à 100 % après {jours} jours : le ticket modérateur ne porte que sur {prix}, le prix étant réparti également entre les jours",
            ),
            Self::ForfaitImpute => f.write_str(
                "Forfait journalier non facturé : le ticket modérateur du séjour est plus élevé (L. 174-4)",
            ),
            Self::TicketImpute => f.write_str(
                "Ticket modérateur du séjour non facturé : le forfait journalier est plus élevé (L. 174-4)",
            ),
            Self::Ligne { libelle, cellule, .. } => write!(f, "Garantie « {libelle} » : {cellule}"),
            Self::SansLigne => f.write_str("Aucune ligne du contrat ne couvre cet acte"),
            Self::LigneInconnue => {
                f.write_str("Contrat connu en partie : on ne sait pas s’il couvre cet acte")
            }
            Self::Terme(terme) => write!(f, "{terme}"),
            Self::Bourse(terme) => write!(f, "{terme}, dans la limite de ce qui reste pour la période"),
            Self::DontMonture => f.write_str("Monture plafonnée : ce qui reste à payer est limité à"),
            Self::NombreEpuise => f.write_str("Nombre d’actes de la période épuisé"),
            Self::Plancher => f.write_str("Minimum prévu par le contrat"),
            Self::Allocation => {
                f.write_str("Versé en plus, sans lien avec la dépense")
            }
            Self::Borne => f.write_str("Maximum par acte atteint"),
            Self::Plafond(libelle) => write!(f, "Plafond « {libelle} » atteint"),
            Self::JourNonPaye(rang) => write!(f, "Payé seulement à partir du {rang}e jour"),
            Self::Jours(du, au) if du == au => {
                write!(f, "Jour {du} du séjour, au prix moyen d’un jour")
            }
            Self::Jours(du, au) => {
                write!(f, "Jours {du} à {au} du séjour, au prix moyen d’un jour")
            }
            Self::Delai(libelle) => write!(f, "Délai « {libelle} »"),
            Self::MaximumLegal(article) => {
                write!(f, "Maximum légal d’un contrat responsable ({article})")
            }
            Self::MinimumLegal(article) => {
                write!(f, "Minimum légal d’un contrat responsable ({article})")
            }
            Self::Amc => f.write_str("Part de la complémentaire"),
            Self::Surcomplementaire => f.write_str("Part de la surcomplémentaire"),
            Self::Ensemble => f.write_str("Part des complémentaires ensemble"),
            Self::Reste => f.write_str("Reste à payer"),
        }
    }
}
