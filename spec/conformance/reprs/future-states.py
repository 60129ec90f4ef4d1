# A future prints as what it is: pending, finished with a result or an exception, or cancelled.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    print(future, future._state, future.done())
    future.set_result(42)
    print(future, future._state, future.done())
    print(str(future), repr(future), f"{future}")

    failed = loop.create_future()
    failed.set_exception(ValueError("it's broken"))
    print(failed, failed._state)
    failed.exception()
    by_class = loop.create_future()
    by_class.set_exception(LookupError)
    print(by_class, repr(by_class.exception()))

    cancelled = loop.create_future()
    cancelled.cancel()
    print(cancelled, cancelled._state)
    with_message = loop.create_future()
    with_message.cancel("why not")
    print(with_message, with_message.cancelled())

    print([loop.create_future(), future])
    print({"future": future, "nested": [future]})
    nested = loop.create_future()
    nested.set_result(future)
    print(nested)
    itself = loop.create_future()
    itself.set_result([itself])
    print(itself)
    print(asyncio.isfuture(future), type(future).__name__)


asyncio.run(main())
