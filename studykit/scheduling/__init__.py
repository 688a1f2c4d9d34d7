"""When a card is due. Pure."""
