"""QTI 2.2: packages of items in the exchange format of 1EdTech."""
