//! `rac document bilan`: the yearly report to the commune, from a register without names.

use crate::calcul::bilan::{Bilan, Case, Decoupage, Ligne as Compte, SEUIL, Suite, Table};
use crate::catalogue::{Diagnostics, Sources, lire_registre};
use crate::commandes::contexte::Contexte;
use crate::commandes::fichiers;
use crate::commandes::options::Bilan as Options;
use crate::commandes::{Monde, Refus, Reponse, phrases};
use crate::rendu::{Bloc, Cellule, Colonne, Document, Jeu, Ligne, Tableau, Valeur};
use crate::texte::enumerer;

/// A count that is not published, in a table.
const CACHEE: &str = "n.p.";

pub(super) fn bilan(options: &Options, monde: &Monde) -> Result<Reponse, Refus> {
    let contexte = Contexte::ouvrir(&options.commun, monde)?;
    let fichier = fichiers::lire_csv(&options.registre)?;
    let mut diagnostics = Diagnostics::new();
    let droits = &contexte.catalogue.droits;
    let registre = lire_registre(&fichier, droits, monde.aujourd_hui, &mut diagnostics);
    if diagnostics.erreurs() > 0 {
        let mut sources = Sources::default();
        sources.ajoute(fichier);
        let problemes = diagnostics.afficher(&sources, monde.largeur);
        return Err(Refus::new(problemes.trim_end()));
    }
    let annees = registre.annees();
    let annee = annee(options, &annees)?;
    let bilan = Bilan::de(annee, &registre).ok_or_else(|| {
        Refus::new(format!(
            "moins de {SEUIL} personnes reçues en {annee} : rien ne peut être publié sans risquer de les reconnaître"
        ))
    })?;
    Ok(document(&contexte, &bilan).into())
}

/// The year asked for, or the only one.
fn annee(options: &Options, connues: &[i16]) -> Result<i16, Refus> {
    let dites: Vec<String> = connues.iter().map(i16::to_string).collect();
    let dites = enumerer(&dites, "et");
    match (&options.annee, connues) {
        (_, []) => Err(Refus::new(format!(
            "{} ne contient aucun rendez-vous",
            options.registre.display()
        ))),
        (None, [seule]) => Ok(*seule),
        (None, _) => Err(Refus::new(format!(
            "le registre couvre {dites} : ajoutez --annee, par exemple --annee {}",
            connues.last().copied().unwrap_or_default()
        ))),
        (Some(texte), _) => {
            let lue = texte.parse::<i16>().ok().filter(|a| connues.contains(a));
            lue.ok_or_else(|| {
                Refus::new(format!(
                    "--annee {texte} : le registre n’a pas cette année, il couvre {dites}"
                ))
            })
        }
    }
}

fn document(contexte: &Contexte, bilan: &Bilan) -> Document {
    let mut blocs = vec![
        Bloc::Titre("En bref".to_owned()),
        Bloc::Liste(en_bref(bilan)),
    ];
    for rubrique in rubriques(bilan) {
        blocs.push(Bloc::Titre(rubrique.to_owned()));
        blocs.extend(tableaux(bilan, rubrique));
    }
    blocs.push(Bloc::Titre(
        "Comment les effectifs sont protégés".to_owned(),
    ));
    blocs.push(Bloc::Liste(secret(bilan)));
    let mut perimetre = vec![
        "Une ligne du registre par rendez-vous, sans nom : une personne venue deux fois compte deux fois."
            .to_owned(),
        "Droits repérés par la permanence ; la caisse seule les accorde.".to_owned(),
    ];
    perimetre.extend(phrases::perimetre(contexte).into_iter().take(1));
    Document {
        titre: format!("Bilan {} de la permanence mutuelle et droits", bilan.annee),
        blocs,
        jeux: vec![jeu(bilan)],
        perimetre,
        ..Document::default()
    }
}

/// The headings, each once, in order.
fn rubriques(bilan: &Bilan) -> Vec<&'static str> {
    let mut rubriques: Vec<&'static str> = bilan.lignes.iter().map(|l| l.rubrique).collect();
    rubriques.dedup();
    rubriques
}

fn en_bref(bilan: &Bilan) -> Vec<String> {
    let mut phrases = Vec::new();
    let recues = bilan.recues().unwrap_or_default();
    phrases.push(compte(recues, "personne reçue", "personnes reçues"));
    phrases.push(match (bilan.absents(), bilan.non_honores()) {
        (Some(absents), Some(part)) => format!(
            "{}, soit {part}\u{a0}% des rendez-vous pris",
            compte(absents, "rendez-vous non honoré", "rendez-vous non honorés")
        ),
        _ => format!("rendez-vous non honorés : {CACHEE}"),
    });
    phrases.push(match bilan.avec_un_droit() {
        Some(eligibles) => format!(
            "{} ou une aide repérés",
            compte(
                eligibles,
                "personne avec un droit",
                "personnes avec un droit"
            )
        ),
        None => format!("personnes avec un droit ou une aide repérés : {CACHEE}"),
    });
    phrases.push(match bilan.avec_la_suite(Suite::Changement) {
        Some(nombre) => format!(
            "{} dans un changement de mutuelle",
            compte(nombre, "personne accompagnée", "personnes accompagnées")
        ),
        None => format!("personnes accompagnées dans un changement de mutuelle : {CACHEE}"),
    });
    phrases
}

fn compte(nombre: u32, un: &str, plusieurs: &str) -> String {
    let nombre = usize::try_from(nombre).unwrap_or(usize::MAX);
    phrases::compte(nombre, un, plusieurs)
}

/// The year, then each division, of a heading.
fn tableaux(bilan: &Bilan, rubrique: &str) -> Vec<Bloc> {
    let lignes: Vec<&Compte> = bilan
        .lignes
        .iter()
        .filter(|ligne| ligne.rubrique == rubrique)
        .collect();
    let mut blocs = Vec::new();
    for (rang, table) in bilan.tables.iter().enumerate() {
        let publiee = lignes
            .iter()
            .all(|ligne| ligne.cases.get(rang).is_some_and(|cases| !cases.is_empty()));
        let tranches = if publiee {
            table.tranches.as_slice()
        } else {
            &[]
        };
        // l’année seule ne se redit pas sous chaque découpage
        if publiee || rang == 0 {
            blocs.push(Bloc::Tableau(tableau(&lignes, rang, tranches)));
        }
        if !publiee {
            blocs.push(Bloc::Paragraphe(format!(
                "Non publié par {} : les effectifs sont trop petits.",
                table.decoupage.mot()
            )));
        }
    }
    if bilan.tables.is_empty() {
        blocs.push(Bloc::Tableau(tableau(&lignes, 0, &[])));
    }
    blocs
}

fn tableau(lignes: &[&Compte], rang: usize, tranches: &[String]) -> Tableau {
    let mut colonnes = vec![Colonne::gauche("Nombre de personnes")];
    colonnes.extend(
        tranches
            .iter()
            .map(|nom| Colonne::droite(nom.clone()).importance(1)),
    );
    colonnes.push(Colonne::droite("Année"));
    let lignes = lignes.iter().map(|ligne| {
        let mut cellules = vec![Cellule::Texte(ligne.libelle.to_owned())];
        let cases = ligne.cases.get(rang).into_iter().flatten();
        cellules.extend(cases.take(tranches.len()).map(|case| cellule(*case)));
        cellules.push(cellule(ligne.annee));
        Ligne::normale(cellules)
    });
    Tableau {
        colonnes,
        lignes: lignes.collect(),
    }
}

fn cellule(case: Case) -> Cellule {
    match case {
        Case::Publiee(compte) => Cellule::Entier(i64::from(compte)),
        Case::Cachee => Cellule::Texte(CACHEE.to_owned()),
    }
}

fn secret(bilan: &Bilan) -> Vec<String> {
    let mut phrases = vec![
        format!("{CACHEE} : non publié."),
        format!("Un effectif de 1 à {} n’est jamais publié.", SEUIL - 1),
        "Une ligne qui a un petit effectif dans un tableau y est cachée en entier, avec au moins une autre ligne : une soustraction ne le redonne pas."
            .to_owned(),
        format!(
            "D’après tout ce qui est publié, un petit effectif caché pourrait aussi bien valoir 0 que {SEUIL}."
        ),
    ];
    for table in &bilan.tables {
        phrases.extend(regroupement(table));
    }
    phrases
}

fn regroupement(table: &Table) -> Option<String> {
    if table.decoupage == Decoupage::Trimestre {
        let joints = table.tranches.iter().any(|nom| nom.len() > 2);
        return joints.then(|| {
            format!(
                "Des trimestres où moins de {SEUIL} personnes sont venues sont réunis à un autre."
            )
        });
    }
    (!table.regroupees.is_empty()).then(|| {
        format!(
            "« Autres lieux » réunit {}, où peu de personnes sont venues.",
            enumerer(&table.regroupees, "et")
        )
    })
}

/// One row by published or hidden count.
fn jeu(bilan: &Bilan) -> Jeu {
    let mut lignes = Vec::new();
    for ligne in &bilan.lignes {
        let annee = bilan.annee.to_string();
        let mut rangee = |decoupage: &str, tranche: &str, case: Case| {
            let (effectif, cache) = match case {
                Case::Publiee(compte) => (Valeur::Entier(i64::from(compte)), "non"),
                Case::Cachee => (Valeur::Vide, "oui"),
            };
            lignes.push(vec![
                Valeur::Texte(annee.clone()),
                Valeur::Texte(ligne.rubrique.to_owned()),
                Valeur::Texte(ligne.libelle.to_owned()),
                Valeur::Texte(decoupage.to_owned()),
                Valeur::Texte(tranche.to_owned()),
                effectif,
                Valeur::Texte(cache.to_owned()),
            ]);
        };
        rangee("annee", &annee, ligne.annee);
        for (table, cases) in bilan.tables.iter().zip(&ligne.cases) {
            for (tranche, case) in table.tranches.iter().zip(cases) {
                rangee(table.decoupage.mot(), tranche, *case);
            }
        }
    }
    Jeu {
        nom: "bilan",
        colonnes: &[
            "annee",
            "rubrique",
            "indicateur",
            "decoupage",
            "tranche",
            "effectif",
            "non_publie",
        ],
        lignes,
    }
}
