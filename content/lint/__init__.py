"""The checker of what is taught: the rules that a program can judge, and counts over a pack.

It reads the YAML files and tells faults. It never changes a file, never sends anything, and is not loaded by the
running bot: what the bot needs to be safe is in the models.
"""
