// Shows of a list of choices only those in which what is typed stands.

for (const field of document.querySelectorAll("[data-filter]")) {
  const around = field.closest("[data-filtered]");
  const told = around.querySelector("[role=status]");
  const choices = [...around.querySelectorAll(".choice")];

  field.hidden = false;
  field.addEventListener("input", () => {
    const sought = field.value.trim().toLowerCase();
    for (const choice of choices) {
      const checked = choice.querySelector("input").checked;
      choice.hidden = !(checked || choice.textContent.toLowerCase().includes(sought));
    }
    told.textContent = choices.every((choice) => choice.hidden) ? told.dataset.none : "";
  });

  // The return key is for finding, not for sending what is half chosen.
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}
