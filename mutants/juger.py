#!/usr/bin/env python3
"""Juge toutes les fautes de cargo-mutants en une construction.

Chaque faute est greffée à côté du code qu'elle remplace (paquet `greffe`), et `MUTANT=17` la
choisit. Chaque épreuve est d'abord jouée seule, sans faute, pour savoir par quelles fautes elle
passe ; une faute n'est ensuite jugée que par ces épreuves, de la plus courte à la plus longue,
jusqu'à la première qui échoue.

  mutants/juger.py SORTIE [src/…] [NOM=VALEUR…]     tout, ou ces fichiers
  mutants/juger.py SORTIE --parmi=LISTE              celles que ce fichier nomme, une par ligne
  mutants/juger.py SORTIE --reprendre                ce qui n'est pas encore jugé

Puis : mutants/comparer.py SORTIE
"""

import collections
import json
import math
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from comparer import nom

RACINE = pathlib.Path(__file__).resolve().parent.parent
PARTIES = ["montant", "offre", "reglementation", "calcul"]
# secondes données à une faute avant de passer aux autres
BUDGET = 8
# ce qui ne juge pas un chiffre : l'entourage, le hasard, la forme du code
HORS = ["hostile", "hasard", "maison", "micro", "noyau"]


def lire(commande, ou, **options):
    return subprocess.run(commande, cwd=ou, stdout=subprocess.PIPE, text=True, **options).stdout


def lister(source, fichiers, choisis):
    fichiers = fichiers or [f for p in PARTIES for f in (f"src/{p}.rs", f"src/{p}/**")]
    choix = [mot for f in fichiers for mot in ("--file", f)]
    commande = ["cargo", "mutants", "--list", "--json", *choix]
    mutants = json.loads(lire(commande, source, stderr=subprocess.DEVNULL))
    mutants = [m for m in mutants if not choisis or nom(m["name"]) in choisis]
    for numero, mutant in enumerate(mutants):
        mutant["numero"] = numero
        mutant.pop("diff", None)
    return mutants


def copier(source):
    """Le dépôt comme il est maintenant : il peut changer pendant que l'on juge."""
    shutil.rmtree(source, ignore_errors=True)
    for fichier in lire(["git", "ls-files"], RACINE).splitlines():
        (source / fichier).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(RACINE / fichier, source / fichier)


def arbre_neuf(source, arbre):
    shutil.rmtree(arbre, ignore_errors=True)
    shutil.copytree(source, arbre)
    shutil.copy2(RACINE / "mutants/actif.rs", arbre / "src/greffe.rs")
    entree = arbre / "src/lib.rs"
    permis = "#![allow(warnings, arithmetic_overflow, unconditional_panic)]\n"
    entree.write_text(permis + entree.read_text() + "\npub mod greffe;\n")


def greffer(sortie, mutants):
    """L'arbre qui porte les fautes ; celles qui ne se construisent pas, avec le mot de rustc."""
    source, arbre = sortie / "source", sortie / "arbre"
    refuses, constantes = {}, set()
    cible = {**os.environ, "CARGO_TARGET_DIR": str(sortie / "target")}
    while True:
        arbre_neuf(source, arbre)
        gardes = [m for m in mutants if m["numero"] not in refuses]
        demande = json.dumps({"mutants": gardes, "constantes": sorted(constantes)})
        outil = ["cargo", "run", "--quiet", "--release", "--manifest-path",
                 str(RACINE / "mutants/Cargo.toml"), "--target-dir", str(sortie / "greffe"), "--", str(arbre)]
        reponse = json.loads(lire(outil, RACINE, input=demande, check=True))
        refuses.update((m, "un seul && lie des let") for m in reponse["refuses"])
        erreurs = fautes_de_construction(arbre, cible)
        if not erreurs:
            return refuses
        avant = (len(refuses), len(constantes))
        for message in erreurs:
            texte = message["message"]
            code = (message["code"] or {}).get("code", "")
            if code == "E0015":
                nom = re.search(r"`([^`]+)`", texte).group(1).split("::")[-1].split("<")[0]
                if nom not in ("actif", "default"):
                    constantes.add(nom)
                    continue
            for place in (p for p in message["spans"] if p["is_primary"]):
                for ou in reponse["places"].get(place["file_name"], []):
                    if ou["debut"] < place["byte_end"] and place["byte_start"] < ou["fin"]:
                        refuses.setdefault(ou["mutant"], f"{code} {texte}"[:120])
        print(f"  {len(erreurs)} erreurs, {len(refuses)} fautes refusées, {sorted(constantes)}", flush=True)
        if avant == (len(refuses), len(constantes)):
            refuses.update(valeurs_autour(erreurs, reponse["places"], mutants, refuses))
        if avant == (len(refuses), len(constantes)):
            for message in erreurs[:10]:
                print(message["rendered"][:1500])
            sys.exit("des erreurs que rien n'explique")


def valeurs_autour(erreurs, places, mutants, refuses):
    """Une valeur de retour dont le type trouble celui de la fonction : l'erreur est ailleurs."""
    trouvees = {}
    for message in erreurs:
        debuts = collections.defaultdict(list)
        for place in message["spans"]:
            debuts[place["file_name"]].append(place["byte_start"])
            for ou in places.get(place["file_name"], []):
                if ou["debut"] < place["byte_end"] and place["byte_start"] < ou["fin"]:
                    trouvees[ou["mutant"]] = message["message"][:120]
        for fichier, debut in ((f, min(d)) for f, d in debuts.items()):
            suivante = next((o["mutant"] for o in places.get(fichier, []) if o["debut"] >= debut), None)
            if suivante is not None and mutants[suivante]["genre"] == "FnValue":
                fonction = mutants[suivante]["function"]
                valeurs = [m for m in mutants if m["genre"] == "FnValue" and m["numero"] not in refuses
                           and m["file"] == fichier and m["function"] == fonction]
                sures = ([m for m in valeurs if "once" in m["replacement"]]
                         or [m for m in valeurs if "iter::" in m["replacement"]] or valeurs)
                trouvees.update((m["numero"], f"type de retour : {message['message']}"[:120]) for m in sures)
    return trouvees


def fautes_de_construction(arbre, cible):
    commande = ["cargo", "check", "--lib", "--message-format", "json"]
    lignes = lire(commande, arbre, env=cible, stderr=subprocess.DEVNULL).splitlines()
    messages = (json.loads(ligne) for ligne in lignes)
    return [m["message"] for m in messages
            if m.get("reason") == "compiler-message" and m["message"]["level"] == "error"
            and m["message"]["spans"]]


def construire(sortie):
    cible = {**os.environ, "CARGO_TARGET_DIR": str(sortie / "target")}
    commande = ["cargo", "test", "--no-run", "--message-format", "json"]
    lignes = lire(commande, sortie / "arbre", env=cible, check=True).splitlines()
    artefacts = (json.loads(ligne) for ligne in lignes)
    return {a["target"]["name"]: a["executable"] for a in artefacts
            if a.get("reason") == "compiler-artifact" and a.get("executable") and a["profile"]["test"]}


class Juge:
    def __init__(self, sortie, reglages):
        self.sortie = sortie
        self.environnement = {
            **os.environ, "PROPTEST_RNG_SEED": "20261126", "PROPTEST_CASES": "64",
            "PROPTEST_MAX_SHRINK_ITERS": "0", "INSTA_UPDATE": "no", "CI": "true",
            "CARGO_MANIFEST_DIR": str(sortie / "arbre"), **reglages,
        }

    def jouer(self, binaire, noms, delai, **plus):
        """Vrai si les épreuves passent ; faux si l'une échoue, ou ne finit pas."""
        commande = [binaire, "--exact", "--test-threads", "1", "--quiet", *noms]
        processus = subprocess.Popen(
            commande, cwd=self.sortie / "arbre", env={**self.environnement, **plus},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True)
        try:
            return processus.wait(timeout=delai) == 0
        except subprocess.TimeoutExpired:
            os.killpg(processus.pid, signal.SIGKILL)
            processus.wait()
            return False

    def eprouver(self, binaires):
        """Chaque épreuve seule, sans faute : sa durée, et les fautes par où elle passe."""
        toutes = []
        for nom, binaire in sorted(binaires.items()):
            if nom not in HORS:
                liste = lire([binaire, "--list"], self.sortie / "arbre", env=self.environnement)
                toutes += [(nom, binaire, l[:-6]) for l in liste.splitlines() if l.endswith(": test")]

        def une(rang_et_epreuve):
            rang, (cible, binaire, nom) = rang_et_epreuve
            trace = self.sortie / f"trace-{rang}"
            trace.unlink(missing_ok=True)
            debut = time.monotonic()
            bon = self.jouer(binaire, [nom], 900, MUTANT_TRACE=str(trace))
            duree = time.monotonic() - debut
            vus = sorted({int(l) for l in trace.read_text().split()}) if trace.exists() else []
            trace.unlink(missing_ok=True)
            if not bon:
                print(f"  échoue sans faute, laissée : {cible} {nom}", flush=True)
                return None
            return {"cible": cible, "binaire": binaire, "nom": nom, "duree": duree, "vus": vus}

        with ThreadPoolExecutor(2) as mains:
            return [e for e in mains.map(une, enumerate(toutes)) if e]

    def juger(self, mutants, epreuves, journal):
        """D'abord toutes les fautes, quelques secondes chacune ; puis, pour celles qui
        tiennent, ce qui reste à jouer. Les fautes viennent dans un ordre tiré une fois pour
        toutes : interrompu, ce qui est jugé est un échantillon."""
        par_faute = collections.defaultdict(list)
        for epreuve in epreuves:
            # la plus courte, et celle qui ne passe que par là
            epreuve["prix"] = epreuve["duree"] * (100 + len(epreuve["vus"]))
            for faute in epreuve["vus"]:
                par_faute[faute].append(epreuve)
        tueuses = collections.defaultdict(collections.Counter)

        def une(travail):
            mutant, deja, budget = travail
            connues = tueuses[mutant["file"], (mutant["function"] or {}).get("function_name")]
            suite = sorted((e for e in par_faute[mutant["numero"]] if e["nom"] not in deja),
                           key=lambda e: (-connues[e["nom"]], e["prix"]))
            debut, sort = time.monotonic(), "survit" if suite or deja else "jamais atteint"
            for epreuve in suite:
                if time.monotonic() - debut > budget:
                    return mutant, deja, math.inf
                deja.add(epreuve["nom"])
                delai = max(10, 8 * epreuve["duree"])
                if not self.jouer(epreuve["binaire"], [epreuve["nom"]], delai, MUTANT=str(mutant["numero"])):
                    connues[epreuve["nom"]] += 1
                    sort = f"tué par {epreuve['cible']} {epreuve['nom']}"
                    break
            ligne = {"numero": mutant["numero"], "nom": mutant["name"], "sort": sort,
                     "epreuves": len(deja), "duree": round(time.monotonic() - debut, 2)}
            journal.write(json.dumps(ligne, ensure_ascii=False) + "\n")
            journal.flush()
            return None

        melange = random.Random(20261127)
        travaux = [(m, set(), BUDGET) for m in melange.sample(mutants, len(mutants))]
        with ThreadPoolExecutor(2) as mains:
            reste = [t for t in mains.map(une, travaux) if t]
            print(f"{len(reste)} fautes tiennent après {BUDGET} s", flush=True)
            list(mains.map(une, reste))


def comme_cargo_mutants(sortie, mutants, refuses):
    """Les trois listes que comparer.py lit."""
    noms = collections.defaultdict(list)
    noms["unviable"] = [m["name"] for m in mutants if m["numero"] in refuses]
    for ligne in map(json.loads, (sortie / "journal.jsonl").read_text().splitlines()):
        noms["caught" if ligne["sort"].startswith("tué") else "missed"].append(ligne["nom"])
    for sort, liste in noms.items():
        (sortie / f"{sort}.txt").write_text("".join(f"{nom}\n" for nom in liste))


def preparer(sortie, reglages, fichiers, choisis):
    """Construit, et joue chaque épreuve sans faute."""
    copier(sortie / "source")
    mutants = lister(sortie / "source", fichiers, choisis)
    print(f"{len(mutants)} fautes", flush=True)
    refuses = greffer(sortie, mutants)
    print(f"{len(refuses)} ne se construisent pas", flush=True)
    epreuves = Juge(sortie, reglages).eprouver(construire(sortie))
    return {"mutants": mutants, "refuses": {str(k): v for k, v in refuses.items()}, "epreuves": epreuves}


def nommes(listes):
    """Les fautes que ces fichiers nomment, avec ou sans leur ligne."""
    lignes = [ligne for liste in listes for ligne in pathlib.Path(liste).read_text().splitlines()]
    return {nom(ligne) for ligne in lignes if not ligne.startswith("#")}


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sortie = pathlib.Path(sys.argv[1]).resolve()
    mots = sys.argv[2:]
    parmi = [mot.removeprefix("--parmi=") for mot in mots if mot.startswith("--parmi=")]
    reglages = dict(mot.split("=", 1) for mot in mots if "=" in mot and not mot.startswith("--"))
    fichiers = [mot for mot in mots if mot.startswith("src/")]
    sortie.mkdir(parents=True, exist_ok=True)
    pret, journal = sortie / "pret.json", sortie / "journal.jsonl"
    if "--reprendre" not in mots:
        pret.write_text(json.dumps(preparer(sortie, reglages, fichiers, nommes(parmi)), ensure_ascii=False))
        journal.unlink(missing_ok=True)
    lu = json.loads(pret.read_text())
    epreuves, refuses = lu["epreuves"], {int(numero) for numero in lu["refuses"]}
    print(f"{len(epreuves)} épreuves, {sum(e['duree'] for e in epreuves):.0f} s", flush=True)
    faits = [json.loads(ligne) for ligne in journal.read_text().splitlines()] if journal.exists() else []
    passes = refuses | {ligne["numero"] for ligne in faits}
    with journal.open("a") as suite:
        a_juger = [m for m in lu["mutants"] if m["numero"] not in passes]
        Juge(sortie, reglages).juger(a_juger, epreuves, suite)
    comme_cargo_mutants(sortie, lu["mutants"], refuses)


if __name__ == "__main__":
    main()
