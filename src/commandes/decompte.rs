//! `rac decompte`: line by line, who pays what, and why.

mod jeu;

use super::contexte::Contexte;
use super::options::Decompte as Options;
use super::{Monde, Refus, Reponse, choix, phrases, solidaire};
use crate::calcul::bornes::{AnneeDeSoins, LigneAnnuelle, annee_de_soins};
use crate::calcul::contrat::Contrat;
use crate::calcul::etape::{Etape as EtapeDeCalcul, Quoi as QuoiEtape};
use crate::calcul::exercice::Decompte;
use crate::calcul::prestation::preparer;
use crate::montant::Centimes;
use crate::offre::Choix;
use crate::panier::devis::decrire;
use crate::panier::{Droit, Panier, Patient};
use crate::rendu::{Bloc, Cellule, Colonne, Document, Etape, Ligne, Tableau};
use crate::texte::{jour, majuscule};

/// The age taken when none is given: an adult.
const AGE_PAR_DEFAUT: u8 = 40;

pub(super) fn decompte(options: &Options, monde: &Monde) -> Result<Reponse, Refus> {
    let contexte = Contexte::ouvrir(&options.commun, monde)?;
    let choix = match options.offre.as_str() {
        "sans-mutuelle" => Vec::new(),
        adresses => choix::empiles(&contexte, adresses)?,
    };
    let donne = contexte.patient(&options.personne)?;
    let droit = droit(&choix, contexte.droit(&options.personne.droit)?)?;
    let patient = Patient {
        droit,
        ..donne.unwrap_or_else(|| Patient::de_age(AGE_PAR_DEFAUT))
    };
    if let Some((choix, module)) = choix
        .iter()
        .find_map(|choix| Some((choix, choix.module_refuse_a(patient.age)?)))
    {
        return Err(Refus::new(format!(
            "{} : le module « {} » est réservé ({}), pas à {} ans. Donnez un autre --age, ou retirez le module",
            choix.nom(),
            module.nom.as_ref().unwrap_or(&module.id),
            module.quand_ecrit,
            patient.age
        )));
    }
    let tranches = contexte.tranches(&options.soins)?;
    let tranche = contexte
        .tranche(tranches, patient.age)
        .filter(|_| donne.is_some());
    let panier = contexte.panier(&options.soins, tranche)?;
    let reglementation = &contexte.catalogue.reglementation;
    let dossiers = preparer(reglementation, &panier, patient, contexte.date, true)?;
    let contrats: Vec<Contrat<'_>> = choix
        .iter()
        .map(|choix| {
            Contrat::new(
                *choix,
                reglementation,
                contexte.date,
                patient.anciennete_mois,
            )
        })
        .collect();
    let annee = annee_de_soins(&dossiers, &contrats, true);
    let vue = Vue {
        contexte: &contexte,
        choix: &choix,
        patient,
        panier: &panier,
        annee: &annee,
    };
    Ok(vue.document(donne.is_none()).into())
}

/// The right held: that of the options, or the one that is itself the cover asked for.
fn droit(choix: &[Choix<'_>], donne: Droit) -> Result<Droit, Refus> {
    let couverture = choix.iter().find_map(solidaire::droit_de);
    match (couverture, donne) {
        (Some(couverture), Droit::Aucun) => Ok(couverture),
        (Some(couverture), autre) if couverture == autre => Ok(couverture),
        (Some(couverture), autre) => Err(Refus::new(format!(
            "{} et --droit {} ne vont pas ensemble",
            couverture.nom(),
            autre.mot()
        ))),
        (None, droit) if droit.couvre() => Err(Refus::new(format!(
            "avec la {}, c’est elle la complémentaire : rac decompte {}",
            droit.nom(),
            solidaire::adresse(droit).unwrap_or_default()
        ))),
        (None, droit) => Ok(droit),
    }
}

struct Vue<'a> {
    contexte: &'a Contexte,
    choix: &'a [Choix<'a>],
    patient: Patient,
    panier: &'a Panier,
    annee: &'a AnneeDeSoins,
}

impl Vue<'_> {
    fn document(&self, age_suppose: bool) -> Document {
        let noms = self.choix.iter();
        let noms: Vec<String> = noms
            .map(|choix| format!("{} ({})", choix.nom(), choix.adresse()))
            .collect();
        let nom = if noms.is_empty() {
            "sans mutuelle".to_owned()
        } else {
            noms.join(" + ")
        };
        let mut blocs = vec![Bloc::Tableau(self.tableau())];
        let allocation = self.annee.total.allocation;
        if allocation > Centimes::ZERO {
            blocs.push(Bloc::Paragraphe(format!(
                "Versé en plus par le contrat, sans lien avec la dépense et hors de ce décompte : {allocation}."
            )));
        }
        let mut sources = Sources::default();
        for ligne in &self.annee.lignes {
            blocs.extend(self.explication(ligne, &mut sources));
        }
        if !self.annee.questions.is_empty() {
            blocs.push(Bloc::Titre("À demander à l’assureur".to_owned()));
            blocs.push(Bloc::Liste(self.annee.questions.clone()));
        }
        if !sources.0.is_empty() {
            blocs.push(Bloc::Titre("Sources".to_owned()));
            blocs.extend(
                sources
                    .0
                    .iter()
                    .enumerate()
                    .map(|(rang, source)| Bloc::Paragraphe(format!("[{}] {source}", rang + 1))),
            );
        }
        Document {
            titre: format!(
                "Décompte : {nom}, à {} ans, au {}",
                self.patient.age,
                jour(self.contexte.date)
            ),
            blocs,
            jeux: vec![jeu::jeu(self.contexte, self.panier, self.annee)],
            perimetre: self.perimetre(age_suppose),
        }
    }

    fn decrire(&self, ligne: &LigneAnnuelle) -> String {
        let soin = self.panier.soins.get(ligne.ligne);
        soin.map_or_else(String::new, |soin| {
            majuscule(&decrire(
                soin,
                &self.contexte.catalogue.reglementation,
                self.contexte.date,
            ))
        })
    }

    fn tableau(&self) -> Tableau {
        let colonnes = vec![
            Colonne::gauche("Soin"),
            Colonne::droite("Prix"),
            Colonne::droite("Sécurité sociale"),
            Colonne::droite("Mutuelle"),
            Colonne::droite("Reste à\u{a0}payer"),
        ];
        let ligne = |nom: String, montants: &crate::calcul::exercice::Montants, rac| {
            vec![
                Cellule::Texte(nom),
                Cellule::Montant(montants.depense),
                Cellule::Montant(montants.amo),
                Cellule::Montant(montants.amc),
                rac,
            ]
        };
        let reste = |bornes: crate::calcul::bornes::Bornes| {
            if bornes.min == bornes.max {
                Cellule::Montant(bornes.max)
            } else {
                Cellule::Fourchette(bornes.min, bornes.max)
            }
        };
        let mut lignes: Vec<Ligne> = self
            .annee
            .lignes
            .iter()
            .map(|l| Ligne::normale(ligne(self.decrire(l), &l.montants, reste(l.rac))))
            .collect();
        if lignes.len() > 1 {
            let total = ligne("Total".to_owned(), &self.annee.total, reste(self.annee.rac));
            lignes.push(Ligne::total(total));
        }
        Tableau { colonnes, lignes }
    }

    /// The steps of a line; acts that are settled alike are explained once.
    fn explication(&self, ligne: &LigneAnnuelle, sources: &mut Sources) -> Vec<Bloc> {
        let mut blocs = vec![Bloc::Titre(self.decrire(ligne))];
        let mut suivants = ligne.actes.as_slice();
        while let [premier, ..] = suivants {
            let pareils = suivants
                .iter()
                .take_while(|acte| memes_etapes(acte, premier))
                .count();
            if ligne.actes.len() > 1 {
                let libelle = &self
                    .contexte
                    .catalogue
                    .reglementation
                    .acte(premier.acte)
                    .libelle;
                let libelle = if premier.equipement {
                    "Équipement d’optique"
                } else {
                    libelle
                };
                let fois = if pareils > 1 {
                    format!("{pareils} fois : ")
                } else {
                    String::new()
                };
                blocs.push(Bloc::Paragraphe(format!("{fois}{libelle}")));
            }
            blocs.push(Bloc::Etapes(
                premier
                    .etapes
                    .iter()
                    .map(|calcul| etape(calcul, sources))
                    .collect(),
            ));
            suivants = suivants.get(pareils..).unwrap_or_default();
        }
        blocs
    }

    fn perimetre(&self, age_suppose: bool) -> Vec<String> {
        let mut phrases = Vec::new();
        if age_suppose {
            phrases.push(format!(
                "Âge non donné : calculé pour un adulte de {AGE_PAR_DEFAUT} ans (--age pour un autre)."
            ));
        }
        phrases.push("Médecin traitant déclaré et parcours de soins respecté.".to_owned());
        let dits: Vec<&str> = self
            .annee
            .drapeaux
            .iter()
            .map(|drapeau| drapeau.phrase())
            .collect();
        if !dits.is_empty() {
            phrases.push(format!("À savoir : {}.", dits.join("\u{a0}; ")));
        }
        for choix in self.choix {
            phrases.push(format!("Garanties : {}.", choix.offre.provenance.source));
            if let Some(doute) = &choix.offre.provenance.doute {
                phrases.push(format!("Doute sur ce contrat : {doute}."));
            }
        }
        phrases.extend(phrases::perimetre(self.contexte));
        phrases
    }
}

fn memes_etapes(un: &Decompte, autre: &Decompte) -> bool {
    un.acte == autre.acte && un.montants == autre.montants && un.etapes == autre.etapes
}

/// The sources met, each said once at the end.
#[derive(Default)]
struct Sources(Vec<String>);

impl Sources {
    /// The number of a source.
    fn renvoi(&mut self, source: &str) -> String {
        let connue = self.0.iter().position(|connue| connue == source);
        let rang = connue.unwrap_or_else(|| {
            self.0.push(source.to_owned());
            self.0.len() - 1
        });
        format!("[{}]", rang + 1)
    }
}

/// A step of the calculation, as a step of a document.
fn etape(etape: &EtapeDeCalcul, sources: &mut Sources) -> Etape {
    let sans_montant = matches!(
        etape.quoi,
        QuoiEtape::Ligne { .. }
            | QuoiEtape::SansLigne
            | QuoiEtape::LigneInconnue
            | QuoiEtape::HorsNomenclature
            | QuoiEtape::Delai(_)
            | QuoiEtape::JourNonPaye(_)
    );
    let niveau = match etape.quoi {
        QuoiEtape::Depense(_)
        | QuoiEtape::Ligne { .. }
        | QuoiEtape::SansLigne
        | QuoiEtape::LigneInconnue
        | QuoiEtape::Amc
        | QuoiEtape::Surcomplementaire
        | QuoiEtape::Ensemble
        | QuoiEtape::Reste => 0,
        _ => 1,
    };
    let place = match &etape.quoi {
        QuoiEtape::Ligne { place, .. } => format!(" {place}"),
        _ => String::new(),
    };
    let renvoi = etape
        .source
        .as_ref()
        .map(|source| sources.renvoi(source))
        .unwrap_or_default();
    let doute = etape
        .doute
        .as_ref()
        .map(|doute| format!("à savoir : {doute}"));
    Etape {
        niveau,
        libelle: format!("{} {renvoi}{place}", etape.quoi)
            .trim_end()
            .to_owned(),
        montant: (!sans_montant).then_some(etape.montant),
        detail: doute,
    }
}
