"""Sessions as plain state machines without a screen."""
