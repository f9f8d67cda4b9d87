"""Invitations that went out together.

`bursts` finds them in minutes, where the data export has them, or else in how many of one wording stand side by side.
`blasts` makes of them what a preview numbers and `--blast` selects; `second_bursts` looks for them among invitations
that are new since the last scan.
"""
