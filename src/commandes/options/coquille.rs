//! What a shell asks for: completions and manual pages, made from the command line itself.

use crate::commandes::Refus;
use clap::Command;
use clap_complete::Shell;

/// The script that completes commands and options in a shell.
///
/// # Errors
/// When the shell is not known.
pub(super) fn completion(commande: &mut Command, coquille: &str) -> Result<String, Refus> {
    let coquille: Shell = coquille.parse().map_err(|_| {
        Refus::new(format!(
            "--completion {coquille} : écrivez bash, zsh, fish, elvish ou powershell"
        ))
    })?;
    let mut script = Vec::new();
    clap_complete::generate(coquille, commande, "rac", &mut script);
    Ok(String::from_utf8_lossy(&script).into_owned())
}

/// The manual page of `rac`, or of one of its commands: « comparer », « document fiche ».
///
/// # Errors
/// When the command does not exist.
pub(super) fn manuel(commande: &mut Command, nom: &str) -> Result<String, Refus> {
    commande.build();
    let mots = nom.split_whitespace().filter(|mot| *mot != "rac");
    let voulue = mots.into_iter().try_fold(&*commande, |parmi, mot| {
        parmi.find_subcommand(mot).ok_or_else(|| {
            Refus::new(format!(
                "--manuel \"{nom}\" : cette commande n’existe pas ; rac --aide les donne toutes"
            ))
        })
    })?;
    let mut page = Vec::new();
    let ecrite = clap_mangen::Man::new(voulue.clone()).render(&mut page);
    ecrite.map_err(|erreur| Refus::new(format!("la page de manuel : {erreur}")))?;
    let page = String::from_utf8_lossy(&page);
    Ok(page.lines().map(|ligne| titre(ligne) + "\n").collect())
}

/// The headings of manual pages, in French.
fn titre(ligne: &str) -> String {
    let francais = match ligne {
        ".SH NAME" => ".SH NOM",
        ".SH SUBCOMMANDS" | ".SH Commandes" => ".SH COMMANDES",
        autre => autre,
    };
    francais.to_owned()
}

#[cfg(test)]
mod tests {
    use crate::commandes::options::{Lecture, lire};
    use std::ffi::OsString;

    fn texte(arguments: &[&str]) -> Result<String, String> {
        match lire(arguments.iter().map(OsString::from)) {
            Ok(Lecture::Texte(texte)) => Ok(texte),
            Ok(Lecture::Commande(commande)) => Err(format!("{commande:?}")),
            Err(refus) => Err(refus.to_string()),
        }
    }

    #[test]
    fn les_coquilles_completent_les_commandes_et_leurs_options() {
        for coquille in ["bash", "zsh", "fish", "elvish", "powershell"] {
            let script = texte(&["rac", "--completion", coquille]);
            let script = script.unwrap_or_else(|refus| panic!("{coquille} : {refus}"));
            for mot in ["comparer", "decompte", "departement"] {
                assert!(script.contains(mot), "{coquille} : {mot}");
            }
        }
        let refus = texte(&["rac", "--completion", "ksh"]);
        assert_eq!(
            refus,
            Err("--completion ksh : écrivez bash, zsh, fish, elvish ou powershell".to_owned())
        );
    }

    #[test]
    fn une_page_de_manuel_nomme_sa_commande_et_dit_ses_options() {
        for (nom, attendus) in [
            ("rac", [".SH NOM", ".SH COMMANDES", "comparer"]),
            (
                "document fiche",
                [".SH NOM", "rac document fiche", "departement"],
            ),
        ] {
            let page = texte(&["rac", "--manuel", nom]);
            let page = page.unwrap_or_else(|refus| panic!("{nom} : {refus}"));
            for attendu in attendus {
                assert!(page.contains(attendu), "{attendu}\n{page}");
            }
        }
        let refus = texte(&["rac", "--manuel", "fiche"]);
        assert!(refus.is_err_and(|refus| refus.contains("n’existe pas")));
    }
}
