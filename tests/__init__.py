"""The tests: pure parts, storage, the edge, the demo, and whole journeys through HTTP."""
