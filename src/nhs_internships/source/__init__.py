"""Sources: files and trees of files, and one text with its offsets, lines and edits."""
