//! The stable names of the problems.

use std::fmt;

/// Declares each code once: its name in Rust, its name for people, its description.
macro_rules! codes {
    ($($variante:ident $nom:literal $description:literal;)+) => {
        /// A kind of problem; its name never changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $description] $variante,)+
        }

        impl Code {
            /// Every code, in the order of the declaration.
            pub const TOUS: &[Self] = &[$(Self::$variante,)+];

            /// The stable name: `cle-inconnue`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variante => $nom,)+ }
            }

            /// One line in French.
            #[must_use]
            pub const fn description(self) -> &'static str {
                match self { $(Self::$variante => $description,)+ }
            }
        }
    };
}

codes! {
    // le fichier
    FichierIllisible "fichier-illisible" "Le fichier ou le dossier ne peut pas être ouvert ou lu.";
    FichierTropGros "fichier-trop-gros" "Le fichier dépasse la taille permise.";
    DossierTropGrand "dossier-trop-grand" "Le dossier compte trop de fichiers, d’octets ou de niveaux.";
    Encodage "encodage" "Le texte n’est pas en UTF-8.";
    LienHorsDossier "lien-hors-dossier" "Un lien symbolique mène hors du dossier de données.";
    // l’en-tête TOML
    TomlIllisible "toml-illisible" "La syntaxe TOML n’est pas respectée.";
    FormatInconnu "format-inconnu" "Le format annoncé n’est pas de ceux que l’outil lit.";
    CleInconnue "cle-inconnue" "La clé n’existe pas dans ce format.";
    CleManquante "cle-manquante" "Une clé obligatoire n’est pas écrite.";
    ValeurInvalide "valeur-invalide" "La valeur n’est pas de la sorte attendue.";
    MontantIllisible "montant-illisible" "Le montant ne se lit pas exactement.";
    TauxIllisible "taux-illisible" "Le taux ne se lit pas exactement.";
    DateIllisible "date-illisible" "La date n’est pas une date du calendrier.";
    // le tableau CSV
    TableauTropGrand "tableau-trop-grand" "Le tableau a trop de colonnes, de lignes ou une cellule trop longue.";
    ColonneInconnue "colonne-inconnue" "La colonne n’existe pas dans ce tableau.";
    ColonneManquante "colonne-manquante" "Une colonne obligatoire n’est pas écrite.";
    CellulesEnTrop "cellules-en-trop" "La ligne a plus de cellules que de colonnes.";
    CellulesManquantes "cellules-manquantes" "La ligne a moins de cellules que de colonnes.";
    GuillemetOuvert "guillemet-ouvert" "Un guillemet est ouvert et jamais refermé.";
    // le sens
    PosteInconnu "poste-inconnu" "Le poste n’est pas dans l’arbre des postes.";
    PosteAmbigu "poste-ambigu" "Le nom désigne plusieurs postes.";
    ActeInconnu "acte-inconnu" "L’acte n’est pas dans la liste des actes.";
    ConditionIllisible "condition-illisible" "La condition (colonne « quand ») ne se lit pas.";
    RegleIllisible "regle-illisible" "La règle de la ligne ne se lit pas.";
    CelluleIllisible "cellule-illisible" "L’expression de la cellule ne se lit pas.";
    CelluleVide "cellule-vide" "La cellule est vide et rien ne dit ce qu’elle vaut.";
    NiveauInconnu "niveau-inconnu" "Le niveau n’est déclaré par aucun module.";
    Trou "trou" "Un cas possible n’est prévu par aucune ligne.";
    Chevauchement "chevauchement" "Un même cas est prévu par plusieurs lignes.";
    Double "double" "La même chose est écrite deux fois.";
    PeriodeInversee "periode-inversee" "La fin de la période précède son début.";
    PartageNonDit "partage-non-dit" "Rien ne dit si le montant est en commun ou pour chacun.";
    PlafondIllisible "plafond-illisible" "Le plafond ne se lit pas.";
    ModuleInconnu "module-inconnu" "Le module n’est pas écrit dans l’en-tête de l’offre.";
    ModuleSansTable "module-sans-table" "Le module n’a pas de table de garanties.";
    TableSansModule "table-sans-module" "La table de garanties n’appartient à aucun module.";
    ZoneInconnue "zone-inconnue" "La zone n’est pas dans la liste des zones.";
    AgeHorsBornes "age-hors-bornes" "L’âge est hors des bornes permises.";
    ClauseIllisible "clause-illisible" "La réduction, la part de l’employeur ou les frais ne se lisent pas.";
    PanierInconnu "panier-inconnu" "Le panier n’existe pas.";
}

impl Code {
    /// Whether the problem is the file itself, whose text cannot be shown.
    pub(super) const fn sans_texte(self) -> bool {
        matches!(
            self,
            Self::FichierIllisible
                | Self::FichierTropGros
                | Self::DossierTropGrand
                | Self::Encodage
                | Self::LienHorsDossier
        )
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn chaque_code_a_son_nom_et_sa_phrase() {
        let noms: BTreeSet<&str> = Code::TOUS.iter().map(|code| code.as_str()).collect();
        assert_eq!(noms.len(), Code::TOUS.len());
        for code in Code::TOUS {
            let nom = code.as_str();
            assert!(
                nom.chars()
                    .all(|lettre| lettre.is_ascii_lowercase() || lettre == '-')
            );
            assert!(code.description().ends_with('.'), "{nom}");
        }
    }
}
