"""The parts around a page: rail, header, status bar, cover screen and the list of keys."""
