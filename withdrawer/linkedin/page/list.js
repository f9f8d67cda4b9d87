// One list while it grows: new rows only, and the asking for more. `hints`: control, age, count, empty, more, sorted.

function listReader(hints) {
  const scopeOf = () => document.querySelector('main, [role="main"]') ?? document.body;
  const finder = rowFinder(hints, scopeOf);
  const handled = new WeakSet();
  const found = new Map();
  let candidates = new Set(finder.controlsIn(scopeOf()));
  let added = new Set();
  let nextId = 0;
  let last = null;
  let wake = () => {};

  const observer = new MutationObserver((records) => {
    for (const record of records) {
      if (record.type === 'attributes') added.add(record.target);
      for (const node of record.addedNodes) if (node.nodeType === Node.ELEMENT_NODE) added.add(node);
    }
    wake();
  });
  observer.observe(document.body, {
    childList: true, subtree: true, attributes: true, attributeFilter: ['aria-label', 'open'],
  });

  function newRows() {
    for (const element of added) {
      if (!element.isConnected) continue;
      for (const control of [element, ...element.querySelectorAll(CONTROLS)]) {
        if (control.matches(CONTROLS) && !handled.has(control) && scopeOf().contains(control)
          && finder.isControl(control)) candidates.add(control);
      }
    }
    added = new Set();
    const rows = [];
    const unfinished = new Set();
    for (const control of candidates) {
      if (!control.isConnected || handled.has(control)) continue;
      const read = finder.read(control);
      if (!read) { unfinished.add(control); continue; }
      handled.add(control);
      const id = nextId++;
      found.set(id, { control, row: read.row });
      last = read.row;
      rows.push({ id, ...read.text });
    }
    candidates = unfinished;
    return rows;
  }

  const places = new Map();

  /** A line of the page outside its rows that tells a count or says that the list is empty. */
  function match(source) {
    const wanted = pattern(source);
    const place = places.get(source);
    const known = place?.isConnected && fold(place.textContent).match(wanted);
    if (known) return known[1] ?? known[0];
    for (const element of document.body.querySelectorAll('p, span, h1, h2, h3, a, button, div')) {
      if (element.childElementCount > 2 || element.closest(LIST_ITEM + ', dialog, aside') && !element.closest('nav')) continue;
      const groups = fold(element.textContent).slice(0, 200).match(wanted);
      if (!groups) continue;
      places.set(source, element);
      return groups[1] ?? groups[0];
    }
    return null;
  }

  const scrollers = () => {
    const chain = [];
    for (let element = last ?? scopeOf(); element; element = element.parentElement) {
      if (element.scrollHeight > element.clientHeight + 1
        && /auto|scroll|overlay/.test(getComputedStyle(element).overflowY)) chain.push(element);
    }
    return chain.length ? chain : [document.scrollingElement];
  };

  function askForMore(nudge) {
    const [scroller] = scrollers();
    if (nudge) scroller.scrollTop -= 250;
    scroller.scrollTop = scroller.scrollHeight;
    last?.isConnected && scroller.scrollTop === 0 && last.scrollIntoView({ block: 'end' });
  }

  const changed = (milliseconds) => new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    wake = () => { clearTimeout(timer); resolve(); };
  });

  /** The rows that are new since the last call, waiting for them at most so long; none where nothing came. */
  async function next({ ask, milliseconds }) {
    const end = performance.now() + milliseconds;
    let rows = newRows();
    if (!rows.length && ask) askForMore(false);
    for (let nudgeAt = performance.now() + 1500; !rows.length && performance.now() < end; rows = newRows()) {
      await changed(Math.max(1, Math.min(end, nudgeAt) - performance.now()));
      if (ask && performance.now() >= nudgeAt) { askForMore(true); nudgeAt += 1500; }
    }
    return { rows, stated: match(hints.count) };
  }

  return {
    next,
    signs: () => ({
      stated: match(hints.count), empty: match(hints.empty) !== null, sorted: match(hints.sorted) !== null,
      more: match(hints.more) !== null, controls: finder.controlsIn(scopeOf()).length,
    }),
    control: (id) => (found.get(id)?.row.isConnected ? found.get(id).control : null),
    /** What the row says now, or null where it has gone or become another's. */
    again: (id) => {
      const known = found.get(id);
      return known?.row.isConnected && known.control.isConnected ? finder.read(known.control)?.text ?? null : null;
    },
    gone: (id, milliseconds) => new Promise((resolve) => {
      const isGone = () => !found.get(id)?.row.isConnected || !found.get(id).control.isConnected;
      if (isGone()) { resolve(true); return; }
      const watch = new MutationObserver(() => isGone() && finish(true));
      const finish = (answer) => { watch.disconnect(); clearTimeout(timer); resolve(answer); };
      const timer = setTimeout(() => finish(isGone()), milliseconds);
      watch.observe(document.body, { childList: true, subtree: true });
    }),
  };
}
