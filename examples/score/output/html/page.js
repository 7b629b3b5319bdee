"use strict";
(() => {
  const $ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const body = document.querySelector("#readings > tbody");
  const rows = [...body.rows];
  const messages = document.querySelector("#messages");
  const search = document.querySelector("#search");
  const count = document.querySelector("#count");
  const reset = document.querySelector("#reset");
  const tip = document.querySelector("#tip");
  const scores = { p: 0, a: 1, u: 2, c: 3 };

  messages.before(document.querySelector("#overview"));
  $(".tools, .hint").forEach(part => (part.hidden = false));
  rows.forEach((row, number) => (row.number = number));

  // Sorting: a click turns the order round; what is equal stays in the order of the file.
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const keyOf = {
    n: row => row.cells[0].textContent,
    i: row => row.querySelector("td.intent").textContent,
  };
  const heads = $("#readings > thead th[data-key]");
  const sort = (head, direction) => {
    const key = head.dataset.key;
    const value = keyOf[key] || (row => +row.dataset.scores.split(" ")[scores[key]]);
    const order = key in scores ? (x, y) => x - y : collator.compare;
    const sign = direction === "ascending" ? 1 : -1;
    const keyed = rows.map(row => [value(row), row]);
    keyed.sort((x, y) => sign * order(x[0], y[0]) || x[1].number - y[1].number);
    body.append(...keyed.map(pair => pair[1]));
    heads.forEach(other => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", direction);
  };
  heads.forEach(head =>
    head.firstElementChild.addEventListener("click", () => {
      // The rudest, the angriest, the most urgent, the least complete first: that is what one looks for.
      const first = head.dataset.key === "a" || head.dataset.key === "u" ? "descending" : "ascending";
      const other = first === "ascending" ? "descending" : "ascending";
      sort(head, head.getAttribute("aria-sort") === first ? other : first);
    }),
  );

  // Filtering: bars of one chart add up, charts and the search narrow each other.
  const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/’/g, "'").toLowerCase();
  const pressed = {};
  const filter = () => {
    const wanted = plain(search.value.trim());
    let shown = 0;
    for (const row of rows) {
      const fits = Object.entries(pressed).every(
        ([key, values]) => !values.size || row.dataset[key].split(" ").some(value => values.has(value)),
      );
      if (wanted) row.words ??= plain(row.cells[0].textContent + " " + row.querySelector(".text").textContent);
      row.hidden = !fits || (wanted && !row.words.includes(wanted));
      shown += !row.hidden;
    }
    count.textContent = `${shown} / ${rows.length} ${count.dataset.shown}`;
    reset.disabled = shown === rows.length && !wanted;
    document.querySelector("#nothing").hidden = shown > 0;
  };
  const bars = $(".bar");
  bars.forEach(bar =>
    bar.addEventListener("click", () => {
      const { filter: key, value } = bar.dataset;
      const values = (pressed[key] ??= new Set());
      const isOn = !values.delete(value) && !!values.add(value);
      bar.setAttribute("aria-pressed", isOn);
      filter();
    }),
  );
  search.addEventListener("input", filter);
  reset.addEventListener("click", () => {
    search.value = "";
    Object.values(pressed).forEach(values => values.clear());
    bars.forEach(bar => bar.setAttribute("aria-pressed", false));
    filter();
    search.focus();
  });
  filter();

  // All explanations at once.
  const open = document.querySelector("#open");
  open.addEventListener("click", () => {
    const isOpening = !open.isOpening;
    open.isOpening = isOpening;
    $("details", body).forEach(details => (details.open = isOpening));
    [open.textContent, open.dataset.other] = [open.dataset.other, open.textContent];
  });

  // What a marked word weighs: on hover, and on tap.
  let told = null;
  const hide = () => { tip.hidden = true; told = null; };
  const tell = mark => {
    if (mark.title) {
      mark.dataset.tip = mark.title;
      mark.setAttribute("aria-description", mark.title);
      mark.removeAttribute("title");
    }
    told = mark;
    tip.textContent = mark.dataset.tip;
    tip.hidden = false;
    const word = mark.getClientRects()[0];
    const left = Math.max(12, Math.min(word.left, innerWidth - tip.offsetWidth - 12));
    const above = word.top - tip.offsetHeight - 8;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 4 ? above : word.bottom + 8}px`;
  };
  body.addEventListener("pointerover", event => {
    const mark = event.target.closest("mark");
    if (mark) tell(mark);
    else if (event.pointerType === "mouse") hide();
  });
  body.addEventListener("pointerleave", event => event.pointerType === "mouse" && hide());
  document.addEventListener("click", event => {
    const mark = event.target.closest?.(".text mark");
    if (mark) tell(mark);
    else hide();
  });
  document.addEventListener("keydown", event => event.key === "Escape" && hide());
  addEventListener("scroll", () => told && hide(), { passive: true });
})();
