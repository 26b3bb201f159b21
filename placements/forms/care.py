"""Forms of periods of care and legal statuses."""

from __future__ import annotations

from typing import Any

from django import forms

from look.forms import DateField
from placements.forms.offered import TodayForm, offer_codes

# A period of care that begins again the same day: the return's, not a reason for its end.
CONTINUES = "X1"


class StartCareForm(TodayForm):
    starts_on = DateField(label="When did the child become looked after?", subject="The date")
    need_code = forms.ChoiceField(label="What was the main need?")
    legal_code = forms.ChoiceField(label="Under which legal status?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_codes(self.fields["need_code"], "CIN", self.today)
        offer_codes(self.fields["legal_code"], "LS", self.today)


class EndCareForm(TodayForm):
    ends_on = DateField(label="When did the child leave care?", subject="The date")
    end_code = forms.ChoiceField(label="Why did care end?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_codes(self.fields["end_code"], "REC", self.today, without=(CONTINUES,))


class LegalForm(TodayForm):
    code = forms.ChoiceField(label="Which legal status?")
    starts_on = DateField(label="From when?", subject="The date")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_codes(self.fields["code"], "LS", self.today)
