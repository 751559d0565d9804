//! A household, from its rows.

use super::entree::{FoyerBrut, LigneLue, Lot};
use super::ligne::cellules;
use super::soin::{Actes, lire_mois, lire_nombre, lire_oui, lire_prix};
use super::{Champ, Fichier, LIGNE_MAX, PERSONNES_MAX, Rejet, SOINS_MAX, Table};
use crate::catalogue::Catalogue;
use crate::offre::cotisation::{Qualite, Regime, Statut};
use crate::panier::{Age, Foyer, Membre, Moment, Prix, Quoi, Soin};
use crate::texte::sans_accent;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// How a rejected row begins.
const DEBUT: usize = 200;

/// A household of a register.
#[derive(Clone, Debug, Default)]
pub struct FoyerLu {
    /// Its name in the file.
    pub id: String,
    /// The people, in the order of the rows.
    pub foyer: Foyer,
    /// The care of each.
    pub personnes: Vec<PersonneLue>,
    /// Line of the first of its rows.
    pub ligne: u64,
}

/// A person of a household.
#[derive(Clone, Debug, Default)]
pub struct PersonneLue {
    /// Its name in the file, or its rank.
    pub id: String,
    /// The basket of its row, by rank in the catalogue.
    pub panier: Option<usize>,
    /// Its lines of care.
    pub soins: Vec<Soin>,
}

/// Reads households, and remembers what it has understood.
#[derive(Debug)]
pub struct Lecture<'a> {
    catalogue: &'a Catalogue,
    actes: Actes<'a>,
    foyers: Table,
    soins: Option<Table>,
    cellules: Vec<String>,
}

/// One row being read.
struct Ligne<'l> {
    table: &'l Table,
    cellules: &'l [String],
}

impl Ligne<'_> {
    fn lue(&self, champ: Champ) -> &str {
        let rang = self.table.rang(champ);
        let cellule = rang.and_then(|rang| self.cellules.get(rang));
        cellule.map_or("", String::as_str)
    }
}

impl<'a> Lecture<'a> {
    /// For the tables of a register, on the day of the tariffs.
    #[must_use]
    pub fn new(catalogue: &'a Catalogue, date: Date, foyers: Table, soins: Option<Table>) -> Self {
        Self {
            catalogue,
            actes: Actes::new(&catalogue.reglementation, date),
            foyers,
            soins,
            cellules: Vec::new(),
        }
    }

    /// A household of a lot; the rows that are refused go to `rejets`, and those of its
    /// other people with them.
    pub fn foyer(&mut self, lot: &Lot, rang: usize, rejets: &mut Vec<Rejet>) -> Option<FoyerLu> {
        let brut = lot.foyers.get(rang)?;
        let avant = rejets.len();
        let mut lu = FoyerLu::default();
        let personnes = lot.lignes.get(brut.personnes.clone())?;
        let soins = lot.lignes.get(brut.soins.clone())?;
        lu.ligne = personnes.first()?.numero;
        for ligne in personnes {
            if let Err(motif) = self.personne(lot, ligne, &mut lu) {
                rejets.push(rejet(lot, ligne, Fichier::Foyers, motif));
            }
        }
        // sans toutes ses personnes, on ne sait pas à qui sont les soins
        let a_lire = if rejets.len() == avant { soins } else { &[] };
        for ligne in a_lire {
            if let Err(motif) = self.soin(lot, ligne, &mut lu) {
                rejets.push(rejet(lot, ligne, Fichier::Soins, motif));
            }
        }
        if rejets.len() == avant {
            return Some(lu);
        }
        ecarter(lot, brut, rejets, avant);
        None
    }

    /// Every row of a household, refused for one reason.
    pub fn refuser(&self, lot: &Lot, rang: usize, motif: &str, rejets: &mut Vec<Rejet>) {
        let Some(brut) = lot.foyers.get(rang) else {
            return;
        };
        let tables = [
            (&brut.personnes, Fichier::Foyers),
            (&brut.soins, Fichier::Soins),
        ];
        for (rangs, fichier) in tables {
            let lignes = lot.lignes.get(rangs.clone()).unwrap_or_default();
            rejets.extend(
                lignes
                    .iter()
                    .map(|ligne| rejet(lot, ligne, fichier, motif.to_owned())),
            );
        }
    }

    /// Rows of care without a household.
    pub fn orphelines(&self, lot: &Lot, rejets: &mut Vec<Rejet>) {
        rejets.extend(lot.orphelines.iter().map(|ligne| {
            let motif = "aucun foyer de ce nom à cette place du fichier des foyers".to_owned();
            rejet(lot, ligne, Fichier::Soins, motif)
        }));
    }

    fn personne(&mut self, lot: &Lot, ligne: &LigneLue, lu: &mut FoyerLu) -> Result<(), String> {
        decouper(&self.foyers, lot, ligne, &mut self.cellules)?;
        let lue = Ligne {
            table: &self.foyers,
            cellules: &self.cellules,
        };
        let id = lue.lue(Champ::Foyer);
        if id.is_empty() {
            return Err("la colonne `foyer` est vide".to_owned());
        }
        if lu.personnes.len() >= PERSONNES_MAX {
            return Err(format!("un foyer a au plus {PERSONNES_MAX} personnes"));
        }
        let membre = Membre {
            nom: None,
            age: age(&lue)?,
            qualite: qualite(lue.lue(Champ::Qualite))?,
            regime: regime(lue.lue(Champ::Regime))?,
        };
        let nom = match lue.lue(Champ::Personne) {
            "" => (lu.personnes.len() + 1).to_string(),
            nom => nom.to_owned(),
        };
        if lu.personnes.iter().any(|autre| autre.id == nom) {
            return Err(format!(
                "la personne « {nom} » est deux fois dans le foyer « {id} »"
            ));
        }
        let departement = match lue.lue(Champ::Departement) {
            "" => None,
            ecrit => Some(self.departement(ecrit)?),
        };
        let statut = statut(lue.lue(Champ::Statut))?;
        let panier = match lue.lue(Champ::Panier) {
            "" => None,
            nom => Some(self.panier(nom)?),
        };
        let foyer = &mut lu.foyer;
        match (&foyer.departement, departement) {
            (Some(un), Some(autre)) if *un != autre => {
                return Err(format!(
                    "le foyer « {id} » est dans deux départements : {un} et {autre}"
                ));
            }
            (None, Some(dit)) => foyer.departement = Some(dit),
            _ => {}
        }
        if let Some(statut) = statut {
            foyer.statut = statut;
        }
        foyer.membres.push(membre);
        id.clone_into(&mut lu.id);
        lu.personnes.push(PersonneLue {
            id: nom,
            panier,
            soins: Vec::new(),
        });
        Ok(())
    }

    fn soin(&mut self, lot: &Lot, ligne: &LigneLue, lu: &mut FoyerLu) -> Result<(), String> {
        let Some(table) = &self.soins else {
            return Ok(());
        };
        decouper(table, lot, ligne, &mut self.cellules)?;
        let lue = Ligne {
            table,
            cellules: &self.cellules,
        };
        let de_qui = lue.lue(Champ::Personne);
        let personne = if de_qui.is_empty() {
            let seule = lu.personnes.len() == 1;
            let seule = lu.personnes.first_mut().filter(|_| seule);
            seule.ok_or("la colonne `personne` est vide, et le foyer a plusieurs personnes")?
        } else {
            let mut personnes = lu.personnes.iter_mut();
            let personne = personnes.find(|personne| personne.id == de_qui);
            personne.ok_or_else(|| format!("la personne « {de_qui} » n’est pas dans le foyer"))?
        };
        if let Some(rang) = personne.panier.take() {
            let panier = self.catalogue.paniers.get(rang);
            let siens = panier.map(|panier| panier.soins.as_slice());
            personne.soins.extend_from_slice(siens.unwrap_or_default());
        }
        if personne.soins.len() >= SOINS_MAX {
            return Err(format!("un foyer a au plus {SOINS_MAX} lignes de soins"));
        }
        let acte = lue.lue(Champ::Acte);
        let nom = lue.lue(Champ::Panier);
        if !nom.is_empty() {
            if !acte.is_empty() {
                return Err("`acte` et `panier` ne vont pas ensemble sur une ligne".to_owned());
            }
            let panier = self
                .catalogue
                .paniers
                .iter()
                .find(|panier| panier.id == nom);
            let panier = panier.ok_or_else(|| inconnu(self.catalogue, nom))?;
            personne.soins.extend(panier.soins.iter().cloned());
            return Ok(());
        }
        let mut soin = self.actes.lire(acte, lue.lue(Champ::Secteur))?;
        if let Some(nombre) = lire_nombre(lue.lue(Champ::Nombre))? {
            soin.nombre = nombre;
        }
        if let Some(mois) = lire_mois(lue.lue(Champ::Mois))? {
            soin.moment = Some(Moment::en(mois));
        }
        soin.ald |= lire_oui("ald", lue.lue(Champ::Ald))?;
        match (lire_prix(lue.lue(Champ::Prix))?, &mut soin.quoi) {
            (Prix::Type, _) => self.actes.a_un_prix(&soin.quoi)?,
            (donne, Quoi::Acte { prix, .. }) => *prix = donne,
            (Prix::Donne(_), _) => {
                return Err("le prix des lunettes s’écrit dans la colonne `acte`".to_owned());
            }
        }
        personne.soins.push(soin);
        Ok(())
    }

    fn departement(&self, ecrit: &str) -> Result<String, String> {
        let majuscule = ecrit.to_uppercase();
        let numero = match majuscule.len() {
            1 => format!("0{majuscule}"),
            _ => majuscule,
        };
        let mut connus = self.catalogue.departements.iter();
        if connus.any(|connu| connu.numero == numero) {
            return Ok(numero);
        }
        Err(format!(
            "département « {ecrit} » inconnu : écrivez son numéro, par exemple 35, 2A ou 974"
        ))
    }

    fn panier(&self, nom: &str) -> Result<usize, String> {
        let mut connus = self.catalogue.paniers.iter();
        connus
            .position(|panier| panier.id == nom)
            .ok_or_else(|| inconnu(self.catalogue, nom))
    }
}

fn inconnu(catalogue: &Catalogue, nom: &str) -> String {
    let connus = catalogue.paniers.iter().map(|panier| panier.id.as_str());
    let conseil = crate::catalogue::vouliez_vous_dire(nom, connus);
    let conseil = conseil.map_or_else(String::new, |conseil| format!(" : {conseil}"));
    format!("panier « {nom} » inconnu{conseil}")
}

fn decouper(
    table: &Table,
    lot: &Lot,
    ligne: &LigneLue,
    places: &mut Vec<String>,
) -> Result<(), String> {
    let octets = lot.octets.get(ligne.octets.clone()).unwrap_or_default();
    if ligne.coupee {
        return Err(format!("la ligne dépasse {} Kio", LIGNE_MAX >> 10));
    }
    let nombre = cellules(octets, table.separateur, places)?;
    let attendu = table.champs.len();
    let en_trop = places.get(attendu..nombre).unwrap_or_default();
    if en_trop.iter().any(|cellule| !cellule.is_empty()) {
        return Err(format!(
            "{nombre} cellules pour {attendu} colonnes : un « {} » dans une cellule sans guillemets ?",
            char::from(table.separateur)
        ));
    }
    if nombre < attendu {
        return Err(format!(
            "{nombre} cellules pour {attendu} colonnes : la ligne est coupée ?"
        ));
    }
    Ok(())
}

/// The rows of a household that are good, set aside with the bad one.
fn ecarter(lot: &Lot, brut: &FoyerBrut, rejets: &mut Vec<Rejet>, avant: usize) {
    let Some(premier) = rejets.get(avant) else {
        return;
    };
    let (quel, numero) = (premier.fichier, premier.ligne);
    let tables = [
        (&brut.personnes, Fichier::Foyers),
        (&brut.soins, Fichier::Soins),
    ];
    let dits = rejets.get(avant..).unwrap_or_default().iter();
    let dits: BTreeSet<(Fichier, u64)> = dits.map(|dit| (dit.fichier, dit.ligne)).collect();
    for (rangs, fichier) in tables {
        for ligne in lot.lignes.get(rangs.clone()).unwrap_or_default() {
            if dits.contains(&(fichier, ligne.numero)) {
                continue;
            }
            let motif = format!("son foyer a une ligne refusée ({quel}, ligne {numero})");
            rejets.push(rejet(lot, ligne, fichier, motif));
        }
    }
    if let Some(siens) = rejets.get_mut(avant..) {
        siens.sort_by_key(|rejet| (rejet.fichier, rejet.ligne));
    }
}

fn rejet(lot: &Lot, ligne: &LigneLue, fichier: Fichier, motif: String) -> Rejet {
    let octets = lot.octets.get(ligne.octets.clone()).unwrap_or_default();
    let debut = octets.get(..octets.len().min(DEBUT)).unwrap_or_default();
    Rejet {
        fichier,
        ligne: ligne.numero,
        motif,
        texte: String::from_utf8_lossy(debut)
            .chars()
            .map(|lettre| {
                if lettre.is_control() {
                    '\u{fffd}'
                } else {
                    lettre
                }
            })
            .collect(),
    }
}

fn age(lue: &Ligne<'_>) -> Result<Age, String> {
    let textes = [Champ::Age, Champ::AnneeNaissance, Champ::Naissance].map(|champ| lue.lue(champ));
    match textes {
        [texte, "", ""] if !texte.is_empty() => texte
            .parse::<u8>()
            .ok()
            .filter(|age| *age <= 120)
            .map(Age::Ans)
            .ok_or_else(|| format!("« {texte} » n’est pas un âge de 0 à 120")),
        ["", texte, ""] if !texte.is_empty() => texte
            .parse::<i16>()
            .ok()
            .filter(|annee| (1900..=2100).contains(annee))
            .map(Age::Annee)
            .ok_or_else(|| format!("« {texte} » n’est pas une année de naissance")),
        ["", "", texte] if !texte.is_empty() => jour(texte)
            .filter(|jour| (1900..=2100).contains(&jour.year()))
            .map(Age::Naissance)
            .ok_or_else(|| {
                format!("« {texte} » n’est pas un jour de naissance : AAAA-MM-JJ ou JJ/MM/AAAA")
            }),
        ["", "", ""] => Err("cette personne n’a pas d’âge".to_owned()),
        _ => Err("l’âge de cette personne est dit plusieurs fois".to_owned()),
    }
}

/// `1983-03-14`, `14/03/1983`
fn jour(texte: &str) -> Option<Date> {
    if let Some((jour, reste)) = texte.split_once('/') {
        let (mois, annee) = reste.split_once('/')?;
        return Date::new(annee.parse().ok()?, mois.parse().ok()?, jour.parse().ok()?).ok();
    }
    texte.parse().ok().filter(|_| texte.len() == 10)
}

fn qualite(texte: &str) -> Result<Option<Qualite>, String> {
    if texte.is_empty() {
        return Ok(None);
    }
    Qualite::lire(texte)
        .map(Some)
        .ok_or_else(|| format!("qualité « {texte} » inconnue : adhérent, conjoint ou enfant"))
}

fn regime(texte: &str) -> Result<Regime, String> {
    match sans_accent(texte).as_str() {
        "" | "general" => Ok(Regime::General),
        "alsace-moselle" => Ok(Regime::AlsaceMoselle),
        _ => Err(format!(
            "régime « {texte} » inconnu : general ou alsace-moselle"
        )),
    }
}

fn statut(texte: &str) -> Result<Option<Statut>, String> {
    match sans_accent(texte).as_str() {
        "" => Ok(None),
        "salarie" => Ok(Some(Statut::Salarie)),
        "tns" => Ok(Some(Statut::Tns)),
        "tns-createur" => Ok(Some(Statut::TnsCreateur)),
        _ => Err(format!(
            "statut « {texte} » inconnu : salarie, tns ou tns-createur"
        )),
    }
}
