"""What LinkedIn's ages and people's own words for a moment mean: spans, windows, and wordings in every language.

An age line goes through its language's wordings to a span; what a person types, through a small grammar to a window.
"""
