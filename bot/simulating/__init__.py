"""People who never were, living through years of cards on a clock of their own, with the real rules.

For developers: shows what a change of the rules would do before anybody meets it. Sends nothing, keeps nothing.
"""
