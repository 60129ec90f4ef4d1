import * as asyncio from "asyncio-node";

await asyncio.run(asyncio.coroutine(async () => {})());
const { user, system } = process.cpuUsage();
console.log((user + system) * 1000);
