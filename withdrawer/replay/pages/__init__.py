"""The replay site's pages, made from recordings in each layout and language."""
