//! `rac decompte`: line by line, who pays what, and why.

mod jeu;

use super::contexte::Contexte;
use super::options::Decompte as Options;
use super::personnes::{lire_mois, liste_d_ages};
use super::sujets::{Sujet, sujets};
use super::{Monde, Refus, Reponse, choix, ordre, phrases, solidaire};
use crate::calcul::bornes::{AnneeDeSoins, AnneesDeSoins, Bornes, LigneAnnuelle, annees_de_soins};
use crate::calcul::contrat::Contrat;
use crate::calcul::etape::{Etape as EtapeDeCalcul, Quoi as QuoiEtape};
use crate::calcul::exercice::{Decompte, Montants};
use crate::calcul::ordre::{OrdreFavorable, favorables};
use crate::calcul::prestation::{Dossiers, preparer};
use crate::catalogue::vouliez_vous_dire;
use crate::montant::Centimes;
use crate::offre::Choix;
use crate::panier::Droit;
use crate::panier::devis::decrire;
use crate::reglementation::{PosteId, PosteIntrouvable, Reglementation};
use crate::rendu::{
    Bloc, Cellule, Colonne, Document, Etape, Jeu, Ligne, Relation, Tableau, Valeur,
};
use crate::texte::{jour, majuscule};

/// The age taken when none is given: an adult.
const AGE_PAR_DEFAUT: u8 = 40;
/// What a workbook keeps live.
pub(super) const RELATIONS: [Relation; 2] = [
    Relation {
        colonne: "rac",
        plus: &["depense"],
        moins: &["amo", "amc"],
    },
    Relation {
        colonne: "Reste à payer",
        plus: &["Prix"],
        moins: &["Sécurité sociale", "Mutuelle"],
    },
];

pub(super) fn decompte(options: &Options, monde: &Monde) -> Result<Reponse, Refus> {
    let contexte = Contexte::ouvrir(&options.commun, monde)?;
    let choix = match options.offre.as_str() {
        "sans-mutuelle" => Vec::new(),
        adresses => choix::empiles(&contexte, adresses)?,
    };
    let pourquoi = options.pourquoi.as_deref();
    let pourquoi = pourquoi.map(|nom| poste(&contexte, nom)).transpose()?;
    let personnes = contexte.personnes(&options.personne, options.foyer.as_deref())?;
    let droit = droit(&choix, contexte.droit(&options.personne.droit)?)?;
    let mut sujets = match &personnes {
        Some(personnes) => {
            let tranches = contexte.tranches(&options.soins)?;
            sujets(&contexte, personnes, &options.soins, tranches)?
        }
        None => vec![Sujet {
            nom: None,
            patient: contexte.patient_ou_de_age(&options.personne, AGE_PAR_DEFAUT)?,
            tranche: None,
            panier: contexte.panier(&options.soins, None, &[])?,
        }],
    };
    for sujet in &mut sujets {
        sujet.patient.droit = droit;
        verifier_les_modules(&choix, sujet.patient.age)?;
    }
    let reglementation = &contexte.catalogue.reglementation;
    let dossiers = sujets.iter().map(|sujet| {
        let (panier, patient) = (&sujet.panier, sujet.patient);
        preparer(reglementation, panier, patient, contexte.date, true)
    });
    let dossiers: Vec<Dossiers> = dossiers.collect::<Result<_, _>>()?;
    let mois = options.personne.anciennete.as_deref().map(lire_mois);
    let mois = mois.transpose()?.unwrap_or_default();
    let contrats: Vec<Contrat<'_>> = choix
        .iter()
        .map(|choix| Contrat::new(*choix, reglementation, contexte.date, mois))
        .collect();
    let mut annees = annees_de_soins(&dossiers, &contrats, true);
    if let Some(poste) = pourquoi {
        ne_garder_que(&mut annees, poste, reglementation);
    }
    let ordres = options
        .ordre_favorable
        .then(|| favorables(&dossiers, &contrats));
    let vue = Vue {
        ordres,
        contexte: &contexte,
        choix: &choix,
        sujets: &sujets,
        annees: &annees,
        pourquoi,
    };
    Ok(vue.document(personnes.is_none()).into())
}

/// Refuses a contract whose modules somebody may not take.
fn verifier_les_modules(choix: &[Choix<'_>], age: u8) -> Result<(), Refus> {
    let refuse = choix
        .iter()
        .find_map(|choix| Some((choix, choix.module_refuse_a(age)?)));
    let Some((choix, module)) = refuse else {
        return Ok(());
    };
    Err(Refus::new(format!(
        "{} : le module « {} » est réservé ({}), pas à {age} ans. Donnez un autre --age, ou retirez le module",
        choix.nom(),
        module.nom.as_ref().unwrap_or(&module.id),
        module.quand_ecrit,
    )))
}

/// The node of the tree that `--pourquoi` names.
fn poste(contexte: &Contexte, nom: &str) -> Result<PosteId, Refus> {
    let arbre = &contexte.catalogue.reglementation.postes;
    arbre.trouver(nom.trim()).map_err(|erreur| {
        if let PosteIntrouvable::Ambigu(chemins) = erreur {
            return Refus::new(format!(
                "--pourquoi : « {nom} » désigne plusieurs postes. Écrivez {}",
                crate::texte::enumerer(&chemins, "ou")
            ));
        }
        let chemins = || arbre.iter().map(|(_, poste)| poste.chemin.as_str());
        let fins = chemins().filter_map(|chemin| chemin.rsplit('/').next());
        let proche = vouliez_vous_dire(nom, fins.chain(chemins()));
        Refus::new(format!(
            "--pourquoi : poste « {nom} » inconnu.{} Voir : rac liste postes",
            phrases::conseil(proche)
        ))
    })
}

/// Takes away the acts that are not under a poste, and the lines that have no other.
fn ne_garder_que(annees: &mut AnneesDeSoins, poste: PosteId, reglementation: &Reglementation) {
    for annee in &mut annees.personnes {
        for ligne in &mut annee.lignes {
            ligne.actes.retain(|decompte| {
                let sien = reglementation.acte(decompte.acte).poste;
                reglementation.postes.est_sous(sien, poste)
            });
        }
        annee.lignes.retain(|ligne| !ligne.actes.is_empty());
    }
}

/// The right held: that of the options, or the one that is itself the cover asked for.
pub(super) fn droit(choix: &[Choix<'_>], donne: Droit) -> Result<Droit, Refus> {
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
        // le contenu d’un contrat ACS ne vaut que pour qui a l’ACS
        (None, Droit::Aucun) if choix.iter().any(solidaire::est_un_contenu_acs) => Ok(Droit::Acs),
        (None, droit) => Ok(droit),
    }
}

struct Vue<'a> {
    contexte: &'a Contexte,
    choix: &'a [Choix<'a>],
    sujets: &'a [Sujet<'a>],
    annees: &'a AnneesDeSoins,
    /// The only poste to show.
    pourquoi: Option<PosteId>,
    /// The best order of the care of each, when it is asked for.
    ordres: Option<Vec<OrdreFavorable>>,
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
        let mut blocs = Vec::new();
        let mut sources = Sources::default();
        let personnes = || self.sujets.iter().zip(&self.annees.personnes);
        for (sujet, annee) in personnes() {
            blocs.extend(self.titre_de(sujet));
            if annee.lignes.is_empty() {
                let quoi = match self.pourquoi {
                    Some(_) => "Aucun soin de ce poste.",
                    None => "Aucun soin donné.",
                };
                blocs.push(Bloc::Paragraphe(quoi.to_owned()));
            } else {
                blocs.push(Bloc::Tableau(self.tableau(sujet, annee)));
            }
            blocs.extend(allocation(annee.total.allocation));
        }
        blocs.extend(self.ensemble());
        blocs.extend(self.ordre_favorable());
        for (sujet, annee) in personnes() {
            if !annee.lignes.is_empty() {
                blocs.extend(self.titre_de(sujet));
            }
            for ligne in &annee.lignes {
                blocs.extend(self.explication(sujet, ligne, &mut sources));
            }
        }
        if !self.annees.questions.is_empty() {
            blocs.push(Bloc::Titre("À demander à l’assureur".to_owned()));
            blocs.push(Bloc::Liste(self.annees.questions.clone()));
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
        let ages: Vec<u8> = self.sujets.iter().map(|s| s.patient.age).collect();
        Document {
            titre: format!(
                "Décompte : {nom}, à {}, au {}",
                liste_d_ages(&ages),
                jour(self.contexte.date)
            ),
            blocs,
            jeux: self.jeux(),
            perimetre: self.perimetre(age_suppose),
            relations: RELATIONS.to_vec(),
            ..Document::default()
        }
    }

    fn jeux(&self) -> Vec<Jeu> {
        let mut jeux = vec![jeu::jeu(self.contexte, self.sujets, &self.annees.personnes)];
        if let Some(ordres) = &self.ordres {
            let adresses: Vec<String> = self.choix.iter().map(Choix::adresse).collect();
            let offre = [Valeur::Texte(adresses.join(" + ")), Valeur::Vide];
            let lignes = ordre::lignes(self.contexte, self.sujets, &offre, ordres);
            jeux.push(ordre::jeu(lignes));
        }
        jeux
    }

    /// The best order, what it saves, and how far it was looked for.
    fn ordre_favorable(&self) -> Vec<Bloc> {
        let Some(ordres) = &self.ordres else {
            return Vec::new();
        };
        let portee = ordre::portee(ordres);
        let mut blocs = vec![Bloc::Titre(
            "L’ordre des soins le plus favorable".to_owned(),
        )];
        let gain = ordre::gain(ordres);
        if gain == Centimes::ZERO {
            let phrase = format!("Aucun autre ordre ne laisse moins à payer ({portee}).");
            blocs.push(Bloc::Paragraphe(phrase));
            return blocs;
        }
        let phrases = ordre::phrases(self.contexte, self.sujets, ordres);
        let phrases = phrases
            .iter()
            .map(|phrase| format!("{}.", majuscule(phrase)));
        blocs.extend(phrases.map(Bloc::Paragraphe));
        let ecrit = self.annees.total.rac;
        blocs.push(Bloc::Paragraphe(format!(
            "Dans l’ordre écrit, {ecrit} à payer ; dans celui-ci, {} ({portee}).",
            ecrit - gain
        )));
        blocs
    }

    /// Whose lines follow, when there are several people.
    fn titre_de(&self, sujet: &Sujet<'_>) -> Option<Bloc> {
        let plusieurs = self.sujets.len() > 1;
        plusieurs.then(|| Bloc::Titre(format!("— {} —", majuscule(&sujet.dire()))))
    }

    /// The people, one row each, then the household.
    fn ensemble(&self) -> Vec<Bloc> {
        if self.sujets.len() < 2 || self.pourquoi.is_some() {
            return Vec::new();
        }
        let personnes = self.sujets.iter().zip(&self.annees.personnes);
        let mut lignes: Vec<Ligne> = personnes
            .map(|(sujet, annee)| {
                Ligne::normale(ligne(majuscule(&sujet.dire()), &annee.total, annee.rac))
            })
            .collect();
        let (total, rac) = (&self.annees.total, self.annees.rac);
        lignes.push(Ligne::total(ligne("Tout le foyer".to_owned(), total, rac)));
        vec![
            Bloc::Titre("— Le foyer —".to_owned()),
            Bloc::Tableau(Tableau {
                colonnes: colonnes("Personne"),
                lignes,
            }),
        ]
    }

    fn decrire(&self, sujet: &Sujet<'_>, ligne: &LigneAnnuelle) -> String {
        let soin = sujet.panier.soins.get(ligne.ligne);
        soin.map_or_else(String::new, |soin| {
            majuscule(&decrire(
                soin,
                &self.contexte.catalogue.reglementation,
                self.contexte.date,
            ))
        })
    }

    fn tableau(&self, sujet: &Sujet<'_>, annee: &AnneeDeSoins) -> Tableau {
        let lignes = annee.lignes.iter();
        let mut lignes: Vec<Ligne> = lignes
            .map(|l| Ligne::normale(ligne(self.decrire(sujet, l), &l.montants, l.rac)))
            .collect();
        if lignes.len() > 1 && self.pourquoi.is_none() {
            let total = ligne("Total".to_owned(), &annee.total, annee.rac);
            lignes.push(Ligne::total(total));
        }
        Tableau {
            colonnes: colonnes("Soin"),
            lignes,
        }
    }

    /// The steps of a line; acts that are settled alike are explained once.
    fn explication(
        &self,
        sujet: &Sujet<'_>,
        ligne: &LigneAnnuelle,
        sources: &mut Sources,
    ) -> Vec<Bloc> {
        let mut blocs = vec![Bloc::Titre(self.decrire(sujet, ligne))];
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
        phrases.push(
            if self.sujets.iter().all(|sujet| sujet.patient.parcours) {
                "Médecin traitant déclaré et parcours de soins respecté."
            } else {
                "Hors du parcours de soins."
            }
            .to_owned(),
        );
        let dits: Vec<&str> = self
            .annees
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

fn colonnes(premiere: &str) -> Vec<Colonne> {
    vec![
        Colonne::gauche(premiere),
        Colonne::droite("Prix"),
        Colonne::droite("Sécurité sociale"),
        Colonne::droite("Mutuelle"),
        Colonne::droite("Reste à\u{a0}payer"),
    ]
}

fn ligne(nom: String, montants: &Montants, rac: Bornes) -> Vec<Cellule> {
    vec![
        Cellule::Texte(nom),
        Cellule::Montant(montants.depense),
        Cellule::Montant(montants.amo),
        Cellule::Montant(montants.amc),
        Cellule::Fourchette(rac.min, rac.max),
    ]
}

/// What is paid beside the price of care.
fn allocation(montant: Centimes) -> Option<Bloc> {
    (montant > Centimes::ZERO).then(|| {
        Bloc::Paragraphe(format!(
            "Versé en plus par le contrat, sans lien avec la dépense et hors de ce décompte : {montant}."
        ))
    })
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
