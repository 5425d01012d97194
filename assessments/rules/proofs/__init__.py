"""What an author should know of an exercise beforehand: who passes without knowledge, and what can be reached."""
