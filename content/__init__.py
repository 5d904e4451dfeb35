"""What is taught: packs, the concern guide and contacts, as data that a dignity lead can read and edit.

Knows no Telegram and no database.
"""
