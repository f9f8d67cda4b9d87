// The mouse's way to one element: brought into view, seen to be uncovered, and guarded, so that a press reaches that
// element or nothing at all. Runs in the page; presses nothing.

const PRESSES = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'auxclick'];
const GUARD_MILLISECONDS = 10000;

function mouseGuide() {
  let target = null;
  let hasMissed = false;
  let isClickDue = false; // whether a press that may be made once more has brought no click yet
  let timer = 0;
  // A page may have a name of its own in the place of the browser's.
  const leading = window.navigation instanceof EventTarget ? window.navigation : null;

  /** The page may have moved under the mouse: what would reach something else is held back before anything hears it. */
  function hold(event) {
    if (!event.isTrusted) return;
    if (event.composedPath().includes(target)) {
      if (event.type === 'click') isClickDue = false;
      return;
    }
    hasMissed = true;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** A control may be a link that leads away until the page's own script is ready (sent-invitations 3b.2). What a
   *  script leads to, as to a sign-in page, is let pass. */
  function stay(event) {
    if (event.userInitiated && event.cancelable) event.preventDefault();
  }

  function release() {
    for (const press of PRESSES) removeEventListener(press, hold, true);
    leading?.removeEventListener('navigate', stay);
    clearTimeout(timer);
    const missed = hasMissed || (isClickDue && target.isConnected);
    [target, hasMissed, isClickDue] = [null, false, false];
    return missed;
  }

  function guard(element, { isInRow, isHarmless }) {
    release();
    target = element;
    // A page that puts the button elsewhere while it is pressed gets no click.
    isClickDue = isHarmless;
    for (const press of PRESSES) addEventListener(press, hold, true);
    if (isInRow) leading.addEventListener('navigate', stay);
    timer = setTimeout(release, GUARD_MILLISECONDS);
  }

  function reaches(element, x, y) {
    let hit = document.elementFromPoint(x, y);
    for (let inner = hit; inner?.shadowRoot; hit = inner) {
      inner = hit.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === hit) break;
    }
    return hit !== null && isWithin(hit, element);
  }

  /** The middle of an element where it is seen and nothing covers it, null where there is no such place. */
  function open(element) {
    for (const { left, top, width, height } of element.getClientRects()) {
      const [x, y] = [left + width / 2, top + height / 2];
      const isSeen = width >= 1 && height >= 1 && x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
      if (isSeen && reaches(element, x, y)) return { x, y };
    }
    return null;
  }

  return {
    /** Where to press for this element, which is guarded from then on; null where another way must be found. With
     *  `isInRow` a link that is pressed leads nowhere, and the page may draw its rows anew once it has been scrolled;
     *  with `isHarmless` a press without a click counts as missed, since it may be made once more. */
    async aim(element, { isInRow = false, isHarmless = false } = {}) {
      if (isInRow && !leading) return null;
      let point = open(element);
      if (!point) {
        element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
        point = isInRow ? null : open(element);
        if (!point) await new Promise((resolve) => { setTimeout(resolve, 80); });
        point ??= element.isConnected ? open(element) : null;
      }
      if (point) guard(element, { isInRow, isHarmless });
      return point;
    },
    /** Take the guard away; gives whether a press would have reached something else, or was lost. */
    release,
  };
}
