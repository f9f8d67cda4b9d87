// What an act asks of the page, each step in one call: whether the row is still this person's and where to press, what
// the dialog asks, what has become of it. Runs in the page; presses nothing.
// `gates` tells how what wants the person is found: `selector`, and `smallest`, the least that it measures.

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
    /** Where to press for what is found by that name ("more", "turn", "dismiss"); null where there is none. */
    async aimAt(name, how, ...given) {
      const element = await named[name](...given);
      return element?.isConnected ? { at: await aim(element, how) } : null;
    },
    /** A row before its control is pressed; `row` is null where it has gone, and `at` where there is no place to press. */
    async approach(id, gates) {
      const seen = { ...around(gates), open: dialogs.openDialogs(), row: null, at: null };
      if (seen.is_walled || seen.open || !await rowNow(id)) return seen;
      pressed = list.control(id);
      const at = await aim(pressed, { isInRow: true });
      return { ...seen, at, row: await rowNow(id) };
    },
    /** What the dialog asks, what the row says by then, and where to press to confirm; null where nothing is asked. */
    async question(id, how, gates) {
      if (!await dialogs.question(how)) return null;
      await rowNow(id); // where it is brought back the page moves, and is then to be aimed at as it stands
      const at = await aim(dialogs.confirm());
      const row = await rowNow(id);
      return { ...around(gates), ...dialogs.says(), row, stands: row !== null && list.standsFor(id, pressed), at };
    },
    /** What has become of a row, waiting at most so long for it to go. */
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
