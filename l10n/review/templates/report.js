"use strict";
(function () {
  const form = document.getElementById("filter");
  const cards = Array.from(document.querySelectorAll("#findings article"), (card) => ({
    card, file: card.dataset.file, words: card.textContent.toLowerCase(), notes: Array.from(card.querySelectorAll("[data-code]")),
  }));
  const shown = document.getElementById("shown");
  const nothing = document.getElementById("nothing");
  function apply() {
    const wanted = new FormData(form);
    const severities = wanted.getAll("severity"), code = wanted.get("code"), file = wanted.get("file");
    const words = wanted.get("words").trim().toLowerCase();
    let count = 0;
    for (const { card, file: place, words: held, notes } of cards) {
      let met = 0;
      const here = (!file || file === place) && (!words || held.includes(words));
      for (const note of notes) {
        const fits = here && severities.includes(note.dataset.severity) && (!code || code === note.dataset.code);
        note.hidden = !fits;
        met += fits ? 1 : 0;
      }
      card.hidden = !met;
      count += met;
    }
    shown.value = count + " of " + form.dataset.total + " shown";
    nothing.hidden = count > 0;
  }
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  document.querySelectorAll("a[data-pick]").forEach((link) => link.addEventListener("click", () => {
    form.elements[link.dataset.pick].value = link.dataset.value;
    apply();
  }));
  form.hidden = cards.length === 0;
  apply();
})();
