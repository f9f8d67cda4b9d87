// Finding rows from their act control outward. Runs in the page; touches nothing.
// `hints` holds patterns of one language: control, age. What a row is follows from those two and a person, so that
// class names, tags and attributes may change.

const CONTROLS = 'a, button, [role="button"], [role="link"]';
const NOT_A_LIST = 'dialog, [role="dialog"], [role="alertdialog"], aside, nav, [role="complementary"], [role="menu"]';
const LIST_ITEM = 'li, [role="listitem"], article';
const BLOCKS = 'address, article, a, button, div, figcaption, h1, h2, h3, h4, h5, h6, li, p, section, td, time';
const ADDRESS = /^[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+$/;

const fold = (text) => (text ?? '').replace(/[\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
  .replace(/\s+/g, ' ').trim();
const pattern = (source) => new RegExp(source, 'iu');

/** A control's possible names: what assistive technology reads, then what is written on it. */
function namesOf(control) {
  const referred = (control.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean)
    .map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  return [control.getAttribute('aria-label'), referred, control.textContent].map(fold).filter(Boolean);
}

const isNamed = (control, wanted) => namesOf(control).some((name) => wanted.test(name));

/** The text of an element as lines, in document order. Inline pieces of one block are one line, unless one of them
 *  alone is the age, which some layouts put beside other words. */
function linesOf(root, age) {
  const lines = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let block = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = fold(node.data);
    if (!text) continue;
    const around = node.parentElement;
    if (around.closest('script, style, template, noscript')) continue;
    const nearest = around.closest(BLOCKS) ?? root;
    const line = nearest === block ? lines.at(-1) : (lines.push({ node: around, parts: [] }), lines.at(-1));
    line.parts.push(text);
    block = nearest;
  }
  return lines.flatMap(({ node, parts }) => {
    const whole = fold(parts.join(' '));
    return !age.test(whole) && parts.some((part) => age.test(part))
      ? parts.map((text) => ({ node, text })) : [{ node, text: whole }];
  });
}

const personLinks = (element) =>
  new Set([...element.querySelectorAll('a[href*="/in/"]')].map((link) => link.href.split(/[?#]/)[0]));

const otherLinks = (element, own) =>
  [...element.querySelectorAll('a[href]')].filter((link) => link !== own && !own.contains(link));

/** Finds rows of one list below what `scopeOf` gives. */
function rowFinder(hints, scopeOf) {
  const control = pattern(hints.control);
  const age = pattern(hints.age);

  const isControl = (element) => isNamed(element, control) && !element.closest(NOT_A_LIST);
  const controlsIn = (element) => [...element.querySelectorAll(CONTROLS)].filter(isControl);

  function hasSecondControl(element, own) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node !== own && !own.contains(node) && !node.contains(own) && node.matches(CONTROLS) && isControl(node)) {
        return true;
      }
    }
    return false;
  }

  const agesIn = (element) => linesOf(element, age).filter((line) => age.test(line.text));

  /** The element that holds this control, one person and one age, and as little else as can be. Null where there is
   *  none: such a control belongs to something else. */
  function rowOf(own) {
    const scope = scopeOf();
    const item = own.closest(LIST_ITEM);
    if (item && scope.contains(item) && !hasSecondControl(item, own)) return agesIn(item).length ? item : null;
    for (let element = own.parentElement; element && element !== scope; element = element.parentElement) {
      if (element === document.body || hasSecondControl(element, own) || personLinks(element).size > 1) return null;
      if (agesIn(element).length && (otherLinks(element, own).length
        || linesOf(element, age).some((line) => ADDRESS.test(line.text)))) return element;
      if (element.matches(LIST_ITEM)) return null;
    }
    return null;
  }

  function read(own) {
    const row = rowOf(own);
    if (!row) return null;
    const lines = { before: [], after: [] };
    for (const { node, text } of linesOf(row, age)) {
      if (own.contains(node)) continue;
      const isAfter = own.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;
      // What can be clicked is no line of the row: "Message", "… show more".
      if (node.closest('button, [role="button"]')) continue;
      lines[isAfter ? 'after' : 'before'].push(text);
    }
    return {
      row,
      text: {
        control: namesOf(own),
        links: [...new Set(otherLinks(row, own).map((link) => link.href))],
        pictures: [...row.querySelectorAll('img[alt], [role="img"][aria-label]')]
          .map((image) => fold(image.getAttribute('alt') ?? image.getAttribute('aria-label'))).filter(Boolean),
        ...lines,
      },
    };
  }

  return { controlsIn, isControl, read, age };
}
