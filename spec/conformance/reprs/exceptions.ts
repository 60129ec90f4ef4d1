// Errors as repr and str write them.
import * as asyncio from "asyncio-node";

const { repr, BaseExceptionGroup, CancelledError, ExceptionGroup, IncompleteReadError, OSError, ValueError } =
  asyncio;

// biome-ignore format: as in Python
const errors = [
  new ValueError(), new ValueError("text"), new ValueError("it's"), new ValueError('"quoted"'), new ValueError(3),
  new asyncio.RuntimeError("r"), new asyncio.LookupError("l"), new asyncio.EOFError(), new asyncio.NotImplementedError("n"), new asyncio.KeyboardInterrupt(), new asyncio.SystemExit(), new asyncio.SystemExit(1),
  new TypeError("t"), new CancelledError(), new CancelledError("why"), new asyncio.TimeoutError(), new asyncio.TimeoutError("late"),
  new asyncio.InvalidStateError("i"), new asyncio.QueueEmpty(), new asyncio.QueueFull(), new asyncio.QueueShutDown(), new asyncio.BrokenBarrierError(),
  new OSError("plain"), new OSError(2, "No such file"), new OSError(2, "No such file", "name.txt"), new OSError(111, "refused"),
  new asyncio.ConnectionResetError(104, "reset"), new asyncio.BrokenPipeError("pipe"), new asyncio.PermissionError(13, "no"), new asyncio.ProcessLookupError(),
  new IncompleteReadError(Buffer.from("ab"), 5), new IncompleteReadError(Buffer.alloc(0), null), new asyncio.LimitOverrunError("too long", 7),
  new ExceptionGroup("g", [new ValueError("a"), new TypeError("b")]),
  new BaseExceptionGroup("b", [new CancelledError(), new ExceptionGroup("i", [new OSError(1, "x")])]),
  new CancelledError("a", 1), new ValueError("it's", null, [1, 2]), new asyncio.RuntimeError(null, 1), new asyncio.SystemExit(1, "two"), new asyncio.QueueEmpty({ k: 1 }, { k: 2 }),
];
for (const error of errors) {
  console.log(repr(error), "|", error instanceof BaseExceptionGroup ? String(error) : error.message);
}

class Custom extends ValueError {}

class Deep extends Custom {}

const [is_missing, is_os] = [new OSError(2, "x"), new asyncio.ConnectionResetError()];
const missing = is_missing instanceof asyncio.FileNotFoundError;
console.log(
  repr(new Custom("c")),
  repr(new Deep()),
  repr([new Deep("in a list")]),
  repr({ k: new Custom("in a dict") }),
);
const counts = [new CancelledError("a", 1), new Deep("a", "b", "c")].map((error) => error.args.length);
console.log(...counts, repr(new asyncio.SystemExit(1, 1).code === 1), new asyncio.SystemExit(1).code);
console.log(repr(missing), repr(is_os instanceof OSError), is_missing.errno);
