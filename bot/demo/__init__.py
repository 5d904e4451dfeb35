"""An embedded Bot API and a phone in the browser, to play and to test the real bot without Telegram."""
