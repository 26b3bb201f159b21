// The behaviour Homeward ships. Components not named here are left out of the bundle.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  createAll,
  isSupported,
} from "govuk-frontend";
import { Alert, FilterToggleButton } from "@ministryofjustice/frontend";

const components = [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Alert,
];

export { FilterToggleButton, isSupported };

/** Start every component inside `scope` (the document, or what htmx has just swapped in). */
export function start(scope) {
  for (const component of components) {
    createAll(component, undefined, scope);
  }
}
