// Copies what stands in a field; where nothing may be copied, it is selected to be copied by hand.

for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const told = button.closest("section").querySelector("[data-told]");

  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = button.dataset.copied;
    } catch {
      told.textContent = button.dataset.selected;
    }
  });
}
