"""The start of the built program."""

import sys

from welcomedesk.__main__ import main

sys.exit(main())
