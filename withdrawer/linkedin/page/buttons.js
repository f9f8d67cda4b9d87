// The buttons of a page outside its rows, updated incrementally: searching a long list again each time it grows would
// cost as much as reading all of it. Runs in the page; clicks nothing.

const BUTTONS = 'button, [role="button"], a, input[type="button"]';
const NO_PLACE_TO_ASK = 'dialog, [role="dialog"], [role="alertdialog"], aside, [role="menu"], script, style, template';

/** `isRow` identifies rows, which are not searched. */
function buttonKeeper(isRow) {
  let fresh = new Set([document.body]);
  let known = new Set();
  let seen = null; // the shown buttons, cached until one comes or goes

  const isInRow = (element) => {
    for (let up = element; up; up = parentOf(up)) if (isRow(up)) return true;
    return false;
  };

  function lookBelow(element) {
    if (isRow(element) || element.matches(NO_PLACE_TO_ASK)) return;
    if (element.matches(BUTTONS)) {
      known.add(element);
      seen = null;
    }
    for (const child of childrenOf(element)) if (isElement(child)) lookBelow(child);
  }

  return {
    /** An element has come into the page. */
    came: (element) => fresh.add(element),
    /** Something about an element has changed. */
    changed: (element) => { if (known.has(element)) seen = null; },
    /** Search the whole page again: an element may have become a button. */
    lookAnew() {
      [known, seen] = [new Set(), null];
      fresh = new Set([document.body]);
    },
    /** The buttons that are shown, in page order. */
    shown() {
      for (const element of fresh) {
        if (element.isConnected && !isInRow(element) && !nearest(element, NO_PLACE_TO_ASK)) lookBelow(element);
      }
      fresh.clear();
      if (seen?.every((button) => button.isConnected)) return seen;
      for (const button of known) if (!button.isConnected || isInRow(button)) known.delete(button);
      seen = [...known].filter(isShown).sort((one, other) => (isBefore(one, other) ? -1 : 1));
      return seen;
    },
  };
}
