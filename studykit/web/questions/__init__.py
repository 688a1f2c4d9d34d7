"""Each type of question as the player asks and grades it."""
