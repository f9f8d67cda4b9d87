// The page's side of an act, one call for each step: whether the row is still this person's and where to press, what
// the dialog asks, what became of the row. Runs in the page; presses nothing.
// `gates` describes how to find gates: a `selector`, and `smallest`, their minimum size in pixels.

function actReader(list, dialogs) {
  const mouse = mouseGuide();
  const aim = (element, how) => (element ? mouse.aim(element, how) : null);
  const named = { ...list, ...dialogs };
  let pressed = null;

  const isSeen = ({ selector, smallest }) => all(document, selector).filter(isShown)
    .map((element) => element.getBoundingClientRect())
    .some(({ width, height }) => width && height && Math.min(width, height) >= smallest);
  const rowNow = async (id) => {
    const text = await list.again(id);
    return text && { id, ...text };
  };
  const around = (gates) => ({ announced: dialogs.announced(), is_walled: gates.some(isSeen) });

  return {
    released: mouse.release,
    /** Where to press the element found by this name ("more", "turn", "dismiss"); null if there is none. */
    async aimAt(name, how, ...given) {
      const element = await named[name](...given);
      if (!element?.isConnected) return null;
      const at = await aim(element, how);
      if (await named[name](...given) === element) return { at };
      mouse.release(); // the scroll has drawn something else there
      return { at: null };
    },
    /** A row before its control is pressed; `row` is null if it has gone, `at` if there is no place to press. */
    async approach(id, gates) {
      const seen = { ...around(gates), open: dialogs.openDialogs(), row: null, at: null };
      if (seen.is_walled || seen.open || !await rowNow(id)) return seen;
      pressed = list.control(id);
      const at = await aim(pressed, { isInRow: true });
      const row = await rowNow(id);
      if (list.control(id) === pressed) return { ...seen, at, row };
      mouse.release(); // drawn anew after the scroll: the person is in another row now
      pressed = list.control(id);
      return { ...seen, at: await aim(pressed, { isInRow: true }), row: await rowNow(id) };
    },
    /** What the dialog asks, what the row says by then, and where to press to confirm; null if no dialog asks. */
    async question(id, how, gates) {
      if (!await dialogs.question(how)) return null;
      await rowNow(id); // bringing the row back may scroll the page, so do it before aiming
      const at = await aim(dialogs.confirm());
      const row = await rowNow(id);
      return { ...around(gates), ...dialogs.says(), row, stands: row !== null && list.standsFor(id, pressed), at };
    },
    /** Whether a row has gone, waiting up to `milliseconds` for that. */
    async outcome(id, milliseconds, gates) {
      const gone = await list.gone(id, milliseconds);
      return { ...around(gates), gone };
    },
  };
}

function pageReader(hints) {
  const [list, dialogs] = [listReader(hints), dialogReader()];
  return { ...list, ...dialogs, ...actReader(list, dialogs) };
}
