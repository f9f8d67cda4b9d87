// The usual in-page loop, without its sleeps: scroll down, then read all rows there are once more.
(how) => new Promise((resolve) => {
  const scroller = how.scroller ? document.querySelector(how.scroller) : document.scrollingElement;
  const step = () => {
    const people = [...document.querySelectorAll(how.row)].map((row) => ({
      link: row.querySelector('a[href*="/in/"]')?.href, lines: row.innerText.split('\n'),
    }));
    if (people.length >= how.wanted) { resolve(people); return; }
    scroller.scrollTop = scroller.scrollHeight;
    requestAnimationFrame(step);
  };
  step();
})
