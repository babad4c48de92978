"""The life of an election: prepared, named for, admitted, voted on, seated.

`conditions` reads; `preparing` → `naming` → `admitting` → `voting` → `seating` write, each in one
transaction with the row of the election locked.
"""
