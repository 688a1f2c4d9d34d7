"""The app served to browser tabs: who may open it, and a program of its own for each tab."""
