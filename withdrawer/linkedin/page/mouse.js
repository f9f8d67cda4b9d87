// The mouse's way to one element: brought into view, seen to be uncovered, and guarded, so that a press reaches that
// element or nothing at all. Runs in the page; presses nothing.

const PRESSES = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'auxclick'];
const COVER_MILLISECONDS = 6000; // an empty `#interop-outlet` may lie over the page for a while (newer-evidence 6)
const LOOK_MILLISECONDS = 80;

function mouseGuide() {
  let target = null;
  let place = null; // where it is to be pressed
  let hasReached = false;
  let hasHeld = false; // anything at all, which may have been the person's own
  let hasMissed = false;
  let isClickDue = false; // whether a press that may be made once more has brought no click yet

  /** The page may have moved under the mouse: what would reach something else is held back before anything hears it. */
  function hold(event) {
    if (!event.isTrusted) return;
    if (event.composedPath().includes(target)) {
      hasReached = true;
      if (event.type === 'click') isClickDue = false;
      return;
    }
    hasHeld = true;
    hasMissed ||= Math.abs(event.clientX - place.x) <= 1 && Math.abs(event.clientY - place.y) <= 1;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** A control may be a link that leads away until the page's own script is ready (sent-invitations 3b.2). What a
   *  script leads to, as to a sign-in page, is let pass. */
  function stay(event) {
    if (hasReached && event.userInitiated && event.cancelable) event.preventDefault();
  }

  function release() {
    for (const press of PRESSES) removeEventListener(press, hold, true);
    navigation.removeEventListener('navigate', stay);
    const missed = hasMissed || (hasHeld && !hasReached) || (isClickDue && target.isConnected);
    [target, place, hasReached, hasHeld, hasMissed, isClickDue] = [null, null, false, false, false, false];
    return missed;
  }

  function guard(element, point, { isInRow, isHarmless }) {
    release();
    [target, place] = [element, point];
    // A page that puts the button elsewhere while it is pressed gets no click.
    isClickDue = isHarmless;
    for (const press of PRESSES) addEventListener(press, hold, true);
    if (isInRow) navigation.addEventListener('navigate', stay);
  }

  /** What a press at a point of the screen would reach. */
  function hitAt({ x, y }) {
    let hit = document.elementFromPoint(x, y);
    for (let inner = hit; inner?.shadowRoot; hit = inner) {
      inner = hit.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === hit) break;
    }
    return hit;
  }

  /** The middles of an element's parts that are in view. */
  const middles = (element) => [...element.getClientRects()].filter(({ width, height }) => width >= 1 && height >= 1)
    .map(({ left, top, width, height }) => ({ x: left + width / 2, y: top + height / 2 }))
    .filter(({ x, y }) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);

  /** The middle of an element where it is seen and nothing covers it, null where there is no such place. */
  const open = (element) => middles(element).find((point) => {
    const hit = hitAt(point);
    return hit !== null && isWithin(hit, element);
  }) ?? null;

  /** Whether something lies over an element that is none of what it stands in. */
  const isCovered = (element) => middles(element).some((point) => {
    const hit = hitAt(point);
    return hit !== null && !isWithin(element, hit);
  });

  const pause = () => new Promise((resolve) => { setTimeout(resolve, LOOK_MILLISECONDS); });

  return {
    /** Where to press for this element, which is guarded from then on, until it is released; null where another way
     *  must be found. What covers it is given some seconds to go. With `isInRow` a link that is pressed leads nowhere,
     *  and the page may draw its rows anew once it has been scrolled; with `isHarmless` a press without a click counts
     *  as missed, since it may be made once more, and nothing is waited for. */
    async aim(element, { isInRow = false, isHarmless = false } = {}) {
      let point = open(element);
      if (!point) {
        element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
        point = isInRow ? null : open(element);
        if (!point) await pause();
        point ??= element.isConnected ? open(element) : null;
        const end = performance.now() + (isHarmless ? 0 : COVER_MILLISECONDS);
        while (!point && performance.now() < end && isCovered(element)) {
          await pause();
          point = open(element);
        }
      }
      if (point) guard(element, point, { isInRow, isHarmless });
      return point;
    },
    /** Take the guard away; gives whether a press would have reached something else, or was lost. A press elsewhere is
     *  the person's own. */
    release,
  };
}
