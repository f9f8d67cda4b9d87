// A page's elements, attributes and texts as a flat list in document order, including open shadow roots, cut off at
// `limit` characters. Runs in the page; changes nothing. An allow-list removes what identifies people later.
function outline(limit) {
  const DROPPED = new Set(['audio', 'base', 'canvas', 'code', 'embed', 'frame', 'iframe', 'link', 'map', 'meta',
    'noscript', 'object', 'script', 'source', 'style', 'template', 'textarea', 'track', 'video']);
  const OLD_PAGE = 'iframe[data-testid="interop-iframe"], iframe[src*="/preload/"]'; // recorded only as a marker
  const LONGEST_TEXT = 2_000;
  const LONGEST_VALUE = 500;
  const nodes = [];
  let size = 0;

  const cut = (text, longest) => text.slice(0, longest).toWellFormed();
  const add = (node, length) => { nodes.push(node); size += length + 20; };

  /** The effect of stylesheets, which are not recorded, on reading: hidden elements and scrollers. */
  function styleOf(element, parent) {
    const own = getComputedStyle(element);
    const around = parent && getComputedStyle(parent);
    const told = [];
    if (own.display === 'none' && element.localName !== 'dialog' && !element.closest('head')) told.push('display:none');
    if (own.visibility === 'hidden' && around?.visibility !== 'hidden') told.push('visibility:hidden');
    if (own.pointerEvents === 'none' && around?.pointerEvents !== 'none') told.push('pointer-events:none');
    if (/auto|scroll|overlay/.test(own.overflowY) && element.scrollHeight > element.clientHeight + 1
      && element.clientHeight > 0) told.push('overflow-y:auto', 'max-height:600px');
    return told.join(';');
  }

  function addElement(element, depth) {
    const attributes = {};
    let length = 0;
    for (const { name, value } of element.attributes) {
      attributes[name.toWellFormed()] = cut(value, LONGEST_VALUE);
      length += name.length + Math.min(value.length, LONGEST_VALUE);
    }
    add(['element', depth, element.localName.toWellFormed(), attributes, styleOf(element, element.parentElement)], length);
  }

  // An explicit stack of nodes to continue with: a page may be deeper than the call stack.
  const ahead = [];
  let [node, depth] = [document.documentElement, 0];
  while (node || ahead.length) {
    if (!node) { [node, depth] = ahead.pop(); continue; }
    if (size > limit) break;
    if (node.nodeType === Node.TEXT_NODE && node.data) {
      add(['text', depth, cut(node.data, LONGEST_TEXT)], Math.min(node.data.length, LONGEST_TEXT));
    }
    if (node.localName === 'iframe' && node.matches(OLD_PAGE)) {
      add(['element', depth, 'div', { 'data-testid': 'interop-iframe' }, ''], 0);
    }
    const isEntered = node.nodeType === Node.ELEMENT_NODE && !DROPPED.has(node.localName);
    const next = node === document.documentElement ? null : node.nextSibling;
    if (!isEntered) { node = next; continue; }
    addElement(node, depth);
    ahead.push([next, depth]);
    if (node.shadowRoot) {
      add(['element', depth + 1, '#shadow', {}, ''], 0);
      ahead.push([node.firstChild, depth + 1]);
      [node, depth] = [node.shadowRoot.firstChild, depth + 2];
    } else {
      [node, depth] = [node.firstChild, depth + 1];
    }
  }
  return { nodes, is_cut: Boolean(node) };
}
