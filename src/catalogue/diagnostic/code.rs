//! The stable names of the problems.

use std::fmt;

/// Declares each code once: its name in Rust, its name for people, its description, what
/// to do.
macro_rules! codes {
    ($($variante:ident $nom:literal $description:literal $remede:literal;)+) => {
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

            /// What to do, in French.
            #[must_use]
            pub const fn remede(self) -> &'static str {
                match self { $(Self::$variante => $remede,)+ }
            }
        }
    };
}

codes! {
    // le fichier
    FichierIllisible "fichier-illisible" "Le fichier ou le dossier ne peut pas être ouvert ou lu."
        "Vérifiez le chemin et les droits du fichier, puis relancez.";
    FichierTropGros "fichier-trop-gros" "Le fichier dépasse la taille permise."
        "Coupez le fichier en plusieurs, ou ôtez ce qui n’est pas un tableau de garanties.";
    DossierTropGrand "dossier-trop-grand" "Le dossier compte trop de fichiers, d’octets ou de niveaux."
        "Donnez à --donnees un dossier qui ne contient que des données.";
    Encodage "encodage" "Le texte n’est pas en UTF-8."
        "Dans le tableur : « Enregistrer sous… », CSV, jeu de caractères « Unicode (UTF-8) ».";
    LienHorsDossier "lien-hors-dossier" "Un lien symbolique mène hors du dossier de données."
        "Copiez le fichier dans le dossier de données, au lieu de le lier.";
    // le classeur
    ClasseurIllisible "classeur-illisible" "Le classeur ne s’ouvre pas, ou porte des macros."
        "Dans le tableur : « Enregistrer sous… », « Classeur Excel (.xlsx) », sans macro ni mot de passe.";
    ClasseurTropGrand "classeur-trop-grand" "Le classeur est bien plus grand qu’un tableau de garanties."
        "Copiez les feuilles de la grille dans un classeur neuf, sans image.";
    FeuilleManquante "feuille-manquante" "La feuille attendue n’est pas dans le classeur."
        "Donnez à la feuille le nom que dit le message : Contrat, Garanties ou Cotisations.";
    CelluleCalculee "cellule-calculee" "La cellule est une formule : son résultat n’est pas ce qui a été écrit."
        "Copiez la cellule, puis « Collage spécial », « Valeurs ».";
    CelluleChangee "cellule-changee" "Le tableur montre autre chose que ce qui a été écrit (date, vrai ou faux, erreur, format)."
        "Mettez la cellule au format Texte, et récrivez-la.";
    CelluleFusionnee "cellule-fusionnee" "Des cellules fusionnées ne disent pas ce que vaut chacune."
        "Défusionnez-les, et écrivez la valeur dans chacune.";
    ModeleFautif "modele-fautif" "Le modèle d’un papier ne peut pas être rempli."
        "Corrigez le modèle à cet endroit, ou ôtez-le du dossier : celui de l’outil servira.";
    // l’en-tête TOML
    TomlIllisible "toml-illisible" "La syntaxe TOML n’est pas respectée."
        "Un texte s’écrit entre guillemets droits, une date AAAA-MM-JJ, oui et non true et false.";
    FormatInconnu "format-inconnu" "Le format annoncé n’est pas de ceux que l’outil lit."
        "Écrivez en première ligne format = \"offre/1\" (ou panier/1, tranches/1, cahier/1).";
    CleInconnue "cle-inconnue" "La clé n’existe pas dans ce format."
        "Corrigez le nom de la clé ; docs/reference.md les donne toutes.";
    CleManquante "cle-manquante" "Une clé obligatoire n’est pas écrite."
        "Ajoutez la clé ; « ? » est permis quand le contrat ne dit rien.";
    ValeurInvalide "valeur-invalide" "La valeur n’est pas de la sorte attendue."
        "Écrivez un des mots, ou la sorte de valeur, que le message propose.";
    MontantIllisible "montant-illisible" "Le montant ne se lit pas exactement."
        "Un montant s’écrit 26,50 ou 26.50, avec ou sans €.";
    TauxIllisible "taux-illisible" "Le taux ne se lit pas exactement."
        "Un taux s’écrit 70 %.";
    DateIllisible "date-illisible" "La date n’est pas une date du calendrier."
        "Une date s’écrit AAAA-MM-JJ : 2026-04-01.";
    ARemplir "a-remplir" "Une valeur est encore celle du modèle."
        "Remplacez « à remplir » par ce que dit le contrat ; s’il ne le dit pas, « ? » dans une cellule.";
    // le tableau CSV
    TableauTropGrand "tableau-trop-grand" "Le tableau a trop de colonnes, de lignes ou une cellule trop longue."
        "Coupez le tableau, ou mettez les longues remarques ailleurs.";
    ColonneInconnue "colonne-inconnue" "La colonne n’existe pas dans ce tableau."
        "Corrigez le titre de la colonne, ou mettez son contenu dans note.";
    ColonneManquante "colonne-manquante" "Une colonne obligatoire n’est pas écrite."
        "Ajoutez la colonne, même vide.";
    CellulesEnTrop "cellules-en-trop" "La ligne a plus de cellules que de colonnes."
        "Un « ; » dans un libellé ? Mettez la cellule entre guillemets.";
    CellulesManquantes "cellules-manquantes" "La ligne a moins de cellules que de colonnes."
        "Ajoutez les cellules qui manquent au bout de la ligne, même vides.";
    GuillemetOuvert "guillemet-ouvert" "Un guillemet est ouvert et jamais refermé."
        "Refermez le guillemet, ou doublez-le s’il fait partie du texte.";
    // le sens
    PosteInconnu "poste-inconnu" "Le poste n’est pas dans l’arbre des postes."
        "« rac liste postes » donne l’arbre des postes.";
    PosteAmbigu "poste-ambigu" "Le nom désigne plusieurs postes."
        "Écrivez le chemin entier : optique/classe-b/monture.";
    ActeInconnu "acte-inconnu" "L’acte n’est pas dans la liste des actes."
        "« rac liste actes » donne les codes.";
    ConditionIllisible "condition-illisible" "La condition (colonne « quand ») ne se lit pas."
        "Écrivez un des mots de la colonne quand : OPTAM, âge < 16, remboursé, sinon… « , » veut dire « et ».";
    RegleIllisible "regle-illisible" "La règle de la ligne ne se lit pas."
        "Écrivez des mentions séparées par des virgules : par séance, 5 séances/an, puis TM…";
    CelluleIllisible "cellule-illisible" "L’expression de la cellule ne se lit pas."
        "« rac expliquer \"150 % BR\" » dit comment une cellule se lit.";
    CelluleVide "cellule-vide" "La cellule est vide et rien ne dit ce qu’elle vaut."
        "Écrivez néant (non couvert), s.o. (la ligne ne dit rien), idem (comme à gauche) ou ? (non dit).";
    NiveauInconnu "niveau-inconnu" "Le niveau n’est déclaré par aucun module."
        "Écrivez le niveau comme dans l’en-tête, ou ajoutez-le à l’en-tête.";
    Trou "trou" "Un cas possible n’est prévu par aucune ligne."
        "Ajoutez la ligne du cas oublié, ou une ligne sinon : néant si le contrat l’exclut, ? s’il n’en dit rien.";
    Chevauchement "chevauchement" "Un même cas est prévu par plusieurs lignes."
        "Précisez la condition d’une des deux lignes, ou donnez une fin à la plus ancienne.";
    Double "double" "La même chose est écrite deux fois."
        "Ôtez l’une des deux.";
    PeriodeInversee "periode-inversee" "La fin de la période précède son début."
        "Échangez le début et la fin, ou corrigez l’année.";
    PartageNonDit "partage-non-dit" "Rien ne dit si le montant est en commun ou pour chacun."
        "Ajoutez « en commun » ou « chacun » à la règle.";
    PlafondIllisible "plafond-illisible" "Le plafond ne se lit pas."
        "Un plafond est en euros et dit la suite : cellule « 2 500 € », règle « par an, puis TM ».";
    ModuleInconnu "module-inconnu" "Le module n’est pas écrit dans l’en-tête de l’offre."
        "Écrivez le module comme dans l’en-tête, ou ajoutez-le à l’en-tête.";
    ModuleSansTable "module-sans-table" "Le module n’a pas de table de garanties."
        "Ajoutez le tableau <contrat>.<module>.csv, ou ôtez le module de l’en-tête.";
    TableSansModule "table-sans-module" "La table de garanties n’appartient à aucun module."
        "Ajoutez le module à l’en-tête, ou ôtez le tableau.";
    ZoneInconnue "zone-inconnue" "La zone n’est pas dans la liste des zones."
        "Écrivez la zone comme dans le fichier des zones, ou ajoutez-la.";
    AgeHorsBornes "age-hors-bornes" "L’âge est hors des bornes permises."
        "Un âge va de 0 à 127 ans ; le minimum ne dépasse pas le maximum.";
    ClauseIllisible "clause-illisible" "La réduction, la part de l’employeur ou les frais ne se lisent pas."
        "Écrivez la clause comme docs/format.md la montre : « 10 % pour un couple », « 3e enfant gratuit »…";
    PanierInconnu "panier-inconnu" "Le panier n’existe pas."
        "« rac liste paniers » donne les paniers.";
    TrancheInconnue "tranche-inconnue" "La tranche d’âge n’existe pas."
        "« rac liste tranches » donne les tranches d’âge.";
    PartsImpossibles "parts-impossibles" "Les parts d’un modèle de population ne se partagent pas un tout."
        "À chaque âge, les profils font 100 % ; les variantes d’un tirage, 100 % au plus.";
    // les questions de « rac verifier »
    ResponsableMinimum "responsable-minimum" "Un contrat responsable doit payer davantage (R. 871-2)."
        "Relevez la cellule jusqu’au minimum que dit le message ; le calcul l’applique déjà.";
    ResponsableMaximum "responsable-maximum" "Un contrat responsable ne peut pas payer autant (R. 871-2)."
        "Écrivez la limite que dit le message ; le calcul l’applique déjà.";
    ResponsableFrequence "responsable-frequence" "Un contrat responsable ne renouvelle pas l’optique si souvent (R. 871-2, 3°)."
        "Écrivez 1 équipement/2 ans ; un an reste possible avec âge < 16.";
    EcartOptam "ecart-optam" "Moins de 20 points séparent un médecin OPTAM d’un autre (R. 871-2, 1°)."
        "Baissez la ligne non OPTAM, ou relevez la ligne OPTAM.";
    LigneJamaisPrise "ligne-jamais-prise" "Aucun acte ne prend cette ligne."
        "Vérifiez le poste et la colonne quand ; si l’outil ne sait pas distinguer ce cas, dites-le dans [[admis]].";
    GarantieAbsente "garantie-absente" "Des actes n’ont aucune ligne dans un contrat dit complet."
        "Si le tableau n’en dit rien, est-ce bien non couvert ? Sinon complet = false, ou une ligne de plus.";
    CelluleDecroissante "cellule-decroissante" "Un niveau paie moins que celui d’avant."
        "Relisez la cellule ; si c’est bien ce qui est imprimé, dites pourquoi dans [[admis]].";
    NiveauDomine "niveau-domine" "Un niveau coûte plus qu’un autre et ne paie jamais plus."
        "Relisez les deux colonnes et la grille des cotisations.";
    AdmisInutile "admis-inutile" "Une raison ([[admis]]) n’excuse aucune question."
        "Retirez cette raison, ou corrigez sa ligne et son niveau.";
}

impl Code {
    /// Whether it is put to a table without error, and may be admitted with a reason.
    #[must_use]
    pub const fn est_question(self) -> bool {
        matches!(
            self,
            Self::ResponsableMinimum
                | Self::ResponsableMaximum
                | Self::ResponsableFrequence
                | Self::EcartOptam
                | Self::LigneJamaisPrise
                | Self::GarantieAbsente
                | Self::CelluleDecroissante
                | Self::NiveauDomine
        )
    }

    /// How grave a question is: what the law or the table contradicts, or what may be right.
    pub(in crate::catalogue) const fn gravite(self) -> super::Gravite {
        match self {
            Self::GarantieAbsente | Self::CelluleDecroissante | Self::NiveauDomine => {
                super::Gravite::Question
            }
            _ => super::Gravite::Avertissement,
        }
    }

    /// Whether the problem is the file itself, whose text cannot be shown.
    pub(super) const fn sans_texte(self) -> bool {
        matches!(
            self,
            Self::FichierIllisible
                | Self::FichierTropGros
                | Self::DossierTropGrand
                | Self::Encodage
                | Self::LienHorsDossier
                | Self::ClasseurIllisible
                | Self::ClasseurTropGrand
                | Self::FeuilleManquante
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
            assert!(code.remede().ends_with(['.', '…']), "{nom}");
        }
    }
}
