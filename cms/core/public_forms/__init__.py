"""Forms that anybody may send, on pages that stay in the cache and set no cookie.

`views.PublicFormView` is all that an app needs; `origin`, `guard` and `limits` are its parts.
"""
