import asyncio
import signal
from asyncio.subprocess import PIPE

TRAP = "trap 'echo got USR1; exit 7' USR1; echo ready; while :; do sleep 0.01; done"


async def main():
    for how in ("terminate", "kill"):
        process = await asyncio.create_subprocess_exec("sleep", "100")
        process.send_signal(0)
        getattr(process, how)()
        print(how, await process.wait())
        try:
            getattr(process, how)()
        except ProcessLookupError as e:
            print(repr(e))

    process = await asyncio.create_subprocess_shell(TRAP, stdout=PIPE)
    print(await process.stdout.readline())
    process.send_signal(signal.SIGUSR1)
    print(await process.stdout.read(), await process.wait())
    # The transport hears of the end of the pipe and of the process in either order.
    try:
        while True:
            process.send_signal(signal.SIGUSR1)
            await asyncio.sleep(0)
    except ProcessLookupError as e:
        print(repr(e), e.errno)

    process = await asyncio.create_subprocess_exec("sleep", "100")
    try:
        process.send_signal(999)
    except OSError as e:
        print(repr(e))
    process.send_signal(signal.SIGSTOP)
    print("stopped", process.returncode)
    process.send_signal(signal.SIGCONT)
    process.send_signal(9)
    print(await process.wait())


asyncio.run(main())
