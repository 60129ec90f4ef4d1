# Exception groups: their texts, split and subgroup by class, by several classes, by a predicate, and derive.
import asyncio


def show(label, value):
    print(label, repr(value))


tree = ExceptionGroup("top", [
    ValueError("v1"),
    ExceptionGroup("nested", [TypeError("t"), ValueError("v2")]),
    LookupError("l"),
])
show("repr", tree)
print("str", str(tree))
print("message", tree.message, len(tree.exceptions))
show("subgroup", tree.subgroup(ValueError))
show("subgroup of two", tree.subgroup((TypeError, LookupError)))
show("subgroup of none", tree.subgroup(RuntimeError))
print("subgroup of all", tree.subgroup(Exception) is tree)
match, rest = tree.split(ValueError)
show("match", match)
show("rest", rest)
show("split by predicate", tree.split(lambda e: not isinstance(e, ExceptionGroup) and str(e) == "t"))
show("split by group", tree.split(lambda e: isinstance(e, ExceptionGroup) and e.message == "nested"))
show("split all", tree.split(ExceptionGroup)[1])
show("derive", tree.derive([ValueError("new")]))
show("derive base", type(tree.derive([KeyboardInterrupt()])).__name__)
one = BaseExceptionGroup("one", [ValueError("x")])
print(type(one).__name__, str(one), isinstance(one, ExceptionGroup))
base = BaseExceptionGroup("base", [KeyboardInterrupt(), ValueError("x")])
print(type(base).__name__, str(base), isinstance(base, ExceptionGroup))
show("ordinary part", base.subgroup(ValueError))
show("cancelled", BaseExceptionGroup("c", [asyncio.CancelledError("bye")]))

for arguments in [("empty", []), ("interrupt", [KeyboardInterrupt()]), (3, [ValueError()]), ("text", ["x"]), ("no list", 3)]:
    try:
        print(ExceptionGroup(*arguments))
    except Exception as e:
        print(arguments[0], "!!", type(e).__name__, e)
