"""The same actions as the window, for scripts and tests. The contract is in `docs/command-line.md`."""
