"""Papers to keep and to print."""
