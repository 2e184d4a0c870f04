"""A print server of our own for one test: CUPS with one virtual printer that writes what it gets into a PDF file.

    with Spooler(folder) as spooler:
        subprocess.run([...], env=spooler.environment())
        spooler.finish()
        pdf = spooler.paper.read_bytes()

Nothing of the machine's own printing is touched: settings, queue, spool and socket lie in the folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from types import TracebackType

PROGRAMS = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
PRINTER = "Paper"
_TRIES = 400  # each asks the server, so none waits longer than the server needs

_SERVER = """\
Listen {folder}/socket
LogLevel info
Browsing Off
WebInterface No
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
JobPrivateAccess all
JobPrivateValues none
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""
_FILES = """\
ServerRoot {folder}
StateDir {folder}/state
CacheDir {folder}/cache
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
AccessLog {folder}/access.log
ErrorLog {folder}/error.log
PageLog {folder}/page.log
FileDevice Yes
"""
_QUEUE = """\
<DefaultPrinter Paper>
Info Paper
DeviceURI file://{folder}/paper.pdf
State Idle
Accepting Yes
Shared No
JobSheets none none
QuotaPeriod 0
PageLimit 0
KLimit 0
OpPolicy default
ErrorPolicy abort-job
</DefaultPrinter>
"""
_PRINTER = """\
*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "PAPER.PPD"
*Manufacturer: "Test"
*Product: "(Paper)"
*ModelName: "Paper"
*ShortNickName: "Paper"
*NickName: "Paper"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*cupsVersion: 2.4
*cupsFilter: "application/vnd.cups-pdf 0 -"
*OpenUI *PageSize/Media Size: PickOne
*DefaultPageSize: A4
*PageSize A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion/Media Size: PickOne
*DefaultPageRegion: A4
*PageRegion A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "0 0 595 842"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*DefaultResolution: 600dpi
*DefaultFont: Courier
*Font Courier: Standard "(1.0)" Standard ROM
"""


def installed() -> bool:
    """Whether this machine has CUPS with its filters."""
    filters = Path("/usr/lib/cups/filter/pdftopdf")
    return filters.exists() and all(shutil.which(name, path=PROGRAMS) for name in ("cupsd", "lpstat"))


class Spooler:
    """A print server that runs while the block does.

    Args:
        folder: empty; its path must be short, because a socket lies in it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.paper = folder / "paper.pdf"

    def __enter__(self) -> Spooler:
        for name in ("ppd", "state", "cache", "spool/tmp"):
            (self.folder / name).mkdir(parents=True)
        parts = {"cupsd.conf": _SERVER, "cups-files.conf": _FILES, "printers.conf": _QUEUE, "ppd/Paper.ppd": _PRINTER}
        for name, text in parts.items():
            (self.folder / name).write_text(text.replace("{folder}", str(self.folder)), encoding="ascii")
        server = shutil.which("cupsd", path=PROGRAMS)
        assert server is not None
        wanted = [server, "-f", "-c", str(self.folder / "cupsd.conf"), "-s", str(self.folder / "cups-files.conf")]
        self._server = subprocess.Popen(wanted)
        assert any("is running" in self._ask("-r") for _ in range(_TRIES)), "the print server did not start"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.terminate()
        self._server.wait(30)

    def environment(self) -> dict[str, str]:
        """For a program that shall print here."""
        return {**os.environ, "CUPS_SERVER": str(self.folder / "socket")}

    def finish(self) -> None:
        """Return when the paper has been written."""
        assert any(not self._ask("-o").strip() and self.paper.exists() for _ in range(_TRIES)), self.log()

    def log(self) -> str:
        return (self.folder / "error.log").read_text(encoding="utf-8", errors="replace")[-4000:]

    def _ask(self, what: str) -> str:
        program = shutil.which("lpstat", path=PROGRAMS) or "lpstat"
        return subprocess.run([program, what], env=self.environment(), capture_output=True, text=True).stdout
