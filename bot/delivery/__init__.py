"""What goes out by itself: what is due, sent, tried again."""
