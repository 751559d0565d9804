//! A value that is still the one of a template: said as such, not as a mistake.

use crate::texte::sans_accent;

/// What a template writes where something is to be copied from the contract.
pub const A_REMPLIR: &str = "à remplir";
pub(super) const MESSAGE: &str = "cette valeur du modèle est à remplir";
pub(super) const CONSEIL: &str =
    "remplacez-la par ce que dit le contrat ; s’il ne le dit pas, écrivez \"?\" là où c’est permis";
pub(super) const CONSEIL_CELLULE: &str =
    "écrivez ce qui est imprimé ; `néant` si ce n’est pas couvert, `?` si le contrat ne le dit pas";

/// Whether a text is the one of a template.
pub(super) fn est_a_remplir(texte: &str) -> bool {
    // every cell of every table is asked: the last letter settles nearly all of them
    let texte = texte.trim();
    texte.ends_with(['r', 'R']) && sans_accent(texte) == "a remplir"
}
