#!/usr/bin/env bash
# All benchmarks, one after the other; each prints its own table. `run.sh search/speed` runs one.
set -euo pipefail
cd "$(dirname "$0")/.."
export CLKSS_HOME=$PWD CLKSS_PARTS=$PWD/parts
PYTHONPATH=$(sed -n "s/^  '\(.*\)',$/\1/p" bin/pytest | paste -sd:)
export PYTHONPATH zope_i18n_allowed_languages="en tl"

for name in ${*:-territories access advisories reporting startup pages search/quality search/speed import_practices}; do
  printf '\n== %s\n' "$name"
  .venv/bin/python "benchmarks/$name.py"
done
