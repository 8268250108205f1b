"""Home, search, help, the first run and the privacy screen."""
