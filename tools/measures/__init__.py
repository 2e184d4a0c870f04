"""The measures of `make bench`, each beside the bare thing that nothing could be quicker than."""
