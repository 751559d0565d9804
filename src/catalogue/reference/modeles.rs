//! Files that write every table once, so that every key is asked for. They are read for
//! that alone: their meaning does not matter.

pub(super) const MODELES: [(&str, &str); 6] = [
    ("offers/reference/complete.toml", COMPLETE),
    ("offers/reference/partielle.toml", PARTIELLE),
    ("foyers/reference.toml", FOYER),
    ("paniers/reference.toml", PANIER),
    ("tranches/reference.toml", TRANCHES),
    ("cahiers/reference.toml", CAHIER),
];

/// The present contract is of no folder: a person names it.
pub(super) const ACTUEL: (&str, &str) = (
    "actuel.toml",
    "format = \"contrat-actuel/1\"\n[[garanties]]\n",
);

const COMPLETE: &str = r#"
format = "offre/1"
[contrat]
complet = true
[lecture]
[services]
[[modules]]
id = "base"
[[modules]]
id = "renfort"
suit = "base"
[composition]
ecart_max = [{ entre = ["base"], de = 1 }]
un_seul = [["renfort"]]
[[admis]]
lint = "cellule-decroissante"
[cotisation]
coefficients = { A = "95 %" }
en_plus_de = { "Option" = "Base" }
frais = [{ libelle = "association" }]
"#;

const PARTIELLE: &str = r#"
format = "offre/1"
[contrat]
complet = false
[[modules]]
id = "base"
"#;

const FOYER: &str = r#"
format = "foyer/1"
id = "reference"
[[membres]]
age = 72
[[membres]]
annee_naissance = 1980
[[membres]]
naissance = 2020-01-01
"#;

const PANIER: &str = r#"
format = "panier/1"
id = "reference"
[[soins]]
acte = "generaliste"
[[soins]]
sejour = { jours = 1 }
[[soins]]
lunettes = { monture = "monture-classe-b" }
"#;

const TRANCHES: &str = r#"
format = "tranches/1"
[[tranches]]
id = "toutes"
"#;

const CAHIER: &str = r#"
format = "cahier/1"
tranches = "arcs"
[[exigences]]
garantie = {}
[[exigences]]
reste_a_charge = { panier = "dentaire" }
[[exigences]]
reste_a_charge = { annee = "moyenne" }
[[exigences]]
cotisation = { au_plus = 50 }
[[exigences]]
cotisation = { la_moins_chere = true }
[[exigences]]
cotisation = { tarifs_fixes = true }
[[exigences]]
cotisation = { ecart_max = "× 3" }
[[exigences]]
cotisation = { reduction = "couple" }
[[exigences]]
propriete = { quoi = "sans-delai" }
[[exigences]]
propriete = { quoi = "capital-obseques" }
[[exigences]]
propriete = { quoi = "autre" }
"#;
