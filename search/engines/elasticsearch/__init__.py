"""The engine that ranks best: Elasticsearch, fed from the entries.

`analysis` and `mapping` say how texts are read, `indices` which index is in use, `bulk` writes
entries, `consistency` compares, `queries` and `deep_paging` ask, and `engine` puts them together.
"""

from .engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine"]
