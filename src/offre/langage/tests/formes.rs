use super::*;

fn terme(assiette: Assiette) -> Terme {
    Terme {
        assiette,
        limites: Vec::new(),
        lecture: None,
        rythme: None,
    }
}

fn br(points: u32) -> Terme {
    terme(Assiette::Br(Taux::pour_cent(points)))
}

fn pourcent(points: u32) -> Terme {
    terme(Assiette::Pourcentage(Taux::pour_cent(points)))
}

fn euros(euros: i64) -> Terme {
    terme(Assiette::Euros(Centimes::euros(euros)))
}

fn fr() -> Terme {
    terme(Assiette::FraisReels(Taux::UN))
}

fn tm() -> Terme {
    terme(Assiette::TicketModerateur(Taux::UN))
}

fn plv() -> Terme {
    terme(Assiette::Plv(Taux::UN))
}

fn pmss(millioniemes: u32) -> Terme {
    terme(Assiette::Pmss(Taux::millioniemes(millioniemes)))
}

impl Terme {
    fn lu(self, lecture: Lecture) -> Self {
        Self {
            lecture: Some(lecture),
            ..self
        }
    }
    fn par(self, unite: Unite) -> Self {
        Self {
            rythme: Some(Rythme::Unite(unite)),
            ..self
        }
    }
    fn tous(self, duree: Duree) -> Self {
        Self {
            rythme: Some(Rythme::Periode(duree)),
            ..self
        }
    }
    fn limite(mut self, assiette: Assiette) -> Self {
        self.limites.push(assiette);
        self
    }
}

fn somme<const N: usize>(termes: [Terme; N]) -> Cellule {
    avec(termes, Regle::default())
}

fn avec<const N: usize>(termes: [Terme; N], regle: Regle) -> Cellule {
    Cellule::Lectures(vec![Garantie {
        termes: termes.into(),
        regle,
    }])
}

fn nombre(maximum: u16, unite: Unite, duree: Option<Duree>) -> Nombre {
    Nombre {
        maximum,
        unite,
        duree,
    }
}

const AN: Duree = Duree::Ans(1);

/// Each form of the catalogue, met in a real contract: text, value, canonical text.
#[test]
fn chaque_forme_de_cellule_du_catalogue() {
    use Lecture::{AmoComprise, EnPlus, ToutCompris};
    let cent_br = Assiette::Br(Taux::pour_cent(100));
    let formes: Vec<(&str, &str, Cellule, &str)> = vec![
        ("A1", "125%BR", somme([br(125)]), "125 % BR"),
        (
            "A1",
            "150 % de la BR, SS comprise",
            avec(
                [br(150)],
                Regle {
                    lecture: Some(AmoComprise),
                    ..Regle::default()
                },
            ),
            "150 % BR, AMO comprise",
        ),
        (
            "A2",
            "110 % BR en complément du régime de base",
            somme([br(110).lu(EnPlus)]),
            "110 % BR en plus de l'AMO",
        ),
        (
            "A3",
            "TM + 100 % BR",
            somme([tm(), br(100)]),
            "TM + 100 % BR",
        ),
        (
            "A3",
            "100 % BRSS + ticket modérateur",
            somme([br(100), tm()]),
            "100 % BR + TM",
        ),
        ("A4", "100 % TM", somme([tm()]), "TM"),
        (
            "A5",
            "100 % BR – MR",
            somme([br(100).lu(AmoComprise)]),
            "100 % BR AMO comprise",
        ),
        ("A6", "30 % BR", somme([br(30)]), "30 % BR"),
        (
            "A7",
            "50 % des frais réels",
            somme([terme(Assiette::FraisReels(Taux::pour_cent(50)))]),
            "50 % FR",
        ),
        (
            "A7",
            "100 % FR limité à 150 % BR",
            somme([fr().limite(Assiette::Br(Taux::pour_cent(150)))]),
            "FR limité à 150 % BR",
        ),
        (
            "A7",
            "80 % FR limité à 150 % BR",
            somme([terme(Assiette::FraisReels(Taux::pour_cent(80)))
                .limite(Assiette::Br(Taux::pour_cent(150)))]),
            "80 % FR limité à 150 % BR",
        ),
        ("A8", "Frais Réels", somme([fr()]), "FR"),
        ("A8", "100 % forfait", somme([fr()]), "FR"),
        ("A8", "intégral", somme([fr()]), "FR"),
        (
            "A9",
            "FR dans la limite du PLV",
            somme([plv()]),
            "100 % PLV",
        ),
        ("A9", "100 % HLF", somme([plv()]), "100 % PLV"),
        ("A9", "FR limite PLV", somme([plv()]), "100 % PLV"),
        ("A10", "25 %", somme([pourcent(25)]), "25 %"),
        ("A11", "150%TC", somme([br(150)]), "150 % BR"),
        (
            "A12",
            "AMO + 150 €",
            somme([terme(Assiette::Amo), euros(150)]),
            "AMO + 150 €",
        ),
        (
            "A13",
            "+ 50 % BR",
            somme([br(50).lu(EnPlus)]),
            "50 % BR en plus de l'AMO",
        ),
        (
            "A13",
            "plus 25 %",
            somme([pourcent(25).lu(EnPlus)]),
            "25 % en plus de l'AMO",
        ),
        (
            "A13",
            "300 % BR - contrat de base",
            somme([br(300).lu(ToutCompris)]),
            "300 % BR AMO et contrat précédent compris",
        ),
        ("A14", "néant", Cellule::Neant, "néant"),
        ("A14", "s.o.", Cellule::SansObjet, "s.o."),
        ("A14", "?", Cellule::NonDit, "?"),
        (
            "B1",
            "500 €/oreille SS comprise",
            somme([euros(500).par(Unite::Oreille).lu(AmoComprise)]),
            "500 €/oreille AMO comprise",
        ),
        (
            "B2",
            "60 euros en plus de la SS",
            somme([euros(60).lu(EnPlus)]),
            "60 € en plus de l'AMO",
        ),
        (
            "B3",
            "100 % BR + 70 €/an",
            somme([br(100), euros(70).tous(AN)]),
            "100 % BR + 70 €/an",
        ),
        (
            "B3",
            "100 % + 1 000 €",
            somme([pourcent(100), euros(1000)]),
            "100 % + 1 000 €",
        ),
        (
            "B3",
            "100 % BR + 150 €/an, AMO comprise",
            avec(
                [br(100), euros(150).tous(AN)],
                Regle {
                    lecture: Some(AmoComprise),
                    ..Regle::default()
                },
            ),
            "100 % BR + 150 €/an, AMO comprise",
        ),
        (
            "B4",
            "120 € par année civile et par bénéficiaire",
            avec(
                [euros(120).tous(AN)],
                Regle {
                    annee: Some(GenreAnnee::Civile),
                    ..Regle::default()
                },
            ),
            "120 €/an, année civile",
        ),
        (
            "B4",
            "40 €/12 mois",
            somme([euros(40).tous(Duree::Mois(12))]),
            "40 €/12 mois",
        ),
        (
            "B5",
            "5 × 30 €",
            avec(
                [euros(30)],
                Regle {
                    nombres: vec![nombre(5, Unite::Acte, None)],
                    ..Regle::default()
                },
            ),
            "30 €, 5 actes par ?",
        ),
        (
            "B5",
            "5x30€/séance",
            avec(
                [euros(30).par(Unite::Seance)],
                Regle {
                    nombres: vec![nombre(5, Unite::Seance, None)],
                    ..Regle::default()
                },
            ),
            "30 €/séance, 5 séances par ?",
        ),
        (
            "B5",
            "4 séances de 30 €/an",
            avec(
                [euros(30).par(Unite::Seance)],
                Regle {
                    nombres: vec![nombre(4, Unite::Seance, Some(AN))],
                    ..Regle::default()
                },
            ),
            "30 €/séance, 4 séances/an",
        ),
        (
            "B5",
            "15 €/séance, 3 séances par an",
            avec(
                [euros(15).par(Unite::Seance)],
                Regle {
                    nombres: vec![nombre(3, Unite::Seance, Some(AN))],
                    ..Regle::default()
                },
            ),
            "15 €/séance, 3 séances/an",
        ),
        (
            "B6",
            "100 €/an, 50 €/séance max",
            avec(
                [euros(100).tous(AN)],
                Regle {
                    plafonds: vec![euros(50).par(Unite::Seance)],
                    ..Regle::default()
                },
            ),
            "100 €/an, 50 € max par séance",
        ),
        (
            "B7",
            "20 €/séance, 3 séances/an en commun",
            avec(
                [euros(20).par(Unite::Seance)],
                Regle {
                    nombres: vec![nombre(3, Unite::Seance, Some(AN))],
                    partage: Some(Partage::EnCommun),
                    ..Regle::default()
                },
            ),
            "20 €/séance, 3 séances/an, en commun",
        ),
        (
            "B8",
            "60 €/jour, 30 jours par an",
            avec(
                [euros(60).par(Unite::Jour)],
                Regle {
                    nombres: vec![nombre(30, Unite::Jour, Some(AN))],
                    ..Regle::default()
                },
            ),
            "60 €/jour, 30 jours/an",
        ),
        (
            "B9",
            "FR, 30 j/an",
            avec(
                [fr()],
                Regle {
                    nombres: vec![nombre(30, Unite::Jour, Some(AN))],
                    ..Regle::default()
                },
            ),
            "FR, 30 jours/an",
        ),
        (
            "B10",
            "50 €/dent",
            somme([euros(50).par(Unite::Dent)]),
            "50 €/dent",
        ),
        (
            "B10",
            "250 €/implant, 2 max",
            avec(
                [euros(250).par(Unite::Implant)],
                Regle {
                    nombres: vec![nombre(2, Unite::Implant, None)],
                    ..Regle::default()
                },
            ),
            "250 €/implant, 2 implants par ?",
        ),
        (
            "B11",
            "200 €/œil/an",
            avec(
                [euros(200)],
                Regle {
                    rythmes: vec![Rythme::Unite(Unite::Oeil), Rythme::Periode(AN)],
                    ..Regle::default()
                },
            ),
            "200 €, par œil, par an",
        ),
        (
            "B11",
            "150 € par assuré",
            somme([euros(150).par(Unite::Assure)]),
            "150 €/assuré",
        ),
        (
            "B12",
            "840 €, par oreille tous les 4 ans, 1 700 € SS incluse max",
            avec(
                [euros(840)],
                Regle {
                    rythmes: vec![
                        Rythme::Unite(Unite::Oreille),
                        Rythme::Periode(Duree::Ans(4)),
                    ],
                    plafonds: vec![euros(1700).lu(AmoComprise)],
                    ..Regle::default()
                },
            ),
            "840 €, par oreille, tous les 4 ans, 1 700 € AMO comprise max",
        ),
        (
            "B13",
            "200 € par semestre",
            somme([euros(200).par(Unite::Semestre)]),
            "200 €/semestre",
        ),
        (
            "B14",
            "60 €/verre",
            somme([euros(60).par(Unite::Verre)]),
            "60 €/verre",
        ),
        (
            "B15",
            "420 € dont monture 100 €",
            avec(
                [euros(420)],
                Regle {
                    dont_monture: Some(Centimes::euros(100)),
                    ..Regle::default()
                },
            ),
            "420 €, dont monture 100 €",
        ),
        (
            "B15",
            "300 €/équipement, dont 80 € de monture",
            avec(
                [euros(300).par(Unite::Equipement)],
                Regle {
                    dont_monture: Some(Centimes::euros(80)),
                    ..Regle::default()
                },
            ),
            "300 €/équipement, dont monture 80 €",
        ),
        (
            "B16",
            "50 €/équipement AMO comprise",
            somme([euros(50).par(Unite::Equipement).lu(AmoComprise)]),
            "50 €/équipement AMO comprise",
        ),
        ("B17", "1 700 €", somme([euros(1700)]), "1 700 €"),
        (
            "B18",
            "250 €/an en commun",
            avec(
                [euros(250).tous(AN)],
                Regle {
                    partage: Some(Partage::EnCommun),
                    ..Regle::default()
                },
            ),
            "250 €/an, en commun",
        ),
        (
            "B19",
            "200 €, une seule fois par contrat",
            avec(
                [euros(200)],
                Regle {
                    rythmes: vec![Rythme::Periode(Duree::Contrat)],
                    ..Regle::default()
                },
            ),
            "200 €, par contrat",
        ),
        (
            "B19",
            "200 €/enfant, 4 max par contrat",
            avec(
                [euros(200).par(Unite::Enfant)],
                Regle {
                    nombres: vec![nombre(4, Unite::Enfant, Some(Duree::Contrat))],
                    ..Regle::default()
                },
            ),
            "200 €/enfant, 4 enfants/contrat",
        ),
        (
            "B20",
            "2,5 % PMSS/jour",
            somme([pmss(25_000).par(Unite::Jour)]),
            "2,5 % PMSS/jour",
        ),
        (
            "B20",
            "15 % du PMSS par enfant",
            somme([pmss(150_000).par(Unite::Enfant)]),
            "15 % PMSS/enfant",
        ),
        (
            "B20",
            "1 % PMSS dans la limite de 40 €",
            somme([pmss(10_000).limite(Assiette::Euros(Centimes::euros(40)))]),
            "1 % PMSS limité à 40 €",
        ),
        (
            "B21",
            "20 €/jour, sans dépense",
            avec(
                [euros(20).par(Unite::Jour)],
                Regle {
                    sans_depense: true,
                    ..Regle::default()
                },
            ),
            "20 €/jour, sans dépense",
        ),
        (
            "B22",
            "1 500 €, capital",
            avec(
                [euros(1500)],
                Regle {
                    capital: true,
                    ..Regle::default()
                },
            ),
            "1 500 €, capital",
        ),
        (
            "B23",
            "FR 10 jours/an puis 100 % BR",
            avec(
                [fr()],
                Regle {
                    nombres: vec![nombre(10, Unite::Jour, Some(AN))],
                    puis: Some(Suite::Termes(vec![terme(cent_br)])),
                    ..Regle::default()
                },
            ),
            "FR, 10 jours/an, puis 100 % BR",
        ),
        (
            "C",
            "50 €, si pas d’utilisation depuis 24 mois",
            avec(
                [euros(50)],
                Regle {
                    sans_usage: Some(Duree::Mois(24)),
                    ..Regle::default()
                },
            ),
            "50 €, si rien depuis 24 mois",
        ),
        (
            "B24",
            "150 € par prothèse en plus de la sécurité sociale",
            somme([euros(150).par(Unite::Prothese).lu(EnPlus)]),
            "150 €/prothèse en plus de l'AMO",
        ),
    ];
    for lettre in ['A', 'B'] {
        let dernier = if lettre == 'A' { 14 } else { 24 };
        for rang in 1..=dernier {
            let nom = format!("{lettre}{rang}");
            assert!(
                formes.iter().any(|(forme, ..)| *forme == nom),
                "{nom} manque"
            );
        }
    }
    for (forme, texte, attendue, canonique) in formes {
        let lue = lue(texte);
        assert_eq!(lue, attendue, "{forme} : {texte}");
        assert_eq!(simple(&lue.to_string()), canonique, "{forme} : {texte}");
        assert_eq!(lire_cellule(&lue.to_string()), Ok(lue), "{forme} : {texte}");
    }
}

/// One spelling or another, one value.
#[test]
fn les_ecritures_d_une_meme_cellule() {
    for (canonique, ecritures) in [
        (
            "150 % BR",
            vec![
                "150%BR",
                "150 % BR",
                "150\u{a0}%\u{202f}BR",
                "150 % brss",
                "150% TC",
                "150 % de la base de remboursement",
                "150 % du tarif de convention",
                " 150,00 %  de BR ",
                "1.5e0",
            ],
        ),
        (
            "FR",
            vec![
                "fr",
                "100 % FR",
                "frais re\u{301}els",
                "FRAIS RÉELS",
                "100 % des frais réels",
                "100 % des dépenses",
            ],
        ),
        (
            "100 % PLV",
            vec![
                "PLV",
                "HLF",
                "100 % du prix limite de vente",
                "100 % des honoraires limites de facturation",
                "frais réels dans la limite des HLF",
                "FR limité à 100 % PLV",
            ],
        ),
        (
            "TM",
            vec!["tm", "Ticket modérateur", "100 % du ticket modérateur"],
        ),
        (
            "30 €/séance",
            vec![
                "30€/séance",
                "30 euros par séance",
                "30,00 EUR / seance",
                "30 € par séances",
            ],
        ),
        (
            "30 €/2 ans",
            vec![
                "30 € tous les 2 ans",
                "30 € par période de 2 ans",
                "30 €/ 2 ans",
                "30 € tous les deux ans",
            ],
        ),
        (
            "150 % | 150 % en plus de l’AMO",
            vec!["150% | 150 % hors SS", "150 % |150 % en plus de l'amo"],
        ),
        ("25 €/an | 25 €/acte", vec!["25 €/an | 25 € par acte"]),
        ("niveau Socle", vec!["Niveau Socle", "  niveau\u{a0}Socle "]),
        (
            "450 € AMO comprise | 450 € en plus de l’AMO",
            vec!["450 € AMO comprise | 450 € en plus de l'AMO"],
        ),
        (
            "1 700 € AMO comprise",
            vec![
                "1700 € y compris AMO",
                "1\u{202f}700 € y compris le remboursement de la sécurité sociale",
            ],
        ),
        ("50 % du reste", vec!["50 % reste à charge"]),
        (
            "150 % BR AMO comprise",
            vec![
                "150 % BRSS y compris RSS",
                "150 % TRSS – remboursement SS",
                "150 % BR sous déduction du remboursement de la Sécurité sociale",
                "150 % BR SS + mutuelle",
                "150 % BR remboursement SS inclus",
            ],
        ),
        (
            "150 % BR en plus de l’AMO",
            vec![
                "150 % BRSS hors remboursement SS",
                "150 % BR en complément de la RSS",
            ],
        ),
        (
            "150 €/an",
            vec![
                "forfait annuel de 150 €",
                "Forfait de 150 € par an",
                "crédit annuel : 150 euros",
                "150 € annuels",
                "150 €/an au prorata",
                "150 €/ans",
                "jusqu’à 150 € par an",
            ],
        ),
        (
            "30 €/séance, 4 séances/an",
            vec![
                "4 séances/an à 30 €",
                "30 € la séance, 4 séances par an",
                "30 €/séance × 4 séances/an",
                "4 × 30 €/séance/an",
                "30 €/séance, 4/an",
                "30 €/séance dans la limite de 4 séances/an",
                "30 €/séance limité à 4 séances par an",
                "quatre séances de 30 € par an",
                "4 séances de 30 €/séance/an",
            ],
        ),
        (
            "20 €/séance, 3 séances/an, en commun",
            vec![
                "20 €/séance, 3 séances/an toutes disciplines confondues",
                "20 €/séance, 3 séances/an, tous praticiens",
                // dit deux fois, ce n’est pas se contredire
                "20 €/séance, 3 séances/an, toutes disciplines confondues, en commun",
            ],
        ),
        ("30 €, 5 séances par ?", vec!["30 € × 5 séances"]),
        (
            "30 € limité à 80 % FR/séance",
            vec!["30 €/séance dans la limite de 80 % FR"],
        ),
        (
            "100 €/an, 50 € max par séance",
            vec![
                "100 € par an dans la limite de 50 € par séance",
                "100 €/an, max 50 € par séance",
            ],
        ),
        (
            "300 €, dont monture 80 €",
            vec![
                "300 € dont 80 € maximum pour la monture",
                "300 € avec monture limitée à 80 €",
                "300 € dont monture à 80 €",
            ],
        ),
        ("néant", vec!["non garanti", "non pris en charge", "Exclu"]),
    ] {
        for ecriture in ecritures {
            if ecriture == "1.5e0" {
                assert!(lire_cellule(ecriture).is_err(), "{ecriture}");
                continue;
            }
            assert_eq!(
                simple(&lue(ecriture).to_string()),
                simple(canonique),
                "{ecriture}"
            );
        }
    }
}

#[test]
fn les_regles_s_ecrivent_de_plusieurs_facons() {
    for (ecrite, canonique) in [
        ("", ""),
        (
            "par séance, 5 séances/an en commun",
            "par séance, 5 séances/an, en commun",
        ),
        ("par séance et en commun", "par séance, en commun"),
        ("par an et par bénéficiaire", "par an"),
        ("par ans", "par an"),
        ("par année d'adhésion", "par an, année d'adhésion"),
        (
            "/12 mois glissants, AMO comprise",
            "tous les 12 mois, AMO comprise",
        ),
        ("par période de 2 ans", "tous les 2 ans"),
        (
            "par oreille, AMO comprise, 4 ans",
            "par oreille, tous les 4 ans, AMO comprise",
        ),
        (
            "par oreille/4 ans, 1 700 € AMO comprise max",
            "par oreille, tous les 4 ans, 1 700 € AMO comprise max",
        ),
        ("par implant, 2 max par ?", "par implant, 2 implants par ?"),
        (
            "par enfant, 4 max, sans dépense",
            "par enfant, 4 enfants par ?, sans dépense",
        ),
        (
            "une fois par contrat, sans dépense",
            "par contrat, sans dépense",
        ),
        ("1 équipement / 2 ans", "1 équipement/2 ans"),
        ("2 yeux/an", "2 yeux/an"),
        ("50 € max par séance", "50 € max par séance"),
        ("max 50 €/séance", "50 € max par séance"),
        ("dans la limite de 50 € par an", "50 € max par an"),
        ("année glissante, puis TM", "année glissante, puis TM"),
        ("par an, puis ticket modérateur", "par an, puis TM"),
        ("au-delà : 100 % BR", "puis 100 % BR"),
        ("puis ?", "puis ?"),
        ("puis rien", "puis néant"),
        ("à partir du 4ème jour consécutif", "à partir du 4e jour"),
        ("dès la 1re nuit", "à partir du 1er jour"),
        (
            "par équipement, monture 100 €, AMO comprise",
            "par équipement, dont monture 100 €, AMO comprise",
        ),
        ("pendant les 3 premiers mois", "pendant 3 mois"),
        ("pendant 1 an", "pendant 1 an"),
        ("pendant 30 jours", "pendant 30 jours"),
        ("BR = tarif d'autorité", ""),
        ("minimum", "minimum"),
        ("chacune", "chacun"),
        ("12 consultations/12 mois", "12 actes/12 mois"),
        ("AMO et socle compris", "AMO et contrat précédent compris"),
        ("capital ; par an", "par an, capital"),
        ("illimité", ""),
    ] {
        let regle = regle_lue(ecrite);
        let attendu = if ecrite.contains("glissants") {
            "tous les 12 mois, AMO comprise, année glissante".to_owned()
        } else {
            canonique.to_owned()
        };
        assert_eq!(simple(&regle.to_string()), attendu, "{ecrite}");
        assert_eq!(lire_regle(&regle.to_string()), Ok(regle), "{ecrite}");
    }
}

#[test]
fn les_mots_des_unites_s_accordent() {
    assert_eq!(mot(Unite::Oeil, 1), "œil");
    assert_eq!(mot(Unite::Oeil, 2), "yeux");
    assert_eq!(mot(Unite::Seance, 0), "séance");
    assert_eq!(mot(Unite::Jour, 30), "jours");
    assert_eq!(Unite::Equipement.to_string(), "équipement");
}
