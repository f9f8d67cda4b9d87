"""What may be known of an account when its blast is looked for."""

from functools import partial

from tests.long.histories.judge import in_days, in_hours, judge

SETTINGS = {
    "data export": partial(judge, wording=in_days, has_export=True, has_address_book=True),
    "data export without an address book": partial(judge, wording=in_days, has_export=True, has_address_book=False),
    "page, hours told": partial(judge, wording=in_hours, has_export=False, has_address_book=False),
    "page, days told": partial(judge, wording=in_days, has_export=False, has_address_book=False),
}
