/**
 * The other end of the servers that are measured with much data: a process of its own, on bare node:net.
 *
 *     node bulk.mjs PORT send MEBIBYTES    sends so much, and closes
 *     node bulk.mjs PORT receive           takes what comes
 */
import { connect } from "node:net";

const [port, direction, mebibytes] = process.argv.slice(2);
const socket = connect(Number(port), "127.0.0.1");
const block = Buffer.alloc(64 * 1024, "x");

if (direction === "receive") {
  socket.resume();
} else {
  let left = Number(mebibytes) * 16;
  const send = () => {
    while (left > 0) {
      left -= 1;
      if (!socket.write(block)) return;
    }
    socket.end();
  };
  socket.on("drain", send).resume();
  send();
}
