/**
 * Networks, pipes and processes: what a loop loads when it needs one of them for the first time. A program that needs
 * none would else pay a third of its start-up for them.
 */
export { getaddrinfo, getnameinfo } from "./internal/node/names.js";
export {
  connect_accepted_socket,
  create_connection,
  create_unix_connection,
  start_tls,
} from "./network/connections.js";
export { create_datagram_endpoint } from "./network/datagrams.js";
export { connect_read_pipe, connect_write_pipe } from "./network/pipes.js";
export { subprocess_exec, subprocess_shell } from "./network/processes.js";
export { sendfile } from "./network/sendfile.js";
export { create_server, create_unix_server } from "./network/servers.js";
