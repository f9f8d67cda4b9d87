"""A `User` who answers without a terminal, and remembers what was asked and told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC

from withdrawer.app.user import PlainQuestion, Question
from withdrawer.show.prompts import prompt_of


@dataclass
class Answering:
    """Gives `answer` to every question; where that is None nobody is there."""

    answer: bool | Callable[[Question], bool] | None = True
    text: str = ""
    asked: list[Question] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    @property
    def can_answer(self) -> bool:
        return self.answer is not None

    @property
    def questions(self) -> list[str]:
        return [prompt_of(it, UTC).question for it in self.asked]

    def tell(self, text: str) -> None:
        self.told.append(text)

    def show(self, question: Question) -> None:
        self.told.append("\n".join(prompt_of(question, UTC).lines))

    def ask(self, question: Question) -> bool:
        self.asked.append(question)
        self.show(question)
        assert self.answer is not None, "nobody can answer"
        return self.answer(question) if callable(self.answer) else self.answer

    def ask_text(self, question: PlainQuestion) -> str:
        self.asked.append(question)
        return self.text

    def choose(self, question: PlainQuestion, choices: Sequence[str]) -> str:
        self.asked.append(question)
        return self.text or choices[0]
