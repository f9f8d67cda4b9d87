"""People who are never touched, and how they are named: from text to rules, from rules to people.

`written_lists` reads lines and `rule_tables` reads tables (`column_names`) and vCards (`vcards`) into `PersonRule`s,
without the `credentials` beside a name. `keep_rules` looks up the rules that match a person, by the `name_forms` under
which two spellings of one name are alike. It rather keeps one too many than miss somebody.
"""
