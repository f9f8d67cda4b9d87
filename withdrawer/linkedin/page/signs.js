// What a page says about itself outside its rows: a count, that it is empty, that it is still loading.

const BUSY = '[role="progressbar"], [aria-busy="true"], progress';
const LABELLED = 'p, span, h1, h2, h3, a, button, div';

/** `isRow` identifies rows, which are not searched: the cost does not depend on their content. */
function signReader(hints, isRow) {
  const places = new Map();
  const isPassedOver = (element) => isRow(element) || element.matches('dialog, aside, li, [role="listitem"]')
    && !nearest(element, 'nav');

  function search(node, wanted) {
    if (isPassedOver(node) || isUnwritten(node)) return null;
    for (const child of childrenOf(node)) {
      const found = isElement(child) && search(child, wanted);
      if (found) return found;
    }
    if (!node.matches(LABELLED) || node.childElementCount > 2) return null;
    const groups = writtenOn(node).slice(0, 200).match(wanted);
    return groups && { node, groups };
  }

  /** The match, or its first group, of a line outside the rows; null if there is none. */
  function match(source) {
    if (!source) return null;
    const wanted = pattern(source);
    const place = places.get(source);
    const known = place?.isConnected && writtenOn(place).match(wanted);
    if (known) return known[1] ?? known[0];
    const found = search(document.body, wanted);
    if (!found) return null;
    places.set(source, found.node);
    return found.groups[1] ?? found.groups[0];
  }

  const isBusy = () => all(document.body, BUSY).some(isShown);

  return { match, isBusy };
}
