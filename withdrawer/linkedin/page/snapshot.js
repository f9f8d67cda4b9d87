// A page's structure without what it says: every letter becomes x and every digit 0, but for LinkedIn's own labels.
(hints) => {
  const KEPT = new Set(['role', 'type', 'open', 'disabled', 'hidden', 'tabindex', 'data-testid', 'data-view-name',
    'data-component-type', 'data-display-contents', 'aria-expanded', 'aria-disabled', 'aria-hidden', 'lang']);
  const VOID = new Set(['br', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);
  const DROPPED = new Set(['script', 'style', 'noscript', 'iframe', 'object', 'template']);
  const LIMIT = 2_000_000;
  const labels = hints.map((source) => new RegExp(source, 'iu'));
  const isLabel = (text) => labels.some((label) => text.match(label)?.slice(1).every((group) => group === undefined));
  const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
  const masked = (text) => {
    const folded = text.replace(/\s+/g, ' ').trim();
    return escaped(isLabel(folded) ? folded : text.slice(0, 2000).replace(/\p{N}/gu, '0').replace(/[^\p{P}\p{Z}\s0]/gu, 'x'));
  };
  const pieces = [];
  let size = 0;
  const write = (piece) => { size += piece.length; if (size < LIMIT) pieces.push(piece); };
  const visit = (node) => {
    if (size >= LIMIT) return;
    if (node.nodeType === Node.TEXT_NODE) { write(masked(node.data)); return; }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const tag = node.localName;
    if (DROPPED.has(tag)) return;
    const attributes = [...node.attributes].map(({ name, value }) =>
      ` ${escaped(name)}="${KEPT.has(name) ? escaped(value.slice(0, 80)) : masked(value.slice(0, 200))}"`).join('');
    write(`<${tag}${attributes}>`);
    if (VOID.has(tag)) return;
    node.childNodes.forEach(visit);
    write(`</${tag}>`);
  };
  visit(document.documentElement);
  return pieces.join('');
}
