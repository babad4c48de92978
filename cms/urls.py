"""The one place that knows every app."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from cms.accounts import login_redirect_urls
from cms.core.views.accent import accent
from cms.core.views.kit import kit
from cms.core.views.robots import robots
from cms.core.views.root import root
from cms.core.views.serve import serve
from cms.core.views.well_known import favicon, security_txt
from home.views.sitemaps import PublicSitemap


def page_sitemap(request):
    """Return the sitemap of every public address."""
    return sitemap(request, {"addresses": PublicSitemap(request)})


urlpatterns = [
    path("", root, name="root"),
    path("admin/", include(login_redirect_urls.admin)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(login_redirect_urls.documents)),
    path("documents/", include(wagtaildocs_urls)),
    re_path(r"^accent-([0-9a-f]{6})\.css$", accent, name="accent"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("favicon.ico", favicon, name="favicon"),
    path("sitemap.xml", page_sitemap, name="sitemap"),
]
if settings.DEBUG:
    urlpatterns += [
        path("kit/", kit, name="kit"),
        *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    ]

handler429 = "cms.accounts.views.errors.too_many_requests"

urlpatterns += i18n_patterns(
    path("account/", include("cms.accounts.urls")),
    path("search/", include("search.urls")),
    path("extranet/", include("extranet.urls")),
    path("membership/", include("extranet.membership.public_urls")),
    path("share/", include("cms.sharing.urls")),
    path("appeals/", include("campaigns.urls")),
    path("learn/", include("academy.urls")),
    path("courses/", include("academy.public_urls")),
    path("", include("home.urls")),
    path("", include(login_redirect_urls.pages)),
    re_path(serve_pattern, serve, name="wagtail_serve"),
)
