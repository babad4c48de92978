"""The guide within the admin: a short section a task, in every language of the site.

A section is a file `<language>/<code>.md`; `sections.py` says who reads it, and where its links
lead.
"""
