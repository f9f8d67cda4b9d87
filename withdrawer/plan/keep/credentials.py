"""Additions to a name that are not part of it: degrees, titles, certificates, generations, pronouns."""

from withdrawer.plan.text_forms import letters_of

KNOWN = """
    phd dphil dr prof professor doc edd psyd dsc scd dba jd llb llm lld md do mbbs mbchb dds dmd dvm pharmd dnp dpt od
    mba emba msc ms ma mphil med mfa mpa mph mpp msw mres mst meng mtech mca mcom msn mls mlis march
    bsc bs ba beng btech bca bcom bba bed bfa barch ing dipl dipling diplkfm mag habil lic
    cpa ca acca aca fca fcca cma cfa frm caia cfp chfc cia cisa cism cissp crisc ceh pmp pmi capm prince2 csm cspo psm
    itil togaf rn np lpn crna faan rd rdn lcsw lmft lpc lmhc cscs cpt ot pt pe pmc sphr phr shrm shrmcp shrmscp
    gphr mcipd cipd fcipd leed aia riba faia rics mrics frics esq esquire qc kc
    obe mbe cbe kbe dbe frs frsa facs facp faap frcs frcp mrcp jp ret retd usn usaf usmc
    jr sr ii iii iv junior senior
"""
CREDENTIALS = frozenset(KNOWN.split())
"""In lower case, without periods and hyphens."""
NAMES_TOO = frozenset({"doc", "med", "march", "bed", "mag", "lic", "ret", "ing", "junior", "senior"})
"""Those of three or more letters that are also names."""
NOBODYS = frozenset({"jr", "sr", "ii", "iv", "jd", "md", "ms", "bs", "rn", "np", "pt", "qc", "dr", "esq"})
"""Short ones that are not used as names after another name, unlike "Do", "Ma", "Ba" and "KC"."""
IN_FRONT = "dr prof mr mrs ms miss mx sir dame lord lady rev fr hon herr frau mme mlle dott dra ing mag"
TITLES = frozenset(IN_FRONT.split())
PRONOUN = (
    r"(?:she|hers?|he|him|his|they|them|theirs?|xe|xem|ze|zir|hir|ey|em|it|its|any|all"
    r"|er|ihm|sie|ihr|elle|il|lui|iel|él|el|ella|ele|ela|hij|zij|hen|hun|han|hon)"
)
PRONOUNS = rf"(?<![\w/.-]) {PRONOUN} (?:\s*/\s*{PRONOUN})+ (?![\w/-]) (?:\s+pronouns)?"
"""Two or more separated by slashes: a single one may be someone's name. A verbose expression."""
FULL_NAME = 2
"""The fewest words of a name with a first and a last part."""


def is_credential(text: str, before: str) -> bool:
    """Return whether text that a comma separates from the name `before` is a credential rather than a name.

    Many are also names ("Do", "Ma", "KC"). After a single word, as in "Kim, Do", the short or ambiguous ones count as
    names; after a full name, those outside NOBODYS do too, unless they are in capitals and the name is not.
    """
    words = [word for word in map(_bare, text.split()) if word]
    if not words or not CREDENTIALS.issuperset(words):
        return False
    is_certain = all(len(word) > len("ma") and word not in NAMES_TOO for word in words)
    is_in_capitals = text.upper() == text and not before.isupper()  # if all is in capitals, they tell nothing
    is_after_name = len(before.split()) >= FULL_NAME
    return is_certain or (is_after_name and (is_in_capitals or NOBODYS.issuperset(words)))


def without_credentials(name: str) -> str:
    """Return a name without titles at its start and credentials at its end; at least two words stay.

    Words that may also be names are removed only if capitals distinguish them from the name.
    """
    words = name.split()
    while len(words) > FULL_NAME and _is_last_credential(words[-1], name):
        words.pop()
    while len(words) > FULL_NAME and _bare(words[0]) in TITLES:
        words.pop(0)
    return " ".join(words)


def _is_last_credential(word: str, name: str) -> bool:
    bare = _bare(word)
    is_nobodys = bare in NOBODYS or (len(bare) > len("ma") and bare not in NAMES_TOO)
    return bare in CREDENTIALS and (is_nobodys or (word.isupper() and not name.isupper()))


def _bare(word: str) -> str:
    return letters_of(word.casefold())
