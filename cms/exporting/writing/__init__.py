"""From plain values to the text of files; pure Python."""
