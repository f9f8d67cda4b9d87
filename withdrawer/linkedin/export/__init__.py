"""LinkedIn's data export: its files are found, their tables known by their headers, their rows read as plain values."""
