// The page as displayed, including open shadow roots and their slotted content. Runs in the page.

let pass = null; // identifies the current pass

/** Run work during which the page can't change, so that functions wrapped by `once` are memoised. */
function inOnePass(work) {
  pass = {};
  try { return work(); } finally { pass = null; }
}

/** Memoise a function of an element within a pass. */
const once = (work) => {
  let [known, knownIn] = [null, null];
  return (element) => {
    if (!pass) return work(element);
    if (knownIn !== pass) [known, knownIn] = [new Map(), pass];
    let found = known.get(element);
    if (found === undefined) known.set(element, found = work(element));
    return found;
  };
};

/** Memoise a function of two elements within a pass. */
const onceBeside = (work) => {
  const beside = once(() => new Map());
  return (element, other) => {
    if (!pass) return work(element, other);
    const known = beside(other);
    let found = known.get(element);
    if (found === undefined) known.set(element, found = work(element, other));
    return found;
  };
};

const isElement = (node) => node?.nodeType === Node.ELEMENT_NODE;

/** Whether an element is rendered. Ignores opacity: some elements are opaque only under the mouse. */
const isShown = (element) => element.checkVisibility({ checkVisibilityCSS: true });

/** The nodes displayed inside a node, in display order. */
function childrenOf(node) {
  if (node.localName === 'slot') {
    const assigned = node.assignedNodes();
    if (assigned.length) return assigned;
  }
  return (node.shadowRoot ?? node).childNodes;
}

/** The element that displays a node: its slot, its parent, or the host of its shadow root. */
function parentOf(node) {
  const parent = node.assignedSlot ?? node.parentNode;
  return parent?.nodeType === Node.DOCUMENT_FRAGMENT_NODE && parent.host ? parent.host : parent;
}

/** The nodes displayed after a node within the same parent, or before it, nearest first. */
function* siblingsOf(node, isAfter) {
  const among = node.assignedSlot?.assignedNodes();
  if (!among) {
    for (let next = node; (next = isAfter ? next.nextSibling : next.previousSibling);) yield next;
  } else {
    const at = among.indexOf(node);
    yield* isAfter ? among.slice(at + 1) : among.slice(0, at).reverse();
  }
}

function nearest(node, selector) {
  for (let element = node; element; element = parentOf(element)) {
    if (isElement(element) && element.matches(selector)) return element;
  }
  return null;
}

/** `nearest`, memoised within a pass for every node on the way up. */
const nearestOnce = (selector) => {
  const find = once((node) => (isElement(node) && node.matches(selector) ? node : node && find(parentOf(node))));
  return find;
};

function isWithin(node, outer) {
  for (let element = node; element; element = parentOf(element)) if (element === outer) return true;
  return false;
}

/** The first element at or below a node that passes; null if none does. */
function first(node, passes) {
  if (isElement(node) && passes(node)) return node;
  for (const child of childrenOf(node)) {
    const found = isElement(child) && first(child, passes);
    if (found) return found;
  }
  return null;
}

/** A node and all open shadow roots below it. */
const rootsIn = once((node) => {
  const roots = [node];
  if (node.shadowRoot) roots.push(...rootsIn(node.shadowRoot));
  const elements = node.querySelectorAll('*');
  for (let at = 0; at < elements.length; at += 1) {
    if (elements[at].shadowRoot) roots.push(...rootsIn(elements[at].shadowRoot));
  }
  return roots;
});

/** All elements at or below a node that match a selector. */
const all = (node, selector) => rootsIn(node).flatMap((root) => [
  ...(isElement(root) && root.matches(selector) ? [root] : []), ...root.querySelectorAll(selector)]);

/** `all`, including content slotted in from elsewhere. */
function allSlotted(node, selector) {
  const slotted = all(node, 'slot').flatMap((slot) => slot.assignedElements());
  return [...new Set([...all(node, selector), ...slotted.flatMap((element) => allSlotted(element, selector))])];
}

/** Whether `one` is displayed before `other`, and neither contains the other. */
function isBefore(one, other) {
  if (one.getRootNode() === document && other.getRootNode() === document && !one.assignedSlot && !other.assignedSlot) {
    const order = one.compareDocumentPosition(other);
    return Boolean(order & Node.DOCUMENT_POSITION_FOLLOWING) && !(order & Node.DOCUMENT_POSITION_CONTAINED_BY);
  }
  const [here, there] = [one, other].map((node) => {
    const chain = [];
    for (let element = node; element; element = parentOf(element)) chain.unshift(element);
    return chain;
  });
  let at = 0;
  while (at < here.length && here[at] === there[at]) at += 1;
  if (at === here.length || at === there.length) return false;
  if (here[at].parentNode === there[at].parentNode) {
    return Boolean(here[at].compareDocumentPosition(there[at]) & Node.DOCUMENT_POSITION_FOLLOWING);
  }
  const siblings = [...childrenOf(here[at - 1])];
  return siblings.indexOf(here[at]) < siblings.indexOf(there[at]);
}
