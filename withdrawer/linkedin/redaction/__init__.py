"""A page without anybody on it: an outline is taken, LinkedIn's own texts stay, all else is replaced or dropped."""
