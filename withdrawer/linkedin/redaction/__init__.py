"""A page without anybody on it: an outline is taken, LinkedIn's own texts stay, and all else is replaced."""
