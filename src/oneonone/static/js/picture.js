// Shows a picture before it is sent.

const field = document.querySelector("input[type=file][name=profile_picture]");
const picture = document.querySelector("[data-picture]");

field.addEventListener("change", () => {
  const [file] = field.files;
  if (!file) return;
  URL.revokeObjectURL(picture.src);
  picture.src = URL.createObjectURL(file);
  picture.hidden = false;
  document.querySelector("[data-no-picture]")?.setAttribute("hidden", "");
});
