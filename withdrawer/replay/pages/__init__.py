"""The pages of the replay site: `recordings` of LinkedIn's pages, filled with the people of its world.

`layouts` says how a generation of pages behaves, `row_markup` renders one row, `markup` whole pages and dialogs;
`site_languages` and `site_words` translate them.
"""
