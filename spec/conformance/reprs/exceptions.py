# Errors as repr and str write them.
import asyncio

errors = [
    ValueError(), ValueError("text"), ValueError("it's"), ValueError('"quoted"'), ValueError(3),
    RuntimeError("r"), LookupError("l"), EOFError(), NotImplementedError("n"), KeyboardInterrupt(), SystemExit(), SystemExit(1),
    TypeError("t"), asyncio.CancelledError(), asyncio.CancelledError("why"), asyncio.TimeoutError(), asyncio.TimeoutError("late"),
    asyncio.InvalidStateError("i"), asyncio.QueueEmpty(), asyncio.QueueFull(), asyncio.QueueShutDown(), asyncio.BrokenBarrierError(),
    OSError("plain"), OSError(2, "No such file"), OSError(2, "No such file", "name.txt"), OSError(111, "refused"),
    ConnectionResetError(104, "reset"), BrokenPipeError("pipe"), PermissionError(13, "no"), ProcessLookupError(),
    asyncio.IncompleteReadError(b"ab", 5), asyncio.IncompleteReadError(b"", None), asyncio.LimitOverrunError("too long", 7),
    ExceptionGroup("g", [ValueError("a"), TypeError("b")]),
    BaseExceptionGroup("b", [asyncio.CancelledError(), ExceptionGroup("i", [OSError(1, "x")])]),
    asyncio.CancelledError("a", 1), ValueError("it's", None, [1, 2]), RuntimeError(None, 1), SystemExit(1, "two"), asyncio.QueueEmpty({"k": 1}, {"k": 2}),
]
for error in errors:
    print(repr(error), "|", str(error))


class Custom(ValueError):
    pass


class Deep(Custom):
    pass


print(repr(Custom("c")), repr(Deep()), [Deep("in a list")], {"k": Custom("in a dict")})
print(len(asyncio.CancelledError("a", 1).args), len(Deep("a", "b", "c").args), SystemExit(1, 1).code == 1, SystemExit(1).code)
print(isinstance(OSError(2, "x"), FileNotFoundError), isinstance(ConnectionResetError(), OSError), OSError(2, "x").errno)
