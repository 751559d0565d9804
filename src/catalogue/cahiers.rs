//! Cahiers des charges: TOML to domain.

mod demande;

use super::offres::table::poste;
use super::paniers::{Nom, lire_fichier, verifier_nom};
use super::{
    Code, Diagnostic, Diagnostics, Fichier, Place, Sources, Table, proche::vouliez_vous_dire,
};
use crate::cahier::{Cahier, Exigence, Priorite, Public};
use crate::panier::{Panier, Tranche, Tranches};
use crate::reglementation::Reglementation;
use std::ops::Range;

/// Points of a requirement, at most.
const POIDS_MAX: u32 = 1000;
/// Requirements of a cahier, at most.
const EXIGENCES_MAX: usize = 200;

const PRIORITES: [(&str, Priorite); 2] = [
    ("obligatoire", Priorite::Obligatoire),
    ("souhaité", Priorite::Souhaitee),
];

/// What a cahier may speak of.
#[derive(Clone, Copy)]
pub(super) struct Connus<'c> {
    pub(super) reglementation: &'c Reglementation,
    pub(super) paniers: &'c [Panier],
    pub(super) tranches: &'c [Tranches],
}

/// Reads every cahier of the data, sorted by path; those with an error are left out.
pub(super) fn lire_cahiers(
    sources: &Sources,
    reglementation: &Reglementation,
    paniers: &[Panier],
    tranches: &[Tranches],
    diagnostics: &mut Diagnostics,
) -> Vec<Cahier> {
    let connus = Connus {
        reglementation,
        paniers,
        tranches,
    };
    sources
        .sous("cahiers/")
        .filter(|fichier| fichier.chemin.ends_with(".toml"))
        .filter_map(|fichier| lire(fichier, connus, Nom::Impose, diagnostics))
        .collect()
}

/// Reads a cahier written by a person, under any file name; `None` when it has an error.
pub fn lire_cahier(
    fichier: &Fichier,
    catalogue: &super::Catalogue,
    diagnostics: &mut Diagnostics,
) -> Option<Cahier> {
    let connus = Connus {
        reglementation: &catalogue.reglementation,
        paniers: &catalogue.paniers,
        tranches: &catalogue.tranches,
    };
    lire(fichier, connus, Nom::Libre, diagnostics)
}

fn lire(
    fichier: &Fichier,
    connus: Connus<'_>,
    nom: Nom,
    diagnostics: &mut Diagnostics,
) -> Option<Cahier> {
    let mut des_lignes = Diagnostics::new();
    let lu = lire_fichier(fichier, diagnostics, |_, racine| {
        racine.format(&["cahier/1"]);
        let id = racine.texte("id");
        if let (Some(id), Nom::Impose) = (&id, nom) {
            verifier_nom(racine, id.valeur, id.etendue.clone(), &fichier.chemin);
        }
        let libelle = racine.texte("libelle");
        let source = racine.texte("source");
        let source_url = racine.texte_ou("source_url");
        let verifie_le = racine.date("verifie_le");
        let hypothese = racine.texte_ou("hypothese");
        let public = racine.choix_ou("public", &Public::TOUS);
        let tranches = racine.texte("tranches");
        let tranches = tranches.and_then(|code| trouver_tranches(racine, &code, connus.tranches));
        let ecrits = racine.textes_lisibles_ou("paniers");
        let lecture = Lecture {
            fichier,
            connus,
            tranches,
        };
        let paniers = ecrits.iter().map(|code| lecture.panier(racine, code));
        let paniers: Vec<Option<Panier>> = paniers.collect();
        let lues: Vec<_> = racine
            .tables("exigences")
            .into_iter()
            .map(|table| lecture.exigence(table, &mut des_lignes))
            .collect();
        if lues.len() > EXIGENCES_MAX {
            let message = format!("un cahier a au plus {EXIGENCES_MAX} exigences");
            racine.erreur(Code::ValeurInvalide, racine.etendue(), message);
        }
        verifier_codes(racine, &lues);
        let exigences = lues.into_iter().map(|lue| lue.exigence);
        let texte = |lu: Place<&str>| lu.valeur.to_owned();
        Some(Cahier {
            id: texte(id?),
            libelle: texte(libelle?),
            source: texte(source?),
            source_url: source_url.map(texte),
            verifie_le: verifie_le?.valeur,
            hypothese: hypothese.map(texte),
            public: public.map_or_else(Public::default, |lu| lu.valeur),
            paniers: paniers.into_iter().collect::<Option<_>>()?,
            exigences: exigences.collect::<Option<Vec<Exigence>>>()?,
            tranches: lecture.tranches?.clone(),
        })
    });
    let sain = des_lignes.erreurs() == 0;
    diagnostics.extend(des_lignes);
    lu.flatten().filter(|_| sain)
}

/// A requirement, if it could be read, with its code and where that is written.
struct Lue {
    exigence: Option<Exigence>,
    id: Option<(String, Range<usize>)>,
}

/// What the requirements are read with.
struct Lecture<'c> {
    fichier: &'c Fichier,
    connus: Connus<'c>,
    /// The bands of the cahier, when they are known.
    tranches: Option<&'c Tranches>,
}

impl Lecture<'_> {
    fn exigence(&self, mut table: Table<'_>, des_lignes: &mut Diagnostics) -> Lue {
        let id = table.texte("id");
        let libelle = table.texte("libelle");
        let priorite = table.choix("priorite", &PRIORITES);
        let poids = poids(&mut table);
        let partie = table.texte_ou("partie");
        let source = table.texte_ou("source");
        let hypothese = table.texte_ou("hypothese");
        let demande = self.demande(&mut table, libelle.as_ref(), des_lignes);
        table.finir();
        let texte = |lu: Place<&str>| lu.valeur.to_owned();
        let place = id
            .as_ref()
            .map(|id| (id.valeur.to_owned(), id.etendue.clone()));
        let exigence = || {
            let (defaut, demande) = demande?;
            Some(Exigence {
                id: texte(id?),
                libelle: texte(libelle?),
                priorite: priorite?.valeur,
                poids: poids?,
                partie: partie.map_or_else(|| defaut.to_owned(), texte),
                source: source.map(texte),
                hypothese: hypothese.map(texte),
                demande,
            })
        };
        Lue {
            exigence: exigence(),
            id: place,
        }
    }

    /// A band of the cahier, by its code; nothing is said when the bands are not known.
    fn tranche(&self, table: &Table<'_>, code: &Place<&str>) -> Option<Tranche> {
        let connues = &self.tranches?.tranches;
        let trouvee = connues.iter().find(|tranche| tranche.id == code.valeur);
        if trouvee.is_none() {
            let codes = connues.iter().map(|tranche| tranche.id.as_str());
            let conseil = vouliez_vous_dire(code.valeur, codes.clone()).unwrap_or_else(|| {
                let codes: Vec<String> = codes.map(|code| format!("\"{code}\"")).collect();
                format!("écrivez {}", codes.join(" ou "))
            });
            let message = format!("tranche « {} » inconnue", code.valeur);
            let etendue = code.etendue.clone();
            table.note(
                Diagnostic::erreur(Code::TrancheInconnue, table.fichier(), etendue, message)
                    .avec_conseil(conseil),
            );
        }
        trouvee.cloned()
    }

    /// The postes of a list, each unknown one being said.
    fn postes(
        &self,
        table: &Table<'_>,
        noms: &[Place<&str>],
    ) -> Option<Vec<crate::reglementation::PosteId>> {
        let arbre = &self.connus.reglementation.postes;
        let lus: Vec<_> = noms
            .iter()
            .map(|nom| poste(nom.valeur, table.fichier(), nom.etendue.clone(), arbre))
            .collect();
        let lus = lus.into_iter().map(|lu| match lu {
            Ok(poste) => Some(poste),
            Err(erreur) => {
                table.note(*erreur);
                None
            }
        });
        lus.collect::<Vec<_>>().into_iter().collect()
    }
}

fn poids(table: &mut Table<'_>) -> Option<u32> {
    let entier = table.entier("poids")?;
    let lu = u32::try_from(entier.valeur)
        .ok()
        .filter(|poids| (1..=POIDS_MAX).contains(poids));
    if lu.is_none() {
        let message = format!(
            "`poids` vaut {} : il faut de 1 à {POIDS_MAX} points",
            entier.valeur
        );
        table.erreur(Code::ValeurInvalide, entier.etendue, message);
    }
    lu
}

fn trouver_tranches<'c>(
    racine: &Table<'_>,
    code: &Place<&str>,
    connues: &'c [Tranches],
) -> Option<&'c Tranches> {
    let trouvees = connues.iter().find(|tranches| tranches.id == code.valeur);
    if trouvees.is_none() {
        let codes = connues.iter().map(|tranches| tranches.id.as_str());
        let conseil = vouliez_vous_dire(code.valeur, codes)
            .unwrap_or_else(|| "« rac liste tranches » les donne".to_owned());
        let message = format!("tranches « {} » inconnues", code.valeur);
        let etendue = code.etendue.clone();
        racine.note(
            Diagnostic::erreur(Code::TrancheInconnue, racine.fichier(), etendue, message)
                .avec_conseil(conseil),
        );
    }
    trouvees
}

fn verifier_codes(racine: &Table<'_>, lues: &[Lue]) {
    for (rang, lue) in lues.iter().enumerate() {
        let Some((code, etendue)) = &lue.id else {
            continue;
        };
        let premiere = lues.iter().take(rang).filter_map(|autre| autre.id.as_ref());
        if let Some((_, premiere)) = premiere.into_iter().find(|(autre, _)| autre == code) {
            let message = format!("l’exigence « {code} » est écrite deux fois");
            let erreur =
                Diagnostic::erreur(Code::Double, racine.fichier(), etendue.clone(), message);
            racine.note(erreur.avec_lien(premiere.clone(), "la première"));
        }
    }
}

#[cfg(test)]
mod tests;
