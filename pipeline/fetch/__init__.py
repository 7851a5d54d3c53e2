"""From links to bytes: links, the polite client, the raw store, the ledger of attempts, the frontier, the mirror.

Nothing in here knows what a document says: bytes are typed by their first bytes, stored under their hash and listed.
"""
