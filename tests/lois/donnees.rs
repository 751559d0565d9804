//! The regulation read by the judge alone: CSV to decimals, then handed to the engine.

use jiff::civil::Date;
use reste_a_charge::montant::{Centimes, Taux};
use reste_a_charge::reglementation::{
    AccesDirect, Acte, Arbre, Base, Chronologie, Dent, Nature, PanierSante, Parametre, Parametres,
    Participation, Periode, Provenance, Reglementation, Secteur, Tarif, Unite, Valeur, Verre,
};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Base of a tariff, as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum BaseLue {
    Montant(Decimal),
    Prix,
    PartDuPlv(Decimal),
}

/// A dated row of `tarifs.csv`.
#[derive(Clone, Debug)]
pub(crate) struct TarifLu {
    pub(crate) secteurs: Vec<Secteur>,
    pub(crate) periode: Periode,
    pub(crate) base: BaseLue,
    pub(crate) taux: Decimal,
    pub(crate) panier: PanierSante,
    pub(crate) plv: Option<Decimal>,
}

/// A row of `actes.csv` with its tariffs.
#[derive(Clone, Debug)]
pub(crate) struct ActeLu {
    pub(crate) code: String,
    pub(crate) poste: String,
    pub(crate) nature: Nature,
    pub(crate) unite: Unite,
    pub(crate) participation: Participation,
    pub(crate) ages: (u8, u8),
    pub(crate) dent: Option<Dent>,
    pub(crate) verre: Option<Verre>,
    /// Seen without the path of care: below this age.
    pub(crate) acces_direct: u8,
    pub(crate) tarifs: Vec<TarifLu>,
}

impl ActeLu {
    /// Whether its tariffs are written by sector.
    pub(crate) fn par_secteur(&self) -> bool {
        self.secteurs().len() > 1
    }

    pub(crate) fn secteurs(&self) -> Vec<Secteur> {
        let mut secteurs: Vec<Secteur> = self
            .tarifs
            .iter()
            .flat_map(|t| t.secteurs.clone())
            .collect();
        secteurs.sort_unstable();
        secteurs.dedup();
        secteurs
    }

    /// The row of a day, in a sector when there are sectors.
    pub(crate) fn tarif(&self, secteur: Secteur, date: Date) -> Option<&TarifLu> {
        let secteur = if self.par_secteur() {
            secteur
        } else {
            Secteur::Un
        };
        self.tarifs.iter().find(|tarif| {
            tarif.secteurs.contains(&secteur)
                && tarif.periode.du <= date
                && tarif.periode.au.is_none_or(|fin| date <= fin)
        })
    }
}

/// A dated row of `parametres.csv`; an amount in euros, a rate as a fraction, or a number.
#[derive(Clone, Debug)]
pub(crate) struct ParametreLu {
    pub(crate) nom: String,
    pub(crate) periode: Periode,
    pub(crate) valeur: Decimal,
    engine: Valeur,
}

/// Everything the judge knows, and the same for the engine.
pub(crate) struct Donnees {
    pub(crate) actes: Vec<ActeLu>,
    pub(crate) parametres: Vec<ParametreLu>,
    pub(crate) reglementation: Reglementation,
}

pub(crate) static DONNEES: LazyLock<Donnees> = LazyLock::new(lire);

impl Donnees {
    pub(crate) fn acte(&self, code: &str) -> &ActeLu {
        self.actes.iter().find(|acte| acte.code == code).unwrap()
    }

    pub(crate) fn parametre(&self, nom: &str, date: Date) -> Option<Decimal> {
        self.parametres
            .iter()
            .find(|p| {
                p.nom == nom && p.periode.du <= date && p.periode.au.is_none_or(|fin| date <= fin)
            })
            .map(|p| p.valeur)
    }

    /// Every first and last day of a value, within the years of the tool.
    pub(crate) fn bords(&self) -> Vec<Date> {
        let tarifs = self
            .actes
            .iter()
            .flat_map(|a| a.tarifs.iter().map(|t| t.periode));
        let mut bords: Vec<Date> = tarifs
            .chain(self.parametres.iter().map(|p| p.periode))
            .flat_map(|p| [Some(p.du), p.au, p.au.and_then(|fin| fin.tomorrow().ok())])
            .flatten()
            .filter(|d| d.year() >= 2017 && *d <= jiff::civil::date(2026, 11, 30))
            .collect();
        bords.sort_unstable();
        bords.dedup();
        bords
    }
}

/// Half up to the centime, once.
pub(crate) fn arrondi(montant: Decimal) -> Decimal {
    montant.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
}

pub(crate) fn centimes(euros: Decimal) -> Centimes {
    Centimes::new((euros * Decimal::ONE_HUNDRED).to_i64().unwrap())
}

pub(crate) fn euros(centimes: Centimes) -> Decimal {
    Decimal::new(centimes.valeur(), 2)
}

pub(crate) fn fraction(taux: Taux) -> Decimal {
    Decimal::new(i64::from(taux.valeur()), 6)
}

fn taux(fraction: Decimal) -> Taux {
    Taux::millioniemes((fraction * Decimal::from(1_000_000)).to_u32().unwrap())
}

fn nombre(texte: &str) -> Decimal {
    let net: String = texte
        .chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '-'))
        .map(|c| if c == ',' { '.' } else { c })
        .collect();
    net.parse()
        .unwrap_or_else(|_| panic!("nombre illisible : {texte}"))
}

fn pour_cent(texte: &str) -> Decimal {
    nombre(texte) / Decimal::ONE_HUNDRED
}

fn table(nom: &str) -> Vec<BTreeMap<String, String>> {
    let chemin = format!("{}/data/reglementation/{nom}", env!("CARGO_MANIFEST_DIR"));
    let mut lecteur = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_path(chemin)
        .unwrap();
    lecteur.deserialize().map(Result::unwrap).collect()
}

fn periode(ligne: &BTreeMap<String, String>) -> Periode {
    let jour = |nom: &str| ligne[nom].parse::<Date>();
    Periode {
        du: jour("du").unwrap(),
        au: jour("au").ok(),
    }
}

fn provenance() -> Provenance {
    Provenance {
        source: "épreuve".to_owned(),
        verifie_le: jiff::civil::date(2026, 11, 22),
        doute: None,
    }
}

fn secteurs(texte: &str) -> Vec<Secteur> {
    texte
        .split(" + ")
        .map(|mot| match mot {
            "" | "1" => Secteur::Un,
            "OPTAM" => Secteur::Optam,
            "non OPTAM" => Secteur::NonOptam,
            "non conventionné" => Secteur::NonConventionne,
            autre => panic!("secteur inconnu : {autre}"),
        })
        .collect()
}

fn tarif(ligne: &BTreeMap<String, String>) -> TarifLu {
    let base = match ligne["base"].as_str() {
        "prix" => BaseLue::Prix,
        part if part.ends_with("PLV") => BaseLue::PartDuPlv(pour_cent(part)),
        montant => BaseLue::Montant(nombre(montant)),
    };
    TarifLu {
        secteurs: secteurs(&ligne["secteur"]),
        periode: periode(ligne),
        base,
        taux: pour_cent(&ligne["taux"]),
        panier: match ligne["panier"].as_str() {
            "" => PanierSante::Aucun,
            "100 % Santé" => PanierSante::CentPourCent,
            "maîtrisé" => PanierSante::Maitrise,
            "libre" => PanierSante::Libre,
            autre => panic!("panier inconnu : {autre}"),
        },
        plv: Some(&ligne["plv"])
            .filter(|plv| !plv.is_empty())
            .map(|plv| nombre(plv)),
    }
}

fn unite(mot: &str) -> Unite {
    match mot {
        "acte" => Unite::Acte,
        "séance" => Unite::Seance,
        "jour" => Unite::Jour,
        "nuit" => Unite::Nuit,
        "oreille" => Unite::Oreille,
        "œil" => Unite::Oeil,
        "dent" => Unite::Dent,
        "implant" => Unite::Implant,
        "monture" => Unite::Monture,
        "verre" => Unite::Verre,
        "équipement" => Unite::Equipement,
        "semestre" => Unite::Semestre,
        "boîte" => Unite::Boite,
        "an" => Unite::An,
        "séjour" => Unite::Sejour,
        "lettre-clé" => Unite::Lettre,
        "kilomètre" => Unite::Kilometre,
        autre => panic!("unité inconnue : {autre}"),
    }
}

fn acte(ligne: &BTreeMap<String, String>, tarifs: &[BTreeMap<String, String>]) -> ActeLu {
    let code = ligne["code"].clone();
    let age = |nom: &str, defaut: u8| ligne[nom].parse().unwrap_or(defaut);
    ActeLu {
        poste: ligne["poste"].clone(),
        nature: match ligne["nature"].as_str() {
            "nomenclature" => Nature::Nomenclature,
            "forfait légal" => Nature::ForfaitLegal,
            _ => Nature::HorsNomenclature,
        },
        unite: unite(&ligne["unite"]),
        participation: match ligne["participation"].as_str() {
            "" => Participation::Aucune,
            "PF" => Participation::Forfaitaire,
            "FM boîte" => Participation::FranchiseBoite,
            "FM paramédical" => Participation::FranchiseParamedicale,
            "FM transport" => Participation::FranchiseTransport,
            autre => panic!("participation inconnue : {autre}"),
        },
        ages: (age("age_min", 0), age("age_max", 127)),
        dent: match ligne["dent"].as_str() {
            "visible" => Some(Dent::Visible),
            "non visible" => Some(Dent::NonVisible),
            "visible ou non" => Some(Dent::VisibleOuNon),
            _ => None,
        },
        verre: match ligne["verre"].as_str() {
            "simple" => Some(Verre::Simple),
            "complexe" => Some(Verre::Complexe),
            "très complexe" => Some(Verre::TresComplexe),
            _ => None,
        },
        acces_direct: match ligne["acces_direct"].as_str() {
            "" => 0,
            "oui" => u8::MAX,
            "moins de 26 ans" => 26,
            autre => panic!("accès direct inconnu : {autre}"),
        },
        tarifs: tarifs
            .iter()
            .filter(|t| t["acte"] == code)
            .map(tarif)
            .collect(),
        code,
    }
}

fn parametre(ligne: &BTreeMap<String, String>) -> ParametreLu {
    let texte = ligne["valeur"].as_str();
    let (valeur, engine) = if texte.contains('€') {
        (nombre(texte), Valeur::Montant(centimes(nombre(texte))))
    } else if texte.contains('%') {
        (pour_cent(texte), Valeur::Taux(taux(pour_cent(texte))))
    } else {
        let entier = nombre(texte);
        (entier, Valeur::Nombre(entier.to_u32().unwrap()))
    };
    ParametreLu {
        nom: ligne["parametre"].clone(),
        periode: periode(ligne),
        valeur,
        engine,
    }
}

fn lire() -> Donnees {
    let tarifs = table("tarifs.csv");
    let actes: Vec<ActeLu> = table("actes.csv")
        .iter()
        .map(|l| acte(l, &tarifs))
        .collect();
    let postes: Vec<String> = table("postes.csv")
        .iter()
        .map(|l| l["poste"].clone())
        .collect();
    let parametres: Vec<ParametreLu> = table("parametres.csv").iter().map(parametre).collect();
    let mut arbre = Arbre::default();
    for poste in &postes {
        arbre.ajouter(poste, poste, Vec::new(), "").unwrap();
    }
    let mut chronologies: BTreeMap<String, Vec<(Periode, Parametre)>> = BTreeMap::new();
    for p in &parametres {
        let dates = chronologies.entry(p.nom.clone()).or_default();
        let (valeur, provenance) = (p.engine, provenance());
        dates.push((p.periode, Parametre { valeur, provenance }));
    }
    let chronologies = chronologies
        .into_iter()
        .map(|(nom, valeurs)| (nom, Chronologie::new(valeurs).unwrap()))
        .collect();
    let pour_moteur = actes
        .iter()
        .map(|acte| acte_du_moteur(acte, &arbre))
        .collect();
    Donnees {
        reglementation: Reglementation::new(arbre, Parametres::new(chronologies), pour_moteur),
        actes,
        parametres,
    }
}

fn acte_du_moteur(lu: &ActeLu, arbre: &Arbre) -> Acte {
    let du_secteur = |secteur: Secteur| {
        let valeurs = lu.tarifs.iter().filter(|t| t.secteurs.contains(&secteur));
        let valeurs = valeurs.map(|t| (t.periode, tarif_du_moteur(t))).collect();
        (secteur, Chronologie::new(valeurs).unwrap())
    };
    Acte {
        code: lu.code.clone(),
        libelle: lu.code.clone(),
        synonymes: Vec::new(),
        nomenclature: None,
        poste: arbre.trouver(&lu.poste).unwrap(),
        nature: lu.nature,
        unite: lu.unite,
        participation: lu.participation,
        ages: lu.ages,
        dent: lu.dent,
        verre: lu.verre,
        acces_direct: match lu.acces_direct {
            0 => AccesDirect::Non,
            26 => AccesDirect::MoinsDe26Ans,
            _ => AccesDirect::Oui,
        },
        tarifs: lu.secteurs().into_iter().map(du_secteur).collect(),
        prix: Vec::new(),
        prix_de_droit: Vec::new(),
    }
}

fn tarif_du_moteur(lu: &TarifLu) -> Tarif {
    Tarif {
        base: match lu.base {
            BaseLue::Montant(montant) => Base::Montant(centimes(montant)),
            BaseLue::Prix => Base::Prix,
            BaseLue::PartDuPlv(part) => Base::PartDuPlv(taux(part)),
        },
        taux: taux(lu.taux),
        panier: lu.panier,
        plv: lu.plv.map(centimes),
        provenance: provenance(),
    }
}
