# Context variables, tokens and contexts as they print.
from contextvars import Context, ContextVar, Token, copy_context

plain = ContextVar("plain")
print(plain)
kept = []
for default in [None, True, 0, 1.5, "it's", b"bytes", [1, "a"], {"k": None}, ValueError("x")]:
    kept.append(ContextVar("with default", default=default))
    print(kept[-1])
quoted = ContextVar('"quoted"', default='"')
print(quoted)
items = []
itself = ContextVar("itself", default=items)
items.append(itself)

token = plain.set(1)
print(token)
print(token.old_value, token.var is plain)
again = plain.set(2)
print(again.old_value, [token, again][0] is token)
plain.reset(again)
print(again)
print(Token.MISSING, repr(Token.MISSING))
print(repr(Context()).split(" at ")[0])
context = copy_context()
print(context, f"{context}" == repr(context))
print({"variable": plain, "list": [token]})
try:
    ContextVar("nothing").get()
except LookupError as e:
    print(repr(e))
    print(e)
