//! The acts that a table is tried on: each act of the regulation in each sector, at a price
//! without surcharge and at a high one; stays; pairs of glasses.

use crate::calcul::exercice::Decompte;
use crate::calcul::prestation::{Dossiers, Poste, Prestation, preparer};
use crate::montant::{Centimes, Taux};
use crate::offre::Offre;
use crate::offre::condition::{Axe, Boite, TypeSejour};
use crate::panier::{DentSoignee, Element, Lunettes, Panier, Patient, Prix, Quoi, Sejour, Soin};
use crate::reglementation::{
    Acte, ActeId, Base, Dent, Nature, PanierSante, PosteId, Reglementation, Secteur, Tarif, Unite,
    Verre,
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A price far above what any contract pays, for an act without a tariff.
const PRIX_HAUT: Centimes = Centimes::new(300_000);
/// The same for an act that has a tariff: ten times it, and at least this.
const PRIX_MOYEN: Centimes = Centimes::new(50_000);
/// A price for what has neither tariff nor survey.
const PRIX_BAS: Centimes = Centimes::new(3_000);
/// Days of a stay longer than a year.
const JOURS: u16 = 370;
/// Days of a stay longer than any number of single rooms.
const NUITS: u16 = 200;
/// The age of the patient tried first.
const ADULTE: u8 = 35;

/// What is tried.
pub(super) struct Scene {
    /// The words of the act, with sector and age where they matter.
    pub(super) acte: String,
    /// The act; none for a stay or glasses.
    pub(super) id: Option<ActeId>,
    pub(super) secteur: Secteur,
    /// Whether the price is far above the tariff.
    pub(super) haut: bool,
    /// Whether it tries a frame alone, whose cap the minimum of a pair contradicts.
    pub(super) monture_chere: bool,
    /// Age, and months of seniority.
    pub(super) age: u8,
    pub(super) anciennete: u16,
    pub(super) dossiers: Dossiers,
    /// How many times the act may be done in a year, at most.
    fois: usize,
}

impl Scene {
    /// The act, when it is one.
    pub(super) fn prestation(&self) -> Option<&Prestation> {
        match self.dossiers.postes.as_slice() {
            [Poste::Acte(prestation)] => Some(prestation),
            _ => None,
        }
    }

    /// The base of the act, in centimes.
    fn base(&self) -> Option<Centimes> {
        self.prestation().map(|prestation| prestation.base)
    }

    /// Whether the law sees the same thing in both.
    pub(super) fn semblable(&self, autre: &Self) -> bool {
        let vue = |scene: &Self| {
            let prestation = scene.prestation()?;
            Some((
                (
                    scene.id,
                    scene.secteur,
                    scene.haut,
                    scene.age,
                    scene.anciennete,
                ),
                prestation.situation,
                (prestation.depense, prestation.base, prestation.amo_brut),
                (prestation.tm, prestation.plv),
            ))
        };
        vue(self).is_some_and(|ici| vue(autre) == Some(ici))
    }

    /// The words of what a décompte pays: within a stay, the element too.
    pub(super) fn mots_de(&self, decompte: &Decompte, reglementation: &Reglementation) -> String {
        if self.id.is_some() || decompte.equipement {
            return self.acte.clone();
        }
        let element = &reglementation.acte(decompte.acte).libelle;
        format!("{} : {element}", self.acte)
    }

    /// The same act all year long, so that what is counted runs out; none when a year holds
    /// it once.
    pub(super) fn repetee(&self) -> Option<Dossiers> {
        let postes = || self.dossiers.postes.iter().cycle().take(self.fois);
        (self.fois > 1 && !self.haut).then(|| Dossiers {
            postes: postes().cloned().collect(),
            ..self.dossiers
        })
    }
}

/// Every scene of a day. Other ages and seniorities than those of an adult who comes in are
/// tried only where a row above the act tells them apart; among acts of one poste that the
/// conditions cannot tell apart, two stand for all.
pub(super) fn scenes(offre: &Offre, reglementation: &Reglementation, date: Date) -> Vec<Scene> {
    let mut scenes = Vec::new();
    for (age, anciennete) in [(ADULTE, 0), (10, 0), (75, 0), (ADULTE, 60)] {
        let distinguent = match (age, anciennete) {
            (ADULTE, 0) => None,
            (ADULTE, _) => Some(noeuds(offre, Axe::Annee)),
            _ => Some(noeuds(offre, Axe::Age)),
        };
        if distinguent.as_ref().is_some_and(BTreeSet::is_empty) {
            continue;
        }
        let salle = Salle {
            reglementation,
            date,
            patient: Patient {
                anciennete_mois: anciennete,
                ..Patient::de_age(age)
            },
            distinguent,
            par_genre: !noeuds(offre, Axe::Sejour).is_empty(),
        };
        let mut siennes = Vec::new();
        salle.actes(&mut siennes);
        scenes.extend(representants(siennes));
        if salle.distingue("hospitalisation") {
            salle.sejours(&mut scenes);
        }
        if salle.distingue("optique") {
            salle.lunettes(&mut scenes);
        }
    }
    scenes
}

/// The nodes of the rows that a condition tells apart on an axis.
fn noeuds(offre: &Offre, axe: Axe) -> BTreeSet<PosteId> {
    let lignes = offre.modules.iter().flat_map(|module| &module.lignes);
    let distingue = |boite: &Boite| boite.valeurs(axe) != Boite::TOUT.valeurs(axe);
    lignes
        .filter(|ligne| ligne.condition.boites().iter().any(distingue))
        .flat_map(|ligne| ligne.postes.iter().copied())
        .collect()
}

/// What a table may tell of an act: where it hangs, its situation, its rate, its basket.
type Vue = (PosteId, Boite, Taux, bool);

/// Two scenes of each [`Vue`] at most: the first, which is the one people know, then the
/// dearest, which a fixed amount covers last.
fn representants(scenes: Vec<(PosteId, Scene)>) -> Vec<Scene> {
    let mut retenues: Vec<Scene> = Vec::new();
    let mut cheres: BTreeMap<Vue, (Option<Centimes>, Option<Scene>)> = BTreeMap::new();
    for (poste, scene) in scenes {
        let vue = scene
            .prestation()
            .map(|prestation| (poste, prestation.situation, prestation.taux, scene.haut));
        match vue.and_then(|vue| cheres.get_mut(&vue)) {
            Some((base, chere)) => {
                if scene.base() > *base {
                    *base = scene.base();
                    *chere = Some(scene);
                }
            }
            None => {
                if let Some(vue) = vue {
                    cheres.insert(vue, (scene.base(), None));
                }
                retenues.push(scene);
            }
        }
    }
    retenues.extend(cheres.into_values().filter_map(|(_, chere)| chere));
    retenues
}

struct Salle<'a> {
    reglementation: &'a Reglementation,
    date: Date,
    patient: Patient,
    /// The nodes where this patient differs from an adult who comes in; all, for him.
    distinguent: Option<BTreeSet<PosteId>>,
    /// Whether rows tell the kinds of stay apart.
    par_genre: bool,
}

impl Salle<'_> {
    /// Whether a row below this node tells this patient apart.
    fn distingue(&self, dessus: &str) -> bool {
        let sous = |poste: &PosteId| {
            let chemin = &self.reglementation.postes.poste(*poste).chemin;
            chemin.starts_with(dessus)
        };
        self.distinguent
            .as_ref()
            .is_none_or(|noeuds| noeuds.iter().any(sous))
    }

    fn actes(&self, scenes: &mut Vec<(PosteId, Scene)>) {
        for (id, acte) in self.reglementation.actes() {
            let (min, max) = acte.ages;
            // un acte d'un autre âge est essayé une fois, à l'âge le plus proche
            let age = self.patient.age.clamp(min, max);
            if age != self.patient.age && self.patient.age != ADULTE {
                continue;
            }
            let mut lignee = self.reglementation.postes.lignee(acte.poste);
            let distingue = self
                .distinguent
                .as_ref()
                .is_none_or(|noeuds| lignee.any(|noeud| noeuds.contains(&noeud)));
            let lunettes = matches!(acte.unite, Unite::Monture | Unite::Verre);
            if lunettes || !distingue {
                continue;
            }
            self.acte(id, acte, age, scenes);
        }
    }

    /// An act in each sector, at each price, on each kind of tooth.
    fn acte(&self, id: ActeId, acte: &Acte, age: u8, scenes: &mut Vec<(PosteId, Scene)>) {
        for (secteur, tarifs) in &acte.tarifs {
            let Some(tarif) = tarifs.au(self.date) else {
                continue;
            };
            for (prix, haut) in prix(acte, *secteur, tarif, self.date) {
                for dent in dents(acte) {
                    let quoi = Quoi::Acte {
                        acte: id,
                        secteur: *secteur,
                        prix: Prix::Donne(prix),
                        dent: dent.map(DentSoignee::Genre),
                    };
                    let mots = self.mots(acte, *secteur, dent, age);
                    let Some(scene) = self.scene(mots, quoi, age) else {
                        continue;
                    };
                    let scene = Scene {
                        id: Some(id),
                        secteur: *secteur,
                        haut,
                        fois: fois(self.reglementation, acte),
                        ..scene
                    };
                    scenes.push((acte.poste, scene));
                }
            }
        }
    }

    fn mots(&self, acte: &Acte, secteur: Secteur, dent: Option<Dent>, age: u8) -> String {
        let mut mots = acte.libelle.clone();
        if acte.a_un_secteur() {
            mots.push_str(match secteur {
                Secteur::Un => ", secteur 1",
                Secteur::Optam => ", OPTAM",
                Secteur::NonOptam => ", non OPTAM",
                Secteur::NonConventionne => ", non conventionné",
            });
        }
        match dent {
            Some(Dent::Visible) => mots.push_str(", dent visible"),
            Some(Dent::NonVisible) => mots.push_str(", dent non visible"),
            _ => {}
        }
        if age != ADULTE {
            mots.push_str(&format!(", à {age} ans"));
        }
        mots
    }

    fn scene(&self, acte: String, quoi: Quoi, age: u8) -> Option<Scene> {
        let panier = Panier::d_essai(vec![Soin::fois(1, quoi)], self.date);
        let patient = Patient {
            age,
            ..self.patient
        };
        let dossiers = preparer(self.reglementation, &panier, patient, self.date, false).ok()?;
        Some(Scene {
            acte,
            id: None,
            secteur: Secteur::Un,
            haut: false,
            monture_chere: false,
            age,
            anciennete: self.patient.anciennete_mois,
            dossiers,
            fois: 1,
        })
    }

    /// Stays of each kind, with a single room; long ones, to run out of days; a heavy act.
    fn sejours(&self, scenes: &mut Vec<Scene>) {
        let genres = [
            (TypeSejour::Court, "séjour à l’hôpital"),
            (TypeSejour::Readaptation, "séjour de réadaptation"),
            (TypeSejour::Psychiatrie, "séjour en psychiatrie"),
            (TypeSejour::Maternite, "séjour de maternité"),
            (TypeSejour::Ambulatoire, "journée à l’hôpital"),
        ];
        let sejour = |genre, jours, nuits, frais, lourd| Sejour {
            jours,
            nuits_chambre: nuits,
            chambre: Prix::Donne(Centimes::new(15_000)),
            frais: Centimes::new(frais),
            acte_lourd: lourd,
            genre,
        };
        let long = |genre| genre != TypeSejour::Maternite && genre != TypeSejour::Ambulatoire;
        let genres = genres
            .into_iter()
            .take(if self.par_genre { usize::MAX } else { 1 });
        for (genre, mots) in genres {
            let une = sejour(genre, 3, if long(genre) { 3 } else { 1 }, 0, false);
            scenes.extend(self.scene(mots.to_owned(), Quoi::Sejour(une), self.patient.age));
            if long(genre) && self.par_genre {
                let longs = sejour(genre, NUITS, NUITS, 0, false);
                let mots = format!("{mots} de {NUITS} jours");
                scenes.extend(self.scene(mots, Quoi::Sejour(longs), self.patient.age));
            }
        }
        let lourd = sejour(TypeSejour::Court, 1, 0, 300_000, true);
        let mots = "séjour avec un acte lourd".to_owned();
        scenes.extend(self.scene(mots, Quoi::Sejour(lourd), self.patient.age));
    }

    /// The six pairs of lenses in each class, and a dear frame.
    fn lunettes(&self, scenes: &mut Vec<Scene>) {
        use Verre::{Complexe, Simple, TresComplexe};
        let paires = [
            (Simple, Simple, "2 verres simples"),
            (Simple, Complexe, "1 verre simple et 1 complexe"),
            (Complexe, Complexe, "2 verres complexes"),
            (Simple, TresComplexe, "1 verre simple et 1 très complexe"),
            (
                Complexe,
                TresComplexe,
                "1 verre complexe et 1 très complexe",
            ),
            (TresComplexe, TresComplexe, "2 verres très complexes"),
        ];
        for (classe, mots_de_classe) in [
            ("optique/classe-a", "de classe A, "),
            ("optique/classe-b", "de classe B, "),
            ("optique/avant-2020", ""),
        ] {
            let Some(monture) = self.element(&format!("{classe}/monture"), None) else {
                continue;
            };
            for (un, deux, mots) in paires {
                let verre = |verre| self.element(&format!("{classe}/verre"), Some(verre));
                let (Some(un), Some(deux)) = (verre(un), verre(deux)) else {
                    continue;
                };
                let prix: &[[i64; 3]] = if classe == "optique/classe-a" {
                    &[[0, 0, 0]]
                } else {
                    &[[100, 100, 100], [15_000, 150_000, 150_000], [150_000, 5, 5]]
                };
                for montants in prix {
                    let [de_monture, du_premier, du_second] = *montants;
                    let element = |(acte, plv): (ActeId, Option<Centimes>), prix| Element {
                        acte,
                        prix: Prix::Donne(plv.unwrap_or(Centimes::new(prix))),
                    };
                    let quoi = Quoi::Lunettes(Lunettes {
                        monture: element(monture, de_monture),
                        verres: [element(un, du_premier), element(deux, du_second)],
                    });
                    let monture_chere = de_monture == 150_000;
                    let chere = if monture_chere {
                        ", monture chère"
                    } else {
                        ""
                    };
                    let mots = format!("Lunettes {mots_de_classe}{mots}{chere}");
                    let scene = self.scene(mots, quoi, self.patient.age);
                    scenes.extend(scene.map(|scene| Scene {
                        monture_chere,
                        ..scene
                    }));
                }
            }
        }
    }

    /// A frame or a lens of a poste, for the age of the patient, with its price limit.
    fn element(&self, chemin: &str, verre: Option<Verre>) -> Option<(ActeId, Option<Centimes>)> {
        let arbre = &self.reglementation.postes;
        let noeud = arbre.trouver(chemin).ok()?;
        self.reglementation.actes().find_map(|(id, acte)| {
            let ici = arbre.lignee(acte.poste).any(|dessus| dessus == noeud);
            let (min, max) = acte.ages;
            let age = (min..=max).contains(&self.patient.age);
            let tarif = acte.tarif(Secteur::Un, self.date)?;
            (ici && age && acte.verre == verre).then_some((id, tarif.plv))
        })
    }
}

/// A price without surcharge, then one far above, where it is free.
pub(in crate::calcul) fn prix(
    acte: &Acte,
    secteur: Secteur,
    tarif: &Tarif,
    date: Date,
) -> Vec<(Centimes, bool)> {
    let limite = match tarif.panier {
        PanierSante::CentPourCent | PanierSante::Maitrise => tarif.plv,
        PanierSante::Aucun | PanierSante::Libre => None,
    };
    let bas = match tarif.base {
        Base::Montant(base) if base > Centimes::ZERO => base,
        _ => acte
            .prix_suppose(secteur, date)
            .map_or(PRIX_BAS, |(prix, _)| prix),
    };
    let haut = match tarif.base {
        Base::Montant(base) if base > Centimes::ZERO => {
            Centimes::new(base.valeur().saturating_mul(10)).max(PRIX_MOYEN)
        }
        _ => PRIX_HAUT,
    };
    let seul = acte.nature == Nature::ForfaitLegal
        || (acte.a_un_secteur() && secteur == Secteur::Un)
        || bas >= haut;
    match limite {
        Some(limite) if tarif.panier == PanierSante::CentPourCent => vec![(limite, false)],
        Some(limite) => vec![(bas.min(limite), false), (limite, true)],
        None if seul || tarif.panier == PanierSante::CentPourCent => vec![(bas, false)],
        None => vec![(bas, false), (haut, true)],
    }
}

fn dents(acte: &Acte) -> Vec<Option<Dent>> {
    match acte.dent {
        Some(Dent::VisibleOuNon) => vec![Some(Dent::Visible), Some(Dent::NonVisible)],
        _ => vec![None],
    }
}

/// How many times an act may be done in a year without the social security saying no:
/// equipment has its own delays of renewal, the psychologist his number.
fn fois(reglementation: &Reglementation, acte: &Acte) -> usize {
    let chemin = &reglementation.postes.poste(acte.poste).chemin;
    if chemin.starts_with("soins-courants/mon-soutien-psy") {
        return 12;
    }
    match acte.unite {
        Unite::Jour | Unite::Nuit => usize::from(JOURS),
        Unite::Acte | Unite::Lettre | Unite::Kilometre | Unite::Seance | Unite::Boite => 100,
        Unite::Dent | Unite::Prothese | Unite::Implant => 16,
        Unite::Semestre | Unite::Oeil => 2,
        _ => 1,
    }
}
