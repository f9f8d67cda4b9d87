// Who is ticked. A tick can only be taken off a person who is planned, and put back; withdrawer decides the rest.

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

export class Choice {
  // `before` is the choice on the page until now: what the person changed by hand stays theirs.
  constructor(page, before) {
    const { people } = page;
    this.page = page;
    this.people = people;
    this.size = people.name.length;
    this.byHand = new Map(before ? before.byHand : []);
    this.firstByHand = new Map(before ? before.firstByHand : []);
    this.history = before ? before.history : [];
    this.ticked = new Uint8Array(this.size);
    this.first = new Uint8Array(this.size);
    for (const place of people.first) this.first[place] = 1;
    const note = new Set(people.note);
    this.hasNote = (place) => note.has(place);
    const book = new Set(people.book);
    this.isInBook = (place) => book.has(place);
    this.hasHeadlines = people.headline.some(Boolean);
    const unticked = new Set(people.unticked);
    const listed = new Set(people.listed);
    this.isOnKeepList = (place) => listed.has(place);
    this.searched = people.name.map((name, place) => fold(`${name} ${people.headline[place]}`));
    for (let place = 0; place < this.size; place += 1) {
      if (!this.isPlanned(place)) continue;
      const id = this.id(place);
      this.ticked[place] = this.byHand.get(id) ?? (unticked.has(place) ? 0 : 1);
      this.first[place] = this.firstByHand.get(id) ?? this.first[place];
    }
  }

  isInvitation = (place) => place < this.people.sent;
  id = (place) => `${this.isInvitation(place) ? "sent" : "connections"} ${this.people.key[place] || place}`;
  reason = (place) => this.people.reasons[this.people.reason[place]];
  verdict = (place) => this.reason(place).verdict;
  isPlanned = (place) => this.verdict(place) === "planned";
  // What is shown of a person, and may be hidden: the verdict, or that a planned person's tick is off.
  state = (place) => (this.isPlanned(place) && !this.ticked[place] ? "unticked" : this.verdict(place));
  when = (place) => this.people.whens[this.people.when[place]][0];
  canMean = (place) => this.people.whens[this.people.when[place]][1];

  // Tick these people, or take their ticks off; those who are not planned are left as they are.
  set(places, value) {
    const changed = places.filter((place) => this.isPlanned(place) && this.ticked[place] !== value);
    if (!changed.length) return [];
    this.history.push(changed.map((place) => [this.id(place), this.ticked[place]]));
    for (const place of changed) {
      this.ticked[place] = value;
      this.byHand.set(this.id(place), value);
    }
    return changed;
  }

  takeBackLast() {
    const last = this.history.pop();
    if (!last) return [];
    const before = new Map(last);
    const changed = [];
    for (let place = 0; place < this.size; place += 1) {
      const value = before.get(this.id(place));
      if (value === undefined || !this.isPlanned(place)) continue;
      this.ticked[place] = value;
      this.byHand.set(this.id(place), value);
      changed.push(place);
    }
    return changed;
  }

  setFirst(place, value) {
    this.first[place] = value;
    this.firstByHand.set(this.id(place), value);
  }

  counts() {
    const counts = { sent: 0, connections: 0, plannedConnections: 0, unclear: 0, byYou: 0, others: {} };
    for (let place = 0; place < this.size; place += 1) {
      const verdict = this.verdict(place);
      const isInvitation = this.isInvitation(place);
      if (verdict === "planned") {
        if (!isInvitation) counts.plannedConnections += 1;
        if (this.ticked[place]) counts[isInvitation ? "sent" : "connections"] += 1;
        else if (isInvitation || this.page.is_job) counts.byYou += 1;
      } else {
        counts.others[verdict] = (counts.others[verdict] || 0) + 1;
        if (verdict === "unsure" && isInvitation) counts.unclear += 1;
      }
    }
    return counts;
  }

  // People by their places in each list, as withdrawer counts them.
  byList(places) {
    const { sent } = this.people;
    return {
      sent: places.filter((place) => place < sent),
      connections: places.filter((place) => place >= sent).map((place) => place - sent),
    };
  }

  // Where everybody stands in the order of names or of reasons. Folded texts are compared: a collator is far slower.
  ranks(by) {
    const { reasons, reason } = this.people;
    const texts = by === "name" ? this.searched : reasons.map(({ words }) => fold(words));
    this.ranked ??= {};
    this.ranked[by] ??= [...texts.keys()]
      .sort((one, other) => (texts[one] < texts[other] ? -1 : texts[one] > texts[other] ? 1 : one - other))
      .reduce((ranks, place, rank) => ((ranks[place] = rank), ranks), new Uint32Array(texts.length));
    return by === "name" ? this.ranked.name : reason.map((code) => this.ranked.why[code]);
  }

  // What approving sends: the plan's number, everybody who is ticked, and who of them goes first.
  ticks() {
    const ticked = [...this.ticked.keys()].filter((place) => this.ticked[place]);
    const first = ticked.filter((place) => this.first[place]);
    return { number: this.page.number, undone: this.byList(ticked), first: this.byList(first) };
  }
}

// Which people are shown, in which order.
export class View {
  text = "";
  list = "";
  why = "";
  only = "";
  hidden = new Set();
  sortedBy = "when";
  isReversed = false;

  places(choice) {
    const words = fold(this.text).split(/\s+/).filter(Boolean);
    const found = [];
    for (let place = 0; place < choice.size; place += 1) {
      if (this.list && (this.list === "sent") !== choice.isInvitation(place)) continue;
      if (this.hidden.has(choice.state(place))) continue;
      if (this.why && choice.reason(place).words !== this.why) continue;
      if (this.only === "note" && !choice.hasNote(place)) continue;
      if (this.only === "book" && !choice.isInBook(place)) continue;
      if (words.length && !words.every((word) => choice.searched[place].includes(word))) continue;
      found.push(place);
    }
    if (this.sortedBy !== "when") {
      const ranks = choice.ranks(this.sortedBy);
      found.sort((one, other) => ranks[one] - ranks[other] || one - other);
    }
    return this.isReversed ? found.reverse() : found;
  }
}
