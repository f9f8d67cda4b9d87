// One list while it grows or changes under the hand: new rows only, each kept by the person it shows.
// `hints`: control, acts, age, count, empty, more, next, sort, sorted.

const ROWS_IN_VIEW = 30;
const FAR_SCREENS = 3; // a row that is drawn anew is not so far from where it was
const WATCHED = ['aria-label', 'aria-labelledby', 'open', 'href', 'alt', 'hidden', 'disabled'];

function listReader(hints) {
  const finder = rowFinder(hints);
  const records = []; // by id: { control, row, who, top }
  const latest = new Map(); // by person: the newest of their records
  const shownBy = new WeakMap(); // by control: its newest record
  const rowsSeen = new WeakSet();
  const signs = signReader(hints, (element) => rowsSeen.has(element));
  const buttons = buttonKeeper((element) => rowsSeen.has(element));
  const loading = loader(hints, { last: () => lastShown(), buttons, signs });
  const candidates = new Map(); // controls whose rows are not known yet, each with when it was drawn
  let touched = new Map([[document.body, Date.now()]]); // the same of elements; null where only an attribute changed
  let wake = () => {};
  let home = null; // a row of the list, with its control
  const unfetched = []; // rows that nobody has fetched yet

  const observer = new MutationObserver((mutations) => {
    const now = Date.now();
    for (const { target, type, addedNodes } of mutations) {
      if (type !== 'childList') {
        if (isElement(target)) touched.set(target, touched.get(target) ?? null);
        else touched.set(target.parentNode, now);
        buttons.changed(target);
      }
      for (const node of addedNodes) {
        touched.set(isElement(node) ? node : node.parentNode, now);
        if (isElement(node)) buttons.came(node);
      }
    }
    wake();
  });
  const watched = new WeakSet();
  function watch(root) {
    if (watched.has(root)) return;
    watched.add(root);
    observer.observe(root, {
      childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: WATCHED,
    });
  }
  watch(document.body);

  /** The row that an element stands in, where that row is known. */
  function rowAround(element) {
    for (let up = element; up; up = parentOf(up)) if (rowsSeen.has(up)) return up;
    return null;
  }

  function collect() {
    for (const [element, drawnAt] of touched) {
      if (!element?.isConnected) continue;
      const place = rowAround(element) ?? element;
      for (const root of rootsIn(place)) if (root instanceof ShadowRoot) watch(root);
      for (const control of finder.controlsIn(place)) {
        candidates.set(control, drawnAt ?? candidates.get(control) ?? Date.now());
      }
    }
    touched = new Map();
  }

  /** Whether two rows stand in one list: in the same box, or in boxes at the same kind of place. */
  function isSameList(one, other) {
    if (parentOf(one) === parentOf(other)) return true;
    const [here, there] = [one, other].map((row) => {
      const path = [];
      for (let up = parentOf(row); up; up = parentOf(up)) path.unshift(up);
      return path;
    });
    let shared = 0;
    while (shared < here.length && here[shared] === there[shared]) shared += 1;
    const [mine, theirs] = [here.slice(shared), there.slice(shared)].map((path) => path.map((it) => it.localName).join());
    if (mine === theirs) return true;
    // A row that is alone in its box is taken together with it.
    return [[here, one, there], [there, other, here]].some(([short, row, long]) =>
      short.length === shared && long.length === shared + 1 && long[shared]?.localName === row.localName);
  }

  /** The rows of the one list that the page is about, without cards that look alike elsewhere. None where that can't be
   *  told: where two kinds are as many, or more controls are `untold`, having no row. */
  function ofTheList(found, untold) {
    if (!home && found.length) {
      const groups = [];
      for (const read of found) {
        const group = groups.find(([{ row }]) => isSameList(row, read.row));
        if (group) group.push(read); else groups.push([read]);
      }
      groups.sort((one, other) => other.length - one.length);
      const [most, next] = groups.map((group) => group.length);
      if (most === next || most <= untold) return [];
      [[home]] = groups;
    }
    return found.filter(({ row }) => isSameList(home.row, row));
  }

  const isThere = ({ row, control }) => row.isConnected && control.isConnected;

  /** The controls whose rows are not known yet, hidden copies left out. */
  function waiting() {
    for (const control of candidates.keys()) if (!control.isConnected) candidates.delete(control);
    const controls = [...candidates.keys()];
    if (!home || !isThere(home)) home = lowest();
    if (home && !finder.isDrawn(home.control) && controls.some(finder.isDrawn)) home = null; // that was a hidden copy
    return finder.withoutHidden(controls, home?.control);
  }

  const newRows = () => inOnePass(() => {
    collect();
    const controls = waiting();
    const found = controls.map((control) => ({ control, ...finder.read(control) })).filter(({ row }) => row);
    const rows = [];
    const top = loading.place();
    for (const { control, row, who, text } of ofTheList(found, controls.length - found.length)) {
      const drawnAt = candidates.get(control);
      candidates.delete(control);
      rowsSeen.add(row);
      const known = shownBy.get(control);
      if (known && known.who === who && known.row === row) continue;
      const record = { id: records.length, control, row, who, top };
      const before = latest.get(who);
      const isTwin = before !== undefined && before.row !== row
        && (reread(before) !== null || Math.abs(top - before.top) > FAR_SCREENS * innerHeight);
      records.push(record);
      shownBy.set(control, record);
      if (who) latest.set(who, record);
      rows.push({ id: record.id, ...text, is_twin: isTwin, drawn_at: drawnAt });
    }
    return rows;
  });

  /** Whether a record's row still shows its person. */
  function reread(record) {
    if (!record || !isThere(record)) return null;
    const read = finder.read(record.control);
    return read && read.row === record.row && read.who === record.who ? read.text : null;
  }

  /** The lowest row on the screen. Where rows leave the page and come back, the newest record may be of one farther up;
   *  where elements are used again for other people, their order tells nothing. */
  const lowest = () => {
    let [found, bottom, looked] = [null, -Infinity, 0];
    for (let at = records.length - 1; at >= 0 && looked < ROWS_IN_VIEW; at -= 1) {
      if (!isThere(records[at])) continue;
      looked += 1;
      if (bottomOf(records[at].row) > bottom) [found, bottom] = [records[at], bottomOf(records[at].row)];
    }
    return found;
  };
  const lastShown = () => lowest()?.row ?? null;

  const changed = (milliseconds) => new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    wake = () => { clearTimeout(timer); resolve(); };
  });

  /** What is found while looking at one row is given with the next batch. */
  const look = () => unfetched.push(...newRows());
  const mustPress = () => loading.more() !== null;

  /** The rows that are new since the last call, waiting for them at most so long; none where nothing came. With `ask`
   *  the list is scrolled for more where nothing has come yet, unless a button must be pressed for that. */
  async function next({ ask, milliseconds }) {
    const end = performance.now() + milliseconds;
    look();
    if (ask && !unfetched.length && !loading.isAsked() && !mustPress()) await loading.ask(lastShown());
    while (!unfetched.length && performance.now() < end && !(ask && mustPress())) {
      await changed(Math.max(1, end - performance.now()));
      look();
    }
    const rows = unfetched.splice(0);
    if (rows.length) loading.came();
    else watchNewRoots();
    return rows;
  }

  /** A shadow root that was attached late tells nobody. */
  function watchNewRoots() {
    for (const root of rootsIn(document.body)) {
      if (root instanceof ShadowRoot && !watched.has(root)) touched.set(root.host, touched.get(root.host) ?? null);
    }
  }

  /** The least element that holds all rows of the list, as far as they are on the page. */
  function listAround() {
    const around = new Set();
    for (let up = parentOf(home.row); up; up = parentOf(up)) around.add(up);
    for (const end of [records.find(isThere), records.findLast(isThere)]) {
      if (!end) continue;
      let shared = parentOf(end.row);
      while (!around.has(shared)) shared = parentOf(shared);
      for (const inner of around) {
        if (inner === shared) break;
        around.delete(inner);
      }
    }
    return around.values().next().value;
  }

  /** How many controls have no row of the list: among its rows, where theirs can't be told, and elsewhere on the page,
   *  where they have rows such as a card may show. */
  const rowless = () => inOnePass(() => {
    const controls = waiting();
    if (!home) return { unread: 0, elsewhere: 0 };
    const list = listAround();
    const unread = controls.filter((control) => isWithin(control, list));
    const elsewhere = controls.filter((control) => !unread.includes(control) && finder.read(control));
    return { unread: unread.length, elsewhere: elsewhere.length };
  });

  /** What a person's row says now, brought into view where the list keeps only what is in view; null where it has gone. */
  async function again(id) {
    const { who, top } = records[id];
    const now = () => { look(); return reread(current(id)); };
    return now() ?? (who ? loading.bringBack(top, now) : null);
  }

  const current = (id) => (records[id].who ? latest.get(records[id].who) : records[id]);

  return {
    /** With `around`, or where nothing came, also what the list offers. */
    next: async (how) => {
      const rows = await next(how);
      const state = rows.length && !how.around ? null : loading.state();
      const canPress = state ? state.can_press : mustPress();
      return { rows, stated: signs.match(hints.count), ...rowless(), can_press: canPress, state };
    },
    signs: () => ({
      stated: signs.match(hints.count), empty: signs.match(hints.empty) !== null, sorted: loading.isSorted(),
      controls: finder.withoutHidden(finder.controlsIn(document.body)).length,
    }),
    state: loading.state,
    more: loading.more,
    turn: loading.turn,
    sorter: loading.sorter,
    choice: (milliseconds) => waitFor(loading.choice, milliseconds),
    /** Resolves when nothing on the page has changed for so long, or when the time is up. */
    still: async (quiet, milliseconds) => {
      const end = performance.now() + milliseconds;
      for (let since = performance.now(); performance.now() - since < quiet && performance.now() < end;) {
        const before = touched.size;
        await changed(quiet);
        if (touched.size !== before) since = performance.now();
      }
    },
    control: (id) => (reread(current(id)) ? current(id).control : null),
    again,
    /** Whether a control that is still on the page is in the row of that record's person. */
    standsFor: (id, control) => !control.isConnected || finder.read(control)?.who === records[id].who,
    gone: (id, milliseconds) => waitFor(() => { look(); return !reread(current(id)); }, milliseconds).then(Boolean),
  };
}
