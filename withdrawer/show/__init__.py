"""How it looks: questions and reports in words, tables, progress, and the JSON document."""
