// Starts the vendored components on the first page and on whatever htmx swaps in later.
// Every page works without this file.
(function () {
  "use strict";

  document.body.classList.add("js-enabled");
  if ("noModule" in HTMLScriptElement.prototype) {
    document.body.classList.add("govuk-frontend-supported");
  }
  HomewardFrontend.start(document);
  withoutExpandedRadios();

  for (const filter of document.querySelectorAll("[data-module='moj-filter']")) {
    new HomewardFrontend.FilterToggleButton(filter, {
      toggleButtonContainer: { selector: ".moj-action-bar__filter" },
      closeButtonContainer: { selector: ".moj-filter__header-action" },
      toggleButton: { showText: "Show filter", hideText: "Hide filter" },
      bigModeMediaQuery: "(min-width: 48.0625em)",
    });
  }

  // A radio button may not carry aria-expanded (ARIA 1.2); GOV.UK Frontend sets it on every
  // click and when the browser brings a page back. What it reveals follows it in reading order.
  function withoutExpandedRadios() {
    for (const radio of document.querySelectorAll("input[type='radio'][aria-expanded]")) {
      radio.removeAttribute("aria-expanded");
    }
  }
  document.addEventListener("click", withoutExpandedRadios);
  window.addEventListener("pageshow", withoutExpandedRadios);

  // On a phone the pages of a child are one row that slides: show the one that is open.
  for (const row of document.querySelectorAll(".moj-sub-navigation__list")) {
    const open = row.querySelector("[aria-current='page']");
    if (open) row.scrollLeft = open.offsetLeft - row.offsetLeft;
  }

  document.body.addEventListener("htmx:load", function (event) {
    if (event.detail.elt !== document.body) {
      HomewardFrontend.start(event.detail.elt);
      withoutExpandedRadios();
    }
  });
})();
