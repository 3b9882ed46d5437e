#!/usr/bin/env bash
# Every check; says all that is wrong before it fails.
set -uo pipefail
bin=$1
failed=0

run() {
  local name=$1; shift
  if output=$("$@" 2>&1); then echo "ok    $name"; else echo "WRONG $name"; echo "$output" | sed 's/^/      /'; failed=1; fi
}

run "ruff check" "$bin/ruff" check src tests benchmarks profiles setup.py
run "ruff format" "$bin/ruff" format --check src tests benchmarks profiles setup.py
mapfile -t xml < <(git ls-files '*.zcml' '*.pt' 'src/*.xml')
run "zpretty" "$bin/zpretty" --check "${xml[@]}"
run "dead code" "$bin/vulture"
run "catalogues" "$bin/python" profiles/i18n.py --check
run "news" "$bin/towncrier" build --draft --version next
exit $failed
