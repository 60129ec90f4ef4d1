import asyncio


def add(log, *words):
    log.append(" ".join(words))


loop = asyncio.new_event_loop()
log = []
loop.call_soon(add, log)
loop.call_soon(add, log, "one")
loop.call_soon(add, log, "two", "words")
handle = loop.call_soon(add, log, "never")
handle.cancel()


def nested(depth):
    log.append(f"nested {depth}")
    if depth < 3:
        loop.call_soon(nested, depth + 1)
        loop.call_soon(add, log, f"sibling {depth}")


loop.call_soon(nested, 1)
loop.call_soon(add, log, "after nested")
loop.call_soon_threadsafe(add, log, "threadsafe")
print("nothing yet:", log)
for i in range(3):
    loop.stop()
    loop.run_forever()
    print(f"iteration {i}:", log)
    log.clear()

print(handle.cancelled(), loop.call_soon(add, log).cancelled())
loop.set_debug(True)
for wrong in ("text", None, 7):
    try:
        loop.call_soon(wrong)
    except TypeError as e:
        print("TypeError:", e)
loop.close()
