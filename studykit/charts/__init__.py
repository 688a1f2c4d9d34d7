"""The kinds of chart, drawn in the cells of a terminal."""
