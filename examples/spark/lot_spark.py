#!/usr/bin/env python3
"""`rac lot` comme étape d'un travail Spark : chaque tâche calcule une part (`pipe`).

  pip install pyspark==4.3.0
  python3 lot_spark.py RAC FOYERS.CSV SOINS.CSV PARTS SORTIE.CSV

SORTIE.CSV a les mêmes octets que `rac lot FOYERS.CSV --soins SOINS.CSV --sortie SORTIE.CSV`.
"""

import os
import pathlib
import sys

from pyspark.sql import SparkSession

ETAPE = pathlib.Path(__file__).resolve().parent / "part.sh"


def main():
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    rac, foyers, soins, parts, sortie = sys.argv[1:]
    env = {**os.environ, "RAC": rac, "FOYERS": foyers, "SOINS": soins}
    spark = SparkSession.builder.master("local[*]").appName("rac lot").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    nombre = int(parts)
    rangs = [f"{rang}/{nombre}" for rang in range(1, nombre + 1)]
    lignes = spark.sparkContext.parallelize(rangs, nombre).pipe(
        f"sh {ETAPE}", env, checkCode=True
    )
    # les parts reviennent dans l'ordre, une à la fois
    with open(sortie, "w", encoding="utf-8", newline="") as fichier:
        for ligne in lignes.toLocalIterator():
            fichier.write(ligne + "\n")
    spark.stop()


if __name__ == "__main__":
    main()
