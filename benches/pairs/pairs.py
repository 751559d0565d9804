#!/usr/bin/env python3
"""La même comparaison, en plus simple, par DuckDB, polars et numpy.

  target/pairs/bin/python benches/pairs/pairs.py            mesure, dit le tableau
  target/pairs/bin/python benches/pairs/pairs.py --ecrire   et récrit benches/README.md

Leur version est plus simple : la base, le taux, un terme par garantie, le ticket modérateur
dû par un contrat responsable ; ni plafond, ni bourse, ni nombre, ni délai, ni fourchette. Les
soins tirés sont ceux où cela suffit, et les résultats doivent être les mêmes, au centime.
Chaque moteur a son processus, ses données déjà en mémoire, autant de fils qu'il veut ; le
temps est le meilleur de plusieurs passages.
"""

import argparse
import json
import os
import pathlib
import resource
import subprocess
import sys
import time

RACINE = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(RACINE / "benches"))
from mesures import (  # noqa: E402
    machine_et_jour,
    memoire,
    milliers,
    programme_du_banc,
    recrire,
    virgule,
)

DONNEES = RACINE / "target" / "pairs-donnees"
SOINS = 10
MILLION = 1_000_000
PASSAGES = 3
MOTEURS = ["duckdb", "polars", "numpy"]


def lire(nom):
    import numpy

    return numpy.loadtxt(DONNEES / nom, delimiter=";", skiprows=1, dtype="int64")


def chronometrer(travail):
    meilleur, resultat = float("inf"), None
    for _ in range(PASSAGES + 1):
        debut = time.perf_counter()
        resultat = travail()
        meilleur = min(meilleur, time.perf_counter() - debut)
    return meilleur, resultat


# Ce que laisse une ligne de soins : le ticket modérateur, les dépassements, la participation,
# moins ce que paie le contrat.
SQL = f"""
with vus as (
    select personne, lignes.acte, depense, participation,
           least(depense, base) as b,
           (least(depense, base) * taux + {MILLION // 2}) // {MILLION} as amo
    from lignes join actes using (acte)
), promis as (
    select personne, niveau, depense, participation, amo, b - amo as tm, compris, plancher,
           (b * br + {MILLION // 2}) // {MILLION} + (depense * fr + {MILLION // 2}) // {MILLION}
           + ((b - amo) * tm + {MILLION // 2}) // {MILLION} + euros as cible
    from vus join garanties using (acte)
)
select personne, niveau,
       sum(depense - amo + participation
           - least(greatest(if(compris = 1, greatest(least(cible, depense) - amo, 0), cible),
                            if(plancher = 1, promis.tm, 0)), depense - amo))::bigint as rac
from promis group by personne, niveau
"""


def duckdb():
    import duckdb as moteur
    import numpy

    base = moteur.connect()
    for nom in ["lignes", "actes", "garanties"]:
        base.execute(
            f"create table {nom} as select * from read_csv('{DONNEES / nom}.csv', delim = ';')"
        )

    def travail():
        base.execute(f"create or replace table racs as {SQL}")

    duree, _ = chronometrer(travail)
    lus = base.execute("select rac from racs order by personne, niveau").fetchnumpy()["rac"]
    return duree, moteur.__version__, numpy.asarray(lus, dtype="int64")


def duckdb_csv():
    """De bout en bout : lire les CSV, calculer, écrire un CSV."""
    import duckdb as moteur

    requete = SQL
    for nom in ["lignes", "actes", "garanties"]:
        requete = requete.replace(
            f"from {nom} ", f"from read_csv('{DONNEES / nom}.csv', delim = ';') as {nom} "
        ).replace(
            f"join {nom} ", f"join read_csv('{DONNEES / nom}.csv', delim = ';') as {nom} "
        )
    sortie = DONNEES / "duckdb.csv"

    def travail():
        moteur.connect().execute(f"copy ({requete}) to '{sortie}' (header, delimiter ';')")

    duree, _ = chronometrer(travail)
    return duree, moteur.__version__, None


def polars():
    """Une colonne par niveau, toutes dans la même passe sur les lignes."""
    import numpy
    import polars as moteur
    from polars import col

    lire_csv = lambda nom: moteur.read_csv(DONNEES / f"{nom}.csv", separator=";")
    lignes, actes, garanties = map(lire_csv, ["lignes", "actes", "garanties"])
    niveaux = garanties["niveau"].max() + 1
    large = actes
    for niveau in range(niveaux):
        siennes = garanties.filter(col("niveau") == niveau).drop("niveau")
        large = large.join(
            siennes.rename({nom: f"{nom}_{niveau}" for nom in siennes.columns if nom != "acte"}),
            on="acte",
        )
    arrondi = lambda produit: (produit + MILLION // 2) // MILLION

    def rac(niveau):
        de = lambda nom: col(f"{nom}_{niveau}")
        cible = (
            arrondi(col("b") * de("br"))
            + arrondi(col("depense") * de("fr"))
            + arrondi(col("tm") * de("tm"))
            + de("euros")
        )
        net = moteur.max_horizontal(moteur.min_horizontal(cible, "depense") - col("amo"), 0)
        paye = moteur.when(de("compris") == 1).then(net).otherwise(cible)
        du = moteur.when(de("plancher") == 1).then(col("tm")).otherwise(0)
        paye = moteur.min_horizontal(moteur.max_horizontal(paye, du), col("depense") - col("amo"))
        return (col("depense") - col("amo") + col("participation") - paye).sum().alias(f"r{niveau}")

    def travail():
        vus = (
            lignes.lazy()
            .join(large.lazy(), on="acte")
            .with_columns(b=moteur.min_horizontal("depense", "base"))
            .with_columns(amo=arrondi(col("b") * col("taux")))
            .with_columns(tm=col("b") - col("amo"))
        )
        return vus.group_by("personne").agg([rac(niveau) for niveau in range(niveaux)]).collect()

    duree, racs = chronometrer(travail)
    racs = racs.sort("personne").drop("personne").to_numpy()
    return duree, moteur.__version__, numpy.ascontiguousarray(racs, dtype="int64").ravel()


def numpy():
    """Par tranches qui tiennent en cache, une par fil : numpy rend la main pendant ses calculs."""
    import concurrent.futures

    import numpy as np

    lignes, actes, garanties = lire("lignes.csv"), lire("actes.csv"), lire("garanties.csv")
    acte, depense = lignes[:, 1].copy(), lignes[:, 2].copy()
    base, taux, participation = (actes[:, rang].copy() for rang in (1, 2, 3))
    niveaux = int(garanties[:, 1].max()) + 1
    # [nom][niveau][acte]
    promis = garanties[:, 2:].reshape(len(actes), niveaux, 6).transpose(2, 1, 0).copy()
    personnes = len(acte) // SOINS
    racs = np.empty((personnes, niveaux), dtype="int64")
    pas = 1_000
    arrondi = lambda produit: (produit + MILLION // 2) // MILLION

    def tranche(debut):
        fin = min(debut + pas, personnes)
        a, d = acte[debut * SOINS : fin * SOINS], depense[debut * SOINS : fin * SOINS]
        b = np.minimum(d, base[a])
        amo = arrondi(b * taux[a])
        tm, payable = b - amo, d - amo
        du = payable + participation[a]
        for niveau in range(niveaux):
            br, fr, part_tm, euros, compris, plancher = promis[:, niveau]
            cible = euros[a] + arrondi(b * br[a])
            # un terme que personne n'emploie ne coûte rien
            if fr.any():
                cible += arrondi(d * fr[a])
            if part_tm.any():
                cible += arrondi(tm * part_tm[a])
            net = np.maximum(np.minimum(cible, d) - amo, 0)
            paye = net if compris.all() else np.where(compris[a] == 1, net, cible)
            if plancher.any():
                paye = np.maximum(paye, tm if plancher.all() else tm * plancher[a])
            reste = du - np.minimum(paye, payable)
            racs[debut:fin, niveau] = reste.reshape(-1, SOINS).sum(axis=1)

    def travail():
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as fils:
            list(fils.map(tranche, range(0, personnes, pas)))

    duree, _ = chronometrer(travail)
    return duree, np.__version__, racs.ravel()


def un_moteur(nom):
    """Mesure dans ce processus, compare, dit tout en une ligne."""
    import numpy as np

    duree, version, racs = {
        "duckdb": duckdb,
        "duckdb_csv": duckdb_csv,
        "polars": polars,
        "numpy": numpy,
    }[nom]()
    haut = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    egal = None
    if racs is not None:
        notres = np.fromfile(DONNEES / "racs.i64", dtype="<i8")
        egal = len(racs) == len(notres) and bool((racs == notres).all())
    print(json.dumps({"duree": duree, "version": version, "memoire": haut, "egal": egal}))


def ailleurs(nom):
    dit = subprocess.run(
        [sys.executable, __file__, "--moteur", nom], stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(dit.stdout.splitlines()[-1])


def de_bout_en_bout(rac, garder):
    """`rac lot`, du CSV au CSV, sur les mêmes personnes : tous les niveaux qui ont un prix sont
    calculés et classés, les premiers sont écrits."""
    commande = [str(rac), "lot", str(DONNEES / "foyers.csv"), "--soins", str(DONNEES / "soins.csv")]
    commande += ["--sortie", str(DONNEES / "lot.csv"), "--remplacer", "--date", "2026-11-22"]
    commande += ["--garder", str(garder)]
    durees = []
    for _ in range(PASSAGES):
        debut = time.perf_counter()
        subprocess.run(commande, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        durees.append(time.perf_counter() - debut)
    return min(durees), memoire(commande, 1), (DONNEES / "lot.csv").stat().st_size


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--moteur", choices=[*MOTEURS, "duckdb_csv"])
    options.add_argument("--personnes", type=int, default=100_000)
    options.add_argument("--ecrire", action="store_true", help="récrit benches/README.md")
    cible = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", RACINE / "target"))
    options.add_argument("--rac", type=pathlib.Path, default=cible / "release" / "rac")
    choix = options.parse_args()
    if choix.moteur:
        un_moteur(choix.moteur)
        return
    commande = [programme_du_banc("noyau"), str(DONNEES), str(choix.personnes)]
    dits = subprocess.run(commande, stdout=subprocess.PIPE, text=True, check=True).stdout
    notre = {nom: float(valeur) for nom, valeur in (dit.split("=") for dit in dits.split())}
    haut = memoire(commande, 1) or 0
    decomptes = notre["decomptes"]
    lignes = [
        f"{machine_et_jour()}",
        "",
        f"{milliers(int(notre['personnes']))} personnes de {SOINS} soins,"
        f" {int(notre['niveaux'])} niveaux : {virgule(decomptes / 1e6)} millions de décomptes.",
        "",
        "| moteur | règles | durée | décomptes par seconde | mémoire au plus haut | le noyau va… | mêmes centimes |",
        "| --- | --- | ---: | ---: | ---: | ---: | --- |",
    ]

    def rangee(nom, regles, duree, haut, egal):
        return (
            f"| {nom} | {regles} | {virgule(duree, 3)} s | {virgule(decomptes / duree / 1e6)} M"
            f" | {virgule(haut, 0)} Mio | {virgule(duree / notre['noyau'])} fois plus vite | {egal} |"
        )

    lignes.append(rangee("noyau de `rac lot`", "toutes", notre["noyau"], haut, "—"))
    egal = "oui" if notre["boucle_egale"] else "NON"
    lignes.append(rangee("boucle nue, 16 voies", "simples", notre["boucle"], haut, egal))
    for nom in MOTEURS:
        autre = ailleurs(nom)
        egal = "oui" if autre["egal"] else "NON"
        titre = f"{nom} {autre['version']}"
        lignes.append(rangee(titre, "simples", autre["duree"], autre["memoire"], egal))
    lignes += [
        "",
        "| de bout en bout, du CSV au CSV | règles | durée | mémoire au plus haut | écrit |",
        "| --- | --- | ---: | ---: | ---: |",
    ]

    def bout(nom, regles, duree, haut, octets):
        ecrit = f"{virgule(octets / 1e6, 0)} Mo"
        return f"| {nom} | {regles} | {virgule(duree, 2)} s | {virgule(haut or 0, 0)} Mio | {ecrit} |"

    for garder in [3, 1_000]:
        quoi = "les 3 premières" if garder == 3 else "toutes les offres qui ont un prix"
        titre = f"`rac lot`, cotisation, rang et 18 colonnes : {quoi}"
        lignes.append(bout(titre, "toutes", *de_bout_en_bout(choix.rac, garder)))
    autre = ailleurs("duckdb_csv")
    titre = f"duckdb {autre['version']}, `read_csv` → `copy` : personne, niveau, reste"
    octets = (DONNEES / "duckdb.csv").stat().st_size
    lignes.append(bout(titre, "simples", autre["duree"], autre["memoire"], octets))
    texte = "\n".join(lignes)
    print(texte)
    if choix.ecrire:
        recrire("pairs", texte)


if __name__ == "__main__":
    main()
