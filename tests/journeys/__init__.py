"""Whole journeys: updates in and calls out over HTTP, as Telegram would see them."""
