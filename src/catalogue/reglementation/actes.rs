//! The acts, without their tariffs.

use super::{liste, parcourir};
use crate::catalogue::champs::Champs;
use crate::catalogue::{Code, Diagnostics, Sources, vouliez_vous_dire};
use crate::reglementation::{
    AccesDirect, Acte, Arbre, Chronologie, Dent, Nature, Participation, PosteId, Secteur, Tarif,
    Unite, Verre,
};
use std::collections::BTreeMap;

/// The words of units in the table of acts.
const UNITES: [(&str, Unite); 17] = [
    ("acte", Unite::Acte),
    ("séance", Unite::Seance),
    ("jour", Unite::Jour),
    ("nuit", Unite::Nuit),
    ("oreille", Unite::Oreille),
    ("œil", Unite::Oeil),
    ("dent", Unite::Dent),
    ("implant", Unite::Implant),
    ("monture", Unite::Monture),
    ("verre", Unite::Verre),
    ("équipement", Unite::Equipement),
    ("semestre", Unite::Semestre),
    ("boîte", Unite::Boite),
    ("an", Unite::An),
    ("séjour", Unite::Sejour),
    ("lettre-clé", Unite::Lettre),
    ("kilomètre", Unite::Kilometre),
];

/// An act being read: its tariffs come from another table.
pub(super) struct ActeLu {
    pub(super) acte: Acte,
    pub(super) tarifs: BTreeMap<Secteur, Vec<(crate::reglementation::Periode, Tarif)>>,
}

pub(super) fn lire(
    sources: &Sources,
    postes: &Arbre,
    diagnostics: &mut Diagnostics,
) -> Vec<ActeLu> {
    let mut actes: Vec<ActeLu> = Vec::new();
    let colonnes = [
        "code",
        "libelle",
        "synonymes",
        "nomenclature",
        "poste",
        "nature",
        "unite",
        "participation",
        "age_min",
        "age_max",
        "dent",
        "verre",
        "acces_direct",
    ];
    let chemin = "reglementation/actes.csv";
    parcourir(
        sources,
        chemin,
        &colonnes,
        &["note"],
        diagnostics,
        |champs| {
            let Some(acte) = acte(champs, postes) else {
                return;
            };
            if actes.iter().any(|lu| lu.acte.code == acte.code) {
                let message = format!("l’acte `{}` est écrit deux fois", acte.code);
                champs.erreur("code", Code::Double, message);
                return;
            }
            actes.push(ActeLu {
                acte,
                tarifs: BTreeMap::new(),
            });
        },
    );
    actes
}

fn acte(champs: &mut Champs<'_, '_>, postes: &Arbre) -> Option<Acte> {
    let code = champs.exige("code");
    let libelle = champs.exige("libelle");
    let poste = poste(champs, postes);
    let nature = champs.choix(
        "nature",
        &[
            ("nomenclature", Nature::Nomenclature),
            ("forfait légal", Nature::ForfaitLegal),
            ("hors nomenclature", Nature::HorsNomenclature),
        ],
    );
    let unite = champs.choix("unite", &UNITES);
    let participation = champs.choix(
        "participation",
        &[
            ("", Participation::Aucune),
            ("PF", Participation::Forfaitaire),
            ("FM boîte", Participation::FranchiseBoite),
            ("FM paramédical", Participation::FranchiseParamedicale),
            ("FM transport", Participation::FranchiseTransport),
        ],
    );
    let ages = champs.ages();
    let dent = champs.choix(
        "dent",
        &[
            ("", None),
            ("visible", Some(Dent::Visible)),
            ("non visible", Some(Dent::NonVisible)),
            ("visible ou non", Some(Dent::VisibleOuNon)),
        ],
    );
    let verre = champs.choix(
        "verre",
        &[
            ("", None),
            ("simple", Some(Verre::Simple)),
            ("complexe", Some(Verre::Complexe)),
            ("très complexe", Some(Verre::TresComplexe)),
        ],
    );
    let acces_direct = champs.choix(
        "acces_direct",
        &[
            ("", AccesDirect::Non),
            ("oui", AccesDirect::Oui),
            ("moins de 26 ans", AccesDirect::MoinsDe26Ans),
        ],
    );
    Some(Acte {
        code: code?.to_owned(),
        libelle: libelle?.to_owned(),
        synonymes: liste(champs.texte("synonymes")),
        nomenclature: champs.texte_ou("nomenclature"),
        poste: poste?,
        nature: nature?,
        unite: unite?,
        participation: participation?,
        acces_direct: acces_direct?,
        ages: ages?,
        dent: dent?,
        verre: verre?,
        tarifs: Vec::new(),
        prix: Vec::new(),
        prix_de_droit: Vec::new(),
    })
}

fn poste(champs: &mut Champs<'_, '_>, postes: &Arbre) -> Option<PosteId> {
    let ecrit = champs.exige("poste")?;
    let trouve = postes.trouver(ecrit).ok();
    if trouve.is_none() {
        let conseil =
            vouliez_vous_dire(ecrit, postes.iter().map(|(_, poste)| poste.chemin.as_str()))
                .or_else(|| Some("« rac liste postes » les donne tous".to_owned()));
        champs.erreur_avec(
            "poste",
            Code::PosteInconnu,
            format!("poste `{ecrit}` inconnu"),
            conseil,
        );
    }
    trouve
}

impl ActeLu {
    /// The tariffs read, as chronologies by sector; overlaps were noted and left out.
    pub(super) fn ranger(&mut self) {
        let tarifs = std::mem::take(&mut self.tarifs).into_iter();
        self.acte.tarifs = tarifs
            .filter_map(|(secteur, valeurs)| Some((secteur, Chronologie::new(valeurs).ok()?)))
            .collect();
    }
}
