"""How votes are reckoned: pure functions in whole numbers, without a database.

What is here also recounts a published record where there is no site.
"""
