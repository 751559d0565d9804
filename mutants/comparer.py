#!/usr/bin/env python3
"""Compare les mutants survivants à ceux qui sont nommés dans mutants/survivants.csv.

  python3 mutants/comparer.py target/mutants/mutants.out

Refuse un survivant que rien n’explique, et un survivant expliqué qu’une épreuve tue
maintenant. Un mutant est nommé par son fichier et ce qu’il change, sans sa ligne.
"""

import collections
import csv
import pathlib
import re
import sys

ICI = pathlib.Path(__file__).parent


def nom(ligne):
    """« src/montant.rs:66:9: replace … » sans ce qui change avec une ligne ajoutée."""
    return re.sub(r"^([^:]+):\d+:\d+: ", r"\1: ", ligne.strip())


def lus(dossier, fichier):
    chemin = dossier / fichier
    lignes = chemin.read_text(encoding="utf-8").splitlines() if chemin.exists() else []
    return collections.Counter(nom(ligne) for ligne in lignes if ligne.strip())


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    dossier = pathlib.Path(sys.argv[1])
    vivants = lus(dossier, "missed.txt") + lus(dossier, "timeout.txt")
    tues = lus(dossier, "caught.txt")
    with open(ICI / "survivants.csv", encoding="utf-8", newline="") as fichier:
        nommes = collections.Counter()
        for ligne in csv.DictReader(fichier, delimiter=";"):
            if not ligne["raison"].strip():
                sys.exit(f"{ligne['mutant']} : la raison manque")
            nommes[ligne["mutant"]] += 1
    inconnus = vivants - nommes
    # jugé par ce passage, et tué autant de fois qu’il y en a
    disparus = [mutant for mutant in nommes if mutant in tues and mutant not in vivants]
    inconstruits = sum(lus(dossier, "unviable.txt").values())
    print(
        f"{sum(tues.values())} tués, {sum(vivants.values())} survivants dont "
        f"{sum((vivants & nommes).values())} expliqués, {inconstruits} qui ne se construisent pas"
    )
    for mutant, fois in sorted(inconnus.items()):
        print(f"survivant sans raison : {mutant}" + (f" ({fois} fois)" if fois > 1 else ""))
    for mutant in sorted(disparus):
        print(f"expliqué, mais une épreuve le tue : ôtez-le de survivants.csv : {mutant}")
    sys.exit(1 if inconnus or disparus else 0)


if __name__ == "__main__":
    main()
