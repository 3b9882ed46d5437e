#!/usr/bin/env bash
# Say in one line what the tests need and this machine lacks; install it when root.
set -euo pipefail

missing=()
command -v chromium >/dev/null || missing+=(chromium)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
command -v pdftotext >/dev/null || missing+=(poppler-utils)
[ "${#missing[@]}" = 0 ] && exit 0

if [ "$(id -u)" = 0 ]; then
  echo "clkss: installing ${missing[*]} for the tests"
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"; } >/dev/null
else
  echo "clkss: the tests need: sudo apt-get install ${missing[*]}" >&2
  exit 1
fi
