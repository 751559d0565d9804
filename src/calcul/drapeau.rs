//! What must be said beside a figure.

/// Declares each flag once: its name in Rust, its code, its sentence, its explanation.
macro_rules! drapeaux {
    ($($(#[doc = $doc:literal])+ $variante:ident $code:literal $phrase:literal $explication:literal;)+) => {
        /// A flag on a figure: a doubt, an assumption, a rule that changed it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Drapeau {
            $($(#[doc = $doc])+ $variante,)+
        }

        impl Drapeau {
            /// Every flag, in the order of the declaration.
            pub const TOUS: &[Self] = &[$(Self::$variante,)+];

            /// The stable word written in the machine formats.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variante => $code,)+ }
            }

            /// The sentence shown to people.
            #[must_use]
            pub const fn phrase(self) -> &'static str {
                match self { $(Self::$variante => $phrase,)+ }
            }

            /// What was seen, why it matters, what to try: for whoever asks.
            #[must_use]
            pub const fn explication(self) -> &'static str {
                match self { $(Self::$variante => $explication,)+ }
            }
        }
    };
}

drapeaux! {
    /// Opposable tariff: the price was brought to the base.
    TarifOpposable "tarif-opposable"
        "tarif opposable : le médecin ne peut pas demander plus que la base"
        "Avec l’ACS, la CMU-C ou la C2S, un médecin ne peut pas dépasser le tarif de la sécurité sociale : un prix plus élevé est ramené à ce tarif.";
    /// The price was brought to the highest one for someone who holds a right.
    PrixDuDroit "prix-du-droit"
        "prix limite du droit : le professionnel ne peut pas demander plus"
        "Avec la CMU-C ou la C2S, des lunettes, des prothèses dentaires et des aides auditives ont un prix limite : un prix plus élevé y est ramené. Un devis au-dessus se conteste.";
    /// The tariff of the act is doubtful at its source.
    TarifDouteux "tarif-douteux"
        "base ou taux d’un acte à confirmer (source douteuse)"
        "La base ou le taux de cet acte vient d’une source incertaine ; le doute est dit dans « rac decompte ». À confirmer sur un relevé de remboursement.";
    /// The price is a typical one.
    PrixType "prix-type"
        "prix type : le prix n’a pas été donné"
        "Personne n’a donné de prix : un prix relevé est pris à la place. Pour le vôtre, écrivez-le : --soin \"couronne molaire = 620 €\".";
    /// A price above the tariff, in the sector where a doctor keeps to it.
    SecteurSuppose "secteur-suppose"
        "prix au-dessus du tarif, compté au secteur 1 : OPTAM ou non OPTAM, le reste à payer peut changer (écrivez-le)"
        "Un médecin de secteur 1 ne dépasse pas le tarif, sauf exception. Un prix plus haut est celui d’un médecin OPTAM ou non OPTAM, que la sécurité sociale et la mutuelle ne remboursent pas pareil. Demandez son secteur au médecin (annuairesante.ameli.fr le dit aussi), puis : --soin \"gynécologue non OPTAM = 60 €\".";
    /// An act for people of another age.
    AgeDeLActe "age-de-l-acte"
        "acte prévu pour un autre âge : la sécurité sociale peut ne pas le payer ainsi"
        "L’acte écrit est celui d’un autre âge (« rac liste actes » dit lequel) : il est compté comme il est écrit. Choisissez l’acte de l’âge de la personne, ou vérifiez l’âge.";
    /// More than a pair of glasses, or than an aid for each ear, in the year.
    EquipementEnDouble "equipement-en-double"
        "plus d’une paire de lunettes, ou de deux aides auditives, dans l’année : toutes comptées payées, ce qui demande un motif (vue qui change)"
        "La sécurité sociale et les contrats responsables paient une paire de lunettes tous les deux ans (chaque année avant 16 ans) et une aide auditive par oreille tous les quatre ans, sauf motif reconnu. Les suivantes sont comptées comme la première ; sans motif, elles restent entièrement à payer.";
    /// The base was computed from the price.
    BaseCalculee "base-calculee"
        "base de remboursement calculée d’après le prix"
        "La base de cet élément n’est pas publiée : elle est prise à 30 % du prix, dans la limite du prix limite de vente.";
    /// The price exceeds the limit of the 100 % Santé.
    PrixAuDessusDeLaLimite "prix-au-dessus-de-la-limite"
        "prix au-dessus de la limite du 100\u{a0}% Santé : le professionnel n’en a pas le droit"
        "Un soin 100 % Santé a un prix limite. L’excédent est laissé au patient dans le calcul ; en vrai, le professionnel ne doit pas le demander : vérifiez le devis.";
    /// Alsace-Moselle: no source gives the local rate of an act.
    RegimeLocalInconnu "regime-local-inconnu"
        "taux du régime local non trouvé pour un acte : compté au taux du régime général"
        "En Alsace-Moselle, le régime local complète la sécurité sociale. Aucune source ne donne son taux pour cet acte : le reste à payer montré est peut-être trop haut. La caisse le dit.";
    /// A stay beyond thirty days: its price is taken to be the same each day.
    SejourLong "sejour-long"
        "séjour de plus de 30 jours : à 100\u{a0}% dès le 31e jour, son prix supposé le même chaque jour"
        "À partir du 31e jour, la sécurité sociale paie le séjour à 100 % ; le forfait journalier reste dû. Le prix du séjour est réparti également entre ses jours : si les premiers coûtent plus cher, le reste à payer montré est trop bas.";
    /// A cell or a header has several readings.
    GarantieAmbigue "garantie-ambigue"
        "clause à deux lectures : la moins favorable est retenue"
        "Le contrat peut se lire de plusieurs façons. Le chiffre est celui de la lecture la moins favorable, avec la fourchette ; « rac decompte » donne la question à poser à l’assureur.";
    /// The contract is known only in part.
    GarantieInconnue "garantie-inconnue"
        "contrat connu en partie : les lignes absentes sont comptées non couvertes"
        "Le fichier du contrat ne dit rien de ce soin. Il est compté non couvert, et la fourchette va jusqu’à tout payé : complétez le fichier, ou posez la question à l’assureur.";
    /// A delay at the beginning of the contract may reduce the payment.
    DelaiPossible "delai-possible"
        "délai au début du contrat : un soin fait pendant ce délai laisse plus à payer (haut de la fourchette)"
        "Le contrat paie moins pendant ses premiers mois. Dites depuis quand la personne y est : --anciennete 24 ; ou le mois du soin : --soin \"couronne molaire en mars\".";
    /// What was used before the year is not known, and assumed to be nothing.
    HistoriqueSuppose "historique-suppose"
        "rien n’est supposé consommé avant l’année (bonus de non-consommation, équipement à renouveler, montant versé une seule fois)"
        "Le contrat compte sur plus d’une année, ou paie plus à qui n’a rien consommé. Les années d’avant ne sont pas connues : le calcul suppose que rien n’y a été remboursé. Sinon, le reste à payer montré est trop bas.";
    /// A contract counts a stay in days, whose price by day is not known.
    SejourParJour "sejour-par-jour"
        "séjour compté jour par jour, au même prix chaque jour"
        "Le contrat compte ses jours à l’hôpital, et le prix d’un séjour est donné en entier : il est supposé le même chaque jour. Si les premiers jours coûtent plus cher, le reste à payer change.";
    /// A contract counts by tooth, and the tooth is not known.
    DentSupposee "dent-supposee"
        "dent non donnée : chaque soin est supposé sur une dent différente"
        "Le contrat ne paie qu’une fois par dent. Sans numéro, chaque soin est compté sur une dent qui n’a encore rien reçu. Pour le dire : --soin \"couronne molaire dent 26 = 620 €\".";
    /// Too many unknowns: wide bounds.
    BornesLarges "bornes-larges"
        "bornes larges : trop d’inconnues"
        "Le contrat laisse tant de choses non dites que toutes les lectures ne sont pas essayées : la fourchette est prise au plus large.";
    /// The legal minimum of a contrat responsable was applied.
    MinimumLegal "minimum-legal"
        "minimum légal du contrat responsable appliqué"
        "Le tableau promet moins que la loi n’exige d’un contrat responsable (ticket modérateur, forfait journalier, 100 % Santé) : c’est la loi qui est calculée.";
    /// The legal maximum of a contrat responsable was applied.
    MaximumLegal "maximum-legal"
        "maximum légal du contrat responsable appliqué"
        "Le tableau promet plus que la loi ne permet à un contrat responsable (médecin non OPTAM, optique, audition) : c’est la loi qui est calculée.";
    /// A contract without the duties of a contrat responsable.
    NonResponsable "non-responsable"
        "contrat non responsable : ni 100\u{a0}% Santé ni minimum légal"
        "Ce contrat n’est pas responsable : rien ne l’oblige à payer le 100 % Santé, le ticket modérateur ni le forfait journalier. Lisez son tableau de près.";
    /// Premium known by zone, zone unknown: ranked at the dearest.
    ZoneInconnue "zone-inconnue"
        "cotisation selon la zone : classée à la plus chère (donnez --departement)"
        "La cotisation dépend du département, qui n’a pas été donné : l’offre est classée à son prix le plus cher. Ajoutez --departement 35.";
    /// Premium known by age, exact age unknown: ranked at the dearest.
    AgeIncertain "age-incertain"
        "cotisation selon l’âge exact, qui n’est pas su : classée à la plus chère"
        "L’âge dépend du compte de l’assureur (anniversaires passés, ou années de naissance) ou de l’ancienneté, et l’un des deux n’est pas su. La cotisation est une fourchette ; l’offre est classée à son prix le plus haut. Donnez les jours de naissance dans un fichier de foyer.";
    /// Premium known by zone, and the département is in none.
    DepartementHorsZones "departement-hors-zones"
        "département dans aucune zone de cotisation connue"
        "La grille de l’assureur est par zone, et ce département n’est dans aucune : l’offre n’est pas classée. Demandez un devis.";
    /// Premium doubtful at its source.
    CotisationDouteuse "cotisation-douteuse"
        "cotisation à confirmer (hypothèse ou source douteuse)"
        "La grille vient d’une source incertaine, ou repose sur une hypothèse : demandez un devis avant de choisir.";
    /// Premium not published.
    CotisationNonPubliee "cotisation-non-publiee"
        "cotisation non publiée"
        "Aucune grille publiée : l’offre n’est pas classée par coût, seul son reste à payer est montré. Un prix inconnu n’est jamais compté zéro.";
    /// Premium known, but not for this age.
    AgeHorsGrille "age-hors-grille"
        "âge hors de la grille de cotisations"
        "La grille publiée ne va pas jusqu’à cet âge : l’offre n’est pas classée par coût. L’assureur peut refuser l’adhésion, ou avoir un autre prix.";
    /// Premium known, but not for this scheme.
    RegimeHorsGrille "regime-hors-grille"
        "régime hors de la grille de cotisations"
        "La grille publiée ne vaut pas pour ce régime : l’offre n’est pas classée par coût.";
    /// Premium known, but not for somebody of this place (adhérent, conjoint, child).
    QualiteHorsGrille "qualite-hors-grille"
        "une place du foyer n’a pas de prix dans la grille de cotisations"
        "La grille n’a pas de prix pour un adhérent, un conjoint ou un enfant : la cotisation du foyer est inconnue, et l’offre n’est pas classée. Demandez un devis.";
    /// Premium known, but not for this status.
    StatutHorsGrille "statut-hors-grille"
        "statut professionnel hors de la grille de cotisations"
        "La grille publiée ne vaut pas pour ce statut (salarié, travailleur non salarié) : l’offre n’est pas classée. Demandez un devis.";
    /// Premium in % of the PMSS, which is not known on the day.
    PmssInconnu "pmss-inconnu"
        "cotisation en pour cent du plafond de la sécurité sociale, inconnu à cette date"
        "La cotisation s’écrit en pour cent du plafond mensuel de la sécurité sociale (PMSS), qui n’est pas connu ce jour-là : l’offre n’est pas classée. Essayez une autre --date.";
    /// Dearer than another offer that never leaves more to pay.
    Dominee "dominee"
        "plus chère qu’une autre, sans rien laisser de moins à payer cette année ni dans une année difficile"
        "Une autre offre classée coûte moins cher et ne laisse jamais plus à payer, ni pour ces soins ni pour l’année difficile, quoi que disent les clauses à plusieurs lectures. D’autres soins pourraient la rendre utile.";
    /// Too close to the offer ranked just before to be told apart.
    EcartFaible "ecart-faible"
        "écart non significatif avec l’offre classée juste avant (voir la tolérance)"
        "L’écart est de moins que la tolérance (--tolerance, 12 € par an sans elle) : l’ordre de ces deux offres ne dit rien. Celles qui en sont à moins que cela de la première de leur rang partagent ce rang. Comparez leur année difficile et leurs services.";
    /// The same as another offer before it, within the tolerance.
    QuasiDoublon "quasi-doublon"
        "presque la même qu’une offre d’avant : cotisation, reste à payer et année difficile à la tolérance près"
        "Deux offres ont, à la tolérance près (--tolerance), la même cotisation, le même reste à payer pour ces soins et le même pour l’année difficile. La colonne « semblable_a » du CSV dit laquelle. D’autres soins pourraient les distinguer.";
    /// The seniority in the present contract is assumed, and it changes the result.
    AncienneteSupposee "anciennete-supposee"
        "ancienneté supposée dans le contrat actuel, et le résultat en dépend (donnez --anciennete)"
        "Des garanties du contrat actuel changent avec le temps passé dedans. Sans --anciennete, 24 mois sont supposés, et le résultat d’un contrat tout neuf est dit à côté.";
    /// The basket holds assumptions.
    PanierHypothese "panier-hypothese"
        "quantités ou prix du panier : hypothèses"
        "Le panier de soins repose sur des suppositions, dites dans « rac liste paniers ». Pour vos soins à vous : --soin, autant de fois qu’il faut.";
}

/// A set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drapeaux(u64);

impl Drapeaux {
    /// The same with one more.
    #[must_use]
    pub const fn avec(self, drapeau: Drapeau) -> Self {
        Self(self.0 | 1 << drapeau as u32)
    }

    /// Those of both.
    #[must_use]
    pub const fn ou(self, autres: Self) -> Self {
        Self(self.0 | autres.0)
    }

    /// Each of them, in the order of the declaration.
    pub fn iter(self) -> impl Iterator<Item = Drapeau> {
        let tous = Drapeau::TOUS.iter().copied();
        tous.filter(move |drapeau| self.0 & (1 << *drapeau as u32) != 0)
    }
}

impl FromIterator<Drapeau> for Drapeaux {
    fn from_iter<I: IntoIterator<Item = Drapeau>>(drapeaux: I) -> Self {
        drapeaux.into_iter().fold(Self::default(), Self::avec)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn chaque_drapeau_a_son_code_et_son_explication() {
        let codes: BTreeSet<&str> = Drapeau::TOUS.iter().map(|drapeau| drapeau.code()).collect();
        assert_eq!(codes.len(), Drapeau::TOUS.len());
        for drapeau in Drapeau::TOUS {
            let code = drapeau.code();
            let permis = |lettre: char| lettre.is_ascii_lowercase() || lettre == '-';
            assert!(code.chars().all(permis), "{code}");
            assert!(drapeau.explication().ends_with('.'), "{code}");
        }
    }
}
