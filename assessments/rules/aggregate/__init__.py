"""What is made of several scores, or of a score as a whole."""
