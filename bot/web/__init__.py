"""What other machines may ask this one over HTTP. Nothing here tells anything about a person."""
