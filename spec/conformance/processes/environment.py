import asyncio
import os
import tempfile
from asyncio.subprocess import PIPE


async def output(*args, **keywords):
    process = await asyncio.create_subprocess_exec(*args, stdout=PIPE, **keywords)
    stdout, _ = await process.communicate()
    return stdout.decode().split("\n")[:-1]


async def main():
    print(await output("env", env={"A": "1", "B": "two words", "EMPTY": ""}))
    print(await output("/usr/bin/env", env={}))
    print("PATH=" + os.environ["PATH"] in await output("env"))
    print(await output("pwd", cwd="/"), await output("pwd", cwd="/usr/bin/.."))
    print(await output("./env", "-i", "X=y", "sh", "-c", "echo $X", cwd="/usr/bin"))
    print(await output("sh", "-c", 'echo "$0" "$@"', "name", "a b", "", "*"))
    print(await output("name", "-c", 'echo "$0"', executable="/bin/sh"))
    process = await asyncio.create_subprocess_shell('echo "$HERE $0"', stdout=PIPE, env={"HERE": "there"})
    print(await process.communicate())

    session = ("sh", "-c", 'test "$(ps -o sid= -p $$ | tr -d " ")" = $$ && echo leader || echo follower')
    print(await output(*session), await output(*session, start_new_session=True))
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(folder, "only-here")
        with open(program, "w") as file:
            file.write("#!/bin/sh\necho found\n")
        os.chmod(program, 0o755)
        print(await output("only-here", env={"PATH": folder}))
        print(await output("./only-here", cwd=folder))
        fd = os.open(os.path.join(folder, "passed"), os.O_RDWR | os.O_CREAT)
        print(await output("sh", "-c", f"echo passed >/dev/fd/{fd}", pass_fds=[fd]))
        print(os.pread(fd, 100, 0))
        os.close(fd)


asyncio.run(main())
