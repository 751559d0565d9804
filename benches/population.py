#!/usr/bin/env python3
"""Une population entière par `rac lot --population` : durée, mémoire, mêmes octets.

  python3 benches/population.py            mesure, dit le tableau
  python3 benches/population.py --ecrire   et récrit benches/README.md
"""

import argparse
import filecmp
import os
import pathlib
import subprocess
import sys
import time

from mesures import RACINE, TIME, machine_et_jour, milliers, recrire, virgule

DONNEES = RACINE / "target" / "pairs-donnees"
JOUR = "2026-11-22"


def lancer(rac, arguments):
    """Lance `rac lot`, dit la durée en secondes et le plus haut de la mémoire en Mio."""
    debut = time.perf_counter()
    fini = subprocess.run(
        [TIME, "-f", "%M", str(rac), "lot", *map(str, arguments), "--date", JOUR],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    duree = time.perf_counter() - debut
    if fini.returncode != 0:
        sys.exit(f"rac lot {' '.join(map(str, arguments))}\n{fini.stderr}")
    return duree, int(fini.stderr.split()[-1]) / 1024


def population(rac, nombre):
    lignes = [
        f"{machine_et_jour()}",
        "",
        "| `rac lot --population` | fils | durée | personnes par seconde | mémoire au plus haut | mêmes octets |",
        "| ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    sorties = {}
    for personnes, fils in ((nombre // 100, 2), (nombre // 10, 2), (nombre // 10, 1), (nombre, 2)):
        sortie = DONNEES / f"population-{personnes}-{fils}.csv"
        arguments = ["--population", personnes, "--graine", 1, "--fils", fils]
        arguments += ["--sortie", sortie, "--remplacer"]
        duree, haut = lancer(rac, arguments)
        autre = sorties.setdefault(personnes, sortie)
        egal = "—"
        if autre != sortie:
            egal = "oui" if filecmp.cmp(autre, sortie, shallow=False) else "NON"
        lignes.append(
            f"| {milliers(personnes)} | {fils} | {virgule(duree)} s"
            f" | {milliers(int(personnes / duree))} | {virgule(haut, 0)} Mio | {egal} |"
        )
    return "\n".join(lignes)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    cible = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", RACINE / "target"))
    options.add_argument("--rac", type=pathlib.Path, default=cible / "release" / "rac")
    options.add_argument("--population", type=int, default=68_000_000)
    options.add_argument("--ecrire", action="store_true", help="récrit benches/README.md")
    choix = options.parse_args()
    if not choix.rac.exists():
        sys.exit("rac manque : cargo build --release")
    DONNEES.mkdir(parents=True, exist_ok=True)
    texte = population(choix.rac, choix.population)
    print(texte)
    if choix.ecrire:
        recrire("population", texte)


if __name__ == "__main__":
    main()
