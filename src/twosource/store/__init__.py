"""The database: SQLAlchemy Core tables, one module of functions per noun, all inside a transaction.

`open_store(path)` gives a `Store`; `with store.transaction() as tx:` gives the connection that the
functions of `captures`, `reports`, `events`, `articles`, `publications` and `outcomes` take first.
The tables are the truth: what is still to do is always asked of them, never remembered elsewhere.
"""

from twosource.store.database import Store, Transaction, open_store
from twosource.store.lock import hold

__all__ = ["Store", "Transaction", "hold", "open_store"]
