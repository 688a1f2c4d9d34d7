"""Files of word processors, e-books and PDFs: their text, for whoever reads texts."""
