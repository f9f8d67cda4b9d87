"""Undo an accidental blast of LinkedIn invitations, with proof."""

__version__ = "0.1.0"
