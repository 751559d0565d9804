//! One line of a basket: an act, a stay in hospital or glasses.

use crate::catalogue::{Code, Diagnostic, Place, Table, vouliez_vous_dire};
use crate::montant::lire_montant;
use crate::offre::condition::TypeSejour;
use crate::panier::{
    DentSoignee, Element, Lunettes, Moment, NumeroDent, Prix, Quoi, Sejour, Soin, jours_du_mois,
};
use crate::reglementation::{Acte, ActeId, Reglementation, Secteur, Unite};

/// A care at most every day of the year.
const FOIS_MAX: u16 = 366;

const SECTEURS: [(&str, Secteur); 4] = [
    ("1", Secteur::Un),
    ("OPTAM", Secteur::Optam),
    ("non OPTAM", Secteur::NonOptam),
    ("non conventionné", Secteur::NonConventionne),
];

const GENRES: [(&str, TypeSejour); 5] = [
    ("court séjour", TypeSejour::Court),
    ("ambulatoire", TypeSejour::Ambulatoire),
    ("réadaptation", TypeSejour::Readaptation),
    ("psychiatrie", TypeSejour::Psychiatrie),
    ("maternité", TypeSejour::Maternite),
];

/// What a line may be: exactly one of them.
pub(super) const CLES: [&str; 3] = ["acte", "sejour", "lunettes"];

/// Reads a line; `cles` are those of [`CLES`] written in it.
pub(super) fn lire(
    mut table: Table<'_>,
    cles: &[&str],
    reglementation: &Reglementation,
) -> Option<Soin> {
    let ecrites = CLES.map(|cle| cles.contains(&cle));
    let quoi = match ecrites {
        [true, false, false] => lire_acte(&mut table, reglementation),
        [false, true, false] => table
            .sous_table("sejour")
            .and_then(lire_sejour)
            .map(Quoi::Sejour),
        [false, false, true] => table
            .sous_table("lunettes")
            .and_then(|lunettes| lire_lunettes(lunettes, reglementation))
            .map(Quoi::Lunettes),
        aucune_ou_plusieurs => {
            let (code, message) = if aucune_ou_plusieurs == [false; 3] {
                (Code::CleManquante, "ce soin ne dit pas ce qu’il est")
            } else {
                (Code::Double, "ce soin est plusieurs choses à la fois")
            };
            table.note(
                Diagnostic::erreur(code, table.fichier(), table.etendue(), message)
                    .avec_conseil("écrivez une seule des clés `acte`, `sejour`, `lunettes`"),
            );
            return None;
        }
    };
    let nombre = borne(&mut table, "nombre", 1, FOIS_MAX);
    let moment = lire_moment(&mut table);
    let reseau = table.booleen_ou("reseau");
    let ald = table.booleen_ou("ald");
    table.texte_ou("source");
    table.finir();
    Some(Soin {
        quoi: quoi?,
        nombre: nombre.unwrap_or(1),
        moment,
        reseau: reseau.map(|reseau| reseau.valeur),
        ald: ald.is_some_and(|ald| ald.valeur),
    })
}

/// A month, and a day of it.
fn lire_moment(table: &mut Table<'_>) -> Option<Moment> {
    let mois = borne(table, "mois", 1, 12).and_then(|mois| u8::try_from(mois).ok());
    let Some(jour) = table.entier_ou("jour") else {
        return mois.map(Moment::en);
    };
    let Some(mois) = mois else {
        let message = "un jour sans mois ne se place pas dans l’année".to_owned();
        table.note(
            Diagnostic::erreur(Code::CleManquante, table.fichier(), jour.etendue, message)
                .avec_conseil("ajoutez `mois`, de 1 à 12, ou ôtez `jour`"),
        );
        return None;
    };
    let jour = entre(table, "jour", jour, 1, u16::from(jours_du_mois(mois)));
    let jour = jour.and_then(|jour| u8::try_from(jour).ok());
    Some(Moment { mois, jour })
}

fn lire_acte(table: &mut Table<'_>, reglementation: &Reglementation) -> Option<Quoi> {
    let acte = table.texte("acte");
    let secteur = table.choix_ou("secteur", &SECTEURS);
    let prix = table.montant_ou("prix");
    let dent = dent(table);
    let acte = trouver(table, acte?, reglementation)?;
    if let Some(secteur) = &secteur {
        verifier_secteur(table, secteur, reglementation.acte(acte));
    }
    Some(Quoi::Acte {
        acte,
        secteur: secteur.map_or(Secteur::Un, |secteur| secteur.valeur),
        prix: prix.map_or(Prix::Type, |prix| Prix::Donne(prix.valeur)),
        dent,
    })
}

/// The number of the tooth.
fn dent(table: &mut Table<'_>) -> Option<DentSoignee> {
    let entier = table.entier_ou("dent")?;
    let numero = u8::try_from(entier.valeur).ok().and_then(NumeroDent::new);
    if numero.is_none() {
        let message = format!(
            "`dent` vaut {} : il faut un numéro de 11 à 48, ou de 51 à 85",
            entier.valeur
        );
        table.erreur(Code::ValeurInvalide, entier.etendue, message);
    }
    numero.map(DentSoignee::Numero)
}

/// The act of a code.
fn trouver(
    table: &Table<'_>,
    code: Place<&str>,
    reglementation: &Reglementation,
) -> Option<ActeId> {
    let trouve = reglementation.acte_de_code(code.valeur);
    if trouve.is_none() {
        let codes = reglementation.actes().map(|(_, acte)| acte.code.as_str());
        let conseil = vouliez_vous_dire(code.valeur, codes)
            .unwrap_or_else(|| "« rac liste actes » donne les codes".to_owned());
        let message = format!("acte « {} » inconnu", code.valeur);
        let code = Diagnostic::erreur(Code::ActeInconnu, table.fichier(), code.etendue, message);
        table.note(code.avec_conseil(conseil));
    }
    trouve
}

/// Refuses a sector for which the act has no tariff of any date.
fn verifier_secteur(table: &Table<'_>, secteur: &Place<Secteur>, acte: &Acte) {
    let connus: Vec<Secteur> = acte.tarifs.iter().map(|(secteur, _)| *secteur).collect();
    let permis =
        connus.contains(&secteur.valeur) || (!acte.a_un_secteur() && secteur.valeur == Secteur::Un);
    if permis {
        return;
    }
    let conseil = if acte.a_un_secteur() {
        let mots: Vec<String> = SECTEURS
            .iter()
            .filter(|(_, secteur)| connus.contains(secteur))
            .map(|(mot, _)| format!("\"{mot}\""))
            .collect();
        format!("écrivez {}", mots.join(" ou "))
    } else {
        "cet acte n’a pas de secteur : ôtez la clé".to_owned()
    };
    let message = format!("l’acte « {} » n’a pas de tarif dans ce secteur", acte.code);
    let code = Code::ValeurInvalide;
    table.note(
        Diagnostic::erreur(code, table.fichier(), secteur.etendue.clone(), message)
            .avec_conseil(conseil),
    );
}

fn lire_sejour(mut table: Table<'_>) -> Option<Sejour> {
    let jours = exige(&mut table, "jours", FOIS_MAX);
    let nuits = exige(&mut table, "nuits_chambre", FOIS_MAX);
    let chambre = table.montant_ou("chambre");
    let frais = table.montant("frais");
    let acte_lourd = table.booleen("acte_lourd");
    let genre = table.choix("genre", &GENRES);
    if let (Some(jours), Some(nuits)) = (jours, nuits)
        && nuits > jours
    {
        let message = format!(
            "{nuits} nuits pour {jours} jour{} : les jours comptent celui de la sortie",
            if jours < 2 { "" } else { "s" }
        );
        table.erreur(Code::ValeurInvalide, table.etendue(), message);
    }
    table.finir();
    Some(Sejour {
        jours: jours?,
        nuits_chambre: nuits?,
        chambre: chambre.map_or(Prix::Type, |prix| Prix::Donne(prix.valeur)),
        frais: frais?.valeur,
        acte_lourd: acte_lourd?.valeur,
        genre: genre?.valeur,
    })
}

fn lire_lunettes(mut table: Table<'_>, reglementation: &Reglementation) -> Option<Lunettes> {
    let monture = table.texte("monture");
    let prix_monture = table.montant_ou("prix_monture");
    let verres = table.liste_textes("verres");
    let prix_verres = table.liste_textes_ou("prix_verres");
    let monture = monture.and_then(|code| trouver_de(&table, code, Unite::Monture, reglementation));
    let verres = verres.and_then(|verres| deux(&table, verres, "deux verres"));
    let verres =
        verres.map(|deux| deux.map(|code| trouver_de(&table, code, Unite::Verre, reglementation)));
    let prix_verres = match prix_verres {
        None => Some([Prix::Type; 2]),
        Some(prix) => deux(&table, prix, "deux prix").and_then(|deux| {
            let [un, autre] = deux.map(|prix| lire_prix(&table, &prix));
            Some([un?, autre?])
        }),
    };
    table.finir();
    let ([un, autre], [prix_un, prix_autre]) = (verres?, prix_verres?);
    let element = |acte: Option<ActeId>, prix| Some(Element { acte: acte?, prix });
    Some(Lunettes {
        monture: element(
            monture,
            prix_monture.map_or(Prix::Type, |prix| Prix::Donne(prix.valeur)),
        )?,
        verres: [element(un, prix_un)?, element(autre, prix_autre)?],
    })
}

/// The act of a code, if it is a frame, or a lens, as it should.
fn trouver_de(
    table: &Table<'_>,
    code: Place<&str>,
    unite: Unite,
    reglementation: &Reglementation,
) -> Option<ActeId> {
    let etendue = code.etendue.clone();
    let acte = trouver(table, code, reglementation)?;
    let trouve = reglementation.acte(acte);
    if trouve.unite == unite {
        return Some(acte);
    }
    let attendu = if unite == Unite::Monture {
        "une monture"
    } else {
        "un verre"
    };
    let message = format!("l’acte « {} » n’est pas {attendu}", trouve.code);
    table.erreur(Code::ValeurInvalide, etendue, message);
    None
}

fn lire_prix(table: &Table<'_>, texte: &Place<&str>) -> Option<Prix> {
    lire_montant(texte.valeur)
        .map(Prix::Donne)
        .map_err(|erreur| {
            let etendue = texte.etendue.clone();
            table.erreur(Code::MontantIllisible, etendue, erreur.to_string());
        })
        .ok()
}

/// A list of exactly two, one per eye.
fn deux<'a>(
    table: &Table<'_>,
    liste: Place<Vec<Place<&'a str>>>,
    attendu: &str,
) -> Option<[Place<&'a str>; 2]> {
    let Place { valeur, etendue } = liste;
    let nombre = valeur.len();
    let deux = <[Place<&str>; 2]>::try_from(valeur).ok();
    if deux.is_none() {
        let message = format!("il faut {attendu}, un par œil, et non {nombre}");
        table.erreur(Code::ValeurInvalide, etendue, message);
    }
    deux
}

/// A required number of days.
fn exige(table: &mut Table<'_>, cle: &'static str, max: u16) -> Option<u16> {
    let entier = table.entier(cle)?;
    entre(table, cle, entier, 0, max)
}

/// An optional whole number.
fn borne(table: &mut Table<'_>, cle: &'static str, min: u16, max: u16) -> Option<u16> {
    let entier = table.entier_ou(cle)?;
    entre(table, cle, entier, min, max)
}

fn entre(table: &Table<'_>, cle: &str, entier: Place<i64>, min: u16, max: u16) -> Option<u16> {
    let lu = u16::try_from(entier.valeur)
        .ok()
        .filter(|entier| (min..=max).contains(entier));
    if lu.is_none() {
        let message = format!("`{cle}` vaut {} : il faut de {min} à {max}", entier.valeur);
        table.erreur(Code::ValeurInvalide, entier.etendue, message);
    }
    lu
}
