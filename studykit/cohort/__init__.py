"""A class: files that students hand in, the analysis of a quiz's items, reports."""
