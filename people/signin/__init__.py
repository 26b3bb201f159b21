"""How people get in, how long they stay, and how they are shown out. Built on django-allauth."""
