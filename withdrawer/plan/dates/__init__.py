"""The meaning of LinkedIn's ages and of moments as people type them: spans, windows, and wordings per language.

An age line is parsed into a span with its language's wordings; typed text into a window with a small grammar.
"""
