from django.urls import path

from academy.certificates.views import public

urlpatterns = [
    path("certificates/", public.CheckView.as_view(), name="certificates"),
    path("certificates/<str:code>/", public.VerifyView.as_view(), name="certificate"),
]
