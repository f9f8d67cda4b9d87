// Finding rows from their act control outward. Runs in the page; touches nothing.
// `hints` holds patterns of one language: control, age. What a row is follows from those two and a person, so that
// class names, tags and attributes may change.

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
// What may be a phone number: see `plan/phones.py`, which decides. Here it only tells that a row is of somebody.
const PHONE = /^[+([]*[\p{Nd}•·∙●*][\p{Nd}•·∙●*x ()[\].\u2010-\u2013-]{4,}$/iu;

const OTHERS = /^\/(?:company|school|showcase|groups|events|newsletters)\//;

/** Where a link leads, null where nowhere. */
const hrefOf = once((link) => {
  const href = link.getAttribute('href');
  try { return href === null ? null : new URL(href, document.baseURI); } catch { return null; }
});

const isOfLinkedIn = once((link) => /(?:^|\.)linkedin\.com$/.test(hrefOf(link)?.hostname ?? ''));

/** The person whose profile a link leads to; empty where it leads elsewhere. */
const personOf = once((link) => {
  const path = isOfLinkedIn(link) && hrefOf(link).pathname.match(/^\/in\/([^/]+)\/?$/);
  if (!path) return '';
  try { return decodeURIComponent(path[1]); } catch { return path[1]; }
});

/** Whether a link leads to somebody who can be invited or invite: a person, a page, a group, an event. */
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
  /** Whether a control is a hidden copy beside another: pages hold such (newer-evidence 10). What hides both, as a dialog
   *  hides all that is behind it, tells nothing. */
  function isHiddenBeside(one, other) {
    if (one === other) return false;
    if (isDrawn(one) !== isDrawn(other)) return isDrawn(other);
    const veil = veilAround(one);
    return veil !== null && !isWithin(other, veil);
  }

  const isPlain = (control) => isDrawn(control) && veilAround(control) === null;

  const isControl = once((element) => element.matches(CONTROLS) && !personOf(element) && isNamed(element, control)
    && !noListAround(element));
  /** Controls at or below a node; of those within each other the innermost, which a click reaches first. */
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
  /** Those at or below a node that count beside a control. */
  const controlsBeside = (node, own) => controlsIn(node).filter((one) => !isHiddenBeside(one, own));

  const linksIn = onceBeside((element, own) => all(element, 'a[href]:not([role="button"], [href^="#"])')
    .filter((link) => !isWithin(link, own)));
  const peopleIn = (element, own) => new Set(linksIn(element, own).map(personOf).filter(Boolean));
  const buttonAround = nearestOnce('a[href], button, [role="button"]');
  /** Whether words stand on a button, or on a link that leads about LinkedIn, as "Message" does. */
  const isOnAnother = once((node) => {
    const link = buttonAround(node);
    return link && (!link.matches('a[href]') || link.matches('[role="button"]')
      || isOfLinkedIn(link) && !isOfSomebody(link) && !writtenOn(link).includes('/'));
  });
  const linesBeside = (element, own, told) => linesOf(element, age, told)
    .filter(({ node }) => !isWithin(node, own) && !isOnAnother(node));
  /** What is written in an element beside its controls. */
  const linesIn = onceBeside((element, own) => linesBeside(element, own));
  const isAge = ({ text }) => age.test(text);

  /** The e-mail address or the phone number that an invitation went to, null where none is written. Headlines hold
   *  numbers too: that of a person is the first line, or what their control is called by. */
  const addressIn = (lines, names) => [...lines, ...names].find((text) => EMAIL.test(text))
    ?? lines.find((text, at) => PHONE.test(text) && (at === 0 || names.some((name) => name.includes(text)))) ?? null;

  /** Whether an element tells of somebody and an age. */
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

  /** The least element around a control that tells of somebody and an age, null where another control or person comes
   *  in before. */
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

  /** Whether words that may be a note follow a row without being within it; `isOther` tells what is none by its links. */
  function isFollowedByWords(row, own, isOther) {
    for (const node of siblingsOf(row, true)) {
      if (isElement(node) && (node.matches(LIST_ITEM) || hasHeading(node) || hasControl(node, own))) return false;
      const isAnother = isElement(node) && node.matches(ANOTHER) || isOther(node, own);
      if (!isAnother && hasWords(node, own)) return true;
    }
    return false;
  }

  /** What follows the core within the same box, as notes do, belongs to the row too. Null where it can't be told what
   *  does: then a note might be lost, or other words taken for one. */
  function grown(start, own) {
    let row = start;
    let hasNewWords = false;
    let unbounded; // what the row is where nothing shows how far its box reaches
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

  /** Controls without hidden copies, beside a given one or else the first that is shown. */
  function withoutHidden(controls, given) {
    const model = given ?? controls.find(isPlain) ?? controls[0];
    return controls.filter((one) => !isHiddenBeside(one, model));
  }

  return { controlsIn, isDrawn, withoutHidden, read };
}
