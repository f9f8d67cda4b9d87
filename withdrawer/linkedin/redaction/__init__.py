"""A page without anybody on it: an outline is taken, LinkedIn's own texts stay by an allow-list, all else is replaced."""
