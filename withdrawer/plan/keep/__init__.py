"""People who are never touched, and how they are named: from text to rules, from rules to people.

`written_lists` parses lines, and `rule_tables` parses tables (`column_names`) and vCards (`vcards`), into
`PersonRule`s, without the `credentials` beside a name. `keep_rules` looks up the rules that match a person, by the
`name_forms` under which two spellings of a name are equal. In doubt it keeps too many people rather than too few.
"""
