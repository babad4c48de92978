"""What is told by e-mail: the kinds, who is told, the words, the handing over to the mail server.

Nothing here knows a request. See docs/extranet-notices.md.
"""
