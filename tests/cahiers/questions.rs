//! What a contract does or is, what it leaves to pay when it may be read in two ways, and the
//! questions that could move it in the ranking.

use super::outils::{FICTIVE, Fictive, dit, dossier, ecran, exigence, reponses, souhaits};
use std::fs;
use std::io;

/// Three waiting periods: one on a poste where it is admitted, one on a row that says nothing
/// at this level, and one that is refused, the only one named.
#[test]
fn seul_un_delai_refuse_est_nomme() -> io::Result<()> {
    let offre = dossier(&[Fictive {
        lignes: &[
            ";Dentaire;dentaire;;;100 %",
            ";Audio;aides-auditives;;;100 %",
            ";Obsèques;obseques;;capital;1 000 €",
            "délai;Attente dentaire;dentaire;;pendant 3 mois;néant",
            "délai;Attente audio;aides-auditives;;pendant 6 mois;s.o.",
            "délai;Attente obsèques;obseques;;pendant 6 mois;néant",
        ],
        ..FICTIVE
    }])?;
    let lues = reponses(
        &offre,
        &souhaits(&[(
            "delai",
            "propriete = { quoi = \"sans-delai\", sauf = [\"obseques\"] }",
        )]),
    )?;
    assert_eq!(
        dit(&lues, "delai", ["conforme", "mesure", "details"]),
        ["non", "non", "« Attente dentaire »"]
    );
    Ok(())
}

/// The table says 1 000 € or 2 000 €. 500 € is met in both readings. 1 500 € and 2 000 € are
/// met in the better one: what the worse one lacks is at stake, 500 € and 1 000 €. 3 000 € is
/// met in none, by 3 000 − 1 000 = 2 000 €.
#[test]
fn un_capital_lu_de_deux_manieres() -> io::Result<()> {
    let offre = dossier(&[Fictive {
        lignes: &[";Obsèques;obseques;;capital;1 000 € | 2 000 €"],
        ..FICTIVE
    }])?;
    let demandes = [500, 1500, 2000, 3000].map(|euros| {
        let demande =
            format!("propriete = {{ quoi = \"capital-obseques\", au_moins = \"{euros} €\" }}");
        exigence(&euros.to_string(), "souhaité", 10, &demande)
    });
    let lues = reponses(&offre, &demandes.concat())?;
    let dit = |id: &str| {
        dit(
            &lues,
            id,
            [
                "conforme",
                "mesure_min",
                "mesure_max",
                "ecart",
                "rac_en_jeu",
            ],
        )
    };
    assert_eq!(dit("500"), ["oui", "1000.00", "2000.00", "", "0.00"]);
    assert_eq!(dit("1500"), ["inconnu", "1000.00", "2000.00", "", "500.00"]);
    assert_eq!(
        dit("2000"),
        ["inconnu", "1000.00", "2000.00", "", "1000.00"]
    );
    assert_eq!(
        dit("3000"),
        ["non", "1000.00", "2000.00", "2000.00", "2000.00"]
    );
    Ok(())
}

/// A session of 60 € paid 20 € or 40 €: 20 to 40 € are left. Above 10 €, 10 to 30 € too many
/// whatever the reading; above 30 €, 0 to 10 €, which is asked.
#[test]
fn un_reste_a_charge_en_fourchette() -> io::Result<()> {
    let offre = dossier(&[Fictive {
        lignes: &[";Ostéopathe;osteopathie;;par séance;20 € | 40 €"],
        ..FICTIVE
    }])?;
    let paniers = offre.path().join("paniers");
    fs::create_dir_all(&paniers)?;
    fs::write(
        paniers.join("une-seance.toml"),
        "format = \"panier/1\"\nid = \"une-seance\"\nlibelle = \"une séance\"\n\
        source = \"essai\"\nverifie_le = 2026-11-22\n[[soins]]\nacte = \"osteopathie\"\n\
        prix = \"60 €\"\n",
    )?;
    let demandes = [10, 30, 40].map(|euros| {
        let demande = format!(
            "reste_a_charge = {{ panier = \"une-seance\", tranche = \"20-a-60-ans\", au_plus = {euros} }}"
        );
        exigence(&format!("sous-{euros}"), "souhaité", 10, &demande)
    });
    let lu = ecran(&offre, &demandes.concat())?;
    for attendu in [
        "1 sous-10 non 20,00 à 40,00 € 10,00 € 10,00 à 30,00 € 30,00 €",
        "2 sous-30 ? 20,00 à 40,00 € 30,00 € 0,00 à 10,00 € 10,00 €",
    ] {
        assert!(lu.contains(attendu), "{attendu}\n{lu}");
    }
    // 40 € suffisent dans les deux lectures
    assert!(!lu.contains("3 sous-40 ?"), "{lu}");
    Ok(())
}

/// One offer is silent on its network (one point) and pays too little for a session; the
/// other has no network and pays enough (ten points). When the network is an obligation, a
/// yes puts the first before the second, whatever the points: it is asked. When it is only
/// wished, its point never makes up for the ten others: it is not.
#[test]
fn une_obligation_se_demande_la_ou_un_souhait_ne_se_demande_pas() -> io::Result<()> {
    let offres = dossier(&[
        Fictive {
            nom: "muette",
            lignes: &[";Ostéopathe;osteopathie;;par séance;20 €"],
            ..FICTIVE
        },
        Fictive {
            nom: "sans-reseau",
            services: "reseau = false",
            lignes: &[";Ostéopathe;osteopathie;;par séance;40 €"],
            ..FICTIVE
        },
    ])?;
    let demandes = |priorite: &str| {
        let seance =
            "garantie = { poste = \"osteopathie\", regle = \"par séance\", au_moins = \"40 €\" }";
        [
            exigence("reseau", priorite, 1, "propriete = { quoi = \"reseau\" }"),
            exigence("seance", "souhaité", 10, seance),
        ]
        .concat()
    };
    let question = "Offre muette (Seul), exigence 1 : Le contrat donne-t-il accès à un réseau de soins, et lequel ?";
    let obligatoire = ecran(&offres, &demandes("obligatoire"))?;
    assert!(obligatoire.contains(question), "{obligatoire}");
    let souhaite = ecran(&offres, &demandes("souhaité"))?;
    assert!(!souhaite.contains("À demander aux assureurs"), "{souhaite}");
    Ok(())
}
