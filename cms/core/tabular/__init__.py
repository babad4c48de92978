"""Rows of the vocabularies as CSV and spreadsheets: what is exported imports again unchanged.

A resource (`TabularResource`) says which columns a model has. `import_rows` brings a file in,
`export_file` writes one, and `TabularViewSet` puts both behind buttons of Wagtail's listings.
"""
