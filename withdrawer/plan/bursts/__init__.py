"""Invitations that were sent together.

`bursts` finds them by minute where the data export has it, and otherwise by how many with one wording are adjacent.
`blasts` turns them into what a preview numbers and `--blast` selects; `second_bursts` looks for them among invitations
new since the last scan.
"""
