#!/bin/sh
# Build on the oldest macOS you want to serve. Signing and notarising need the office's own certificate; see README.md.
set -eu
cd "$(dirname "$0")/.."
"${PYTHON:-python3.11}" installer/build.py dist
ditto -c -k --keepParent dist/Welcomedesk.app dist/welcomedesk-macos.zip
