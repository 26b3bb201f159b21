// Keeps what is typed, and says so beside the save button. htmx does the sending.
document.addEventListener("DOMContentLoaded", () => {
  const status = document.querySelector("[data-draft]");
  if (!status) return;
  const form = document.querySelector(status.getAttribute("hx-include"));
  const say = (text) => { status.textContent = text; };

  // A form that was only looked at leaves no draft behind.
  let unsaved = false;
  const typed = () => { unsaved = true; };
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  status.addEventListener("htmx:beforeRequest", (event) => {
    if (!unsaved) event.preventDefault();
    unsaved = false;
  });

  status.addEventListener("htmx:beforeSwap", (event) => {
    // A sign-in page instead of an answer: the session ended. Nothing on this page is lost by it.
    if (event.detail.xhr.responseURL.includes("/account/")) {
      event.detail.shouldSwap = false;
      unsaved = true;
      say("Not saved: you are signed out. Sign in again in another tab; your text stays here.");
    }
  });
  const failed = (text) => () => { unsaved = true; say(text); };
  status.addEventListener("htmx:responseError", failed("Not saved. Your text is still here."));
  status.addEventListener("htmx:sendError", failed("Not saved: no connection. Your text is still here."));
});
