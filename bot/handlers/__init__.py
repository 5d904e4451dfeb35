"""One module a journey: read what happened, decide what to record and which Screen to show."""
