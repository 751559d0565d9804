//! Small documents written for the test: what makes a source wrong in a known way, and what
//! comes close without being it. Tariffs are those of 2026-04-01; each line works its figures
//! out by hand.

use super::rejeu;
use reste_a_charge::calcul::cas::Resultat;
use reste_a_charge::catalogue::{Catalogue, Fichier, Sources};
use std::collections::BTreeMap;

const ENTETE: &str = "id;date;offre;niveau;garantie;responsable;age;acte;secteur;nombre;depense;base;taux;amo;amo_est;amc;total;rac;parcours;source;note";

/// What each case of these documents is: `conforme`, `écart`, or the code of its cause. The
/// texts of the files replaced come with their paths.
fn juges(documents: &[(&str, &[&str])], remplaces: &[(&str, String)]) -> BTreeMap<String, String> {
    let mut sources = Sources::embarquees();
    for (chemin, texte) in remplaces {
        sources.ajoute(Fichier::new(*chemin, texte.clone()));
    }
    let chemins = documents.iter().map(|(nom, _)| format!("cas/{nom}.csv"));
    let chemins: Vec<String> = chemins.collect();
    for (chemin, (_, lignes)) in chemins.iter().zip(documents) {
        let lignes = lignes.iter().map(|ligne| format!("{ligne};moi;"));
        let texte = format!("{ENTETE}\n{}\n", lignes.collect::<Vec<_>>().join("\n"));
        sources.ajoute(Fichier::new(chemin, texte));
    }
    let (catalogue, diagnostics) = Catalogue::lire(&sources);
    let messages: Vec<&str> = diagnostics
        .tries()
        .into_iter()
        .filter(|diagnostic| chemins.contains(&diagnostic.fichier))
        .map(|diagnostic| diagnostic.message.as_str())
        .collect();
    assert_eq!(messages, Vec::<&str>::new());
    let siens = catalogue
        .cas
        .iter()
        .filter(|cas| documents.iter().any(|(nom, _)| *nom == cas.document));
    siens
        .map(|cas| {
            let dit = match rejeu(&catalogue, cas) {
                Resultat::Conforme => "conforme",
                Resultat::Explique { cause, .. } => cause.code(),
                Resultat::Ecart { .. } => "écart",
            };
            (cas.id.clone(), dit.to_owned())
        })
        .collect()
}

/// Each line with what it must be said to be; no other document stands beside.
fn verifier(lignes: &[(&str, &str)]) {
    verifier_avec(lignes, &[]);
}

fn verifier_avec(lignes: &[(&str, &str)], remplaces: &[(&str, String)]) {
    let ecrites: Vec<&str> = lignes.iter().map(|(ecrite, _)| *ecrite).collect();
    let juges = juges(&[("zz-essai", &ecrites)], remplaces);
    for (ecrite, attendu) in lignes {
        let id = ecrite.split(';').next().unwrap_or_default();
        let dit = juges.get(id).map(String::as_str);
        assert_eq!(dit, Some(*attendu), "{ecrite}");
    }
}

/// The embedded tariffs, one line of an act written otherwise.
fn tarifs(debut: &str, juste: &str, autre: &str) -> (&'static str, String) {
    let source = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/data/reglementation/tarifs.csv"
    );
    let texte = std::fs::read_to_string(source).unwrap_or_default();
    let mut changees = 0;
    let lignes = texte.lines().map(|ligne| {
        if ligne.starts_with(debut) {
            changees += 1;
            ligne.replacen(juste, autre, 1)
        } else {
            ligne.to_owned()
        }
    });
    let lignes: Vec<String> = lignes.collect();
    assert_eq!(changees, 1, "{debut}");
    ("reglementation/tarifs.csv", lignes.join("\n") + "\n")
}

/// A doctor of the OPTAM at 60,00, base 30,00: 21,00 − 2,00 = 19,00 of social security.
/// At 150 %, 45,00 − 21,00 = 24,00 and 17,00 left; at 200 %, 60,00 − 21,00 = 39,00 and 2,00
/// left. The second row printed in the place of the first is copied from its own document,
/// for the same act, and from nowhere else.
#[test]
fn une_ligne_recopiee_vient_du_meme_document_et_du_meme_acte() {
    let recopiee = "A;2026-04-01;;;150 %;non;40;generaliste;OPTAM;1;60;;;19;;39;;2;";
    let modele = "B;2026-04-01;;;200 %;non;40;generaliste;OPTAM;1;60;;;19;;39;;2;";
    // base 31,50 : 22,05 − 2,00 = 20,05 ; 80,00 − 20,05 − 39,00 = 20,95
    let autre_acte = "C;2026-04-01;;;39 €;non;40;specialiste;OPTAM;1;80;;;20,05;;39;;20,95;";
    let dit = |documents: &[(&str, &[&str])]| {
        let juges = juges(documents, &[]);
        for id in ["B", "C"] {
            let dit = juges.get(id).map_or("conforme", String::as_str);
            assert_eq!(dit, "conforme", "{id}");
        }
        juges.get("A").cloned()
    };
    let meme = dit(&[("zz-un", &[recopiee, modele])]);
    assert_eq!(meme.as_deref(), Some("garantie-voisine"));
    let ailleurs = dit(&[("zz-un", &[recopiee]), ("zz-deux", &[modele])]);
    assert_eq!(ailleurs.as_deref(), Some("écart"));
    let autre = dit(&[("zz-un", &[recopiee, autre_acte])]);
    assert_eq!(autre.as_deref(), Some("écart"));
}

/// The same doctor at 150 %: three parts that do not make 60,00 are badly printed as soon as
/// one of them is right, and what stands beside them.
#[test]
fn des_chiffres_qui_se_contredisent_en_ont_un_de_juste() {
    verifier(&[
        (
            "A;2026-04-01;;;150 %;non;40;generaliste;OPTAM;1;60;;;19;;25;;18;",
            "mal-imprime",
        ),
        (
            "B;2026-04-01;;;150 %;non;40;generaliste;OPTAM;1;60;;;20;;24;;18;",
            "mal-imprime",
        ),
        (
            "C;2026-04-01;;;150 %;non;40;generaliste;OPTAM;1;60;;;20;;25;;17;",
            "mal-imprime",
        ),
        // aucune des trois
        (
            "D;2026-04-01;;;150 %;non;40;generaliste;OPTAM;1;60;;;20;;25;;18;",
            "écart",
        ),
        // la base est fausse elle aussi
        (
            "E;2026-04-01;;;150 %;non;40;generaliste;OPTAM;1;60;29;;19;;25;;18;",
            "écart",
        ),
    ]);
}

/// The same doctor at 100,00: 24,00 of the contract, 57,00 left. Two neighbouring digits are
/// swapped, or it is another figure.
#[test]
fn deux_chiffres_intervertis_sont_voisins() {
    verifier(&[
        (
            "A;2026-04-01;;;150 %;non;40;generaliste;OPTAM;1;100;;;19;;42;;39;",
            "mal-imprime",
        ),
        // 42,00 encore, mais 20,00 d'assurance maladie
        (
            "B;2026-04-01;;;150 %;non;40;generaliste;OPTAM;1;100;;;20;;42;;38;",
            "écart",
        ),
        // les deux mêmes places, deux autres chiffres
        (
            "C;2026-04-01;;;150 %;non;40;generaliste;OPTAM;1;100;;;19;;35;;46;",
            "écart",
        ),
        // le 4 et le dernier 0 : ils ne se touchent pas
        (
            "D;2026-04-01;;;150 %;non;40;generaliste;OPTAM;1;100;;;19;;20,04;;60,96;",
            "écart",
        ),
        // 4,20 : le 2 et le 4 intervertis, mais un chiffre de moins
        (
            "E;2026-04-01;;;150 %;non;40;generaliste;OPTAM;1;100;;;19;;4,20;;76,80;",
            "écart",
        ),
    ]);
}

/// The 80 % of the hospital explain a heavy act of the hospital, paid at 100 %: neither six
/// months of orthodontics (193,50 at 100 %, 154,80 at 80 %), nor an act below 120,00.
#[test]
fn seul_un_acte_lourd_de_l_hopital_est_compte_a_80() {
    verifier(&[
        // 271,70 × 80 % = 217,36
        (
            "A;2026-04-01;;;;;40;cataracte-chirurgien;1;1;271,70;;;217,36;;;;54,34;",
            "acte-lourd-a-80",
        ),
        (
            "B;2026-04-01;;;;;12;orthodontie-semestre;;1;193,50;;;154,80;;;;38,70;",
            "écart",
        ),
    ]);
    let leger = tarifs("cataracte-chirurgien;", ";271,70;", ";90,00;");
    // 90,00 × 80 % = 72,00
    verifier_avec(
        &[(
            "A;2026-04-01;;;;;40;cataracte-chirurgien;1;1;90;;;72;;;;18;",
            "écart",
        )],
        &[leger],
    );
}

/// A molar devitalised: 100,00 at 70 %, then at 60 % from 2023-10-15, then 104,00 at 60 % from
/// 2025. The 70 % explain the figures of 2024 (70,00), not those of 2026: nobody ever paid
/// 70 % of 104,00 (72,80).
#[test]
fn un_taux_perime_a_vecu_avec_cette_base() {
    verifier(&[
        (
            "A;2024-06-01;;;;;40;devitalisation-molaire;;1;100;;;70;;;;30;",
            "bareme-autre",
        ),
        (
            "B;2026-04-01;;;;;40;devitalisation-molaire;;1;104;;;72,80;;;;31,20;",
            "écart",
        ),
    ]);
}

/// A crown at 500,00, base 120,00, with the supplement of the C2S: 262,50, of which 60 % are
/// 157,50; the contract pays the other 40 %, 105,00, and 237,50 are left.
#[test]
fn le_supplement_de_la_c2s_a_son_ticket_moderateur() {
    verifier(&[(
        "A;2026-04-01;;;TM;non;40;couronne-ceramo-ceramique;;1;500;;;157,50;;105;;237,50;",
        "bareme-autre",
    )]);
}

/// A session of physiotherapy, 17,90 at 60 %: 10,74, less its franchise of 1,00. Nobody takes
/// off it the participation of doctors besides (10,74 − 1,00 − 2,00 = 7,74).
#[test]
fn une_franchise_ne_s_ajoute_pas_a_une_participation() {
    verifier(&[
        (
            "A;2026-04-01;;;;;40;kinesitherapie;;1;17,90;;;9,74;;;;8,16;",
            "conforme",
        ),
        (
            "B;2026-04-01;;;;;40;kinesitherapie;;1;17,90;;;7,74;;;;10,16;",
            "écart",
        ),
    ]);
}

/// Out of the path of care the social security pays 30 % (70 % less the 40 % of the
/// majoration). Figures that forget the majoration are not those of another tariff, nor cut
/// at the centime.
#[test]
fn hors_du_parcours_la_majoration_ne_s_oublie_pas() {
    verifier(&[
        // 30,00 × 30 % − 2,00 = 7,00
        (
            "A;2026-04-01;;;;;40;generaliste;1;1;30;30;;7;;;;23;non",
            "conforme",
        ),
        // la base d'avant, 26,50, à 70 % : 18,55 − 2,00
        (
            "B;2026-04-01;;;;;40;generaliste;1;1;30;26,50;;16,55;;;;13,45;non",
            "écart",
        ),
        // 19,95 × 70 % = 13,965, coupé : 13,96 − 2,00
        (
            "C;2026-04-01;;;;;40;radio-membre;1;1;19,95;;;11,96;;;;7,99;non",
            "écart",
        ),
    ]);
    // un taux d'avant sur la même base
    let autre_taux = tarifs("generaliste;1;2023-11-01;", ";26,50;70 %;", ";30,00;60 %;");
    verifier_avec(
        &[(
            // 30,00 à 60 % : 18,00 − 2,00
            "A;2026-04-01;;;;;40;generaliste;1;1;30;30;;16;;;;14;non",
            "écart",
        )],
        &[autre_taux],
    );
}

/// Without a price, a case is at the tariff: 23,00 out of the OPTAM, whatever such doctors
/// usually ask. 16,10 − 2,00 = 14,10; 8,90 left.
#[test]
fn un_cas_sans_prix_est_au_tarif() {
    verifier(&[(
        "A;2026-04-01;;;;;40;generaliste;non OPTAM;1;;23;70 %;14,10;;;;8,90;",
        "conforme",
    )]);
}
