"""Every address of the site. A view needs login unless it is marked `login_not_required`."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from tvaerblik.api.addresses import urls as api_urls

# Choosing a language changes a cookie and nothing else, so it needs no token; and a page without a
# token is the same for every reader and can be kept by any cache.
choose_language = csrf_exempt(login_not_required(set_language))

urlpatterns = [
    path("", include("tvaerblik.web.urls")),
    path("api/v1/", api_urls),
    path("konto/login/", auth.LoginView.as_view(), name="login"),
    path("konto/logout/", auth.LogoutView.as_view(), name="logout"),
    path("sprog/", choose_language, name="set_language"),
    path("admin/", admin.site.urls),
]
