"""One client's files on disk: atomic writes, locks, digests."""
