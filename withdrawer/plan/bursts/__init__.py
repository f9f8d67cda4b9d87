"""Many invitations sent together: found among people with their spans, and told from what is usual for the member."""
