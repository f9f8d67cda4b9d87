// Asks a list for more as a person does, by scrolling. Finds the buttons that bring more, but clicks nothing.

const ASK_MILLISECONDS = 900; // after this it asks again, with a nudge
const isEnabled = (control) => !control.disabled && control.getAttribute('aria-disabled') !== 'true';
const digits = (text) => text.replace(/\p{Nd}/gu, (digit) => {
  let zero = digit.codePointAt(0);
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && digit.codePointAt(0) - zero < 9) zero -= 1;
  return digit.codePointAt(0) - zero;
});

/** Where a row ends on the screen; uses its content if it has no box of its own, as with `display: contents`. */
function bottomOf(row) {
  const box = row.getBoundingClientRect();
  if (box.height) return box.bottom;
  const range = document.createRange();
  range.selectNodeContents(row);
  return range.getBoundingClientRect().bottom;
}

function loader(hints, { last, buttons, signs }) {
  let favourite = null; // the scroller whose scrolling brought rows
  let asked = null;
  let asks = 0;
  let askedAt = -Infinity;
  const looked = { among: null, found: null };

  /** The scrollable elements around an element, innermost first. */
  function scrollersAround(element) {
    const chain = [];
    for (let up = element ?? document.querySelector('main, [role="main"]'); isElement(up); up = parentOf(up)) {
      if (up.scrollHeight > up.clientHeight + 1 && /auto|scroll|overlay/.test(getComputedStyle(up).overflowY)) chain.push(up);
    }
    const page = document.scrollingElement;
    return chain.includes(page) ? chain : [...chain, page];
  }

  const isAtEnd = (scroller) => scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2;
  const scroll = (scroller, top) => scroller.scrollTo({ top, behavior: 'instant' });
  /** Long enough for the page to get the scroll event. */
  const pause = () => new Promise((resolve) => { setTimeout(resolve, 80); });
  const topOf = (scroller) => (scroller === document.scrollingElement ? 0 : scroller.getBoundingClientRect().top);

  /** Scrolls the last row up to the top of its scroller, never farther, even if the page is slow: in a list that keeps
   *  only visible rows, a longer way would skip some. Each further call without new rows tries another scroller, after
   *  a small scroll back. */
  async function ask(row) {
    const chain = scrollersAround(row);
    const usual = chain.includes(favourite) ? favourite : chain[0];
    const order = [usual, ...chain.filter((scroller) => scroller !== usual)];
    const scroller = order[asks % order.length];
    if (asks > 0) {
      scroll(scroller, scroller.scrollTop - 250);
      await pause();
    }
    const step = row ? bottomOf(row) - topOf(scroller) - 40 : scroller.clientHeight * 0.8;
    scroll(scroller, scroller.scrollTop + step);
    asked = scroller;
    asks += 1;
    askedAt = performance.now();
  }

  /** Whether rows may still come from the last request. */
  const isAsked = () => asks > 0 && performance.now() - askedAt < ASK_MILLISECONDS;

  function came() {
    favourite = asked ?? favourite;
    asked = null;
    asks = 0;
  }

  const place = () => (favourite ?? scrollersAround(last())[0]).scrollTop;

  /** Scrolls to where a row was seen and around it, until `look` finds it; null if it does not. */
  async function bringBack(top, look) {
    const scroller = favourite ?? scrollersAround(last())[0];
    const before = scroller.scrollTop;
    for (const offset of [0, -1, 1, -2, 2]) {
      scroll(scroller, top + offset * scroller.clientHeight * 0.8);
      await pause();
      const found = look();
      if (found) return found;
    }
    scroll(scroller, before);
    return null;
  }

  /** The button that brings more rows: by its label, or as the only button after the rows within their container. Never
   *  a link, a number or a control that acts. */
  function more() {
    const shown = buttons.shown();
    if (shown !== looked.among) [looked.among, looked.found] = [shown, moreAmong(shown)];
    return looked.found;
  }

  function moreAmong(shown) {
    const wanted = hints.more ? pattern(hints.more) : null;
    const labelled = wanted && shown.find((button) => isNamed(button, wanted) && isEnabled(button));
    if (labelled || wanted) return labelled ?? null;
    const row = last();
    const isControl = (button) => isNamed(button, pattern(hints.acts)) || isNamed(button, pattern(hints.control));
    for (let box = row && parentOf(row); box && !box.matches('body, html'); box = parentOf(box)) {
      const after = shown.filter((button) => isWithin(button, box) && isBefore(row, button));
      if (!after.length) continue;
      const [only] = after;
      return after.length === 1 && !only.matches('a[href]') && isEnabled(only) && writtenOn(only)
        && !/\p{N}/u.test(writtenOn(only)) && !isControl(only) ? only : null;
    }
    return null;
  }

  /** Numbered pages: the current number, and the button to the next page. Null if the list has none. */
  function pages() {
    const shown = buttons.shown();
    const numbered = shown.filter((button) => /^\p{Nd}{1,4}$/u.test(writtenOn(button)));
    const next = hints.next ? shown.find((button) => isNamed(button, pattern(hints.next))) : null;
    const byNumber = new Map(numbered.map((button) => [Number(digits(writtenOn(button))), button]));
    if (!next && !(byNumber.has(1) && byNumber.has(2))) return null;
    const isCurrent = (button) => nearest(button, '[aria-current]:not([aria-current="false"]), .active, .selected')
      || !isEnabled(button) || button.getAttribute('aria-pressed') === 'true';
    const address = Number(new URL(location.href).searchParams.get('page') ?? 0);
    const current = [...byNumber].find(([, button]) => isCurrent(button))?.[0] ?? (address || 1);
    const onward = next ?? byNumber.get(current + 1) ?? null;
    return { current, onward: onward && isEnabled(onward) && !nearest(onward, '.disabled') ? onward : null };
  }

  /** The control that shows and changes the order of the list. */
  const sorter = () => (hints.sort ? buttons.shown()
    .find((button) => isNamed(button, pattern(hints.sort)) && isEnabled(button)) : null) ?? null;
  const isChoice = (element) => nearest(element, '[role="menu"], [role="listbox"], [role="menuitem"], [role="option"], li');
  function isSorted() {
    if (!hints.sorted) return false;
    const wanted = pattern(hints.sorted.replace(/^\^|\$$/g, ''));
    const shown = sorter();
    if (shown) return isNamed(shown, wanted); // an open menu names every order
    return buttons.shown().some((button) => !isChoice(button) && isNamed(button, wanted))
      || all(document.body, 'select').some((select) => wanted.test(fold(select.selectedOptions[0]?.textContent)));
  }
  const choice = () => all(document.body, `${BUTTONS}, [role="menuitem"], [role="option"], [role="menuitemradio"], li`)
    .filter((element) => isShown(element) && element !== sorter() && isNamed(element, pattern(hints.sorted))).at(-1) ?? null;

  return {
    ask, isAsked, came, place, bringBack, more, sorter, choice, isSorted,
    turn: () => pages()?.onward ?? null,
    /** The state of the list, from a search of the whole page. */
    state: () => {
      buttons.lookAnew();
      const numbered = pages();
      return {
        can_press: more() !== null, page: numbered?.current ?? 0, has_next_page: Boolean(numbered?.onward),
        is_busy: signs.isBusy(), is_at_end: scrollersAround(last()).every(isAtEnd),
      };
    },
  };
}
