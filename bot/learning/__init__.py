"""Which card comes next, when, and in what order: pure functions of values."""
