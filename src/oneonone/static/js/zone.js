// Fills in the browser's time zone, or offers it where another one is set.

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

for (const field of document.querySelectorAll("input[data-zone-of-browser]")) {
  if (!field.value) field.value = here;
}

for (const offer of document.querySelectorAll("[data-zone-offer]")) {
  const field = document.getElementById(offer.dataset.zoneOffer);
  const button = offer.querySelector("button");
  const known = [...field.options].some((option) => option.value === here);
  offer.hidden = !known || field.value === here;
  button.textContent = button.textContent.replace("…", here);
  button.addEventListener("click", () => {
    field.value = here;
    offer.hidden = true;
    field.focus();
  });
}
