#!/usr/bin/env python3
"""`rac lot` sur un registre tiré au hasard (fictif) : débit, mémoire, mêmes octets.

  python3 benches/lot.py                      1 000 000 de foyers
  python3 benches/lot.py --foyers 100000
  python3 benches/lot.py --ecrire             et récrit le tableau de benches/README.md
"""

import argparse
import datetime
import hashlib
import os
import pathlib
import random
import re
import subprocess
import tempfile
import time

RACINE = pathlib.Path(__file__).resolve().parent.parent
LISEZ_MOI = RACINE / "benches" / "README.md"
JOUR = "2026-11-22"

# acte, secteur, prix (en centimes) le plus bas et le plus haut, chances d'en avoir, nombre
SOINS = [
    ("generaliste", "1", 3000, 3000, 0.85, 6),
    ("specialiste", "OPTAM", 3150, 6500, 0.35, 2),
    ("dermatologue", "non OPTAM", 4500, 9000, 0.12, 1),
    ("ophtalmologue", "OPTAM", 3500, 7000, 0.2, 1),
    ("biologie", "", 1200, 9000, 0.6, 3),
    ("medicament-65", "", 150, 6000, 0.8, 12),
    ("medicament-30", "", 150, 3000, 0.4, 4),
    ("kinesitherapie", "", 1800, 2200, 0.15, 12),
    ("infirmier", "", 600, 1500, 0.12, 8),
    ("osteopathie", "", 5000, 8000, 0.15, 3),
    ("detartrage", "", 2892, 6000, 0.4, 1),
    ("carie-2-faces", "", 4500, 7000, 0.15, 1),
    ("couronne-ceramo-metallique-molaire", "", 50000, 75000, 0.06, 1),
]
PANIERS = [("optique-progressifs", 0.1), ("optique-simples", 0.12), ("hopital-cataracte", 0.01)]
DEPARTEMENTS = ["35", "75", "13", "59", "33", "22", "69", "44", "29", "56"]


def ecrire_registre(dossier, foyers, graine):
    """Foyers d'une à cinq personnes ; en moyenne 2,2 personnes et 6 lignes de soins chacune."""
    tire = random.Random(graine)
    personnes = lignes = 0
    with open(dossier / "foyers.csv", "w") as des_foyers, open(dossier / "soins.csv", "w") as des_soins:
        des_foyers.write("foyer;personne;age;departement\n")
        des_soins.write("foyer;personne;acte;secteur;nombre;prix;panier\n")
        for foyer in range(foyers):
            departement = DEPARTEMENTS[foyer % len(DEPARTEMENTS)]
            adulte = tire.randrange(20, 90)
            ages = [adulte]
            if tire.random() < 0.55:
                ages.append(min(90, max(20, adulte + tire.randrange(-5, 6))))
            if adulte < 55:
                ages += [tire.randrange(0, 18) for _ in range(tire.choice((0, 0, 1, 1, 2, 3)))]
            for rang, age in enumerate(ages):
                personnes += 1
                des_foyers.write(f"{foyer:08};{rang};{age};{departement}\n")
                for acte, secteur, bas, haut, chances, nombre in SOINS:
                    if tire.random() < chances:
                        lignes += 1
                        prix = tire.randrange(bas, haut + 1)
                        fois = tire.randrange(1, nombre + 1)
                        des_soins.write(f"{foyer:08};{rang};{acte};{secteur};{fois};{prix / 100:.2f};\n")
                for panier, chances in PANIERS if age >= 20 else ():
                    if tire.random() < chances:
                        lignes += 1
                        des_soins.write(f"{foyer:08};{rang};;;;;{panier}\n")
    return personnes, lignes


def lancer(rac, dossier, options):
    """Durée, mémoire au plus haut (Mio), ce que la commande dit, empreinte de la sortie."""
    sortie = dossier / "sortie.csv"
    commande = [
        "/usr/bin/time", "-f", "%M", str(rac), "lot", str(dossier / "foyers.csv"),
        "--soins", str(dossier / "soins.csv"), "--date", JOUR, "--sortie", str(sortie), "--remplacer",
        *options,
    ]
    debut = time.perf_counter()
    essai = subprocess.run(commande, stderr=subprocess.PIPE, text=True, check=True)
    duree = time.perf_counter() - debut
    *dit, memoire = essai.stderr.strip().splitlines()
    empreinte = hashlib.sha256(sortie.read_bytes()).hexdigest()
    taille = sortie.stat().st_size
    return duree, int(memoire) / 1024, dit, empreinte, taille


def nombre_avant(mot, dit):
    trouve = re.search(r"([\d\u202f]+)\s" + mot, " ".join(dit))
    return int(trouve.group(1).replace("\u202f", "")) if trouve else 0


def virgule(nombre, decimales=1):
    return f"{nombre:,.{decimales}f}".replace(",", "\u202f").replace(".", ",")


def tableau(args, rac, dossier):
    debut = time.perf_counter()
    personnes, lignes = ecrire_registre(dossier, args.foyers, args.graine)
    print(f"registre écrit en {time.perf_counter() - debut:.0f} s", flush=True)
    rangs = []
    vus = {}
    for nom, options in [
        ("`--garder 3`, 2 fils", ["--garder", "3", "--fils", "2"]),
        ("`--garder 3`, 1 fil", ["--garder", "3", "--fils", "1"]),
        ("`--synthese`, 2 fils", ["--synthese", "--garder", "3", "--fils", "2"]),
        ("`--garder 3`, 2 fils, encore", ["--garder", "3", "--fils", "2"]),
    ]:
        duree, memoire, dit, empreinte, taille = lancer(rac, dossier, options)
        memes = vus.setdefault("synthese" if "--synthese" in options else "lignes", empreinte)
        if memes != empreinte:
            raise SystemExit(f"{nom} : les octets changent")
        decomptes = nombre_avant("décompte", dit)
        a_part = nombre_avant("comparaisons? calculée", dit)
        rangs.append(
            f"| {nom} | {virgule(duree)} s | {virgule(args.foyers / duree, 0)} | "
            f"{virgule(decomptes / duree / 1e6)} M | {virgule(duree / decomptes * 1e9)} ns | "
            f"{virgule(memoire, 0)} Mio | {a_part} |"
        )
        print(rangs[-1], flush=True)
    date = datetime.date.today().strftime("%d/%m/%Y")
    tete = (
        f"{os.cpu_count()} cœurs ; {date} ; charge {os.getloadavg()[0]:.1f} au moment de la mesure ; "
        f"registre fictif de {virgule(args.foyers, 0)} foyers, {virgule(personnes, 0)} personnes, "
        f"{virgule(lignes, 0)} lignes de soins.\n\n"
        "| lot | durée | foyers/s | décomptes/s | par décompte | mémoire au plus haut | hors des voies |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"
    )
    return tete + "\n".join(rangs) + "\n"


def main():
    lecteur = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    lecteur.add_argument("--foyers", type=int, default=1_000_000)
    lecteur.add_argument("--graine", type=int, default=1)
    lecteur.add_argument("--rac", type=pathlib.Path, default=RACINE / "target" / "release" / "rac")
    lecteur.add_argument("--ecrire", action="store_true")
    args = lecteur.parse_args()
    with tempfile.TemporaryDirectory() as dossier:
        texte = tableau(args, args.rac, pathlib.Path(dossier))
    if args.ecrire:
        tout = LISEZ_MOI.read_text()
        debut, fin = "<!-- lot -->\n", "<!-- fin de lot -->"
        avant, reste = tout.split(debut, 1)
        LISEZ_MOI.write_text(avant + debut + texte + fin + reste.split(fin, 1)[1])


if __name__ == "__main__":
    main()
