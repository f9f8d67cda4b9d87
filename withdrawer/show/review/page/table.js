// One real table with every row that matches, so that the browser's own find sees everybody. Rows are made once; those
// off the screen are skipped by the browser (`content-visibility` on each body of rows), not by us.

const BODY = 50;
const FIRST = 200;
const COLUMNS = [
  ["tick", "Undo", ""],
  ["name", "Name", "name"],
  ["headline", "Headline", ""],
  ["when", "Sent or connected", "when"],
  ["why", "Why", "why"],
];
const MARKS = { unsure: "?", unknown: "?", checked: "✓", answered: "✓", refused: "!" };

export class Table {
  constructor(table, template, { onTick, onName, onSort }) {
    this.table = table;
    this.template = template;
    this.rows = [];
    this.shown = [];
    this.heads = this.#makeHeads(onSort);
    this.#listen(onTick, onName);
  }

  #makeHeads(onSort) {
    const row = document.createElement("tr");
    row.setAttribute("role", "row");
    const heads = COLUMNS.map(([kind, label, sortedBy]) => {
      const head = document.createElement("th");
      head.className = kind;
      head.scope = "col";
      head.setAttribute("role", "columnheader");
      if (sortedBy) {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = label;
        button.addEventListener("click", () => onSort(sortedBy));
        head.append(button);
      } else head.textContent = label;
      row.append(head);
      return [head, sortedBy];
    });
    this.table.tHead.replaceChildren(row);
    return heads;
  }

  #listen(onTick, onName) {
    let last = null;
    this.table.addEventListener("click", (event) => {
      const row = event.target.closest("tbody tr");
      if (!row) return;
      if (event.target.matches("input")) {
        const place = Number(row.dataset.place);
        const value = event.target.checked ? 1 : 0;
        onTick(event.shiftKey && last !== null ? this.#between(last, place) : [place], value);
        last = place;
      } else if (event.target.matches(".name")) onName(Number(row.dataset.place));
    });
    this.table.addEventListener("keydown", (event) => {
      const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20, Home: -Infinity, End: Infinity };
      const step = steps[event.key];
      if (step === undefined || !event.target.matches("tbody input")) return;
      event.preventDefault();
      const ticks = [...this.table.querySelectorAll("tbody input")];
      const at = ticks.indexOf(event.target);
      const next = ticks[Math.min(Math.max(at + step, 0), ticks.length - 1)];
      if (event.shiftKey && next !== event.target) {
        const [from, to] = [event.target, next].map((tick) => Number(tick.closest("tr").dataset.place));
        onTick(this.#between(from, to), event.target.checked ? 1 : 0);
        last = to;
      }
      next.focus();
    });
  }

  #between(one, other) {
    const [from, to] = [this.shown.indexOf(one), this.shown.indexOf(other)].sort((a, b) => a - b);
    return from < 0 ? [other] : this.shown.slice(from, to + 1);
  }

  // Show these people of a choice, in this order. Only the first are drawn at once: the page must not wait for the rest.
  fill(choice, places) {
    if (this.choice !== choice) {
      this.choice = choice;
      this.rows = new Array(choice.size);
    }
    this.shown = places;
    this.table.classList.toggle("no-headlines", !choice.hasHeadlines);
    const focused = document.activeElement?.closest?.("tbody tr")?.dataset.place;
    this.table.querySelectorAll("tbody").forEach((body) => body.remove());
    this.filling?.abort();
    this.filling = new AbortController();
    this.#append(0, FIRST);
    this.#appendLater(FIRST, this.filling.signal);
    if (focused !== undefined) this.rows[focused]?.querySelector("input, button")?.focus({ preventScroll: true });
  }

  #append(from, to) {
    const bodies = [];
    for (let start = from; start < Math.min(to, this.shown.length); start += BODY) {
      const body = document.createElement("tbody");
      body.setAttribute("role", "rowgroup");
      body.append(...this.shown.slice(start, start + BODY).map((place) => this.#row(place)));
      bodies.push(body);
    }
    this.table.append(...bodies);
  }

  #appendLater(from, signal) {
    if (from >= this.shown.length) {
      this.table.dataset.filled = this.shown.length;
      return;
    }
    delete this.table.dataset.filled;
    setTimeout(() => {
      if (signal.aborted) return;
      this.#append(from, from + 1000);
      this.#appendLater(from + 1000, signal);
    });
  }

  #row(place) {
    const known = this.rows[place];
    if (known) return known;
    const { people } = this.choice;
    const row = this.template.content.firstElementChild.cloneNode(true);
    const [tick, name, headline, when, why] = row.cells;
    row.dataset.place = place;
    const verdict = this.choice.verdict(place);
    row.dataset.verdict = verdict;
    if (verdict === "planned") {
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = Boolean(this.choice.ticked[place]);
      box.setAttribute("aria-label", `${this.choice.isInvitation(place) ? "Withdraw" : "Remove"} ${people.name[place]}`);
      tick.append(box);
    } else {
      const mark = document.createElement("span");
      mark.textContent = MARKS[verdict] || "–";
      mark.setAttribute("role", "img");
      mark.setAttribute("aria-label", this.choice.page.verdicts[verdict]);
      tick.append(mark);
    }
    name.firstElementChild.textContent = people.name[place];
    headline.textContent = people.headline[place];
    const told = this.choice.when(place);
    if (told) when.textContent = `${this.choice.isInvitation(place) ? "sent" : "connected"} ${told}`;
    when.title = this.choice.canMean(place);
    this.rows[place] = row;
    this.#tellWhy(place, why);
    return row;
  }

  #tellWhy(place, cell) {
    const { choice } = this;
    const words = [choice.isPlanned(place) && choice.hasNote(place) ? "has a note" : "", choice.first[place] ? "goes first" : ""];
    const isLeft = choice.isPlanned(place) && !choice.ticked[place];
    const unticked = choice.isInvitation(place) || choice.page.is_job ? "kept by you" : "not ticked";
    const why = isLeft ? unticked : choice.reason(place).words;
    cell.textContent = [why, ...words.filter(Boolean)].join("; ");
    cell.parentElement.classList.toggle("left", isLeft);
  }

  // Draw these people's ticks anew.
  redraw(places) {
    for (const place of places) {
      const row = this.rows[place];
      if (!row) continue;
      const box = row.querySelector("input");
      if (box) box.checked = Boolean(this.choice.ticked[place]);
      this.#tellWhy(place, row.cells[4]);
    }
  }

  sorted(by, isReversed) {
    for (const [head, sortedBy] of this.heads) {
      if (sortedBy === by) head.setAttribute("aria-sort", isReversed ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  }
}
