//! What the social security pays of an act: rate, majoration, ticket modérateur, and what
//! it takes back.

use super::{ActeAFaire, Preparation, Prestation, RaisonTaux};
use crate::calcul::Drapeau;
use crate::reglementation::{Acte, Participation, Tarif};

impl Preparation<'_> {
    /// Base, rate, majoration, ticket modérateur, participations.
    pub(super) fn rembourser(
        &mut self,
        acte: &Acte,
        tarif: &Tarif,
        demande: &ActeAFaire,
        prestation: &mut Prestation,
    ) {
        let parametres = &self.reglementation.parametres;
        let seuil = |nom| parametres.nombre(nom, self.date).unwrap_or(0);
        let de_medecin = acte.participation == Participation::Forfaitaire && acte.a_un_secteur();
        let hors_parcours = !self.patient.parcours
            && de_medecin
            && u32::from(self.patient.age) >= seuil("age.parcours")
            && !acte.acces_direct.permis(self.patient.age);
        prestation.hors_parcours = hors_parcours;
        let (mut taux, raison) = self.taux(acte, tarif, demande.ald);
        prestation.raison_taux = raison;
        if raison == RaisonTaux::RegimeLocalInconnu {
            prestation.drapeaux.push(Drapeau::RegimeLocalInconnu);
        }
        if hors_parcours {
            let majoration = parametres
                .taux("majoration.hors-parcours", self.date)
                .unwrap_or_default();
            prestation.taux_majoration = majoration.min(taux);
            taux = taux.moins(prestation.taux_majoration);
        }
        prestation.taux = taux;
        prestation.chiffrer(prestation.depense);
        let exempte = self.patient.maternite
            || u32::from(self.patient.age) < seuil("age.participation")
            || self.patient.droit.opposable();
        if exempte {
            return;
        }
        prestation.due_au_plus = self.participations.montant(acte.participation);
        let due = self.participations.prendre(
            acte.participation,
            (prestation.acte, prestation.secteur),
            demande.moment,
            prestation.amo_brut,
        );
        if acte.participation == Participation::Forfaitaire {
            prestation.participation = due;
        } else {
            prestation.franchise = due;
        }
    }
}
