//! Why a typed care is not understood, and what to write.

use crate::montant::MontantIllisible;
use crate::texte::enumerer;
use thiserror::Error;

/// Why a text is not a care; each sentence says what to write.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SoinIllisible {
    /// Nothing is written.
    #[error(
        "aucun soin n’est écrit : par exemple « généraliste x6 » ou « couronne molaire = 620 € »"
    )]
    Vide,
    /// Too long to be a care.
    #[error(
        "ce texte est trop long pour un soin : un seul soin à la fois, par exemple « généraliste x6 »"
    )]
    TropLong,
    /// A number, a sector or a price, and no act.
    #[error("« {0} » ne nomme aucun acte : écrivez par exemple « généraliste x6 = 30 € »")]
    SansActe(String),
    /// No act has this name.
    #[error("« {nom} » n’est pas un acte connu{}", proposer(proches))]
    ActeInconnu {
        /// As typed.
        nom: String,
        /// Codes and words of the nearest acts.
        proches: Vec<(String, String)>,
    },
    /// Several acts have this name.
    #[error("« {nom} » peut désigner {nombre} actes ; écrivez le code du bon :{}", lister(actes, *nombre))]
    ActeAmbigu {
        /// As typed.
        nom: String,
        /// How many acts.
        nombre: usize,
        /// Codes and words of the first ones.
        actes: Vec<(String, String)>,
    },
    /// The act has no tariff on the date.
    #[error("« {acte} » n’a pas de tarif le {jour}{} : choisissez un autre acte ou une autre date", suite(connu.as_deref()))]
    SansTarif {
        /// Words of the act.
        acte: String,
        /// The day.
        jour: String,
        /// When it has one.
        connu: Option<String>,
    },

    /// The number is not a whole number.
    #[error("« {0} » n’est pas un nombre de fois : écrivez par exemple « x6 »")]
    Nombre(String),
    /// Nothing follows the multiplication sign.
    #[error("il manque un nombre après « {0} » : écrivez par exemple « x6 »")]
    NombreManquant(String),
    /// Zero, or more than one a day.
    #[error("« {0} » fois : écrivez un nombre de 1 à 366, pour une année")]
    NombreHorsBornes(String),
    /// The number is written twice.
    #[error("le nombre est écrit deux fois : gardez « 6 généralistes » ou « généraliste x6 »")]
    NombreDouble,
    /// Nearly a month.
    #[error("« {0} » : vouliez-vous dire « {1} » ?")]
    Mois(String, &'static str),
    /// A day that the month does not have.
    #[error("« le {0} » : ce mois n’a pas ce jour ; écrivez par exemple « le 12 mars »")]
    Jour(String),
    /// The month is written twice.
    #[error("le mois est écrit deux fois : une ligne par mois")]
    MoisDouble,

    /// No tooth has this number.
    #[error(
        "« dent {0} » n’existe pas : un numéro va de 11 à 48 (51 à 85 pour une dent de lait), comme sur le devis"
    )]
    Dent(String),
    /// Two teeth.
    #[error("deux dents : un soin par dent, chacun avec son --soin")]
    DentDouble,
    /// An act that is not done on this tooth.
    #[error("« {acte} » ne se fait pas sur la dent {dent} : vérifiez le numéro, ou l’acte")]
    DentImpossible {
        /// Words of the act.
        acte: String,
        /// Number of the tooth.
        dent: u8,
    },

    /// Sector 2 alone.
    #[error(
        "le secteur 2 se rembourse autrement selon que le médecin a signé l’OPTAM ou non : écrivez « {0} OPTAM » ou « {0} non OPTAM » (annuairesante.ameli.fr le dit)"
    )]
    SecteurDeux(String),
    /// Two sectors that exclude each other.
    #[error(
        "deux secteurs s’excluent : écrivez un seul de « secteur 1 », « OPTAM », « non OPTAM », « non conventionné »"
    )]
    SecteursContraires,
    /// The act has no sector.
    #[error("« {acte} » n’a pas de secteur : ôtez « {secteur} »")]
    SansSecteur {
        /// Words of the act.
        acte: String,
        /// The sector typed.
        secteur: &'static str,
    },
    /// The act has no tariff in this sector on the date.
    #[error(
        "« {acte} » n’a pas de tarif {secteur} le {jour} : écrivez {}",
        citer(connus)
    )]
    SecteurSansTarif {
        /// Words of the act.
        acte: String,
        /// The sector.
        secteur: &'static str,
        /// The day.
        jour: String,
        /// Sectors with a tariff on that day.
        connus: Vec<&'static str>,
    },

    /// The price is no amount.
    #[error(
        "{0} : écrivez le prix d’un seul acte, par exemple « = 620 € », et le nombre avant, « x2 »"
    )]
    Prix(MontantIllisible),
    /// Nothing after the equals sign.
    #[error(
        "il manque le prix après « = » : écrivez « {0} = 30 € », ou « {0} » seul pour le prix type"
    )]
    PrixManquant(String),
    /// An amount without an equals sign.
    #[error("« {0} » : mettez « = » devant le prix, par exemple « généraliste x6 = 30 € »")]
    PrixSansEgal(String),
    /// Two equals signs.
    #[error("deux « = » : un seul soin à la fois, avec un seul prix, celui d’un acte")]
    DeuxEgal,

    /// Glasses at one price.
    #[error(
        "le prix des lunettes se donne en deux parties, la monture puis les verres : écrivez « lunettes simples = 120 € + 2 x 90 € »"
    )]
    LunettesSansPartage,
    /// Glasses without the correction of their lenses.
    #[error(
        "quels verres ? écrivez « lunettes simples », « lunettes complexes », « lunettes très complexes » ou « lunettes progressives »"
    )]
    LunettesSansCorrection,
    /// A word that says nothing of glasses.
    #[error(
        "« {0} » ne se comprend pas pour des lunettes : écrivez « lunettes simples = 120 € + 2 x 90 € », et « classe A » pour du 100 % Santé"
    )]
    LunettesMot(String),
    /// No typical price for these glasses.
    #[error(
        "aucun prix type pour « {0} » : donnez celui de la monture puis ceux des verres, « = 120 € + 2 x 90 € »"
    )]
    LunettesSansPrix(String),
    /// The data lack an act of glasses.
    #[error("les données n’ont pas l’acte « {0} », dont les lunettes ont besoin")]
    LunettesAbsentes(String),
}

fn proposer(proches: &[(String, String)]) -> String {
    if proches.is_empty() {
        return " : « rac liste actes » les donne tous".to_owned();
    }
    let noms: Vec<String> = proches
        .iter()
        .map(|(code, libelle)| format!("« {code} » ({libelle})"))
        .collect();
    format!(" ; vouliez-vous dire {} ?", enumerer(&noms, "ou"))
}

/// One act per line, then the number of the others.
fn lister(actes: &[(String, String)], nombre: usize) -> String {
    let mut texte = String::new();
    for (code, libelle) in actes {
        texte.push_str(&format!("\n  {code} : {libelle}"));
    }
    let autres = nombre.saturating_sub(actes.len());
    if autres > 0 {
        texte.push_str(&format!(
            "\n  … et {autres} autre{} : « rac liste actes » les donne tous",
            if autres > 1 { "s" } else { "" }
        ));
    }
    texte
}

fn suite(connu: Option<&str>) -> String {
    connu.map(|connu| format!(" ({connu})")).unwrap_or_default()
}

fn citer(secteurs: &[&str]) -> String {
    let cites: Vec<String> = secteurs
        .iter()
        .map(|secteur| format!("« {secteur} »"))
        .collect();
    enumerer(&cites, "ou")
}
