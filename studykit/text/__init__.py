"""What any text needs before it is shown: control characters, width, line breaking."""
