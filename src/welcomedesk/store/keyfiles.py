"""The two copies of the key file on disk: read the better one, write both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from welcomedesk.store import files, keys, troubles
from welcomedesk.store.keys import KeyFile


@dataclass(frozen=True, slots=True)
class KeyFiles:
    """Where key file and copy lie."""

    path: Path
    copy: Path

    def read(self) -> KeyFile:
        """The newest readable copy.

        Raises:
            DeskError: `key_missing`, `key_damaged`, `key_newer`.
        """
        found, missing, newer = [], 0, False
        for path in (self.path, self.copy):
            try:
                found.append(keys.load(path.read_bytes()))
            except FileNotFoundError:
                missing += 1
            except keys.NewerKeyFileError:
                newer = True
            except keys.BadKeyFileError:
                continue
            except OSError as error:
                raise troubles.from_reading(error, path) from error
        if newer:
            raise troubles.key_newer()
        if found:
            return max(found, key=lambda file: file.revision)
        raise troubles.key_missing(self.path) if missing == 2 else troubles.key_damaged(self.path)

    def write(self, file: KeyFile, data_key: bytes) -> KeyFile:
        """Seal and write both copies, each complete or not at all."""
        sealed = keys.sealed(file, data_key)
        text = keys.dump(sealed)
        for path in (self.copy, self.path):
            files.private_folder(path.parent)
            files.replace(path, text)
        return sealed

    def change(self, file: KeyFile, data_key: bytes) -> KeyFile:
        """Write a changed key file with a higher revision."""
        return self.write(replace(file, revision=file.revision + 1), data_key)

    def differ(self) -> bool:
        """Whether one copy is missing, damaged or older than the other."""
        try:
            return self.path.read_bytes() != self.copy.read_bytes()
        except OSError:
            return True

    def exist(self) -> bool:
        return self.path.exists() or self.copy.exists()
