"""Named in settings as FORM_RENDERER; needs ``django.forms`` and ``look`` installed."""

from django.forms.renderers import TemplatesSetting

from look.forms.bound import LookBoundField


class LookRenderer(TemplatesSetting):
    """Every form of the project is drawn with the templates in templates/components/forms."""

    form_template_name = "components/forms/form.html"
    field_template_name = "components/forms/field.html"
    bound_field_class = LookBoundField
