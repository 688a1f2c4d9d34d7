"""What an author writes: models, reading YAML with positions, diagnostics, finding courses."""
