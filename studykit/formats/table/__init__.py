"""Tables: a row for each question or card, in CSV, TSV or a workbook."""
