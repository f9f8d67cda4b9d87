"""Who is never touched: lists as people write them, tables and vCards, read into rules that point at people."""
