//! An amount spent on a poste, without saying on which care: turned into care only by an
//! assumption, that is written and said.

use super::{Element, Lunettes, Prix, Quoi, Soin};
use crate::montant::Centimes;
use crate::reglementation::{PosteId, Provenance};

/// How many of a care a year may hold, when nothing is said.
pub const NOMBRE_MAX: u16 = 100;

/// Of which care an amount spent on a poste is made.
#[derive(Clone, Debug)]
pub struct HypotheseDeDepense {
    /// The poste.
    pub poste: PosteId,
    /// The care of reference, once, every price being given.
    soin: Soin,
    /// What it costs, in centimes; never zero.
    reference: Centimes,
    /// How many of it a year may hold.
    nombre_max: u16,
    /// The assumption, in a sentence.
    pub mots: String,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl HypotheseDeDepense {
    /// An assumption on a care; none when it is a stay, or when it costs nothing. `prix` says
    /// what an element is supposed to cost when the care does not.
    #[must_use]
    pub fn new(
        poste: PosteId,
        mut soin: Soin,
        nombre_max: u16,
        (mots, provenance): (String, Provenance),
        prix: impl Fn(&Soin) -> Option<Vec<Centimes>>,
    ) -> Option<Self> {
        let prix = prix(&soin)?;
        poser(&mut soin, &prix)?;
        soin.nombre = 1;
        let reference: Centimes = prix.iter().copied().sum();
        (reference > Centimes::ZERO).then_some(Self {
            poste,
            soin,
            reference,
            nombre_max: nombre_max.max(1),
            mots,
            provenance,
        })
    }

    /// What the care of reference costs, in centimes.
    #[must_use]
    pub fn reference(&self) -> Centimes {
        self.reference
    }

    /// « (1 au plus) », where the number is limited by more than good sense.
    #[must_use]
    pub fn plafond_dit(&self) -> String {
        match self.nombre_max {
            NOMBRE_MAX => String::new(),
            nombre => format!(" ({nombre} au plus)"),
        }
    }

    /// The care that an amount makes: as many as the price of reference fits in it, to the
    /// nearest, and at least one; each at an equal part of the amount, to the centime. Their
    /// prices add up to the amount.
    #[must_use]
    pub fn soins(&self, depense: Centimes) -> Vec<Soin> {
        let (total, reference) = (depense.valeur(), self.reference.valeur());
        if total <= 0 {
            return Vec::new();
        }
        let proche = (2 * total + reference) / (2 * reference);
        let nombre = proche.clamp(1, i64::from(self.nombre_max));
        let (part, plus_chers) = (total / nombre, total % nombre);
        let soins = [(nombre - plus_chers, part), (plus_chers, part + 1)];
        let soins = soins.into_iter().filter(|(nombre, _)| *nombre > 0);
        soins
            .filter_map(|(nombre, prix)| self.au_prix(nombre, Centimes::new(prix)))
            .collect()
    }

    /// So many of the care at this price; that of glasses is shared out as it is in the care
    /// of reference, the centimes that are left going to the frame.
    fn au_prix(&self, nombre: i64, prix: Centimes) -> Option<Soin> {
        let mut soin = self.soin.clone();
        soin.nombre = u16::try_from(nombre).ok()?;
        let prix = match &soin.quoi {
            Quoi::Lunettes(lunettes) => {
                let verres = lunettes.verres.map(|verre| match verre.prix {
                    Prix::Donne(verre) => {
                        Centimes::new(prix.valeur() * verre.valeur() / self.reference.valeur())
                    }
                    Prix::Type => Centimes::ZERO,
                });
                let [un, autre] = verres;
                vec![prix - un - autre, un, autre]
            }
            _ => vec![prix],
        };
        poser(&mut soin, &prix)?;
        Some(soin)
    }
}

/// Writes the price of a care, or those of the elements of glasses: the frame first.
fn poser(soin: &mut Soin, prix: &[Centimes]) -> Option<()> {
    match (&mut soin.quoi, prix) {
        (Quoi::Acte { prix, .. }, [seul]) => *prix = Prix::Donne(*seul),
        (Quoi::Lunettes(lunettes), [monture, un, autre]) => {
            let au_prix = |element: Element, prix: Centimes| Element {
                prix: Prix::Donne(prix),
                ..element
            };
            let [premier, second] = lunettes.verres;
            *lunettes = Lunettes {
                monture: au_prix(lunettes.monture, *monture),
                verres: [au_prix(premier, *un), au_prix(second, *autre)],
            };
        }
        _ => return None,
    }
    Some(())
}
