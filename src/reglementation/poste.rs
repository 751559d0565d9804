//! The tree of postes: where a line of a guarantee table hangs.

use crate::texte::sans_accent;

/// Rank of a poste in its [`Arbre`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PosteId(u16);

/// A node of the tree.
#[derive(Clone, Debug)]
pub struct Poste {
    /// Full path: `dentaire/protheses/fixes`.
    pub chemin: String,
    /// Words of the poste, in French.
    pub libelle: String,
    /// Other words for it.
    pub synonymes: Vec<String>,
    /// Heading of the UNOCAM agreement of 2019-02-14.
    pub rubrique: String,
    /// The node above.
    pub parent: Option<PosteId>,
}

/// Why a written poste is not one node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PosteIntrouvable {
    /// No node ends with this path.
    Inconnu,
    /// Several do: their full paths.
    Ambigu(Vec<String>),
    /// In the table of postes, the parent of this path is not written before it.
    SansParent(String),
    /// In the table of postes, this path stands twice.
    Double(String),
}

/// All postes, parents before children.
#[derive(Clone, Debug, Default)]
pub struct Arbre(Vec<Poste>);

impl Arbre {
    /// Adds a node; its parent must be there.
    ///
    /// # Errors
    /// [`PosteIntrouvable::SansParent`] or [`PosteIntrouvable::Double`].
    pub fn ajouter(
        &mut self,
        chemin: &str,
        libelle: &str,
        synonymes: Vec<String>,
        rubrique: &str,
    ) -> Result<PosteId, PosteIntrouvable> {
        if self.exact(chemin).is_some() {
            return Err(PosteIntrouvable::Double(chemin.to_owned()));
        }
        let parent = match chemin.rsplit_once('/') {
            None => None,
            Some((dessus, _)) => Some(
                self.exact(dessus)
                    .ok_or_else(|| PosteIntrouvable::SansParent(dessus.to_owned()))?,
            ),
        };
        let id = PosteId(u16::try_from(self.0.len()).unwrap_or(u16::MAX));
        self.0.push(Poste {
            chemin: chemin.to_owned(),
            libelle: libelle.to_owned(),
            synonymes,
            rubrique: rubrique.to_owned(),
            parent,
        });
        Ok(id)
    }

    /// The poste of an identifier given by this tree.
    #[must_use]
    pub fn poste(&self, id: PosteId) -> &Poste {
        &self.0[usize::from(id.0)]
    }

    /// Every poste, parents first.
    pub fn iter(&self) -> impl Iterator<Item = (PosteId, &Poste)> {
        self.0
            .iter()
            .enumerate()
            .map(|(rang, poste)| (PosteId(u16::try_from(rang).unwrap_or(u16::MAX)), poste))
    }

    /// The node of a full path, or of a path that only one node ends with.
    ///
    /// # Errors
    /// When no node, or more than one, ends with the path.
    pub fn trouver(&self, ecrit: &str) -> Result<PosteId, PosteIntrouvable> {
        let cherche = sans_accent(ecrit.trim());
        if let Some(id) = self.exact(&cherche) {
            return Ok(id);
        }
        let suffixe = format!("/{cherche}");
        let trouves: Vec<PosteId> = self
            .iter()
            .filter(|(_, poste)| poste.chemin.ends_with(&suffixe))
            .map(|(id, _)| id)
            .collect();
        match trouves.as_slice() {
            [seul] => Ok(*seul),
            [] => Err(PosteIntrouvable::Inconnu),
            _ => Err(PosteIntrouvable::Ambigu(
                trouves
                    .iter()
                    .map(|id| self.poste(*id).chemin.clone())
                    .collect(),
            )),
        }
    }

    /// The node itself, then each node above it up to the root.
    pub fn lignee(&self, id: PosteId) -> impl Iterator<Item = PosteId> {
        std::iter::successors(Some(id), |courant| self.poste(*courant).parent)
    }

    /// Whether `dessous` is `dessus` or hangs below it.
    #[must_use]
    pub fn est_sous(&self, dessous: PosteId, dessus: PosteId) -> bool {
        self.lignee(dessous).any(|id| id == dessus)
    }

    fn exact(&self, chemin: &str) -> Option<PosteId> {
        self.iter()
            .find(|(_, poste)| poste.chemin == chemin)
            .map(|(id, _)| id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arbre() -> Arbre {
        let mut arbre = Arbre::default();
        for chemin in [
            "optique",
            "optique/classe-a",
            "optique/classe-a/monture",
            "optique/classe-b",
            "optique/classe-b/monture",
        ] {
            arbre.ajouter(chemin, chemin, Vec::new(), "4").unwrap();
        }
        arbre
    }

    #[test]
    fn un_suffixe_suffit_quand_il_est_seul() {
        let arbre = arbre();
        let monture = arbre.trouver("classe-b/monture").unwrap();
        assert_eq!(arbre.poste(monture).chemin, "optique/classe-b/monture");
        assert_eq!(arbre.trouver("verre"), Err(PosteIntrouvable::Inconnu));
        assert!(
            matches!(arbre.trouver("monture"), Err(PosteIntrouvable::Ambigu(deux)) if deux.len() == 2)
        );
        assert!(arbre.est_sous(monture, arbre.trouver("optique").unwrap()));
    }

    #[test]
    fn un_poste_sans_parent_ou_double_est_refuse() {
        let mut arbre = arbre();
        assert!(matches!(
            arbre.ajouter("cure/thermal", "", Vec::new(), ""),
            Err(PosteIntrouvable::SansParent(_))
        ));
        assert!(matches!(
            arbre.ajouter("optique", "", Vec::new(), ""),
            Err(PosteIntrouvable::Double(_))
        ));
    }
}
