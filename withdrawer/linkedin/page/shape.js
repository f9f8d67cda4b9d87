// Finds the control that acts without knowing its name: every row has it exactly once, with the same text except for
// the person's name. Runs in the page; changes nothing. Needs only the pattern of an age line.

function shapeReader(ageSource) {
  const age = pattern(ageSource);
  const SAMPLE = 60;
  const NAME = '{name}';
  const NAME_LINES = 2;
  const LINES = 'p, span, h1, h2, h3, a, button, div';
  const people = (element) => new Set(all(element, 'a[href]').map(personOf).filter(Boolean));
  const scope = () => document.querySelector('main, [role="main"]') ?? document.body;

  /** The elements that hold the age lines of the list. */
  const ageNodes = () => linesOf(scope(), age).filter(({ node, text }) => age.test(text) && !nearest(node, NOT_A_LIST))
    .slice(0, SAMPLE).map(({ node }) => node);

  /** The largest element around an age that contains no other age and no second person. */
  function rowAround(own, ages) {
    let row = null;
    for (let element = own; element && element !== document.body; element = parentOf(element)) {
      if (ages.some((other) => other !== own && isWithin(other, element)) || people(element).size > 1) break;
      row = element;
      if (element === scope() || element.matches(LIST_ITEM)) break;
    }
    return row;
  }

  const nameLines = (row) => linesOf(row, age)
    .filter(({ node, text }) => !age.test(text) && !nearest(node, 'button, [role="button"]'));

  /** A label with the person's name replaced: the longest run of words that the row's lines contain too. Hidden words
   *  may surround the name in its line without being part of it. */
  function withoutName(label, lines) {
    let longest = '';
    for (const words of lines.map((line) => line.split(' '))) {
      for (let from = 0; from < words.length; from += 1) {
        for (let to = words.length; to > from; to -= 1) {
          const run = words.slice(from, to).join(' ');
          if (run.length <= Math.max(longest.length, 1)) break;
          if (label.includes(run)) { longest = run; break; }
        }
      }
    }
    return longest ? label.split(longest).join(NAME) : label;
  }

  const isOfThePerson = (control) => /\/(?:in|messaging)\//.test(control.getAttribute('href') ?? '');

  /** A row's controls, without hidden copies unless all are hidden. */
  function actsOf(row) {
    const acts = all(row, CONTROLS).filter((control) => !isOfThePerson(control));
    const shown = acts.filter((control) => isShown(control) && !nearest(control, VEIL));
    return shown.length ? shown : acts;
  }

  /** The row's controls by their names; labels shared by most rows contain no person's name. What is written on them is
   *  no name either, but a link may be around the row's first line. */
  function controlsOf(row, isShared) {
    const acts = actsOf(row);
    const isOfThem = ({ node }) => acts.some((control) => isWithin(node, control));
    const lines = nameLines(row).filter((line, at) => at === 0 || !isOfThem(line)).slice(0, NAME_LINES)
      .map(({ text }) => text);
    return acts.map((control) => ({
      forms: [...new Set(namesOf(control).map((label) => (isShared(label) ? label : withoutName(label, lines))))]
        .filter((form) => form !== NAME),
      opens: control.matches('[aria-expanded], [aria-haspopup]') || !fold(control.textContent),
    })).filter(({ forms }) => forms.length);
  }

  /** A function that tells whether more than half of the rows have exactly this label. */
  function sharedIn(rows) {
    const counts = new Map();
    for (const row of rows) {
      for (const label of new Set(actsOf(row).flatMap(namesOf))) counts.set(label, (counts.get(label) ?? 0) + 1);
    }
    return (label) => rows.length > 1 && counts.get(label) * 2 > rows.length;
  }

  const isRow = (row) => row && (people(row).size === 1
    || nameLines(row).some(({ text }, at) => EMAIL.test(text) || at === 0 && PHONE.test(text)));

  const shown = () => all(document.documentElement, `${CONTROLS}, [role="menuitem"]`)
    .filter(isShown);
  let marked = new Set();

  /** The menu entries that a click added; of nested elements only the innermost. */
  function newEntries() {
    const fresh = shown().filter((element) => !marked.has(element) && !nearest(element, 'dialog'));
    return fresh.filter((element) => !fresh.some((other) => other !== element && isWithin(other, element)))
      .map((element) => ({ forms: [...new Set(namesOf(element))] })).filter(({ forms }) => forms.length);
  }

  return {
    /** Remember the elements present before a click. */
    mark: () => { marked = new Set(shown()); },
    /** The entries of the menu that a click opened; empty if none came in time. */
    entries: async (milliseconds) => {
      const end = performance.now() + milliseconds;
      while (!newEntries().length && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
      return newEntries();
    },
    /** Whether the menu has gone. */
    closed: () => !newEntries().length,
    /** The number of rows, and the controls that each of them has exactly once. */
    candidates: () => {
      const ages = ageNodes();
      const found = ages.map((node) => rowAround(node, ages)).filter(isRow);
      const isShared = sharedIn(found);
      const rows = found.map((row) => controlsOf(row, isShared));
      const keyOf = ({ forms }) => forms.join('\n');
      const isInEach = (control) => rows.every((row) => row.filter((other) => keyOf(other) === keyOf(control)).length === 1);
      return { rows: rows.length, controls: (rows[0] ?? []).filter(isInEach) };
    },
    /** The languages whose pattern matches a control of the list. */
    spoken: (sources) => {
      const controls = all(scope(), CONTROLS).filter((control) => !nearest(control, NOT_A_LIST));
      return Object.keys(sources).filter((language) => controls.some((control) => isNamed(control, pattern(sources[language]))));
    },
    /** Whether a line of the page matches one of these patterns and has no digits other than 0. */
    saysNobody: (sources) => sources.map(pattern).some((wanted) => all(document.body, LINES)
      .filter((element) => element.childElementCount <= 2).map((element) => fold(element.textContent).slice(0, 200))
      .some((line) => wanted.test(line) && !/[^\P{N}0]/u.test(line))),
  };
}
