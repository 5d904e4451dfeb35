"""Nothing is lost, whatever dies or when: processes killed, calls that fail, hostile and doubled updates."""
