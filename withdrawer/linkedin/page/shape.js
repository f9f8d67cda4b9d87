// The control that acts, found without knowing its name: what every row has once, in the same words but for the
// person's own name. Runs in the page; touches nothing. Needs only the pattern of an age line.

function shapeReader(ageSource) {
  const age = pattern(ageSource);
  const SAMPLE = 60;
  const NAME = '{name}';
  const LINES = 'p, span, h1, h2, h3, a, button, div';
  const people = (element) => new Set(all(element, 'a[href]').map(personOf).filter(Boolean));
  const scope = () => document.querySelector('main, [role="main"]') ?? document.body;

  /** The age lines of the list, each by the element that holds it. */
  const ageNodes = () => linesOf(scope(), age).filter(({ node, text }) => age.test(text) && !nearest(node, NOT_A_LIST))
    .slice(0, SAMPLE).map(({ node }) => node);

  /** All around an age up to where another age or another person begins. */
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
    .filter(({ node, text }) => !age.test(text) && !nearest(node, 'button, [role="button"]')).map(({ text }) => text);

  const isOfThePerson = (control) => /\/(?:in|messaging)\//.test(control.getAttribute('href') ?? '');
  /** What may be the person's name, the longest first: every text of the row that is on no control, and the beginnings
   *  of its first line, behind which hidden words may stand. */
  function namesIn(row) {
    const isOnControl = ({ node }) => { const on = nearest(node, CONTROLS); return on && !isOfThePerson(on); };
    const texts = [...textsOf(row)].filter((text) => !isOnControl(text)).map(({ text }) => text);
    const [first = ''] = nameLines(row);
    const words = first.split(' ');
    const beginnings = words.map((_, at) => words.slice(0, at + 1).join(' ')).slice(1);
    return [...new Set([...texts, ...beginnings])].filter((text) => text.length > 1 && !age.test(text))
      .sort((one, other) => other.length - one.length);
  }

  function withoutName(label, names) {
    const name = names.find((one) => label.includes(one));
    return name ? label.split(name).join(NAME) : label;
  }


  function controlsOf(row) {
    const names = namesIn(row);
    return all(row, CONTROLS).filter((control) => !isOfThePerson(control)).map((control) => ({
      forms: [...new Set(namesOf(control).map((label) => withoutName(label, names)))].filter((form) => form !== NAME),
      opens: control.matches('[aria-expanded], [aria-haspopup]') || !fold(control.textContent),
    })).filter(({ forms }) => forms.length);
  }

  const isRow = (row) => row && (people(row).size === 1 || nameLines(row).some((line) => ADDRESS.test(line)));

  const shown = () => all(document.documentElement, `${CONTROLS}, [role="menuitem"]`)
    .filter((element) => element.checkVisibility({ checkVisibilityCSS: true }));
  let marked = new Set();

  /** What a click has brought: entries of a menu, the innermost of those within each other left out. */
  function newEntries() {
    const fresh = shown().filter((element) => !marked.has(element) && !element.closest('dialog'));
    return fresh.filter((element) => !fresh.some((other) => other !== element && other.contains(element)))
      .map((element) => ({ forms: [...new Set(namesOf(element))] })).filter(({ forms }) => forms.length);
  }

  return {
    /** Remember what is there before a click. */
    mark: () => { marked = new Set(shown()); },
    /** The entries of the menu that a click opened; none where none came in time. */
    entries: async (milliseconds) => {
      const end = performance.now() + milliseconds;
      while (!newEntries().length && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
      return newEntries();
    },
    /** Whether the menu has gone. */
    closed: () => !newEntries().length,
    /** How many rows there are, and the controls that each of them has exactly once. */
    candidates: () => {
      const ages = ageNodes();
      const rows = ages.map((node) => rowAround(node, ages)).filter(isRow).map(controlsOf);
      const keyOf = ({ forms }) => forms.join('\n');
      const isInEach = (control) => rows.every((row) => row.filter((other) => keyOf(other) === keyOf(control)).length === 1);
      return { rows: rows.length, controls: (rows[0] ?? []).filter(isInEach) };
    },
    /** Which of these patterns a control of the list has, by language. */
    spoken: (sources) => {
      const controls = all(scope(), CONTROLS).filter((control) => !nearest(control, NOT_A_LIST));
      return Object.keys(sources).filter((language) => controls.some((control) => isNamed(control, pattern(sources[language]))));
    },
    /** Whether a line of the page matches one of these, without any number but nought. */
    saysNobody: (sources) => sources.map(pattern).some((wanted) => [...document.body.querySelectorAll(LINES)]
      .filter((element) => element.childElementCount <= 2).map((element) => fold(element.textContent).slice(0, 200))
      .some((line) => wanted.test(line) && !/[^\P{N}0]/u.test(line))),
  };
}
