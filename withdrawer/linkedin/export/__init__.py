"""LinkedIn's data export: find its files, recognise its tables by their headers, read their rows as plain values."""
