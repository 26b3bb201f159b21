// Says so beside the save button when a draft could not be kept. htmx does the sending.
document.addEventListener("DOMContentLoaded", () => {
  const status = document.querySelector("[data-draft]");
  if (!status) return;
  const say = (text) => { status.textContent = text; };
  status.addEventListener("htmx:beforeSwap", (event) => {
    // A sign-in page instead of an answer: the session ended. Nothing on this page is lost by it.
    if (event.detail.xhr.responseURL.includes("/account/")) {
      event.detail.shouldSwap = false;
      say("Not saved: you are signed out. Sign in again in another tab; your text stays here.");
    }
  });
  status.addEventListener("htmx:responseError", () => say("Not saved. Your text is still here."));
  status.addEventListener("htmx:sendError", () => say("Not saved: no connection. Your text is still here."));
});
