//! A document as a template sees it.

use crate::rendu::document::{Bloc, Document, Etape};
use crate::rendu::grille::{Alignement, Cellule, Genre, Ligne, Tableau};
use crate::rendu::texte::propre;
use serde::Serialize;
use std::io;

/// The page: title, contents, blocks, perimeter.
#[derive(Serialize)]
pub(super) struct Page {
    titre: String,
    sommaire: Vec<Entree>,
    blocs: Vec<BlocDePage>,
    perimetre: Vec<String>,
}

/// A line of the contents.
#[derive(Serialize)]
struct Entree {
    ancre: String,
    texte: String,
}

#[derive(Serialize)]
#[serde(tag = "genre", rename_all = "kebab-case")]
enum BlocDePage {
    Titre { texte: String, ancre: String },
    SousTitre { texte: String },
    Paragraphe { texte: String },
    Liste { textes: Vec<String> },
    Tableau(TableauDePage),
    Etapes { etapes: Vec<EtapeDePage> },
    Figure(FigureDePage),
}

#[derive(Serialize)]
struct FigureDePage {
    titre: String,
    description: String,
    /// The drawing; the template puts it in by the filter `dessin`.
    svg: String,
    tableau: TableauDePage,
}

#[derive(Serialize)]
struct TableauDePage {
    /// What it is about: the title above it.
    nom: String,
    colonnes: Vec<ColonneDePage>,
    lignes: Vec<LigneDePage>,
}

#[derive(Serialize)]
struct ColonneDePage {
    titre: String,
    nombre: bool,
}

#[derive(Serialize)]
struct LigneDePage {
    genre: &'static str,
    cellules: Vec<CelluleDePage>,
}

#[derive(Serialize)]
struct CelluleDePage {
    texte: String,
    /// The header of its column.
    titre: String,
    nombre: bool,
    /// It names its row.
    entete: bool,
}

#[derive(Serialize)]
struct EtapeDePage {
    niveau: u8,
    libelle: String,
    montant: Option<String>,
    detail: Option<String>,
}

impl Page {
    pub(super) fn new(document: &Document) -> io::Result<Self> {
        let mut sommaire = Vec::new();
        let mut nom = document.titre.as_str();
        let mut blocs = Vec::with_capacity(document.blocs.len());
        for bloc in &document.blocs {
            if let Bloc::Titre(texte) | Bloc::SousTitre(texte) = bloc {
                nom = texte;
            }
            if let Bloc::Titre(texte) = bloc {
                sommaire.push(Entree {
                    ancre: format!("partie-{}", sommaire.len() + 1),
                    texte: propre(texte),
                });
            }
            blocs.push(bloc_de_page(bloc, nom, sommaire.len(), blocs.len())?);
        }
        Ok(Self {
            titre: propre(&document.titre),
            sommaire,
            blocs,
            perimetre: document.perimetre.iter().map(|p| propre(p)).collect(),
        })
    }
}

/// A block under the title `nom`; `rang` is its place in the page.
fn bloc_de_page(bloc: &Bloc, nom: &str, partie: usize, rang: usize) -> io::Result<BlocDePage> {
    Ok(match bloc {
        Bloc::Titre(texte) => BlocDePage::Titre {
            texte: propre(texte),
            ancre: format!("partie-{partie}"),
        },
        Bloc::SousTitre(texte) => BlocDePage::SousTitre {
            texte: propre(texte),
        },
        Bloc::Paragraphe(texte) => BlocDePage::Paragraphe {
            texte: propre(texte),
        },
        Bloc::Liste(textes) => BlocDePage::Liste {
            textes: textes.iter().map(|texte| propre(texte)).collect(),
        },
        Bloc::Tableau(grille) => BlocDePage::Tableau(tableau(grille, nom)),
        Bloc::Etapes(etapes) => BlocDePage::Etapes {
            etapes: etapes.iter().map(etape).collect(),
        },
        Bloc::Figure(figure) => BlocDePage::Figure(FigureDePage {
            titre: propre(&figure.titre),
            description: propre(&figure.description),
            svg: figure.svg(&format!("figure-{rang}"))?,
            tableau: tableau(&figure.tableau(), &figure.titre),
        }),
    })
}

fn tableau(tableau: &Tableau, nom: &str) -> TableauDePage {
    let colonnes = tableau.colonnes.iter().map(|colonne| ColonneDePage {
        titre: propre(&colonne.titre),
        nombre: colonne.alignement == Alignement::Droite,
    });
    // la première colonne de texte nomme la ligne
    let entete = tableau
        .colonnes
        .iter()
        .position(|colonne| colonne.alignement == Alignement::Gauche && !colonne.titre.is_empty());
    let lignes = tableau.lignes.iter().map(|ligne| LigneDePage {
        genre: match ligne.genre {
            Genre::Normale => "normale",
            Genre::Reference => "reference",
            Genre::Total => "total",
        },
        cellules: cellules(tableau, ligne, entete),
    });
    TableauDePage {
        nom: propre(nom),
        colonnes: colonnes.collect(),
        lignes: lignes.collect(),
    }
}

fn cellules(tableau: &Tableau, ligne: &Ligne, entete: Option<usize>) -> Vec<CelluleDePage> {
    let colonnes = tableau.colonnes.iter().enumerate();
    let cellules = colonnes.map(|(rang, colonne)| {
        let texte = ligne.cellules.get(rang).map(Cellule::texte);
        let texte = texte.unwrap_or_default();
        CelluleDePage {
            entete: Some(rang) == entete && !texte.is_empty(),
            texte,
            titre: propre(&colonne.titre).replace('\n', " "),
            nombre: colonne.alignement == Alignement::Droite,
        }
    });
    cellules.collect()
}

fn etape(etape: &Etape) -> EtapeDePage {
    EtapeDePage {
        niveau: etape.niveau,
        libelle: propre(&etape.libelle),
        montant: etape.montant.map(|montant| montant.to_string()),
        detail: etape.detail.as_deref().map(propre),
    }
}
