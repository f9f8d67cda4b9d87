// One list while it grows or changes: reports new rows only, and keys each by the person it shows.
// `hints`: control, acts, age, count, empty, more, next, sort, sorted.

const ROWS_IN_VIEW = 30;
const FAR_SCREENS = 3; // a redrawn row is closer than this to where it was
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
  const candidates = new Map(); // controls without a known row yet, each with when it was drawn
  let touched = new Map([[document.body, Date.now()]]); // the same for elements; null if only an attribute changed
  let wake = () => {};
  let home = null; // a row of the list, with its control
  const unfetched = []; // rows not fetched yet

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

  /** The known row that contains an element, or null. */
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

  /** Whether two rows are in one list: in the same box, or in boxes with the same kind of path. */
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
    // A row that is alone in its box counts as that box.
    return [[here, one, there], [there, other, here]].some(([short, row, long]) =>
      short.length === shared && long.length === shared + 1 && long[shared]?.localName === row.localName);
  }

  /** The rows of the page's main list, without similar cards elsewhere. None if that is ambiguous: if two groups are
   *  equally large, or at least as many controls are `untold`, without a row. */
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

  /** The controls without a known row yet, except hidden copies. */
  function waiting() {
    for (const control of candidates.keys()) if (!control.isConnected) candidates.delete(control);
    const controls = [...candidates.keys()];
    if (!home || !isThere(home)) home = lowest();
    if (home && !finder.isDrawn(home.control) && controls.some(finder.isDrawn)) home = null; // it was a hidden copy
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

  /** The text of a record's row if it still shows its person, otherwise null. */
  function reread(record) {
    if (!record || !isThere(record)) return null;
    const read = finder.read(record.control);
    return read && read.row === record.row && read.who === record.who ? read.text : null;
  }

  /** The lowest row on the screen. If rows leave the page and come back, the newest record may belong to a row farther
   *  up; if elements are recycled for other people, their order means nothing. */
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

  /** Rows found while looking at another row go into the next batch. */
  const look = () => unfetched.push(...newRows());
  const mustPress = () => loading.more() !== null;

  /** The rows that are new since the last call, waiting up to `milliseconds`; empty if none came. With `ask` it scrolls
   *  for more if there is nothing yet, unless a button must be pressed for that. */
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

  /** Watch shadow roots attached late: that triggers no event. */
  function watchNewRoots() {
    for (const root of rootsIn(document.body)) {
      if (root instanceof ShadowRoot && !watched.has(root)) touched.set(root.host, touched.get(root.host) ?? null);
    }
  }

  /** The smallest element that contains all rows of the list that are on the page. */
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

  /** Number of controls without a row of the list: `unread` are among its rows and can't be matched to one, `elsewhere`
   *  have rows elsewhere on the page, such as a card. */
  const rowless = () => inOnePass(() => {
    const controls = waiting();
    if (!home) return { unread: 0, elsewhere: 0 };
    const list = listAround();
    const unread = controls.filter((control) => isWithin(control, list));
    const elsewhere = controls.filter((control) => !unread.includes(control) && finder.read(control));
    return { unread: unread.length, elsewhere: elsewhere.length };
  });

  /** Whether the main part of the page shows nobody, no age of a row, and nothing that is still loading. */
  function isBare() {
    const main = document.querySelector('main, [role="main"]') ?? document.body;
    const age = pattern(hints.age);
    const isOfTheList = (node) => !nearest(node, NOT_A_LIST);
    return !signs.isBusy() && !all(main, 'a[href]').some((link) => personOf(link) && isOfTheList(link))
      && !linesOf(main, age).some(({ node, text }) => age.test(text) && isOfTheList(node));
  }

  /** What a person's row says now, scrolled into view if the list keeps only visible rows; null if it has gone. */
  async function again(id) {
    const { who, top } = records[id];
    const now = () => { look(); return reread(current(id)); };
    return now() ?? (who ? loading.bringBack(top, now) : null);
  }

  const current = (id) => (records[id].who ? latest.get(records[id].who) : records[id]);

  return {
    /** The new rows; with `around`, or if none came, also the state of the list. */
    next: async (how) => {
      const rows = await next(how);
      const state = rows.length && !how.around ? null : loading.state();
      const canPress = state ? state.can_press : mustPress();
      return { rows, stated: signs.match(hints.count), ...rowless(), can_press: canPress, state };
    },
    signs: () => ({
      stated: signs.match(hints.count), empty: signs.match(hints.empty) !== null, sorted: loading.isSorted(),
      controls: finder.withoutHidden(finder.controlsIn(document.body)).length, bare: isBare(),
    }),
    state: loading.state,
    more: loading.more,
    turn: loading.turn,
    sorter: loading.sorter,
    choice: (milliseconds) => waitFor(loading.choice, milliseconds),
    /** Resolves when nothing on the page has changed for `quiet` milliseconds, or when the time is up. */
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
    /** Whether a control is in the row of that record's person, or no longer on the page. */
    standsFor: (id, control) => !control.isConnected || finder.read(control)?.who === records[id].who,
    gone: (id, milliseconds) => waitFor(() => { look(); return !reread(current(id)); }, milliseconds).then(Boolean),
  };
}
