// The usual in-page loop, without its sleeps: scroll down, then read all rows there are once more. Gives how many it has
// read by the end of its time.
(how) => new Promise((resolve) => {
  const scroller = how.scroller ? document.querySelector(how.scroller) : document.scrollingElement;
  const end = performance.now() + how.milliseconds;
  const step = () => {
    const people = [...document.querySelectorAll(how.row)].map((row) => ({
      link: row.querySelector('a[href*="/in/"]')?.href, lines: row.innerText.split('\n'),
    }));
    if (people.length >= how.wanted || performance.now() > end) { resolve(people.length); return; }
    scroller.scrollTop = scroller.scrollHeight;
    requestAnimationFrame(step);
  };
  step();
})
