//! `rac donnees diff`: what a reform or a correction does, in euros worked by hand.

use assert_cmd::Command;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// The rows of the CSV of a comparison, each cut in cells.
fn diff(arguments: &[&str]) -> io::Result<Vec<Vec<String>>> {
    let sortie = Command::cargo_bin("rac")
        .map_err(io::Error::other)?
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["donnees", "diff", "--format", "csv"])
        .args(arguments)
        .output()?;
    let messages = String::from_utf8_lossy(&sortie.stderr);
    assert_eq!(sortie.status.code(), Some(0), "{messages}");
    let texte = String::from_utf8_lossy(&sortie.stdout);
    let cellules = |ligne: &str| ligne.split(';').map(str::to_owned).collect();
    Ok(texte.lines().map(cellules).collect())
}

/// The cells of one offer on one basket for people of 40.
fn ligne<'l>(lignes: &'l [Vec<String>], panier: &str, offre: &str) -> Vec<&'l str> {
    let trouvees = lignes.iter().filter(|cellules| {
        let [_, age, sien, nom, ..] = cellules.as_slice() else {
            return false;
        };
        age == "40" && sien == panier && nom == offre
    });
    let trouvees: Vec<&Vec<String>> = trouvees.collect();
    assert_eq!(trouvees.len(), 1, "{panier} {offre}\n{lignes:?}");
    trouvees.into_iter().flatten().map(String::as_str).collect()
}

fn panier(dossier: &Path, nom: &str, soins: &str) -> io::Result<String> {
    let chemin = dossier.join(format!("{nom}.toml"));
    let texte = format!(
        "format = \"panier/1\"\nid = \"{nom}\"\nlibelle = \"{nom}\"\nsource = \"épreuve\"\nverifie_le = 2026-11-22\n{soins}"
    );
    fs::write(&chemin, texte)?;
    Ok(chemin.to_string_lossy().into_owned())
}

/// The participation forfaitaire went from 1 € to 2 € on 15 May 2024: four visits at 26,50 €
/// leave 4 × (7,95 + 1) = 35,80 € without a contract the day before, 39,80 € after.
#[test]
fn une_reforme_se_voit_entre_deux_jours() -> io::Result<()> {
    let dossier = tempfile::tempdir()?;
    let visites = panier(
        dossier.path(),
        "visites",
        "[[soins]]\nacte = \"generaliste\"\nsecteur = \"1\"\nprix = \"26,50 €\"\nnombre = 4\n",
    )?;
    let lignes = diff(&[
        "--date",
        "2024-05-14",
        "--date",
        "2024-05-15",
        "--panier",
        &visites,
    ])?;
    let sans = ligne(&lignes, &visites, "sans-mutuelle");
    assert_eq!(sans.get(4..7), Some(&["35.80", "39.80", "4.00"][..]));
    // un contrat qui paie le ticket modérateur laisse la participation
    let cap = ligne(&lignes, &visites, "avenir/cap-nr/100 NR");
    assert_eq!(cap.get(4..7), Some(&["4.00", "8.00", "4.00"][..]));
    Ok(())
}

/// CAP NR Essentiel at 40 is 37,35 € a month in zone 1, that of the Ille-et-Vilaine: 448,20 €
/// a year, and the four visites of [`une_reforme_se_voit_entre_deux_jours`].
#[test]
fn le_cout_d_avant_et_d_apres_compte_la_cotisation_du_departement() -> io::Result<()> {
    let dossier = tempfile::tempdir()?;
    let visites = panier(
        dossier.path(),
        "visites",
        "[[soins]]\nacte = \"generaliste\"\nsecteur = \"1\"\nprix = \"26,50 €\"\nnombre = 4\n",
    )?;
    let lignes = diff(&[
        "--date",
        "2024-05-14",
        "--date",
        "2024-05-15",
        "--departement",
        "35",
        "--offres",
        "avenir/cap-nr/*",
        "--panier",
        &visites,
    ])?;
    let essentiel = ligne(&lignes, &visites, "avenir/cap-nr/Essentiel");
    let couts = Some(&["452.20", "456.20", "4.00"][..]);
    assert_eq!(essentiel.get(7..10), couts);
    Ok(())
}

/// From May to December 2024 the forfait of a visit and the tariff of a generalist both move:
/// some contracts leave less, others more. Those that change most come first, without any
/// contract before them.
#[test]
fn ce_qui_change_le_plus_vient_d_abord() -> io::Result<()> {
    let lignes = diff(&[
        "--date",
        "2024-05-14",
        "--date",
        "2024-12-25",
        "--offres",
        "avenir/cap-nr/*",
    ])?;
    let basse = lignes.iter().filter(|cellules| {
        cellules
            .get(2)
            .is_some_and(|nom| nom == "arcs-20-a-60-ans-basse")
    });
    let ecarts: Vec<[&str; 2]> = basse
        .map(|cellules| [&*cellules[3], &*cellules[6]])
        .collect();
    let attendus = [
        ["sans-mutuelle", "-1.45"],
        ["avenir/cap-nr/100 NR", "-2.50"],
        ["avenir/cap-nr/Essentiel", "-2.50"],
        ["avenir/cap-nr/130 NR", "1.00"],
        ["avenir/cap-nr/160 NR", "1.00"],
        ["avenir/cap-nr/200 NR", "1.00"],
        ["avenir/cap-nr/300 NR", "1.00"],
        ["avenir/cap-nr/400 NR", "1.00"],
    ];
    assert_eq!(ecarts, attendus);
    Ok(())
}

/// The screen shows what changes alone, and names the acts with their sector.
#[test]
fn l_ecran_tait_ce_qui_ne_change_pas_et_nomme_les_secteurs() -> io::Result<()> {
    let ecran = |arguments: &[&str]| -> io::Result<String> {
        let sortie = Command::cargo_bin("rac")
            .map_err(io::Error::other)?
            .args(["donnees", "diff", "--offres", "avenir/cap-nr/*", "--tout"])
            .args(arguments)
            .output()?;
        assert_eq!(sortie.status.code(), Some(0));
        let texte = String::from_utf8_lossy(&sortie.stdout);
        let mots: Vec<&str> = texte.split_whitespace().collect();
        Ok(mots.join(" "))
    };
    let reforme = ecran(&["--date", "2024-05-14", "--date", "2024-12-25"])?;
    assert!(reforme.contains("CAP NR 100 NR"), "{reforme}");
    assert!(reforme.contains(", secteur 1 "), "{reforme}");
    // rien ne change d’un jour au suivant : pas une offre
    let rien = ecran(&["--date", "2024-06-01", "--date", "2024-06-02"])?;
    assert!(rien.contains("Rien ne change."), "{rien}");
    assert!(!rien.contains("CAP NR"), "{rien}");
    Ok(())
}

/// A crown at 620 € under FLEXIA Confort: 150 % of 120 € leave 620 − 180 = 440 €; at 200 %,
/// 620 − 240 = 380 €. Nothing else changes.
#[test]
fn une_cellule_corrigee_se_voit_en_euros() -> io::Result<()> {
    let dossier = tempfile::tempdir()?;
    let couronne = panier(
        dossier.path(),
        "couronne",
        "[[soins]]\nacte = \"couronne-ceramo-metallique-molaire\"\nprix = \"620 €\"\nnombre = 1\n",
    )?;
    let chemin = "offers/mcci/flexia-2026.base.csv";
    let table = fs::read_to_string(Path::new("data").join(chemin))?;
    let avant = "150 %";
    let corrigee: Vec<String> = table
        .lines()
        .map(|ligne| {
            if ligne.contains("Inlay-core, prothèses, paniers modéré et libre") {
                ligne.replacen(avant, "200 %", 1)
            } else {
                ligne.to_owned()
            }
        })
        .collect();
    let apres = dossier.path().join("apres");
    fs::create_dir_all(apres.join("offers/mcci"))?;
    fs::write(apres.join(chemin), corrigee.join("\n") + "\n")?;
    let apres = apres.to_string_lossy().into_owned();
    let lignes = diff(&[&apres, "--date", "2026-11-22", "--panier", &couronne])?;
    let confort = ligne(&lignes, &couronne, "mcci/flexia/Confort");
    assert_eq!(confort.get(4..7), Some(&["440.00", "380.00", "-60.00"][..]));
    // une autre offre peut changer de rang, pas de somme
    let [offre, ecart] = [3, 6];
    let change = |ligne: &&Vec<String>| ligne[ecart] != "0.00";
    let changees = lignes.iter().skip(1).filter(change);
    let changees: BTreeSet<&str> = changees.map(|ligne| ligne[offre].as_str()).collect();
    assert_eq!(changees, BTreeSet::from(["mcci/flexia/Confort"]));
    Ok(())
}

#[test]
fn rien_a_comparer_se_dit() -> io::Result<()> {
    let sortie = Command::cargo_bin("rac")
        .map_err(io::Error::other)?
        .args(["donnees", "diff"])
        .output()?;
    assert_eq!(sortie.status.code(), Some(2));
    let message = String::from_utf8_lossy(&sortie.stderr);
    assert!(message.contains("deux --date"), "{message}");
    Ok(())
}
