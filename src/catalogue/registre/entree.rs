//! From files to households still unread: rows gathered by household, care beside people.

use super::ligne::{Avancee, Lignes, octets_de};
use super::vus::Vus;
use super::{Champ, Fichier, LIGNES_MAX, PERSONNES_MAX, RegistreIllisible, SOINS_MAX, Table};
use flate2::bufread::MultiGzDecoder;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, BufReader, Read};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

const TAMPON: usize = 256 << 10;
const GZIP: [u8; 2] = [0x1f, 0x8b];
const BOM: [u8; 3] = [0xef, 0xbb, 0xbf];

/// A text to read, compressed or not.
pub struct Entree {
    nom: String,
    texte: Box<dyn BufRead + Send>,
    lus: Arc<AtomicU64>,
    taille: Option<u64>,
}

impl Entree {
    /// Opens a file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn ouvrir(chemin: &Path) -> Result<Self, RegistreIllisible> {
        let nom = chemin.to_string_lossy().into_owned();
        let refus = |erreur| RegistreIllisible::Fichier(nom.clone(), erreur);
        let fichier = std::fs::File::open(chemin).map_err(refus)?;
        let etat = fichier.metadata().map_err(refus)?;
        if etat.is_dir() {
            return Err(refus(io::Error::other("c’est un dossier")));
        }
        Self::lire(
            nom.clone(),
            fichier,
            Some(etat.len()).filter(|_| etat.is_file()),
        )
    }

    /// Reads a text, whose size is known or not.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn lire(
        nom: String,
        texte: impl Read + Send + 'static,
        taille: Option<u64>,
    ) -> Result<Self, RegistreIllisible> {
        let lus = Arc::new(AtomicU64::new(0));
        let compte = Compte {
            texte,
            lus: Arc::clone(&lus),
        };
        let mut brut = BufReader::with_capacity(TAMPON, compte);
        let debut = brut.fill_buf();
        let debut = debut.map_err(|erreur| RegistreIllisible::Fichier(nom.clone(), erreur))?;
        let texte: Box<dyn BufRead + Send> = if debut.starts_with(&GZIP) {
            let clair = MultiGzDecoder::new(brut);
            Box::new(BufReader::with_capacity(TAMPON, clair))
        } else {
            Box::new(brut)
        };
        Ok(Self {
            nom,
            texte,
            lus,
            taille,
        })
    }

    /// How many bytes of the file were read, and its size when it is known.
    #[must_use]
    pub fn avance(&self) -> (Arc<AtomicU64>, Option<u64>) {
        (Arc::clone(&self.lus), self.taille)
    }

    /// The number of bytes of the text, all read for that.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn mesurer(mut self) -> Result<u64, RegistreIllisible> {
        io::copy(&mut self.texte, &mut io::sink())
            .map_err(|erreur| RegistreIllisible::Fichier(self.nom, erreur))
    }
}

struct Compte<R> {
    texte: R,
    lus: Arc<AtomicU64>,
}

impl<R: Read> Read for Compte<R> {
    fn read(&mut self, octets: &mut [u8]) -> io::Result<usize> {
        let lus = self.texte.read(octets)?;
        self.lus.fetch_add(lus as u64, Ordering::Relaxed);
        Ok(lus)
    }
}

/// Where the reading of a register stands: before a household.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    foyers: Avancee,
    soins: Avancee,
    ordre: Ordre,
}

/// The order in which households come, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Ordre {
    /// Whether they are numbers that grow.
    nombres: bool,
    /// Whether they are texts that grow.
    textes: bool,
    /// Whether two households were met: one alone has no order.
    deux: bool,
    /// The last household.
    foyer: Vec<u8>,
    /// The household of the last care.
    soin: Vec<u8>,
}

impl Default for Ordre {
    fn default() -> Self {
        Self {
            nombres: true,
            textes: true,
            deux: false,
            foyer: Vec::new(),
            soin: Vec::new(),
        }
    }
}

fn nombre(id: &[u8]) -> Option<u64> {
    std::str::from_utf8(id).ok()?.parse().ok()
}

impl Ordre {
    fn un_foyer(&mut self, id: &[u8]) {
        let premier = self.foyer.is_empty();
        self.nombres &= nombre(id)
            .is_some_and(|nouveau| premier || nombre(&self.foyer).is_some_and(|un| un < nouveau));
        self.textes &= premier || self.foyer.as_slice() < id;
        self.deux |= !premier;
        self.foyer.clear();
        self.foyer.extend_from_slice(id);
    }

    fn est_connu(&self) -> bool {
        self.deux && (self.nombres || self.textes)
    }

    /// Whether a household comes before another one, in the order known.
    fn avant(&self, un: &[u8], autre: &[u8]) -> bool {
        match (nombre(un), nombre(autre)) {
            (Some(un), Some(autre)) if self.nombres => self.deux && un < autre,
            _ => self.deux && self.textes && un < autre,
        }
    }
}

/// A row with where it is.
#[derive(Clone, Debug)]
pub(super) struct LigneLue {
    pub(super) numero: u64,
    pub(super) octets: Range<usize>,
    /// Longer than what is read: only its beginning is kept.
    pub(super) coupee: bool,
}

/// A household still unread.
#[derive(Clone, Debug)]
pub(super) struct FoyerBrut {
    pub(super) personnes: Range<usize>,
    pub(super) soins: Range<usize>,
}

/// Some households, with their rows.
#[derive(Clone, Debug, Default)]
pub struct Lot {
    pub(super) octets: Vec<u8>,
    pub(super) lignes: Vec<LigneLue>,
    pub(super) foyers: Vec<FoyerBrut>,
    /// Rows of care without a household.
    pub(super) orphelines: Vec<LigneLue>,
    /// Rows without anything: people, care.
    pub vides: [u64; 2],
    /// Where the next one begins.
    pub suite: Place,
}

impl Lot {
    /// How many households it has.
    #[must_use]
    pub fn foyers(&self) -> usize {
        self.foyers.len()
    }

    fn poser(&mut self, curseur: &Curseur) -> LigneLue {
        let debut = self.octets.len();
        self.octets.extend_from_slice(&curseur.ligne);
        LigneLue {
            numero: curseur.lignes.numero,
            octets: debut..self.octets.len(),
            coupee: curseur.coupee,
        }
    }
}

/// A table and its current row.
struct Curseur {
    nom: String,
    lignes: Lignes<Box<dyn BufRead + Send>>,
    table: Table,
    foyer: usize,
    ligne: Vec<u8>,
    id: Vec<u8>,
    coupee: bool,
    fini: bool,
    /// What is read before the current row.
    avant: Avancee,
    vides: u64,
}

impl Curseur {
    /// Reads the header, then the first row.
    fn ouvrir(fichier: Fichier, entree: Entree) -> Result<Self, RegistreIllisible> {
        let nom = entree.nom;
        let refus = |erreur| RegistreIllisible::Fichier(nom.clone(), erreur);
        let mut lignes = Lignes::new(entree.texte);
        let mut ligne = Vec::new();
        lignes.suivante(&mut ligne).map_err(refus)?;
        let tete = ligne.strip_prefix(&BOM).unwrap_or(&ligne);
        let table = Table::lire(fichier, &nom, tete)?;
        let foyer = table.rang(Champ::Foyer).unwrap_or_default();
        let mut curseur = Self {
            nom,
            lignes,
            table,
            foyer,
            ligne,
            id: Vec::new(),
            coupee: false,
            fini: false,
            avant: Avancee::default(),
            vides: 0,
        };
        curseur.avancer()?;
        Ok(curseur)
    }

    /// Refuses a household of too many rows.
    fn sans_fin(&self, lignes: usize) -> Result<(), RegistreIllisible> {
        if lignes <= LIGNES_MAX {
            return Ok(());
        }
        Err(RegistreIllisible::FoyerSansFin {
            fichier: self.nom.clone(),
            ligne: self.lignes.numero,
            foyer: String::from_utf8_lossy(&self.id).into_owned(),
        })
    }

    /// Passes over the rows that were read another time, and says the household of each.
    fn repasser(
        &mut self,
        place: Avancee,
        mut vu: impl FnMut(&[u8]),
    ) -> Result<(), RegistreIllisible> {
        while self.avant.octets < place.octets && !self.fini {
            vu(&self.id);
            self.avancer()?;
        }
        if place.octets > 0 && self.avant != place {
            return Err(RegistreIllisible::Change(self.nom.clone()));
        }
        if place.octets > 0 {
            self.vides = 0;
        }
        Ok(())
    }

    /// Refuses a household that came before, from its first row.
    fn jamais_vu(&self, vus: &mut Vus) -> Result<(), RegistreIllisible> {
        if self.id.is_empty() || vus.noter(&self.id) {
            return Ok(());
        }
        Err(RegistreIllisible::FoyerRevenu {
            fichier: self.nom.clone(),
            ligne: self.lignes.numero,
            foyer: String::from_utf8_lossy(&self.id).into_owned(),
        })
    }

    fn avancer(&mut self) -> Result<(), RegistreIllisible> {
        loop {
            self.avant = self.lignes.avancee();
            let lue = self.lignes.suivante(&mut self.ligne);
            let lue = lue.map_err(|e| RegistreIllisible::Fichier(self.nom.clone(), e))?;
            let Some(coupee) = lue else {
                self.fini = true;
                self.id.clear();
                return Ok(());
            };
            let separateur = self.table.separateur;
            let vide = |octet: &u8| octet.is_ascii_whitespace() || *octet == separateur;
            if self.ligne.iter().all(vide) {
                self.vides += 1;
                continue;
            }
            self.coupee = coupee;
            self.id.clear();
            let id = octets_de(&self.ligne, separateur, self.foyer);
            self.id
                .extend_from_slice(id.get(..id.len().min(200)).unwrap_or_default());
            return Ok(());
        }
    }
}

/// A register being read.
pub struct Registre {
    foyers: Curseur,
    soins: Option<Curseur>,
    ordre: Ordre,
    vus: Vus,
    /// Households that begin from this byte on, and before that one, are read.
    bornes: (u64, u64),
}

impl Registre {
    /// Opens a register at a place (its beginning, by default); households that begin out
    /// of `bornes`, in bytes, are passed over.
    ///
    /// # Errors
    /// When a file or a header cannot be read.
    pub fn ouvrir(
        foyers: Entree,
        soins: Option<Entree>,
        place: &Place,
        bornes: Option<(u64, u64)>,
    ) -> Result<Self, RegistreIllisible> {
        let soins = soins.map(|entree| Curseur::ouvrir(Fichier::Soins, entree));
        let mut soins = soins.transpose()?;
        if let Some(soins) = &mut soins {
            soins.repasser(place.soins, |_| ())?;
        }
        let mut vus = Vus::default();
        let mut foyers = Curseur::ouvrir(Fichier::Foyers, foyers)?;
        foyers.repasser(place.foyers, |id| {
            vus.noter(id);
        })?;
        Ok(Self {
            foyers,
            soins,
            ordre: place.ordre.clone(),
            vus,
            bornes: bornes.unwrap_or((0, u64::MAX)),
        })
    }

    /// The tables, people first.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        let soins = self.soins.iter().map(|curseur| &curseur.table);
        std::iter::once(&self.foyers.table).chain(soins)
    }

    fn place(&self) -> Place {
        Place {
            foyers: self.foyers.avant,
            soins: self
                .soins
                .as_ref()
                .map_or_else(Avancee::default, |soins| soins.avant),
            ordre: self.ordre.clone(),
        }
    }

    /// The next households, `nombre` at most; none at the end.
    ///
    /// # Errors
    /// When the files cannot be read, or are not in the same order.
    pub fn lot(&mut self, nombre: usize) -> Result<Option<Lot>, RegistreIllisible> {
        let mut lot = Lot::default();
        while lot.foyers.len() < nombre && !self.foyers.fini {
            let debut = self.foyers.avant.octets;
            if debut >= self.bornes.1 {
                break;
            }
            if debut < self.bornes.0 {
                let mut passe = Lot::default();
                self.un_foyer(&mut passe)?;
                (self.foyers.vides, lot.vides) = (0, [0, 0]);
                continue;
            }
            self.un_foyer(&mut lot)?;
        }
        if self.foyers.fini {
            self.derniers_soins(&mut lot, nombre)?;
        }
        lot.vides = [
            std::mem::take(&mut self.foyers.vides),
            self.soins
                .as_mut()
                .map_or(0, |soins| std::mem::take(&mut soins.vides)),
        ];
        lot.suite = self.place();
        let vide = lot.foyers.is_empty() && lot.orphelines.is_empty() && lot.vides == [0, 0];
        Ok((!vide).then_some(lot))
    }

    fn un_foyer(&mut self, lot: &mut Lot) -> Result<(), RegistreIllisible> {
        self.foyers.jamais_vu(&mut self.vus)?;
        let id = self.foyers.id.clone();
        let debut = lot.lignes.len();
        loop {
            // ce qui dépasse est compté, puis refusé
            if lot.lignes.len() - debut > PERSONNES_MAX {
                self.foyers.ligne.truncate(200);
            }
            let ligne = lot.poser(&self.foyers);
            lot.lignes.push(ligne);
            self.foyers.sans_fin(lot.lignes.len() - debut)?;
            self.foyers.avancer()?;
            if id.is_empty() || self.foyers.fini || self.foyers.id != id {
                break;
            }
        }
        let milieu = lot.lignes.len();
        if !id.is_empty() {
            self.ordre.un_foyer(&id);
            self.ses_soins(&id, lot)?;
        }
        lot.foyers.push(FoyerBrut {
            personnes: debut..milieu,
            soins: milieu..lot.lignes.len(),
        });
        Ok(())
    }

    fn ses_soins(&mut self, id: &[u8], lot: &mut Lot) -> Result<(), RegistreIllisible> {
        let Some(soins) = &mut self.soins else {
            return Ok(());
        };
        let debut = lot.lignes.len();
        while !soins.fini {
            if soins.id == id {
                if lot.lignes.len() - debut > SOINS_MAX {
                    soins.ligne.truncate(200);
                }
                let ligne = lot.poser(soins);
                lot.lignes.push(ligne);
                soins.sans_fin(lot.lignes.len() - debut)?;
            } else if self.ordre.avant(&soins.id, id) {
                if !self.ordre.soin.is_empty() && self.ordre.avant(&soins.id, &self.ordre.soin) {
                    return Err(RegistreIllisible::PasTrie {
                        fichier: soins.nom.clone(),
                        ligne: soins.lignes.numero,
                        foyer: String::from_utf8_lossy(&soins.id).into_owned(),
                        avant: String::from_utf8_lossy(&self.ordre.soin).into_owned(),
                    });
                }
                let ligne = lot.poser(soins);
                lot.orphelines.push(ligne);
            } else {
                break;
            }
            self.ordre.soin.clear();
            self.ordre.soin.extend_from_slice(&soins.id);
            soins.avancer()?;
        }
        Ok(())
    }

    /// Care that is left when households are not.
    fn derniers_soins(&mut self, lot: &mut Lot, nombre: usize) -> Result<(), RegistreIllisible> {
        let Some(soins) = self.soins.as_mut().filter(|soins| !soins.fini) else {
            return Ok(());
        };
        if !self.ordre.est_connu() {
            return Err(RegistreIllisible::SansFoyer {
                fichier: soins.nom.clone(),
                ligne: soins.lignes.numero,
                foyer: String::from_utf8_lossy(&soins.id).into_owned(),
            });
        }
        while !soins.fini && lot.orphelines.len() < nombre.max(1_000) {
            let ligne = lot.poser(soins);
            lot.orphelines.push(ligne);
            soins.avancer()?;
        }
        Ok(())
    }
}
