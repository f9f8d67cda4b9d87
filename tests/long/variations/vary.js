// Changes a page's markup as LinkedIn might, by a seed, but keeps each row's control, person and age.
// Gives what was done, and whom the rows show now. Knows nothing of the reader.
({ seed, expected, isSent }) => {
  let state = seed >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const chance = (part) => random() < part;
  const pick = (list) => list[Math.floor(random() * list.length)];
  const word = () => `_${Math.floor(random() * 4294967296).toString(16)}`;
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const label = isSent ? /^(?:Withdraw|Withdrawn? invitation sent to .*)$/ : /^(?:Show more|More) actions/;
  const isControl = (element) => label.test(element.getAttribute('aria-label') ?? element.textContent.trim());
  let controls = [...document.querySelectorAll('a, button')].filter((element) => isControl(element)
    && !element.closest('aside, dialog, nav'));
  const rows = controls.map((control, at) => {
    let row = control;
    while (!controls.some((other) => other !== control && row.parentElement.contains(other))) row = row.parentElement;
    return { control, row, ...expected[at] };
  });
  const list = rows[0].row.parentElement;
  const done = [];
  const inRows = () => rows.flatMap(({ row }) => [...row.querySelectorAll('*')]);
  const retag = (element, tag, attributes = {}) => {
    const other = make(tag, attributes);
    for (const { name, value } of element.attributes) if (!(name in attributes)) other.setAttribute(name, value);
    other.append(...element.childNodes);
    element.replaceWith(other);
    for (const one of rows) {
      if (one.control === element) one.control = other;
      if (one.row === element) one.row = other;
    }
    return other;
  };
  const wrap = (element, tag = 'div') => {
    const outer = make(tag);
    element.replaceWith(outer);
    outer.append(element);
    return outer;
  };
  const rename = (one, name) => {
    const walker = document.createTreeWalker(one.row, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) node.data = node.data.replaceAll(one.name, name);
      else for (const attribute of node.attributes) attribute.value = attribute.value.replaceAll(one.name, name);
    }
    one.name = name;
  };
  const side = (tag, isInList) => {
    const told = isSent ? 'Sent 2 weeks ago' : 'Connected on August 6, 2026';
    const named = isSent ? 'Withdraw invitation sent to Ottokar Fenwright' : 'More actions for Ottokar Fenwright';
    const card = make('div', {}, make('h2', {}, 'People you may know'), make('section', {},
      make('a', { href: 'https://www.linkedin.com/in/ottokar-fenwright-77aa10/' }, 'Ottokar Fenwright'),
      make('p', {}, isInList ? 'Suggested for you' : told), isInList ? make('button', {}, 'Connect')
        : make('button', { 'aria-label': named }, isSent ? 'Withdraw' : '')));
    return make(tag, {}, card);
  };

  const PARTS = 'a, p, button, img, span, time, [role="button"], [role="link"]';
  const changes = {
    classes: () => document.querySelectorAll('[class]').forEach((element) =>
      chance(0.4) ? element.removeAttribute('class') : element.setAttribute('class', `${word()} ${word()}`)),
    attributes: () => document.querySelectorAll('*').forEach((element) => {
      for (const name of element.getAttributeNames()) {
        if (!/^data-|^component|^tabindex$|^aria-(?:expanded|haspopup|disabled)$/.test(name) || chance(0.4)) continue;
        const value = element.getAttribute(name);
        element.removeAttribute(name);
        if (chance(0.5)) element.setAttribute(`data-${word()}`, value);
      }
    }),
    deeper: () => inRows().forEach((element) => {
      if (chance(0.2) && !element.closest('svg')) for (let n = 1 + Math.floor(random() * 3); n; n -= 1) wrap(element);
    }),
    'deeper rows': () => { for (const one of rows) if (chance(0.6)) one.row = wrap(one.row); },
    'deeper list': () => { wrap(list); wrap(wrap(list)); },
    flatter: () => inRows().forEach((element) => {
      if (element.isConnected && element.localName === 'div' && chance(0.5)
        && !rows.some(({ control }) => control === element)) element.replaceWith(...element.childNodes);
    }),
    paragraphs: () => inRows().forEach((element) => {
      if (element.localName === 'p' && element.isConnected && chance(0.7)) retag(element, 'div');
    }),
    'no list items': () => { for (const one of rows) {
      one.row.removeAttribute('role');
      if (one.row.localName === 'li') retag(one.row, 'div');
    } if (/^[uo]l$/.test(list.localName)) list.replaceWith(make('div', {}, ...list.childNodes)); },
    'no main': () => { const main = document.querySelector('main'); main?.replaceWith(make('div', {}, ...main.childNodes)); },
    'kinds of control': () => { const [tag, attributes] = pick([['a', { href: 'https://www.linkedin.com/' }],
      ['button', {}], ['div', { role: 'button', tabindex: '0' }], ['span', { role: 'link', tabindex: '0' }]]);
    for (const one of rows) retag(one.control, tag, attributes); },
    'names of control': () => { const kind = pick(['label', 'child', 'both', 'labelledby', 'bare']);
      rows.forEach(({ control, name, address }, at) => {
        const told = isSent ? `Withdraw invitation sent to ${name}` : `More actions for ${name}`;
        control.removeAttribute('aria-label');
        if (kind === 'label' || kind === 'both') control.setAttribute('aria-label', told);
        if (kind === 'child' || kind === 'both') {
          control.append(make('span', { style: 'position:absolute;width:1px;height:1px;overflow:hidden' }, told));
        }
        if (kind === 'labelledby') {
          document.body.append(make('span', { id: `named-${at}`, hidden: '' }, told));
          control.setAttribute('aria-labelledby', `named-${at}`);
        }
        if (kind === 'bare') isSent ? null : control.setAttribute('aria-label', 'Show more actions');
        if (kind === 'child' && isSent === false) control.firstElementChild?.remove?.();
        if (kind === 'child' && !isSent) control.replaceChildren(make('span', {}, told));
      }); return kind; },
    'extra controls': () => { for (const { control } of rows) {
      control.before(pick([make('a', { href: '/messaging/compose/?recipient=x', 'aria-label': 'Message' }, 'Message'),
        make('button', { 'aria-label': 'Follow' }, make('span', {}, 'Follow'))]));
      if (chance(0.5)) control.after(make('div', { role: 'button', tabindex: '0' }, 'See more'));
    } },
    'side card': () => document.querySelector('main, body').append(side(pick(['aside', 'div', 'section']), false)),
    ads: () => { for (const { row } of rows) if (chance(0.5)) row.before(make(pick(['div', 'section']), {},
      make('p', {}, 'Promoted'), make('a', { href: 'https://ads.example.com/' }, 'Sent today by a shop near you'))); },
    suggestions: () => pick(rows).row.before(side('div', true)),
    'closed dialogs': () => document.body.append(make('dialog', {}, make('p', {}, 'Sent today'),
      make('a', { href: 'https://www.linkedin.com/in/nobody-at-all/' }, 'Nobody'),
      make('button', { 'aria-label': isSent ? 'Withdraw invitation sent to Nobody' : 'More actions for Nobody' }, 'Withdraw'))),
    'control in a shadow root': () => { for (const { control } of rows) {
      const host = make('x-control');
      control.replaceWith(host);
      host.attachShadow({ mode: 'open' }).append(control);
    } },
    'rows in a shadow root': () => { for (const { row } of rows) {
      const parts = [...row.childNodes];
      !row.shadowRoot && /^(?:div|section|article|p|span)$/.test(row.localName)
        && row.attachShadow({ mode: 'open' }).append(...parts);
    } },
    slotted: () => { for (const { row } of rows) {
      if (/^(?:div|section|article)$/.test(row.localName) && !row.shadowRoot) {
        row.attachShadow({ mode: 'open' }).append(make('section', {}, make('slot')));
      }
    } },
    'list in a shadow root': () => {
      const host = make('x-list');
      list.isConnected && list.replaceWith(host);
      host.attachShadow({ mode: 'open' }).append(list);
    },
    'name with the label': () => rename(pick(rows.filter(({ slug }) => slug)), pick(['Withdraw Smith', 'Remove Actions', 'Sent Today', 'People Connections'])),
    'names alike': () => { rename(rows[0], 'Ana'); if (rows[1]?.slug) rename(rows[1], 'Ana Nueva'); },
    links: () => document.querySelectorAll('a[href*="/in/"]').forEach((link) => {
      const url = new URL(link.href);
      link.setAttribute('href', pick([`${url.href}?miniProfileUrn=urn%3Ali%3Afs_miniProfile%3Ax`, url.pathname,
        decodeURI(url.href), `${url.href.replace(/\/$/, '')}#about`, url.href]));
    }),
    'an age that was a time': () => inRows().forEach((element) => {
      if (!element.childElementCount && /^(?:Sent|Connected) /.test(element.textContent) && element.localName === 'span') {
        retag(element, 'time');
      }
    }),
    'one row': () => {
      const left = pick(rows);
      for (const { row } of rows) if (row !== left.row) { row.previousElementSibling?.localName === 'hr' && row.previousElementSibling.remove(); row.remove(); }
      rows.splice(0, rows.length, left);
    },
    flat: () => { for (const one of rows) {
      const parts = [...one.row.querySelectorAll(PARTS)].filter((part) => !part.parentElement.closest(PARTS));
      one.row.replaceWith(...parts);
    } },
    'an address': () => { const one = pick(rows); if (!isSent) return;
      one.row.querySelectorAll('a[href*="/in/"]').forEach((link) => link.replaceWith(...link.childNodes));
      one.row.querySelectorAll('img, svg').forEach((image) => image.remove());
      rename(one, 'quiet.lantern@example.org'); one.slug = ''; one.address = one.name; },
    'a page': () => { const one = pick(rows.filter(({ slug }) => slug));
      one.row.querySelectorAll('a[href*="/in/"]').forEach((link) => link.setAttribute('href', '/company/lantern-works/'));
      one.slug = ''; one.address = ''; },
  };
  if (isSent) {
    changes['a note'] = () => { const one = pick(rows); if (one.note) return;
      one.note = pick(['Withdraw', 'Sent 3 weeks ago we met', 'Hello there']);
      const item = one.row.closest('li, [role="listitem"]') ?? one.row.querySelector('li, [role="listitem"]') ?? one.row;
      item.append(make('div', {}, make('p', {}, make('span', {}, one.note)))); };
  }
  // What takes rows apart comes last; a flat page keeps no row to put into a shadow root.
  const order = Object.keys(changes);
  const chosen = order.filter((name) => chance(name === 'flat' ? 0.02 : name === 'one row' ? 0.12 : 0.18));
  const last = ['one row', 'flat', 'slotted', 'rows in a shadow root', 'control in a shadow root', 'list in a shadow root'];
  const whoFirst = ['name with the label', 'names alike', 'an address', 'a page'];
  const rank = (name) => (whoFirst.includes(name) ? -1 : last.indexOf(name) + 1);
  chosen.sort((one, other) => rank(one) - rank(other));
  for (const name of chosen) done.push(`${name}${changes[name]() ?? ''}`);
  return { done, rows: rows.map(({ slug, address, name, age, note }) => ({ slug, address, name, age, note })) };
}
