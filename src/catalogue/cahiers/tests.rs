use super::*;
use crate::cahier::{Demande, RegleDeCotisation};
use crate::catalogue::Catalogue;
use crate::montant::Centimes;
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::lire_embarquees(&Sources::embarquees()).0);

/// Reads a cahier, and draws its problems.
fn lu(texte: &str) -> (Option<Cahier>, String) {
    let fichier = Fichier::new("essai.toml", texte.to_owned());
    let mut diagnostics = Diagnostics::new();
    let cahier = lire_cahier(&fichier, &CATALOGUE, &mut diagnostics);
    let mut sources = Sources::default();
    sources.ajoute(fichier);
    (cahier, diagnostics.afficher(&sources, 100))
}

fn exemple(nom: &str) -> Cahier {
    let chemin = format!("{}/examples/cahiers/{nom}.toml", env!("CARGO_MANIFEST_DIR"));
    let (cahier, dit) = lu(&std::fs::read_to_string(chemin).unwrap());
    assert_eq!(dit, "");
    cahier.unwrap()
}

/// The three bands and the 16 disciplines of the ARCS, then its three risks.
#[test]
fn le_cahier_de_l_arcs_dit_ses_priorites() {
    let arcs = exemple("arcs-2018");
    let Demande::Garantie(prevention) = &arcs.exigences[0].demande else {
        panic!("la première exigence est une garantie")
    };
    assert_eq!(prevention.postes.len(), 16);
    assert!(matches!(
        arcs.exigences[1].demande,
        Demande::Cotisation(RegleDeCotisation::TarifsFixes)
    ));
    assert_eq!(arcs.tranches.tranches.len(), 3);
    let obligatoires = arcs
        .exigences
        .iter()
        .filter(|exigence| exigence.priorite == Priorite::Obligatoire);
    assert_eq!(obligatoires.count(), 2);
    let Demande::Reste {
        panier,
        tranche,
        au_plus,
    } = &arcs.exigences[5].demande
    else {
        panic!("la sixième exigence est un reste à charge")
    };
    assert_eq!((panier.id.as_str(), tranche.age), ("dentaire", 70));
    assert_eq!(*au_plus, Centimes::ZERO);
    assert_eq!(
        arcs.parties(),
        [
            "médecine préventive",
            "mutuelle solidaire",
            "reste à charge"
        ]
    );
    // ce que la source ne chiffre pas est dit supposé
    assert!(
        arcs.exigences
            .iter()
            .all(|exigence| { exigence.hypothese.is_some() || exigence.id == "trois-tarifs" })
    );
}

/// 26 + 27 + 27 = 80 points of price, 5 + 5 + 10 = 20 of service.
#[test]
fn la_grille_de_l_acs_a_quatre_vingts_points_de_prix() {
    let acs = exemple("acs-2014");
    let points = |partie: &str| {
        let siennes = acs.exigences.iter().filter(|e| e.partie == partie);
        siennes.map(|exigence| exigence.poids).sum::<u32>()
    };
    assert_eq!((points("prix"), points("service")), (80, 20));
    assert_eq!(acs.parties(), ["prix", "service"]);
}

#[test]
fn l_annee_d_une_tranche_est_son_panier() {
    let (cahier, dit) = lu(
        "format = \"cahier/1\"\nid = \"a\"\nlibelle = \"a\"\nsource = \"a\"\n\
        verifie_le = 2026-11-22\ntranches = \"arcs\"\n[[exigences]]\nid = \"a\"\n\
        libelle = \"a\"\npriorite = \"souhaité\"\npoids = 1\n\
        reste_a_charge = { annee = \"haute\", tranche = \"plus-de-60-ans\", au_plus = \"1 200,50 €\" }\n",
    );
    assert_eq!(dit, "");
    let cahier = cahier.unwrap();
    let Demande::Reste {
        panier, au_plus, ..
    } = &cahier.exigences[0].demande
    else {
        panic!("un reste à charge")
    };
    assert_eq!(panier.id, "arcs-plus-de-60-ans-haute");
    assert_eq!(*au_plus, Centimes::new(120_050));
    assert_eq!(cahier.exigences[0].partie, "reste à charge");
}

/// Every fault of every requirement is said at once.
#[test]
fn toutes_les_fautes_se_disent_ensemble() {
    let (cahier, dit) = lu(
        "format = \"cahier/1\"\nid = \"a\"\nlibelle = \"a\"\nsource = \"a\"\n\
        verifie_le = 2026-11-22\ntranches = \"arcs\"\n\
        [[exigences]]\nid = \"a\"\nlibelle = \"Couronne\"\npriorite = \"obligatoire\"\npoids = 1\n\
        garantie = { poste = \"dentair\", au_moins = \"?\" }\n\
        [[exigences]]\nid = \"a\"\nlibelle = \"b\"\npriorite = \"voulu\"\npoids = 0\n\
        reste_a_charge = { panier = \"dentire\", tranche = \"vieux\", au_plus = -1 }\n\
        [[exigences]]\nid = \"c\"\nlibelle = \"c\"\npriorite = \"souhaité\"\npoids = 1\n\
        cotisation = { ecart_max = \"0,5\", tarifs_fixes = true }\n\
        [[exigences]]\nid = \"d\"\nlibelle = \"d\"\npriorite = \"souhaité\"\npoids = 1\n\
        [[exigences]]\nid = \"e\"\nlibelle = \"e\"\npriorite = \"souhaité\"\npoids = 1\n\
        propriete = { quoi = \"sans-delai\", sauf = [\"obseqes\"], au_moins = 3 }\n\
        [[exigences]]\nid = \"f\"\nlibelle = \"f\"\npriorite = \"souhaité\"\npoids = 1\n\
        garantie = { poste = \"dentaire\", au_moins = \"?\", cellule = \"250 %\" }\n\
        [[exigences]]\nid = \"g\"\nlibelle = \"g\"\npriorite = \"souhaité\"\npoids = 1\n\
        cotisation = { ecart_max = \"0,5\" }\n\
        [[exigences]]\nid = \"h\"\nlibelle = \"h\"\npriorite = \"souhaité\"\npoids = 1\n\
        cotisation = { la_moins_chere = false }\n",
    );
    assert!(cahier.is_none());
    insta::assert_snapshot!(dit);
}
