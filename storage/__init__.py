"""What is remembered: schema, migrations, one module of queries a subject. Knows no Telegram."""
