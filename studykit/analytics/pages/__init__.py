"""The pages of the statistics, by what they tell of."""
