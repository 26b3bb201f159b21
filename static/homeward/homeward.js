// Starts the vendored components on the first page and on whatever htmx swaps in later.
// Every page works without this file.
(function () {
  "use strict";

  document.body.classList.add("js-enabled");
  if ("noModule" in HTMLScriptElement.prototype) {
    document.body.classList.add("govuk-frontend-supported");
  }
  HomewardFrontend.start(document);

  for (const filter of document.querySelectorAll("[data-module='moj-filter']")) {
    new HomewardFrontend.FilterToggleButton(filter, {
      toggleButtonContainer: { selector: ".moj-action-bar__filter" },
      closeButtonContainer: { selector: ".moj-filter__header-action" },
      toggleButton: { showText: "Show filter", hideText: "Hide filter" },
      bigModeMediaQuery: "(min-width: 48.0625em)",
    });
  }

  document.body.addEventListener("htmx:load", function (event) {
    if (event.detail.elt !== document.body) {
      HomewardFrontend.start(event.detail.elt);
    }
  });
})();
