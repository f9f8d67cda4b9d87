"""Plans that were written down as a list, to be held against what comes back from a spreadsheet."""

from dataclasses import dataclass
from datetime import datetime

import msgspec

from withdrawer.journal.database import Database
from withdrawer.journal.instants import stored
from withdrawer.journal.records import Account
from withdrawer.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class Previews:
    """The plans that were written as lists."""

    database: Database

    def keep(self, account: Account, plan: Plan, at: datetime) -> int:
        """Keep a plan; gives the number that its list bears."""
        with self.database.writing():
            return self.database.write(
                "INSERT INTO previews (account_id, made_at, content) VALUES (?, ?, ?)",
                (account.id, stored(at), msgspec.json.encode(plan).decode()),
            )

    def get(self, account: Account, number: int) -> Plan | None:
        """The plan with this number, None where this account has none."""
        rows = self.database.rows("SELECT content FROM previews WHERE id = ? AND account_id = ?", (number, account.id))
        return msgspec.json.decode(rows[0]["content"], type=Plan) if rows else None
