// The buttons of a page outside its rows. They are kept as the page grows: to look through a long list for them each
// time that it has grown would cost as much as all of it. Runs in the page; clicks nothing.

const BUTTONS = 'button, [role="button"], a, input[type="button"]';
const NO_PLACE_TO_ASK = 'dialog, [role="dialog"], [role="alertdialog"], aside, [role="menu"], script, style, template';

/** `isRow` tells rows, which are not looked into. */
function buttonKeeper(isRow) {
  let fresh = new Set([document.body]);
  let known = new Set();
  let seen = null; // what was shown, as long as none has come or gone

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
    /** Look through the whole page again: an element may have become a button. */
    lookAnew() {
      [known, seen] = [new Set(), null];
      fresh = new Set([document.body]);
    },
    /** Those that are shown, in the page's order. */
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
