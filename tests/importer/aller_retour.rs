//! A grid filled from FLEXIA's four levels is imported as FLEXIA, to the centime.

use crate::outils::{Atelier, Case, Feuille, texte, xlsx};
use jiff::civil::date;
use reste_a_charge::calcul::bornes::annee_de_soins;
use reste_a_charge::calcul::contrat::Contrat;
use reste_a_charge::calcul::prestation::preparer;
use reste_a_charge::catalogue::{Catalogue, Diagnostics, Fichier, Sources, TableauBrut};
use reste_a_charge::montant::Centimes;
use reste_a_charge::offre::{Choix, Offre};
use reste_a_charge::panier::{Panier, Patient, Prix, Quoi, Soin};
use reste_a_charge::reglementation::Secteur;

const FLEXIA: &str = "offers/mcci/flexia-2026";

/// The rows of an embedded table, as they would be typed in a sheet.
fn rangees(fichier: &Fichier) -> Vec<Vec<Case>> {
    let tableau = TableauBrut::lire(fichier, &mut Diagnostics::new()).unwrap();
    let lignes = tableau.lignes.iter().map(|ligne| &ligne.cellules);
    std::iter::once(&tableau.entetes)
        .chain(lignes)
        .map(|cellules| {
            cellules
                .iter()
                .map(|cellule| texte(&cellule.texte))
                .collect()
        })
        .collect()
}

/// What an insurer would answer for FLEXIA, in its own words.
fn contrat() -> Vec<Vec<Case>> {
    [
        ("Code du contrat", texte("mcci/flexia")),
        ("Organisme", texte("MCCI")),
        ("Nom du contrat", texte("FLEXIA")),
        ("Millésime", texte("2026")),
        // le 1er avril 2026, comme le tableur l’écrit
        ("Valable du", Case::Nombre("46113", 3)),
        ("Contrat responsable", texte("Oui")),
        ("Année des compteurs", texte("civile")),
        (
            "Tableau complet",
            Case::Xml("<c r=\"{r}\" t=\"b\"><v>1</v></c>"),
        ),
        ("Document", texte("tableau de garanties FLEXIA 2026")),
        ("Vérifié le", texte("2026-11-22")),
        ("Un pourcentage seul", texte("BR, AMO comprise")),
        ("Un montant seul", texte("en plus de l’AMO")),
        (
            "Mots du contrat",
            texte("« Les remboursements exprimés en euros interviennent en complément »"),
        ),
        ("Grille des cotisations", texte("publiée")),
        ("Âge de la cotisation", texte("différence de millésimes")),
        ("Document des cotisations", texte("grille 2026")),
        ("Cotisations vérifiées le", texte("22/11/2026")),
    ]
    .into_iter()
    .map(|(question, reponse)| vec![texte(question), reponse])
    .collect()
}

fn offre(catalogue: &Catalogue) -> &Offre {
    catalogue
        .offres
        .iter()
        .find(|offre| offre.id == "mcci/flexia")
        .unwrap()
}

#[test]
fn une_grille_ecrite_a_la_main_rend_flexia_au_centime() {
    let sources = Sources::embarquees();
    let lu = |fin: &str| rangees(sources.get(&format!("{FLEXIA}.{fin}")).unwrap());
    let zones = rangees(sources.get("offers/mcci/zones-flexia.csv").unwrap());
    let feuilles: [Feuille; 4] = [
        ("Contrat", contrat(), ""),
        ("Garanties", lu("base.csv"), ""),
        ("Cotisations", lu("cotisations.csv"), ""),
        ("Zones", zones, ""),
    ];
    let atelier = Atelier::new();
    let dit = atelier.importe("grille.xlsx", xlsx(&feuilles));
    assert_eq!(dit.code, Some(0), "{dit:?}");
    memes_decomptes(&atelier);
}

/// Every act, every sector, at the tariff and at two, three and ten times the tariff, under
/// the four levels; then the whole premium grid and the zones.
pub(crate) fn memes_decomptes(atelier: &Atelier) {
    let (embarque, _) = Catalogue::lire(&Sources::embarquees());
    let mut sources = Sources::embarquees();
    sources.avec_dossier(&atelier.chemin("sortie")).unwrap();
    let (importe, diagnostics) = Catalogue::lire(&sources);
    assert_eq!(
        diagnostics.erreurs(),
        0,
        "{}",
        diagnostics.afficher(&sources, 80)
    );
    let (une, autre) = (offre(&embarque), offre(&importe));
    assert_eq!(une.cotisation.grille, autre.cotisation.grille);
    assert_eq!(une.cotisation.zones, autre.cotisation.zones);
    let jour = date(2026, 11, 22);
    let reglementation = &embarque.reglementation;
    let mut compares = 0;
    for (un, deux) in Choix::de(une).zip(Choix::de(autre)) {
        assert_eq!(un.adresse(), deux.adresse());
        let contrats = [un, deux].map(|choix| Contrat::new(choix, reglementation, jour, 0));
        for (acte, connu) in reglementation.actes() {
            for secteur in [Secteur::Un, Secteur::Optam, Secteur::NonOptam] {
                let Some((prix, _)) = connu.prix_suppose(secteur, jour) else {
                    continue;
                };
                for fois in [1, 2, 3, 10] {
                    let prix = Centimes::new(prix.valeur() * fois);
                    let soin = Soin {
                        quoi: Quoi::Acte {
                            acte,
                            secteur,
                            prix: Prix::Donne(prix),
                            dent: None,
                        },
                        nombre: 3,
                        moment: None,
                        ald: false,
                        reseau: None,
                    };
                    let panier = Panier {
                        id: String::new(),
                        libelle: String::new(),
                        soins: vec![soin],
                        hypothese: None,
                        source: String::new(),
                        verifie_le: jour,
                    };
                    let patient = Patient::de_age(40);
                    let Ok(dossiers) = preparer(reglementation, &panier, patient, jour, false)
                    else {
                        continue;
                    };
                    let [a, b] = [&contrats[0], &contrats[1]].map(|contrat| {
                        let annee = annee_de_soins(&dossiers, std::slice::from_ref(contrat), false);
                        (annee.total, annee.rac.min, annee.rac.max)
                    });
                    compares += 1;
                    assert_eq!(a, b, "{} {secteur:?} {prix}", connu.code);
                }
            }
        }
    }
    assert!(compares > 1_000, "{compares} décomptes comparés");
}
