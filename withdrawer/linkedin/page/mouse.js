// Aims the mouse at one element: scrolls it into view, checks that nothing covers it, and guards it, so that a press
// reaches that element or nothing at all. Runs in the page; presses nothing.

const PRESSES = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'auxclick'];
const COVER_MILLISECONDS = 6000; // an empty `#interop-outlet` may lie over the page for a while (newer-evidence 6)
const LOOK_MILLISECONDS = 80;

function mouseGuide() {
  let target = null;
  let place = null; // where to press
  let hasReached = false;
  let hasHeld = false; // whether any press was blocked; it may have been the user's own
  let hasMissed = false;
  let isClickDue = false; // whether a repeatable press has produced no click yet

  /** Blocks presses on any other element before the page sees them: it may have moved under the mouse. */
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

  /** Blocks navigation by links: a control may be a link until the page's own script is ready (sent-invitations 3b.2).
   *  Lets navigation by scripts pass, for instance to a sign-in page. */
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
    // If the page moves the button while it is pressed, there is no click.
    isClickDue = isHarmless;
    for (const press of PRESSES) addEventListener(press, hold, true);
    if (isInRow) navigation.addEventListener('navigate', stay);
  }

  /** The element that a press at a point of the viewport would hit. */
  function hitAt({ x, y }) {
    let hit = document.elementFromPoint(x, y);
    for (let inner = hit; inner?.shadowRoot; hit = inner) {
      inner = hit.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === hit) break;
    }
    return hit;
  }

  /** The centres of an element's boxes that are in view. */
  const middles = (element) => [...element.getClientRects()].filter(({ width, height }) => width >= 1 && height >= 1)
    .map(({ left, top, width, height }) => ({ x: left + width / 2, y: top + height / 2 }))
    .filter(({ x, y }) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);

  /** A visible, uncovered centre of an element; null if there is none. */
  const open = (element) => middles(element).find((point) => {
    const hit = hitAt(point);
    return hit !== null && isWithin(hit, element);
  }) ?? null;

  /** Whether something other than an ancestor covers an element. */
  const isCovered = (element) => middles(element).some((point) => {
    const hit = hitAt(point);
    return hit !== null && !isWithin(element, hit);
  });

  const pause = () => new Promise((resolve) => { setTimeout(resolve, LOOK_MILLISECONDS); });

  return {
    /** Where to press this element, which is guarded from then on until released; null if it can't be reached. Waits up
     *  to COVER_MILLISECONDS for it to be uncovered. With `isInRow`, links do not navigate, and the page gets time to
     *  redraw its rows after a scroll. With `isHarmless`, a press without a click counts as missed, since it may be
     *  repeated, and there is no wait for a cover to go. */
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
    /** Removes the guard; returns whether the press would have hit something else, or was lost. Blocked presses
     *  elsewhere are the user's own. */
    release,
  };
}
