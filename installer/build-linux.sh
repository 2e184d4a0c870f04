#!/bin/sh
# Build on the oldest Debian you want to serve: the program runs there and on anything newer.
set -eu
cd "$(dirname "$0")/.."
"${PYTHON:-python3}" installer/build.py dist
tar --sort=name --owner=0 --group=0 --mtime=@1767225600 -C dist -czf dist/welcomedesk-linux.tar.gz welcomedesk
