"""Comparisons with a bare bot, both measured in the same run on the same machine. Figures are ratios."""
