// Finds rows from their act control outward. Runs in the page; changes nothing.
// `hints` holds patterns of one language: control, age. Those two and a person define a row, so class names, tags and
// attributes may change.

const CONTROLS = 'a, button, [role="button"], [role="link"], input[type="button"], input[type="submit"]';
const NOT_A_LIST = 'dialog, [role="dialog"], [role="alertdialog"], aside, nav, [role="complementary"], ' +
  '[role="navigation"], [role="menu"], [hidden], [inert]';
const ANOTHER = `${NOT_A_LIST}, footer, [role="contentinfo"]`;
const VEIL = '[aria-hidden="true"], [inert]';
const LIST_ITEM = 'li, [role="listitem"]';
const LIST = 'ul, ol, tbody, table, [role="list"], [role="feed"], [role="table"]';
const PAGE = 'main, body, html, [role="main"]';
const HEADINGS = 'h1, h2, h3, h4, h5, h6, [role="heading"]';
const EMAIL = /^[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+$/;
// A possible phone number: `plan/phones.py` decides. Here it only shows that a row is about somebody.
const PHONE = /^[+([]*[\p{Nd}•·∙●*][\p{Nd}•·∙●*x ()[\].\u2010-\u2013-]{4,}$/iu;

const OTHERS = /^\/(?:company|school|showcase|groups|events|newsletters)\//;

/** The address of a link, or null. */
const hrefOf = once((link) => {
  const href = link.getAttribute('href');
  try { return href === null ? null : new URL(href, document.baseURI); } catch { return null; }
});

const isOfLinkedIn = once((link) => /(?:^|\.)linkedin\.com$/.test(hrefOf(link)?.hostname ?? ''));

/** The slug of the profile a link leads to; empty if it leads elsewhere. */
const personOf = once((link) => {
  const path = isOfLinkedIn(link) && hrefOf(link).pathname.match(/^\/in\/([^/]+)\/?$/);
  if (!path) return '';
  try { return decodeURIComponent(path[1]); } catch { return path[1]; }
});

/** Whether a link leads to anything that can be invited or invite: a person, a page, a group, an event. */
function isOfSomebody(link) {
  return personOf(link) !== '' || isOfLinkedIn(link) && OTHERS.test(hrefOf(link).pathname);
}

/** Finds rows of one list. */
function rowFinder(hints) {
  const control = pattern(hints.control);
  const age = pattern(hints.age);

  const noListAround = nearestOnce(NOT_A_LIST);
  const isDrawn = once(isShown);
  const veilAround = nearestOnce(VEIL);
  /** Whether a control is a hidden copy of another: pages have such copies (newer-evidence 10). An element that hides
   *  both, such as the backdrop of a dialog, does not count. */
  function isHiddenBeside(one, other) {
    if (one === other) return false;
    if (isDrawn(one) !== isDrawn(other)) return isDrawn(other);
    const veil = veilAround(one);
    return veil !== null && !isWithin(other, veil);
  }

  const isPlain = (control) => isDrawn(control) && veilAround(control) === null;

  const isControl = once((element) => element.matches(CONTROLS) && !personOf(element) && isNamed(element, control)
    && !noListAround(element));
  /** The controls at or below a node; of nested ones only the innermost, which a click reaches first. */
  const controlsIn = once((node) => {
    const found = new Set(all(node, CONTROLS).filter(isControl));
    const outer = new Set();
    for (const one of found) {
      for (let up = parentOf(one); up && up !== node; up = parentOf(up)) {
        if (found.has(up) && !isHiddenBeside(one, up)) outer.add(up);
      }
    }
    return [...found].filter((one) => !outer.has(one));
  });
  /** The controls at or below a node, except hidden copies of `own`. */
  const controlsBeside = (node, own) => controlsIn(node).filter((one) => !isHiddenBeside(one, own));

  const linksIn = onceBeside((element, own) => all(element, 'a[href]:not([role="button"], [href^="#"])')
    .filter((link) => !isWithin(link, own)));
  const peopleIn = (element, own) => new Set(linksIn(element, own).map(personOf).filter(Boolean));
  const buttonAround = nearestOnce('a[href], button, [role="button"]');
  /** Whether a text is on a button, or on a link within LinkedIn, like "Message". */
  const isOnAnother = once((node) => {
    const link = buttonAround(node);
    return link && (!link.matches('a[href]') || link.matches('[role="button"]')
      || isOfLinkedIn(link) && !isOfSomebody(link) && !writtenOn(link).includes('/'));
  });
  const linesBeside = (element, own, told) => linesOf(element, age, told)
    .filter(({ node }) => !isWithin(node, own) && !isOnAnother(node));
  /** The lines of an element outside its controls. */
  const linesIn = onceBeside((element, own) => linesBeside(element, own));
  const isAge = ({ text }) => age.test(text);

  /** The e-mail address or phone number that an invitation went to, or null. Headlines contain numbers too: a person's
   *  number is the first line, or part of the name of their control. */
  const addressIn = (lines, names) => [...lines, ...names].find((text) => EMAIL.test(text))
    ?? lines.find((text, at) => PHONE.test(text) && (at === 0 || names.some((name) => name.includes(text)))) ?? null;

  /** Whether an element shows somebody and an age. */
  function isWhole(element, own) {
    const lines = linesIn(element, own);
    return lines.some(isAge) && (linksIn(element, own).some(isOfSomebody)
      || addressIn(lines.map(({ text }) => text), namesOf(own)) !== null);
  }

  const some = (nodes, look) => {
    for (const node of nodes) if (look(node)) return true;
    return false;
  };
  const someElement = (nodes, look) => some(nodes, (node) => isElement(node) && !isUnwritten(node) && look(node));
  const hasControl = (node, own) => controlsIn(node).some((one) => !isHiddenBeside(one, own));
  const hasControlBeside = (element, own) => [true, false].some((isAfter) =>
    someElement(siblingsOf(element, isAfter), (node) => hasControl(node, own)));
  const hasWords = (node, own) => (isElement(node)
    ? !isUnwritten(node) && linesIn(node, own).length > 0 : node.nodeType === Node.TEXT_NODE && fold(node.data) !== '');
  const hasHeading = (node) => first(node, (element) => element.matches(HEADINGS));

  /** The smallest element around a control that shows somebody and an age; null if it would include another control or
   *  person. */
  function core(own) {
    for (let inner = own, element = parentOf(own); isElement(element); inner = element, element = parentOf(element)) {
      if (element.matches(LIST) || hasControlBeside(inner, own)) return null;
      if (peopleIn(element, own).size > 1) return null;
      if (isWhole(element, own)) return element;
    }
    return null;
  }

  const hasLinks = (node, own) => isElement(node) && linksIn(node, own).length > 0;
  const isAllLinks = (node, own) => isElement(node) && linesIn(node, own).every((line) => nearest(line.node, 'a[href]'));

  /** Whether text that may be a note follows a row outside it; `isOther` excludes elements by their links. */
  function isFollowedByWords(row, own, isOther) {
    for (const node of siblingsOf(row, true)) {
      if (isElement(node) && (node.matches(LIST_ITEM) || hasHeading(node) || hasControl(node, own))) return false;
      const isAnother = isElement(node) && node.matches(ANOTHER) || isOther(node, own);
      if (!isAnother && hasWords(node, own)) return true;
    }
    return false;
  }

  /** The core grown to the whole row: what follows it in the same box, such as a note, belongs to it. Null if the
   *  extent is ambiguous: then a note might be lost, or other text taken for one. */
  function grown(start, own) {
    let row = start;
    let hasNewWords = false;
    let unbounded; // the row if nothing shows how far its box extends
    const outcome = () => unbounded ?? (hasNewWords || isFollowedByWords(row, own, isAllLinks) ? null : row);
    for (let parent = parentOf(row); isElement(parent) && !parent.matches(PAGE); parent = parentOf(row)) {
      if (row.matches(LIST_ITEM)) unbounded ??= row;
      if (parent.matches(LIST)) return row;
      if (hasControlBeside(row, own)) return !row.matches(LIST_ITEM) && isFollowedByWords(row, own, hasLinks) ? null : row;
      const [before, after] = [[...siblingsOf(row, false)], [...siblingsOf(row, true)]];
      const isNamed = linesIn(row, own).findIndex(isAge) > 0;
      if (someElement([...before, ...after], (node) => peopleIn(node, own).size) || someElement(after, hasHeading)
        || isNamed && some(before, (node) => hasWords(node, own))) return outcome();
      if (someElement(after, (node) => linesIn(node, own).some(isAge))) return unbounded ?? null;
      if (someElement(after, (node) => linksIn(node, own).length)) {
        unbounded ??= outcome();
        if (unbounded === null) return null;
      }
      hasNewWords ||= some(after, (node) => hasWords(node, own));
      row = parent;
    }
    return outcome();
  }

  function rowOf(own) {
    const item = nearest(parentOf(own), LIST_ITEM);
    if (item && controlsBeside(item, own).length === 1 && peopleIn(item, own).size <= 1 && linesIn(item, own).some(isAge)) {
      return grown(item, own);
    }
    const start = core(own);
    return start && grown(start, own);
  }

  function read(own) {
    const row = rowOf(own);
    if (!row) return null;
    const lines = { before: [], after: [] };
    const pictures = all(row, 'img[alt], [role="img"][aria-label]')
      .map((image) => fold(image.getAttribute('alt') ?? image.getAttribute('aria-label'))).filter(Boolean);
    const names = namesOf(own);
    const written = linesBeside(row, own, [...pictures, ...names]);
    for (const { node, text } of written) lines[isBefore(own, node) ? 'after' : 'before'].push(text);
    const links = linksIn(row, own);
    const people = [...new Set(links.map(personOf).filter(Boolean))];
    return {
      row,
      who: people.length === 1 ? people[0] : people.length ? '' : addressIn(written.map(({ text }) => text), names) ?? '',
      text: {
        control: names,
        links: [...new Set(links.filter(isOfSomebody).map((link) => hrefOf(link)?.href).filter(Boolean))],
        pictures,
        linked: [...new Set(links.filter(personOf).map(writtenOn))].filter(Boolean),
        ...lines,
      },
    };
  }

  /** The controls without hidden copies of a given one or, by default, of the first one shown. */
  function withoutHidden(controls, given) {
    const model = given ?? controls.find(isPlain) ?? controls[0];
    return controls.filter((one) => !isHiddenBeside(one, model));
  }

  return { controlsIn, isDrawn, withoutHidden, read };
}
