# Build with Python 3.11 from a normal account; no administrator is needed, neither here nor where it runs.
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..")
py -3.11 installer\build.py dist
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
Compress-Archive -Force -Path dist\welcomedesk -DestinationPath dist\welcomedesk-windows.zip
