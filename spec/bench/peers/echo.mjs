/**
 * The other end of the echo servers that are measured: a process of its own, on bare node:net, the same for all sides.
 *
 *     node echo.mjs PORT CONNECTIONS ROUNDS    once all are connected, each sends so many lines, one after the
 *                                              other's echo
 */
import { once } from "node:events";
import { connect } from "node:net";

const [port, connections, rounds] = process.argv.slice(2).map(Number);
const line = Buffer.from(`${"x".repeat(63)}\n`);

const sockets = Array.from({ length: connections }, () => connect(port, "127.0.0.1").setNoDelay());
await Promise.all(sockets.map((socket) => once(socket, "connect")));

for (const socket of sockets) {
  let left = rounds;
  let missing = line.length;
  socket.write(line);
  socket.on("data", (data) => {
    missing -= data.length;
    if (missing > 0) return;
    missing = line.length;
    left -= 1;
    if (left > 0) socket.write(line);
    else socket.end();
  });
}
