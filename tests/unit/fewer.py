"""How thoroughly properties are tried: enough to find slips, few enough that all tests stay quick.

There is no deadline, because a busy machine would fail by it. Never used to make a failing property pass.
"""

from hypothesis import settings

FEW = settings(max_examples=25, deadline=None)
SOME = settings(max_examples=60, deadline=None)
MANY = settings(max_examples=250, deadline=None)
