"""Background services of the screens: vault requests, autosave and the file watcher."""
