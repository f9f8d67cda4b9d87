// The texts of the page: the names of controls, and the lines of an element. Runs in the page; changes nothing.

const BLOCKS = new Set(['address', 'article', 'a', 'button', 'div', 'figcaption', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li',
  'p', 'section', 'td', 'time']);
const UNWRITTEN = new Set(['script', 'style', 'template', 'noscript']);
const isBlock = (element) => BLOCKS.has(element.localName) || ['button', 'link'].includes(element.getAttribute('role'));
const isUnwritten = (element) => UNWRITTEN.has(element.localName);

const INVISIBLE = /[\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/g;
const UNFOLDED = new RegExp(`[^\\S ]| {2}|^ | $|${INVISIBLE.source}`); // nearly all text is already folded
const fold = (text) => (UNFOLDED.test(text) ? text.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim() : text ?? '');
const pattern = (source) => new RegExp(source, 'iu');

/** The texts below a node, in display order, each with its element and its block. */
function textsOf(node, block = node, texts = []) {
  const children = childrenOf(node);
  for (let at = 0; at < children.length; at += 1) {
    const child = children[at];
    const kind = child.nodeType;
    if (kind === Node.TEXT_NODE) {
      const text = fold(child.data);
      if (text) texts.push({ text, block, node: isElement(node) ? node : parentOf(node) });
    } else if (kind === Node.ELEMENT_NODE) {
      if (child.localName === 'br') block = child;
      else if (!isUnwritten(child)) textsOf(child, isBlock(child) ? child : block, texts);
    }
  }
  return texts;
}

const writtenOn = (node) => fold(textsOf(node).map(({ text }) => text).join(' '));

/** A control's possible names: what assistive technology reads, then its text, whole and in parts. */
const namesOf = once((control) => {
  const root = control.getRootNode();
  const referred = (control.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean)
    .map((id) => root.getElementById?.(id) ?? document.getElementById(id)).filter(Boolean)
    .map((element) => element.getAttribute('aria-label') ?? writtenOn(element)).join(' ');
  const parts = [...all(control, '[aria-label], [alt], [title]')].flatMap((element) =>
    [element.getAttribute('aria-label'), element.getAttribute('alt'), element.getAttribute('title')]);
  const texts = textsOf(control).map(({ text }) => text);
  const names = [control.getAttribute('aria-label'), referred, texts.join(' '), control.value, ...parts, ...texts];
  return [...new Set(names.map((name) => (typeof name === 'string' ? fold(name) : '')))].filter(Boolean);
});

const isNamed = (control, wanted) => namesOf(control).some((name) => wanted.test(name));

/** The texts of an element, grouped by block. */
const blocksOf = once((root) => {
  const blocks = [];
  let last = null;
  for (const { text, block, node } of textsOf(root)) {
    if (block !== last) blocks.push({ node, parts: [] });
    blocks.at(-1).parts.push(text);
    last = block;
  }
  return blocks;
});

/** The text of an element as lines. Inline pieces of one block form one line, unless one of them alone is the age, or
 *  the name as `told` elsewhere in the row: some layouts put those next to text for screen readers only. */
function linesOf(root, age, told = []) {
  const isTold = (text) => told.some((name) => name.includes(text));
  return blocksOf(root).flatMap(({ node, parts }) => {
    const whole = parts.join(' ');
    const isSplit = parts.length > 1 && (!age.test(whole) && parts.some((part) => age.test(part))
      || !isTold(whole) && parts.some((part) => part.length > 1 && isTold(part)));
    return isSplit ? parts.map((text) => ({ node, text })) : [{ node, text: whole }];
  });
}
