"""How the window looks: the token table, fonts, icons, and the one place that applies them (`theme.Look`)."""
