import asyncio


loop = asyncio.new_event_loop()


def again(n):
    print("again", n)
    if n > 0:
        loop.call_soon(again, n - 1)


print("--- stopped before it runs: one iteration")
loop.call_soon(again, 3)
loop.stop()
loop.run_forever()
print("what was scheduled meanwhile waits for the next run")
loop.stop()
loop.run_forever()

print("--- stopped from a callback: the iteration is finished")
loop.call_soon(print, "before")
loop.call_soon(loop.stop)
loop.call_soon(print, "after, in the same iteration")
loop.call_soon(lambda: loop.call_soon(print, "next iteration"))
loop.run_forever()
print("stopped, running:", loop.is_running())

print("--- stopping twice is stopping once")
loop.call_soon(loop.stop)
loop.call_soon(loop.stop)
loop.run_forever()
loop.call_soon(print, "runs in a run of its own")
loop.call_soon(loop.stop)
loop.run_forever()

print("--- stopped by a timer, which is due with others")
when = loop.time() + 0.01
loop.call_at(when, print, "timer 1")
loop.call_at(when, loop.stop)
loop.call_at(when, print, "timer 3")
loop.call_later(5, print, "never")
loop.run_forever()
loop.close()
