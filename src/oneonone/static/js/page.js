// What every page does: its menus close, and what a script could not do is told.

const notices = document.getElementById("notices");

function closeMenus(except) {
  for (const menu of document.querySelectorAll("[data-menu][open]")) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => {
  closeMenus(event.target.closest("[data-menu]"));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("[data-menu][open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

/** Tell the person something; a refusal stays until the next one. */
export function tell(message, kind = "danger") {
  const notice = document.createElement("div");
  notice.className = `notice ${kind}`;
  notice.textContent = message;
  notices.replaceChildren(notice);
  return notice;
}

export function tellLoggedOut() {
  const link = document.createElement("a");
  link.href = notices.dataset.login;
  link.target = "_blank";
  link.textContent = notices.dataset.logIn;
  tell(notices.dataset.loggedOut, "warning").append(link);
}

function detailOf(body) {
  try {
    return JSON.parse(body).detail;
  } catch {
    return notices.dataset.lost;
  }
}

// What is loaded by itself leaves alone what was told.
document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.requestConfig.verb !== "get") notices.replaceChildren();
});

document.addEventListener("htmx:responseError", ({ detail }) => {
  if (detail.xhr.status === 401) tellLoggedOut();
  else tell(detailOf(detail.xhr.responseText));
});

document.addEventListener("htmx:sendError", () => tell(notices.dataset.lost));
