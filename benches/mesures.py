"""Ce que les scripts du banc ont en commun : la machine, la mémoire, le tableau récrit."""

import datetime
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess

RACINE = pathlib.Path(__file__).resolve().parent.parent
LISEZ_MOI = RACINE / "benches" / "README.md"
TIME = "/usr/bin/time"


def virgule(nombre, decimales=1):
    return f"{nombre:.{decimales}f}".replace(".", ",")


def milliers(nombre):
    return f"{nombre:,}".replace(",", "\u202f")


def processeur():
    try:
        infos = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
        return re.search(r"^model name\s*:\s*(.+)$", infos, re.M)[1].strip()
    except (OSError, TypeError):
        return "processeur inconnu"


def machine_et_jour():
    occupee = os.getloadavg()[0] > os.cpu_count() + 1
    return (
        f"{processeur()}, {os.cpu_count()} cœurs"
        f"{', machine occupée par d’autres travaux' if occupee else ''}"
        f" ; {datetime.date.today():%d/%m/%Y}."
    )


def memoire(commande, fois=5):
    """Le plus haut de la mémoire, en Mio ; ru_maxrss vu d'ici compterait ce script."""
    if not shutil.which(TIME):
        return None
    hauts = []
    for _ in range(fois):
        essai = subprocess.run(
            [TIME, "-f", "%M", *commande],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=True,
        )
        hauts.append(int(essai.stderr.split()[-1]) / 1024)
    return statistics.median(hauts)


def programme_du_banc(nom):
    """Le programme d'un banc de cargo, construit s'il le faut."""
    dits = subprocess.run(
        ["cargo", "bench", "--bench", nom, "--no-run", "--message-format", "json"],
        cwd=RACINE,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
    for dit in map(json.loads, dits.splitlines()):
        if dit.get("executable") and dit["target"]["name"] == nom:
            return dit["executable"]
    raise SystemExit(f"cargo n’a pas construit le banc {nom}")


def recrire(nom, texte):
    debut, fin = f"<!-- {nom} -->", f"<!-- fin de {nom} -->"
    lisez_moi = LISEZ_MOI.read_text(encoding="utf-8")
    avant, reste = lisez_moi.split(debut)
    _, apres = reste.split(fin)
    LISEZ_MOI.write_text(f"{avant}{debut}\n{texte}\n{fin}{apres}", encoding="utf-8")
