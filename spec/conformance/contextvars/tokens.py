# Tokens: what they remember, how often they serve, and where.
import contextvars
from contextvars import ContextVar, Token

var = ContextVar("var")
other = ContextVar("other", default=None)


def attempt(label, action):
    try:
        print(label, "->", action())
    except Exception as e:
        print(label, "!!", type(e).__name__, e)


first = var.set("one")
second = var.set("two")
print(first.var is var, first.old_value is Token.MISSING, second.old_value, Token.MISSING)
print(first)
var.reset(second)
print(var.get(), second)
attempt("used twice", lambda: var.reset(second))
attempt("of another variable", lambda: other.reset(first))
attempt("in a copy", lambda: contextvars.copy_context().run(var.reset, first))
var.reset(first)
attempt("no value", lambda: var.get())
attempt("a default", lambda: var.get("default"))
attempt("None as default", lambda: var.get(None))
attempt("its own default", lambda: other.get())
attempt("its own default passed over", lambda: other.get("given"))
attempt("no token", lambda: var.reset("token"))
attempt("nothing to set", lambda: var.set())
attempt("a new token", lambda: Token())
attempt("no name", lambda: ContextVar())
attempt("a number as name", lambda: ContextVar(3))
attempt("unknown keyword", lambda: ContextVar("x", value=3))
token = other.set(1)
other.set(2)
other.set(3)
other.reset(token)
print(other.get(), token.old_value is Token.MISSING)
print(ContextVar("it's", default="a 'default'").name)
