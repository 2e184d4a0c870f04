"""Welcomedesk: the desk program of welcome services. Offline, encrypted, one case file per enquiry."""

__version__ = "0.1.0"
