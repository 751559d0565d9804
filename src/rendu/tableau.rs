//! A table on a screen: columns side by side, or rows one under the other when too narrow.

use super::colonnes::{Disposition, GOUTTIERE, disposer};
use super::grille::{Alignement, Cellule, Ligne, Tableau};
use super::texte::{ajouter, ecrire, replier};
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Width};

/// Adds a table of at most `place` columns to `sortie`.
pub(super) fn ecrire_tableau(tableau: &Tableau, place: usize, sortie: &mut String) {
    match disposer(tableau, place) {
        Some(disposition) => {
            ecrire_colonnes(tableau, &disposition, sortie);
            ecrire_omises(tableau, &disposition.omises, place, sortie);
        }
        None => ecrire_fiches(tableau, place, sortie),
    }
}

fn ecrire_colonnes(tableau: &Tableau, disposition: &Disposition, sortie: &mut String) {
    let gardees = &disposition.gardees;
    if gardees.is_empty() {
        return;
    }
    let regle = "─".repeat(
        gardees.iter().map(|&(_, large)| large).sum::<usize>() + (gardees.len() - 1) * GOUTTIERE,
    );
    let entete = tableau.colonnes.iter().map(|c| c.titre.clone()).collect();
    ecrire_lignes(tableau, gardees, vec![entete], sortie);
    for groupe in tableau.lignes.chunk_by(|a, b| a.genre == b.genre) {
        ajouter(sortie, &regle);
        let textes = groupe.iter().map(textes).collect();
        ecrire_lignes(tableau, gardees, textes, sortie);
    }
    if tableau.lignes.is_empty() {
        ajouter(sortie, &regle);
    }
}

fn textes(ligne: &Ligne) -> Vec<String> {
    ligne.cellules.iter().map(Cellule::texte).collect()
}

/// Rows without a rule between them; `lignes` holds a text per column of `tableau`.
fn ecrire_lignes(
    tableau: &Tableau,
    gardees: &[(usize, usize)],
    lignes: Vec<Vec<String>>,
    sortie: &mut String,
) {
    let mut grille = comfy_table::Table::new();
    grille
        .load_style(comfy_table::presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Disabled);
    for ligne in lignes {
        grille.add_row(gardees.iter().map(|&(rang, large)| {
            let texte = ligne.get(rang).map_or("", String::as_str);
            replier(texte, large).join("\n")
        }));
    }
    for (&(rang, large), colonne) in gardees.iter().zip(grille.column_iter_mut()) {
        let apres = if Some(rang) == gardees.last().map(|&(rang, _)| rang) {
            0
        } else {
            u16::try_from(GOUTTIERE).unwrap_or_default()
        };
        let large = u16::try_from(large).unwrap_or(u16::MAX);
        colonne.set_padding((0, apres));
        colonne.set_constraint(ColumnConstraint::Absolute(Width::Fixed(
            large.saturating_add(apres),
        )));
        colonne.set_cell_alignment(match tableau.colonnes[rang].alignement {
            Alignement::Gauche => CellAlignment::Left,
            Alignement::Droite => CellAlignment::Right,
        });
    }
    for ligne in grille.lines() {
        ajouter(sortie, &ligne);
    }
}

/// Says which columns were left out.
fn ecrire_omises(tableau: &Tableau, omises: &[usize], place: usize, sortie: &mut String) {
    let titres: Vec<String> = omises
        .iter()
        .map(|&rang| tableau.colonnes[rang].titre.replace('\n', " "))
        .collect();
    let debut = match titres.len() {
        0 => return,
        1 => "Colonne omise",
        _ => "Colonnes omises",
    };
    let phrase = format!("{debut}, faute de place\u{a0}: {}.", titres.join(", "));
    ecrire(sortie, &phrase, "", place);
}

/// Each row as a sheet: its name, then `titre : valeur` for each other cell.
fn ecrire_fiches(tableau: &Tableau, place: usize, sortie: &mut String) {
    let regle = "─".repeat(place);
    // le nom : les colonnes sans titre du début (le rang), et la première qui en a un
    let noms = tableau.colonnes.iter().take_while(|c| c.titre.is_empty());
    let noms = noms.count() + 1;
    let mut precedente: Option<&Ligne> = None;
    for ligne in &tableau.lignes {
        if let Some(precedente) = precedente {
            let change = precedente.genre != ligne.genre;
            ajouter(sortie, if change { &regle } else { "" });
        }
        let textes = textes(ligne);
        let (nom, autres) = textes.split_at(noms.min(textes.len()));
        ecrire(sortie, &nom.join(" "), "", place);
        for (colonne, texte) in tableau.colonnes.iter().skip(noms).zip(autres) {
            if !texte.is_empty() {
                let titre = colonne.titre.replace('\n', " ");
                ecrire(sortie, &format!("{titre}\u{a0}: {texte}"), "  ", place);
            }
        }
        precedente = Some(ligne);
    }
}
