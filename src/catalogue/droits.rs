//! Rights: ceilings, dated rules, amounts by age, presumptions, sentences, from their tables.

use super::champs::Champs;
use super::reglementation::{parametres, parcourir};
use super::{Code, Diagnostics, Sources, vouliez_vous_dire};
use crate::montant::Centimes;
use crate::reglementation::droits::{
    Allocation, Demarche, Droit, Droits, MontantParAge, Niveau, NonRecours, PlafondPublie,
    Plafonds, Presomption, Ressource, Sujet, Zone,
};
use crate::reglementation::{Chronologie, Periode};
use std::collections::BTreeMap;

const NIVEAUX: [(&str, Niveau); 2] = [
    ("gratuit", Niveau::Gratuit),
    ("participation", Niveau::Participation),
];
const OUI_NON: [(&str, bool); 2] = [("oui", true), ("non", false)];
const OUI_OU_RIEN: [(&str, bool); 2] = [("oui", true), ("", false)];

pub(super) fn lire(sources: &Sources, diagnostics: &mut Diagnostics) -> Droits {
    Droits {
        plafonds: plafonds(sources, diagnostics),
        parametres: parametres(sources, "droits/parametres.csv", diagnostics),
        cheques: montants(
            sources,
            "acs-tariffs/cheques.csv",
            "montant",
            false,
            diagnostics,
        ),
        participations: montants(
            sources,
            "droits/participations.csv",
            "mensuelle",
            true,
            diagnostics,
        ),
        sorties: montants(
            sources,
            "droits/sorties.csv",
            "mensuelle",
            false,
            diagnostics,
        ),
        presomptions: presomptions(sources, diagnostics),
        non_recours: non_recours(sources, diagnostics),
        demarches: demarches(sources, diagnostics),
        ressources: ressources(sources, diagnostics),
    }
}

fn plafonds(sources: &Sources, diagnostics: &mut Diagnostics) -> Plafonds {
    let mut publies: BTreeMap<(Niveau, Zone, u8), Vec<(Periode, PlafondPublie)>> = BTreeMap::new();
    let colonnes = [
        "plafond",
        "zone",
        "personnes",
        "du",
        "au",
        "montant",
        "source",
        "verifie_le",
        "doute",
    ];
    let chemin = "droits/plafonds.csv";
    parcourir(sources, chemin, &colonnes, &[], diagnostics, |champs| {
        let zones = [("metropole", Zone::Metropole), ("dom", Zone::Dom)];
        let niveau = champs.choix("plafond", &NIVEAUX);
        let zone = champs.choix("zone", &zones);
        let personnes = personnes(champs);
        let periode = champs.periode();
        let montant = montant(champs, "montant");
        let provenance = champs.provenance();
        let (
            Some(niveau),
            Some(zone),
            Some(personnes),
            Some(periode),
            Some(montant),
            Some(provenance),
        ) = (niveau, zone, personnes, periode, montant, provenance)
        else {
            return;
        };
        let deja = publies.entry((niveau, zone, personnes)).or_default();
        if deja.iter().any(|(autre, _)| autre.chevauche(&periode)) {
            let message = "deux plafonds du même foyer valent le même jour";
            champs.erreur("du", Code::Chevauchement, message);
            return;
        }
        let publie = PlafondPublie {
            montant,
            provenance,
        };
        deja.push((periode, publie));
    });
    let chronologies = publies
        .into_iter()
        .filter_map(|(cle, valeurs)| Some((cle, Chronologie::new(valeurs).ok()?)));
    Plafonds::new(chronologies.collect())
}

fn personnes(champs: &mut Champs<'_, '_>) -> Option<u8> {
    let texte = champs.exige("personnes")?;
    let lu = texte
        .parse()
        .ok()
        .filter(|nombre| (1..=20).contains(nombre));
    if lu.is_none() {
        let message = format!("« {texte} » n’est pas un nombre de personnes de 1 à 20");
        champs.erreur("personnes", Code::ValeurInvalide, message);
    }
    lu
}

/// An amount that is neither negative nor out of proportion.
fn montant(champs: &mut Champs<'_, '_>, nom: &str) -> Option<Centimes> {
    let lu = champs.montant(nom)?;
    if lu >= Centimes::ZERO && lu <= Centimes::PRIX_MAX {
        return Some(lu);
    }
    champs.erreur(
        nom,
        Code::ValeurInvalide,
        format!("un montant va de 0 à {}", Centimes::PRIX_MAX),
    );
    None
}

fn montants(
    sources: &Sources,
    chemin: &str,
    nom: &str,
    par_regime: bool,
    diagnostics: &mut Diagnostics,
) -> Vec<MontantParAge> {
    let mut montants: Vec<MontantParAge> = Vec::new();
    let mut colonnes = vec![
        "du",
        "au",
        "age_min",
        "age_max",
        nom,
        "source",
        "verifie_le",
        "doute",
    ];
    if par_regime {
        colonnes.push("regime");
    }
    parcourir(sources, chemin, &colonnes, &[], diagnostics, |champs| {
        let regimes = [("general", false), ("alsace-moselle", true)];
        let alsace_moselle = if par_regime {
            champs.choix("regime", &regimes)
        } else {
            Some(false)
        };
        let lus = (
            alsace_moselle,
            champs.periode(),
            champs.ages(),
            montant(champs, nom),
            champs.provenance(),
        );
        let (Some(alsace_moselle), Some(validite), Some(ages), Some(montant), Some(provenance)) =
            lus
        else {
            return;
        };
        let chevauche = |autre: &MontantParAge| {
            autre.alsace_moselle == alsace_moselle
                && autre.validite.chevauche(&validite)
                && autre.ages.0 <= ages.1
                && ages.0 <= autre.ages.1
        };
        if montants.iter().any(chevauche) {
            let message = "deux montants valent au même âge le même jour";
            champs.erreur("age_min", Code::Chevauchement, message);
            return;
        }
        montants.push(MontantParAge {
            validite,
            ages,
            alsace_moselle,
            montant,
            provenance,
        });
    });
    montants
}

fn presomptions(sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<Presomption> {
    let mut presomptions: Vec<Presomption> = Vec::new();
    let colonnes = [
        "allocation",
        "plafond",
        "seul",
        "automatique",
        "du",
        "au",
        "condition",
        "source",
        "verifie_le",
        "doute",
    ];
    let chemin = "droits/presomptions.csv";
    parcourir(sources, chemin, &colonnes, &[], diagnostics, |champs| {
        let mots = Allocation::TOUTES.map(|allocation| (allocation.mot(), allocation));
        let allocation = champs.choix("allocation", &mots);
        let niveau = champs.choix("plafond", &NIVEAUX);
        let seul = champs.choix("seul", &OUI_OU_RIEN);
        let automatique = champs.choix("automatique", &OUI_OU_RIEN);
        let validite = champs.periode();
        let provenance = champs.provenance();
        let (
            Some(allocation),
            Some(niveau),
            Some(seul),
            Some(automatique),
            Some(validite),
            Some(provenance),
        ) = (allocation, niveau, seul, automatique, validite, provenance)
        else {
            return;
        };
        let chevauche = |autre: &Presomption| {
            autre.allocation == allocation && autre.validite.chevauche(&validite)
        };
        if presomptions.iter().any(chevauche) {
            let message = "deux présomptions de la même allocation valent le même jour";
            champs.erreur("du", Code::Chevauchement, message);
            return;
        }
        presomptions.push(Presomption {
            allocation,
            niveau,
            seul,
            automatique,
            validite,
            condition: champs.texte("condition").to_owned(),
            provenance,
        });
    });
    presomptions
}

fn non_recours(sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<NonRecours> {
    let mut estimes = Vec::new();
    let colonnes = [
        "annee",
        "droit",
        "taux_min",
        "taux_max",
        "source",
        "verifie_le",
        "doute",
    ];
    let chemin = "droits/non-recours.csv";
    parcourir(sources, chemin, &colonnes, &[], diagnostics, |champs| {
        let annee = annee(champs);
        let droit = champs.choix("droit", &mots_de_droit());
        let taux = (champs.taux("taux_min"), champs.taux("taux_max"));
        let provenance = champs.provenance();
        let (Some(annee), Some(droit), (Some(min), Some(max)), Some(provenance)) =
            (annee, droit, taux, provenance)
        else {
            return;
        };
        if max < min {
            let message = "le taux maximal est inférieur au taux minimal";
            champs.erreur("taux_max", Code::ValeurInvalide, message);
            return;
        }
        estimes.push(NonRecours {
            annee,
            droit,
            taux: (min, max),
            provenance,
        });
    });
    estimes
}

fn annee(champs: &mut Champs<'_, '_>) -> Option<i16> {
    let texte = champs.exige("annee")?;
    let lue = texte
        .parse()
        .ok()
        .filter(|annee| (2000..=2100).contains(annee));
    if lue.is_none() {
        let message = format!("« {texte} » n’est pas une année : écrivez par exemple 2021");
        champs.erreur("annee", Code::ValeurInvalide, message);
    }
    lue
}

fn demarches(sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<Demarche> {
    const SUJETS: [(&str, Sujet); 7] = [
        ("change", Sujet::Change),
        ("ou", Sujet::Ou),
        ("formulaire", Sujet::Formulaire),
        ("piece", Sujet::Piece),
        ("delai", Sujet::Delai),
        ("ensuite", Sujet::Ensuite),
        ("transition", Sujet::Transition),
    ];
    let mut demarches = Vec::new();
    let colonnes = [
        "droit",
        "quoi",
        "du",
        "au",
        "texte",
        "source",
        "verifie_le",
        "doute",
    ];
    let chemin = "droits/demarches.csv";
    parcourir(sources, chemin, &colonnes, &[], diagnostics, |champs| {
        let droit = droit_ou_tous(champs);
        let sujet = champs.choix("quoi", &SUJETS);
        let validite = champs.periode();
        let texte = champs.exige("texte");
        let provenance = champs.provenance();
        if let (Some(droit), Some(sujet), Some(validite), Some(texte), Some(provenance)) =
            (droit, sujet, validite, texte, provenance)
        {
            demarches.push(Demarche {
                droit,
                sujet,
                validite,
                texte: texte.to_owned(),
                provenance,
            });
        }
    });
    demarches
}

fn mots_de_droit() -> [(&'static str, Droit); 5] {
    Droit::TOUS.map(|droit| (droit.mot(), droit))
}

/// A right, or `tous`.
fn droit_ou_tous(champs: &mut Champs<'_, '_>) -> Option<Option<Droit>> {
    let texte = champs.exige("droit")?;
    if texte == "tous" {
        return Some(None);
    }
    let lu = mots_de_droit().into_iter().find(|(mot, _)| *mot == texte);
    if lu.is_none() {
        let mots = mots_de_droit().map(|(mot, _)| mot);
        let conseil = vouliez_vous_dire(texte, mots.into_iter().chain(["tous"]))
            .unwrap_or_else(|| format!("écrivez {} ou tous", mots.join(", ")));
        champs.erreur_avec(
            "droit",
            Code::ValeurInvalide,
            format!("« {texte} » n’est pas un droit"),
            Some(conseil),
        );
    }
    lu.map(|(_, droit)| Some(droit))
}

fn ressources(sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<Ressource> {
    let mut ressources = Vec::new();
    let colonnes = [
        "ressource",
        "compte",
        "du",
        "au",
        "source",
        "verifie_le",
        "doute",
    ];
    let chemin = "droits/ressources.csv";
    parcourir(sources, chemin, &colonnes, &[], diagnostics, |champs| {
        let nom = champs.exige("ressource");
        let compte = champs.choix("compte", &OUI_NON);
        let validite = champs.periode();
        let provenance = champs.provenance();
        if let (Some(nom), Some(compte), Some(validite), Some(provenance)) =
            (nom, compte, validite, provenance)
        {
            ressources.push(Ressource {
                nom: nom.to_owned(),
                compte,
                validite,
                provenance,
            });
        }
    });
    ressources
}
