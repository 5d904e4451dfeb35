"""What a person sees: pure functions that return a Screen. Knows no Telegram and no database."""
