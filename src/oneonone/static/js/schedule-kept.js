// Which meetings are to stay when it is planned again: ticked boxes, which outlive the page.

export function watchKept(calendar, signal) {
  const key = `kept:${calendar}`;
  const boxes = [...document.querySelectorAll("input[name=keep]")];
  const told = document.querySelector("[data-kept]");
  const before = new Set(JSON.parse(sessionStorage.getItem(key)) ?? []);
  for (const box of boxes) box.checked ||= before.has(box.value);

  function count() {
    const kept = boxes.filter((box) => box.checked).map((box) => box.value);
    sessionStorage.setItem(key, JSON.stringify(kept));
    if (!told) return;
    told.hidden = kept.length === 0;
    told.textContent =
      kept.length === 1 ? told.dataset.one : told.dataset.many.replace("…", kept.length);
  }

  document.addEventListener("change", (event) => event.target.name === "keep" && count(), {
    signal,
  });
  count();
}
