// A future prints as what it is: pending, finished with a result or an exception, or cancelled.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const future = loop.create_future();
  console.log(future, future._state, repr(future.done()));
  future.set_result(42);
  console.log(future, future._state, repr(future.done()));
  console.log(String(future), repr(future), `${future}`);

  const failed = loop.create_future();
  failed.set_exception(new asyncio.ValueError("it's broken"));
  console.log(failed, failed._state);
  failed.exception();
  const by_class = loop.create_future();
  by_class.set_exception(asyncio.LookupError);
  console.log(by_class, repr(by_class.exception()));

  const cancelled = loop.create_future();
  cancelled.cancel();
  console.log(cancelled, cancelled._state);
  const with_message = loop.create_future();
  with_message.cancel("why not");
  console.log(with_message, repr(with_message.cancelled()));

  console.log(repr([loop.create_future(), future]));
  console.log(repr({ future, nested: [future] }));
  const nested = loop.create_future();
  nested.set_result(future);
  console.log(nested);
  const itself = loop.create_future();
  itself.set_result([itself]);
  console.log(itself);
  console.log(repr(asyncio.isfuture(future)), future.constructor.name);
});

await asyncio.run(main());
