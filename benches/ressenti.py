#!/usr/bin/env python3
"""Ce que l'on ressent : `rac comparer` à côté de `python3 -c pass`, dans la même boucle.

  python3 benches/ressenti.py            mesure, dit les médianes et le rapport
  python3 benches/ressenti.py --ecrire   et récrit le tableau de benches/README.md
  python3 benches/ressenti.py --micro    relève aussi `cargo bench --bench micro`
  python3 benches/ressenti.py --rapport  le rapport entier à côté de `rac comparer --format json`
"""

import argparse
import os
import pathlib
import re
import statistics
import subprocess
import sys
import time

from mesures import RACINE, machine_et_jour, memoire, recrire, virgule

ECHAUFFEMENT = 3
DATE = "2026-11-22"


def interprete():
    """Le programme qu'est vraiment python3 : un relais de pyenv est un script de shell."""
    code = "import sys; print(sys.executable, sys.version.split()[0])"
    dit = subprocess.run(["python3", "-c", code], capture_output=True, text=True, check=True)
    chemin, version = dit.stdout.rsplit(maxsplit=1)
    return chemin, version


def duree(commande):
    debut = time.perf_counter()
    subprocess.run(commande, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - debut) * 1e3


def ressenti(rac, fois):
    python, version = interprete()
    return cote_a_cote(fois, {
        "`rac comparer`": [str(rac), "comparer"],
        "`rac --version`": [str(rac), "--version"],
        f"`python3 -c pass` ({version})": [python, "-c", "pass"],
    })


def rapport(rac, fois):
    """Toutes les offres, 3 tranches, 6 paniers par tranche : la page et ses images."""
    paniers = ["--panier", "dentaire", "--panier", "optique-progressifs"]
    commande = [str(rac), "document", "rapport", *paniers, "--date", DATE, "--format", "html"]
    return cote_a_cote(fois, {
        "`rac document rapport --format html`": commande,
        "`rac comparer --format json`": [str(rac), "comparer", "--date", DATE, "--format", "json"],
    })


def cote_a_cote(fois, candidats):
    """Les médianes, chacune rapportée à celle de la dernière commande."""
    temps = {nom: [] for nom in candidats}
    for tour in range(-ECHAUFFEMENT, fois):
        # l'ordre tourne : le voisin de l'un n'est pas toujours le même
        noms = list(candidats)
        noms = noms[tour % len(noms):] + noms[: tour % len(noms)]
        for nom in noms:
            mesure = duree(candidats[nom])
            if tour >= 0:
                temps[nom].append(mesure)
    reference = statistics.median(temps[list(candidats)[-1]])
    lignes = [
        f"{machine_et_jour()} {fois} fois, en alternance.",
        "",
        "| commande | médiane | le plus court | mémoire au plus haut | rapport des médianes |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for nom, commande in candidats.items():
        mediane = statistics.median(temps[nom])
        haut = memoire(commande)
        haut = "non mesurée" if haut is None else f"{virgule(haut)} Mio"
        lignes.append(
            f"| {nom} | {virgule(mediane)} ms | {virgule(min(temps[nom]))} ms | {haut}"
            f" | {virgule(mediane / reference, 2)} |"
        )
    return "\n".join(lignes)


def micro():
    """Les médianes de divan, avec le chemin de chaque mesure."""
    sortie = subprocess.run(
        ["cargo", "bench", "--bench", "micro"],
        cwd=RACINE,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
    lignes = [
        f"{machine_et_jour()} Médianes d’un seul passage.",
        "",
        "| mesure | médiane | par seconde |",
        "| --- | ---: | ---: |",
    ]
    chemin = []
    for ligne in sortie.splitlines():
        nom = re.match(r"([│ ]*)[├╰]─ (\S+)(.*)", ligne)
        if nom:
            profondeur = len(nom[1]) // 3
            chemin = chemin[:profondeur] + [nom[2]]
            colonnes = [colonne.strip() for colonne in nom[3].split("│")]
            if len(colonnes) >= 5 and colonnes[2]:
                lignes.append(f"| `{' '.join(chemin)}` | {colonnes[2].replace('.', ',')} | |")
            continue
        colonnes = [colonne.strip() for colonne in ligne.split("│")]
        debits = [colonne for colonne in colonnes if colonne.endswith("item/s")]
        if len(debits) >= 3 and lignes[-1].endswith("| |"):
            debit = debits[2].replace("item/s", "").replace(".", ",")
            lignes[-1] = lignes[-1][:-1] + f" {debit.strip()} |"
    return "\n".join(lignes)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    cible = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", RACINE / "target"))
    options.add_argument("--rac", type=pathlib.Path, default=cible / "release" / "rac")
    options.add_argument("--fois", type=int, default=41)
    options.add_argument("--ecrire", action="store_true", help="récrit benches/README.md")
    options.add_argument("--micro", action="store_true", help="relève aussi cargo bench")
    options.add_argument("--rapport", action="store_true", help="mesure le rapport, et lui seul")
    choix = options.parse_args()
    if not choix.rac.exists():
        sys.exit("rac manque : cargo build --release")
    if choix.rapport:
        releves = {"rapport": rapport(choix.rac, choix.fois)}
    else:
        releves = {"ressenti": ressenti(choix.rac, choix.fois)}
    if choix.micro:
        releves["micro"] = micro()
    for nom, texte in releves.items():
        print(texte, end="\n\n")
        if choix.ecrire:
            recrire(nom, texte)


if __name__ == "__main__":
    main()
