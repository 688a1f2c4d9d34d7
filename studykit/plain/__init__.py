"""The sessions in line mode."""
