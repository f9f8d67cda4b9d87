"""What the browser asks of the replay site, and what it is answered."""
