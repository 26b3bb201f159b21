"""Forms as GOV.UK Frontend draws them, with our own date, time and choice fields.

Import from here: ``from look.forms import Form, DateField, Radios``.
"""

from look.forms.base import Form, ModelForm
from look.forms.dates import DateField, DateInput
from look.forms.times import TimeField
from look.forms.widgets import Checkboxes, Radios, Textarea, TextInput

__all__ = [
    "Checkboxes",
    "DateField",
    "DateInput",
    "Form",
    "ModelForm",
    "Radios",
    "TextInput",
    "Textarea",
    "TimeField",
]
