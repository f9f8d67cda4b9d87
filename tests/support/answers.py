"""A `User` who answers without a terminal, and remembers what was asked and told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from withdrawer.app.user import Notice
from withdrawer.app.user_questions import Question
from withdrawer.clock import system_clock
from withdrawer.show.messages import lines_of
from withdrawer.show.output import messages
from withdrawer.show.progress import TerminalWatcher
from withdrawer.show.prompts import prompt_of
from withdrawer.undo.watcher import Watcher


@dataclass
class Answering:
    """Gives `answer` to every question; where that is None nobody is there."""

    answer: bool | Callable[[Question], bool] | None = True
    text: str = ""
    now: datetime = datetime(2026, 11, 22, 9, tzinfo=UTC)
    asked: list[Question] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    @property
    def can_answer(self) -> bool:
        return self.answer is not None

    @property
    def questions(self) -> list[str]:
        return [prompt_of(it, UTC).question for it in self.asked]

    @property
    def watcher(self) -> Watcher:
        return TerminalWatcher(messages(is_quiet=True), system_clock)

    def tell(self, notice: Notice) -> None:
        self.told.append("\n".join(lines_of(notice, self.now, UTC)))

    def stop(self) -> None:
        pass

    def has_pressed_enter(self) -> bool:
        return True

    def show(self, question: Question) -> None:
        self.told.append("\n".join(prompt_of(question, UTC).lines))

    def ask(self, question: Question) -> bool:
        self.asked.append(question)
        self.show(question)
        assert self.answer is not None, "nobody can answer"
        return self.answer(question) if callable(self.answer) else self.answer

    def ask_text(self, question: Question) -> str:
        self.asked.append(question)
        return self.text

    def choose(self, question: Question, choices: Sequence[str]) -> str:
        self.asked.append(question)
        return self.text or choices[0]
