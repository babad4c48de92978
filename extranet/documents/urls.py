"""Documents: lists, pages, files, and what keeping them needs."""

from django.urls import path

from extranet.documents.views import (
    change,
    drafts,
    files,
    folders,
    lists,
    log,
    page,
    shares,
    upload,
)

VERSION = "documents/<int:pk>/v<int:number>/"

urlpatterns = [
    path("documents/", lists.AllDocumentsView.as_view(), name="documents"),
    # A body's.
    path("documents/of/<slug:code>/", lists.BodyView.as_view(), name="documents-body"),
    path("documents/of/<slug:code>/upload/", upload.upload, name="documents-upload"),
    path("documents/of/<slug:code>/drafts/", drafts.DraftsView.as_view(), name="documents-drafts"),
    path("documents/of/<slug:code>/log/", log.BodyLogView.as_view(), name="documents-log"),
    path(
        "documents/of/<slug:code>/folders/",
        folders.FoldersView.as_view(),
        name="documents-folders",
    ),
    path("documents/folder/<int:pk>/", lists.FolderView.as_view(), name="folder"),
    path("documents/folder/<int:pk>/edit/", folders.FolderEditView.as_view(), name="folder-edit"),
    # One document's.
    path("documents/<int:pk>/", page.DocumentView.as_view(), name="document"),
    path("documents/<int:pk>/edit/", change.EditView.as_view(), name="document-edit"),
    path("documents/<int:pk>/add-version/", upload.add_version, name="document-add-version"),
    path("documents/<int:pk>/withdraw/", change.WithdrawView.as_view(), name="document-withdraw"),
    path("documents/<int:pk>/replace/", change.SupersedeView.as_view(), name="document-supersede"),
    path("documents/<int:pk>/shares/", shares.SharesView.as_view(), name="document-shares"),
    path(
        "documents/<int:pk>/shares/<int:share>/revoke/",
        shares.RevokeView.as_view(),
        name="document-share-revoke",
    ),
    path("documents/<int:pk>/log/", log.DocumentLogView.as_view(), name="document-log"),
    # One version's.
    path(VERSION, page.VersionView.as_view(), name="document-version"),
    path(f"{VERSION}text/", page.TextView.as_view(), name="document-text"),
    path(f"{VERSION}open", files.OpenView.as_view(), name="document-open"),
    path(f"{VERSION}download", files.DownloadView.as_view(), name="document-download"),
    path(f"{VERSION}original", files.OriginalView.as_view(), name="document-original"),
]
