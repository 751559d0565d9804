//! Which care tells most about a guarantee: chosen by its form, priced by the common
//! examples of insurers, else by the typical price of the act.

use crate::commandes::contexte::Contexte;
use crate::offre::langage::{Assiette, Cellule, Garantie, Rythme, Terme};
use crate::panier::{Prix, Quoi, Soin};
use crate::reglementation::{Secteur, Unite};

/// The basket whose prices are taken.
pub(in crate::commandes) const PANIER: &str = "exemples-unocam";
/// Above, one more than the number of a guarantee would be a strange year.
const NOMBRE_MAX: u16 = 12;

/// A care to look for: the code of its act (of a lens, for glasses).
#[derive(Clone, Copy)]
struct Voulu(&'static str, Secteur, u16);

const MEDECINS: [Voulu; 4] = [
    Voulu("generaliste", Secteur::Un, 1),
    Voulu("specialiste", Secteur::Optam, 1),
    Voulu("specialiste", Secteur::NonOptam, 1),
    Voulu("couronne-ceramo-metallique-molaire", Secteur::Un, 1),
];

const fn un(code: &'static str) -> Voulu {
    Voulu(code, Secteur::Un, 1)
}

/// The care on which a cell is tried.
pub(super) fn soins(contexte: &Contexte, cellule: &Cellule) -> Vec<Soin> {
    voulus(cellule)
        .into_iter()
        .filter_map(|voulu| soin(contexte, voulu))
        .collect()
}

fn voulus(cellule: &Cellule) -> Vec<Voulu> {
    let lectures = match cellule {
        Cellule::Neant => return [&MEDECINS[..], &[un("osteopathie")]].concat(),
        Cellule::NonDit => return MEDECINS.to_vec(),
        Cellule::SansObjet | Cellule::Niveau(_) => return Vec::new(),
        Cellule::Lectures(lectures) => lectures,
    };
    let mut voulus = Vec::new();
    for garantie in lectures {
        for voulu in de_garantie(garantie) {
            let meme = |autre: &Voulu| (autre.0, autre.1) == (voulu.0, voulu.1);
            if !voulus.iter().any(meme) {
                voulus.push(voulu);
            }
        }
    }
    voulus
}

fn de_garantie(garantie: &Garantie) -> Vec<Voulu> {
    let regle = &garantie.regle;
    // une allocation n’a pas de prix ; les premiers jours d’un séjour ne se voient pas sur un soin
    if regle.sans_depense || regle.a_partir_du.is_some() {
        return Vec::new();
    }
    if regle.capital {
        return vec![un("obseques")];
    }
    let assiettes: Vec<Assiette> = garantie.termes.iter().map(|terme| terme.assiette).collect();
    if assiettes
        .iter()
        .any(|assiette| matches!(assiette, Assiette::Plv(_)))
    {
        return vec![
            un("couronne-ceramo-metallique-incisive"),
            un("verre-classe-a-simple"),
            un("aide-auditive-classe-1"),
        ];
    }
    if regle.dont_monture.is_some() {
        return vec![un("verre-classe-b-simple"), un("verre-classe-b-complexe")];
    }
    let mut voulus = Vec::new();
    let forfait = |assiette: &Assiette| matches!(assiette, Assiette::Euros(_) | Assiette::Pmss(_));
    if !assiettes.iter().all(forfait) {
        voulus.extend(MEDECINS);
    }
    let rythmes: Vec<Rythme> = garantie
        .termes
        .iter()
        .filter_map(|terme: &Terme| terme.rythme)
        .chain(regle.rythmes.iter().copied())
        .chain(
            regle
                .nombres
                .iter()
                .map(|nombre| Rythme::Unite(nombre.unite)),
        )
        .collect();
    let nombre = regle.nombres.first().map_or(0, |nombre| nombre.maximum);
    for rythme in &rythmes {
        voulus.extend(de_rythme(*rythme, nombre));
    }
    if voulus.is_empty() {
        voulus = vec![
            un("chambre-particuliere"),
            un("lentilles-non-remboursees"),
            un("osteopathie"),
            un("couronne-ceramo-metallique-molaire"),
        ];
    }
    voulus
}

fn de_rythme(rythme: Rythme, nombre: u16) -> Vec<Voulu> {
    let un_de_plus = match nombre {
        0 => 1,
        nombre if nombre < NOMBRE_MAX => nombre + 1,
        _ => 1,
    };
    match rythme {
        Rythme::Periode(_) => vec![
            un("lentilles-non-remboursees"),
            Voulu("osteopathie", Secteur::Un, 4),
        ],
        Rythme::Unite(unite) => match unite {
            Unite::Seance => vec![
                un("osteopathie"),
                Voulu("osteopathie", Secteur::NonOptam, un_de_plus),
            ],
            Unite::Jour | Unite::Nuit | Unite::Sejour => vec![un("chambre-particuliere")],
            Unite::Oreille => vec![un("aide-auditive-classe-2")],
            Unite::Oeil => vec![un("chirurgie-refractive")],
            Unite::Monture | Unite::Verre | Unite::Equipement => {
                vec![un("verre-classe-b-simple"), un("verre-classe-b-complexe")]
            }
            Unite::Semestre => vec![un("orthodontie-semestre")],
            Unite::Implant => vec![un("implant")],
            Unite::Dent | Unite::Prothese => vec![un("couronne-ceramo-metallique-molaire")],
            Unite::Acte => vec![un("specialiste"), un("osteopathie")],
            _ => Vec::new(),
        },
    }
}

/// The care as the common examples price it, else at its typical price; nothing when the
/// act has no tariff on the date.
fn soin(contexte: &Contexte, voulu: Voulu) -> Option<Soin> {
    let reglementation = &contexte.catalogue.reglementation;
    let acte = reglementation.acte_de_code(voulu.0)?;
    let trouve = reglementation.acte(acte);
    // un acte sans secteur n’en prend pas
    let secteur = if trouve.a_un_secteur() {
        voulu.1
    } else {
        Secteur::Un
    };
    trouve.tarif(secteur, contexte.date)?;
    let panier = contexte
        .catalogue
        .paniers
        .iter()
        .find(|panier| panier.id == PANIER);
    let connu = panier.and_then(|panier| {
        panier.soins.iter().find(|soin| match &soin.quoi {
            Quoi::Acte {
                acte: autre,
                secteur: ou,
                ..
            } => *autre == acte && *ou == secteur,
            Quoi::Lunettes(lunettes) => lunettes.verres.iter().any(|verre| verre.acte == acte),
            Quoi::Sejour(_) => false,
        })
    });
    if let Some(connu) = connu {
        return Some(Soin {
            nombre: voulu.2,
            ..connu.clone()
        });
    }
    trouve.prix_suppose(secteur, contexte.date)?;
    Some(Soin {
        quoi: Quoi::Acte {
            acte,
            secteur,
            prix: Prix::Type,
            dent: None,
        },
        nombre: voulu.2,
        moment: None,
        ald: false,
        reseau: None,
    })
}
