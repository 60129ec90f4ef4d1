# A log that names the request it belongs to, through nested coroutines and tasks, as servers do it.
import asyncio
import contextvars

request_id = contextvars.ContextVar("request_id", default=None)
lines = []


def log(text):
    lines.append("[%s] %s" % (request_id.get(), text))


async def query(table):
    log("query " + table)
    await asyncio.sleep(0)
    log("rows of " + table)
    return [table, request_id.get()]


async def handle(number):
    token = request_id.set(number)
    log("begins")
    try:
        rows = await asyncio.gather(query("users"), query("posts"))
        if number == 2:
            raise ValueError("no such user")
        log("ends")
        return rows
    except ValueError as e:
        log("fails: " + str(e))
        return None
    finally:
        request_id.reset(token)
        log("is over")


async def main():
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(handle(n)) for n in (1, 2, 3)]
    log("all done")
    for task in tasks:
        print(task.result())


asyncio.run(main())
for line in lines:
    print(line)
