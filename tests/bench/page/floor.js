// The floor of a scan: asks for the next rows as soon as the last came, and does nothing else. Runs in the page.
(how) => new Promise((resolve) => {
  const list = document.querySelector(how.list);
  const scroller = how.scroller ? document.querySelector(how.scroller) : document.scrollingElement;
  const count = () => list.querySelectorAll(`:scope > ${how.row}`).length;
  let rows = count();
  const ask = () => { scroller.scrollTop = scroller.scrollHeight; };
  const watch = new MutationObserver((mutations) => {
    for (const { addedNodes } of mutations) for (const node of addedNodes) rows += node.matches?.(how.row) ? 1 : 0;
    if (rows >= how.wanted) { watch.disconnect(); resolve(rows); } else ask();
  });
  watch.observe(list, { childList: true });
  if (rows >= how.wanted) resolve(rows); else ask();
})
