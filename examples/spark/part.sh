#!/bin/sh
# Une ligne de l'entrée est une part, « 3/8 » ; ses résultats vont sur la sortie.
while read -r part; do
    "$RAC" lot "$FOYERS" --soins "$SOINS" --part "$part" </dev/null || exit 1
done
