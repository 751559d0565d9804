//! `rac document fiche`: one page for the person, in short sentences.

mod droits;
mod mots;
mod soins;

use super::loi;
use crate::calcul::Drapeau;
use crate::calcul::classement::Candidat;
use crate::commandes::comparer::{Comparaison, Question, poser};
use crate::commandes::contexte::Contexte;
use crate::commandes::options::{Comparer, Fiche as Options};
use crate::commandes::{Monde, Refus, Reponse, choix, decompte, solidaire};
use crate::montant::Centimes;
use crate::offre::Choix;
use crate::panier::Droit;
use crate::rendu::{Bloc, Document, Jeu, Valeur};
use crate::texte::jour;

pub(super) fn fiche(options: &Options, monde: &Monde) -> Result<Reponse, Refus> {
    let mut demande = options.comparer();
    if demande.personne.droit == Droit::Aucun.mot()
        && let Some(droit) = solidaire::droit_a(options.offre.trim())
    {
        droit.mot().clone_into(&mut demande.personne.droit);
    }
    let document = poser(
        &demande,
        monde,
        |contexte| choisie(contexte, &options.offre, &demande),
        |question| {
            let comparaison = question.pour_les_personnes(&demande.soins)?;
            let Some(candidat) = comparaison.classement.candidats.first() else {
                return Err(Refus::new(format!(
                    "{} n’est pas pour cet âge : une partie du contrat est réservée à d’autres",
                    options.offre
                )));
            };
            page(question, &comparaison, candidat, &demande)
        },
    )?;
    Ok(document.into())
}

/// The offer of the sheet; a right that is itself a cover comes into the comparison alone,
/// with its own rules.
fn choisie<'c>(
    contexte: &'c Contexte,
    adresse: &str,
    demande: &Comparer,
) -> Result<Vec<Choix<'c>>, Refus> {
    let choisie = choix::adresse(contexte, adresse)?;
    decompte::droit(&[choisie], contexte.droit(&demande.personne.droit)?)?;
    let seule = solidaire::droit_de(&choisie).is_none();
    Ok(seule.then_some(choisie).into_iter().collect())
}

fn page(
    question: &Question<'_>,
    comparaison: &Comparaison<'_>,
    candidat: &Candidat<'_>,
    demande: &Comparer,
) -> Result<Document, Refus> {
    let exemples = soins::exemples(question, comparaison, candidat)?;
    let mut blocs = vec![
        Bloc::Paragraphe(format!("{}.", question.qui_et_quand(comparaison))),
        Bloc::Titre("Ce que vous payez chaque mois".to_owned()),
    ];
    blocs.extend(prix(candidat));
    blocs.push(Bloc::Titre("Ce qui reste à payer pour un soin".to_owned()));
    blocs.extend(exemples.blocs());
    blocs.extend(annee(comparaison, candidat, demande).map(Bloc::Paragraphe));
    blocs.push(Bloc::Titre("Vos droits".to_owned()));
    blocs.extend(
        droits::phrases(question, comparaison)
            .into_iter()
            .map(Bloc::Paragraphe),
    );
    blocs.push(Bloc::Titre("Que faire maintenant ?".to_owned()));
    blocs.push(Bloc::Liste(ensuite(
        question,
        comparaison,
        candidat,
        &exemples,
    )));
    let mots = mots::blocs(question.contexte, &blocs);
    blocs.extend(mots);
    let mut jeux = vec![exemples.jeu(candidat), jeu_du_prix(candidat)];
    jeux.extend(question.jeux(comparaison));
    Ok(Document {
        titre: candidat.choix.nom(),
        blocs,
        jeux,
        perimetre: perimetre(question, &exemples),
        modele: Some("fiche"),
        ..Document::default()
    })
}

/// The premium of a month in large, then of a year.
fn prix(candidat: &Candidat<'_>) -> Vec<Bloc> {
    let Some((min, max)) = candidat.fixe() else {
        return vec![
            Bloc::SousTitre("Prix non publié".to_owned()),
            Bloc::Paragraphe(
                "Demandez le prix à la mutuelle, pour votre âge et votre adresse.".to_owned(),
            ),
        ];
    };
    if max == Centimes::ZERO {
        return vec![Bloc::SousTitre("Rien à payer".to_owned())];
    }
    let (par_mois, par_an) = if min == max {
        (
            format!("{} par mois", par_mois(max)),
            format!("Cela fait {max} par an."),
        )
    } else {
        (
            format!("{} à {} par mois", sans_euro(par_mois(min)), par_mois(max)),
            format!(
                "Cela fait {} à {max} par an. Le prix dépend de votre adresse ou de votre âge exact.",
                sans_euro(min)
            ),
        )
    };
    let mut phrases = par_an;
    if candidat.frais > Centimes::ZERO {
        phrases.push_str(&format!(
            " Les frais du contrat sont compris : {} par an.",
            candidat.frais
        ));
    }
    vec![Bloc::SousTitre(par_mois), Bloc::Paragraphe(phrases)]
}

/// A twelfth, half up to the centime.
fn par_mois(annuel: Centimes) -> Centimes {
    Centimes::new((annuel.valeur() + 6).div_euclid(12))
}

fn sans_euro(montant: Centimes) -> String {
    montant.to_string().trim_end_matches("\u{a0}€").to_owned()
}

/// What is left over the year of care that was given, when one was.
fn annee(
    comparaison: &Comparaison<'_>,
    candidat: &Candidat<'_>,
    demande: &Comparer,
) -> Option<String> {
    if demande.soins.soin.is_empty() && demande.soins.panier.is_empty() {
        return None;
    }
    let rac = candidat.annee.rac;
    let sans = comparaison.classement.sans_mutuelle.rac;
    Some(format!(
        "Pour les soins dont nous avons parlé, il resterait {} à payer dans l’année. Sans mutuelle, ce serait {}.",
        soins::entre(rac),
        soins::entre(sans)
    ))
}

fn ensuite(
    question: &Question<'_>,
    comparaison: &Comparaison<'_>,
    candidat: &Candidat<'_>,
    exemples: &soins::Exemples<'_>,
) -> Vec<String> {
    let mut dits = Vec::new();
    if question.droit.couvre() {
        dits.push("Gardez votre attestation avec votre carte Vitale.".to_owned());
    } else {
        if comparaison.offert.is_some() {
            dits.push("Demandez d’abord votre droit, à la caisse d’assurance maladie.".to_owned());
        }
        dits.push("Demandez un devis à la mutuelle, avec cette fiche.".to_owned());
    }
    if candidat.drapeaux.contains(&Drapeau::DelaiPossible) {
        dits.push(
            "Demandez s’il y a un délai : au début, la mutuelle peut payer moins.".to_owned(),
        );
    }
    if exemples.incertains() {
        dits.push(
            "Un prix va de tant à tant ? Le contrat n’est pas clair. Demandez une réponse écrite."
                .to_owned(),
        );
    }
    if exemples.cent_pour_cent_sante() {
        dits.push(
            "Demandez toujours le 100 % Santé, pour les yeux, les dents et les oreilles."
                .to_owned(),
        );
    }
    dits.push("Avant un gros soin, demandez un devis. Envoyez-le à la mutuelle.".to_owned());
    if let (Some(regle), false) = (
        loi::resiliation(question.contexte.date),
        question.droit.couvre(),
    ) {
        dits.push(format!("Vous avez déjà une mutuelle ? {}", regle.texte));
    }
    dits
}

fn perimetre(question: &Question<'_>, exemples: &soins::Exemples<'_>) -> Vec<String> {
    let contexte = question.contexte;
    let mut phrases = exemples.sources();
    phrases.push(format!(
        "Fait pour le {}, avec rac {}. Ce n’est ni un devis, ni un contrat.",
        jour(contexte.date),
        env!("CARGO_PKG_VERSION"),
    ));
    let verifie = contexte.catalogue.verifie_depuis(contexte.date);
    phrases.extend(verifie.map(|date| {
        format!(
            "Données vérifiées le {} ou après (données {}).",
            jour(date),
            contexte.catalogue.empreinte
        )
    }));
    phrases
}

/// The premium, for machines.
fn jeu_du_prix(candidat: &Candidat<'_>) -> Jeu {
    let ou_vide = |montant: Option<Centimes>| montant.map_or(Valeur::Vide, Valeur::Montant);
    let fixe = candidat.fixe();
    let [min, max] = [fixe.map(|(min, _)| min), fixe.map(|(_, max)| max)];
    Jeu {
        nom: "prix",
        colonnes: &[
            "offre",
            "niveau",
            "par_mois_min",
            "par_mois",
            "par_an_min",
            "par_an",
        ],
        lignes: vec![vec![
            Valeur::Texte(candidat.choix.offre.id.clone()),
            Valeur::Texte(candidat.choix.nom_niveau()),
            ou_vide(min.map(par_mois)),
            ou_vide(max.map(par_mois)),
            ou_vide(min),
            ou_vide(max),
        ]],
    }
}
