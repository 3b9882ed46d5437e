#!/usr/bin/env bash
# Make .venv with the pinned installer, on a bare Debian too. Can be repeated.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { echo "clkss: $*" >&2; exit 1; }

command -v "$PYTHON" >/dev/null || fail "there is no '$PYTHON'; install it: apt-get install python3"
[ -w . ] || fail "$(pwd) cannot be written; clone into a folder of your own"

version=$("$PYTHON" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])')
case "$version" in
  3.11.*|3.12.*) ;;
  3.13.0) fail "Python 3.13.0 breaks Plone's versioning (Pickler.persistent_id is read-only); use 3.11 or 3.12: make PYTHON=python3.12 start" ;;
  *) fail "Python $version is not supported; use 3.11 or 3.12: make PYTHON=python3.12 start" ;;
esac

if ! .venv/bin/python -c 'import pip' 2>/dev/null || [ "$(.venv/bin/python -V)" != "Python $version" ]; then
  rm -rf .venv
  if ! "$PYTHON" -c 'import ensurepip' 2>/dev/null; then
    package="python${version%.*}-venv"
    [ "$(id -u)" = 0 ] || fail "python3-venv is missing; install it: sudo apt-get install $package"
    echo "clkss: installing $package"
    { apt-get update -q && apt-get install -y -q "$package"; } >/dev/null \
      || fail "could not install $package; install it by hand: apt-get install $package"
  fi
  "$PYTHON" -m venv .venv
fi

pin() { sed -n "s/^$1 = //p" profiles/versions.cfg; }
.venv/bin/python -m pip install -q --disable-pip-version-check "uv==$(pin uv)" \
  || fail "could not reach the package index; check the network and repeat the command"
