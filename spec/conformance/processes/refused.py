import asyncio
import os
import stat
import tempfile


async def refused(*args, **keywords):
    try:
        await asyncio.create_subprocess_exec(*args, **keywords)
    except (OSError, ValueError, TypeError) as e:
        print(repr(e), repr(getattr(e, "filename", None)))


async def main():
    await refused("no-such-program")
    await refused("/no/such/program", "with", "arguments")
    await refused("true", cwd="/no/such/folder")
    await refused("true", cwd="/etc/passwd")
    await refused("/etc/passwd")
    await refused("/")
    await refused("")
    await refused("true", executable="no-such-program")
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(folder, "program")
        open(program, "w").close()
        os.chmod(program, stat.S_IREAD)
        await refused("./program", cwd=folder)
        await refused("program", env={"PATH": folder})
    try:
        await asyncio.create_subprocess_shell("true", cwd="/no/such/folder")
    except FileNotFoundError as e:
        print(e, e.errno, e.strerror, e.filename)
    try:
        await asyncio.create_subprocess_shell("true", executable="/no/such/shell")
    except FileNotFoundError as e:
        print(e)

    print("- arguments")
    await refused("nul\0")
    await refused("true", "nul\0")
    await refused("true", cwd="nul\0")
    await refused("true", env={"A": "nul\0"})
    await refused("true", env={"A=B": "C"})
    await refused("true", env={"A": 1})
    await refused(1)
    await refused("true", 2)
    await refused("true", user=-3)
    await refused("true", group=-3)
    await refused("true", pass_fds=[-1])
    await refused("true", pass_fds=[999])
    await refused("true", wait=True)
    try:
        await asyncio.create_subprocess_shell(5)
    except ValueError as e:
        print(repr(e))
    try:
        await asyncio.create_subprocess_shell("true", shell=False)
    except ValueError as e:
        print(repr(e))
    for keyword, value in (
        ("universal_newlines", True),
        ("shell", True),
        ("bufsize", 1),
        ("text", True),
        ("encoding", "utf8"),
        ("errors", "strict"),
        ("creationflags", 1),
        ("startupinfo", 1),
    ):
        await refused("true", **{keyword: value})
    await refused("true", universal_newlines=True, shell=True, text=True)


asyncio.run(main())
