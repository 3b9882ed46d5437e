"""``python -m clkss.policy.command`` for processes that ``bin/clkss serve`` starts."""

from clkss.policy.command import main

import sys


sys.exit(main())
