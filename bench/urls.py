"""The product's pages, and beside them those the bench sets them against."""

from django.urls import path

from bench import by_hand, by_hand_child
from config.urls import urlpatterns as of_the_product

urlpatterns = [
    path("by-hand/empty/", by_hand.empty, name="by_hand_empty"),
    path("by-hand/", by_hand.my_work, name="by_hand_work"),
    path("by-hand/<uuid:pk>/", by_hand_child.child, name="by_hand_child"),
    *of_the_product,
]
