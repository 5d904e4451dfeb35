"""What the look-up has learned from: examples, synonyms and plain explanations, as YAML that anybody can edit.

Nothing in this folder may hold what a real person typed, or tell of a real person, home or case. After a change
run `python -m content.lookup.train`, which writes `model.json` anew; a test says when that was forgotten.
"""
