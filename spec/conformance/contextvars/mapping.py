# A context as a mapping: its size, keys, values, items, and that a copy stands still.
from contextvars import Context, ContextVar, copy_context

a, b, c = ContextVar("a"), ContextVar("b", default="b's default"), ContextVar("c")


def names(variables):
    return sorted(v.name for v in variables)


def fill(context, **values):
    for name, value in values.items():
        context.run({"a": a, "b": b, "c": c}[name].set, value)


context = Context()
print(len(context), list(context), a in context, context.get(a), context.get(b))
fill(context, a=1, b=None)
print(len(context), names(context), names(context.keys()), sorted(map(repr, context.values())))
print(sorted((k.name, v) for k, v in context.items() if v is not None), context.get(b, "x"), context.get(c, "x"))
twin = context.copy()
fill(twin, a=2, c=3)
print(names(context), context.get(a), names(twin), twin.get(a), twin.get(c))
fill(context, c="three")
print(context.get(c), twin.get(c))

for variable in context:
    fill(context, a="changed while iterating")
print(context.get(a), twin.get(a))
token = twin.run(c.set, "again")
twin.run(c.reset, token)
print(twin.get(c), c in twin, len(twin))
fresh = Context()
token = fresh.run(a.set, 1)
fresh.run(a.reset, token)
print(len(fresh), a in fresh, len(copy_context()))
print(context)
try:
    "a" in context
except TypeError as e:
    print(e)
