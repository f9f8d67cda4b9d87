"""That people of a job wait for an answer of the person. It holds nobody's name."""

WAITING = "answer the question about your data export: withdrawer run"


def waiting_words(count: int) -> str:
    """That nothing is done about them."""
    who = "1 person of the job is" if count == 1 else f"{count:,} people of the job are"
    return f"{who} not acted on until you have answered whether to keep them: withdrawer run"
