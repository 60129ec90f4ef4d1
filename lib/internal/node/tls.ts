/**
 * Making a TLS socket of a plain one, as the `ssl` keyword says.
 *
 * A client is `tls.connect`. A server's side is made socket by socket, since its connections are accepted by the loop;
 * so what `tls.Server` adds to a socket, checking a client's certificate, is done here.
 */
import type { Socket } from "node:net";
import type { ConnectionOptions, SecureContext, TLSSocket, TlsOptions } from "node:tls";
import { ConnectionResetError } from "../../python/exceptions.js";
import { repr } from "../../python/repr.js";
import { SSLCertVerificationError, SSLContext, SSLError } from "../../ssl.js";
import { ip_version } from "./addresses.js";
import { errno_of_error, to_os_error } from "./errors.js";
import { tls } from "./lazy.js";

/** What the `ssl` keyword takes, besides `true` for a client. */
export type Ssl = SSLContext | SecureContext | ConnectionOptions | TlsOptions;

/** What CPython says of anything else. */
export function no_context(ssl: unknown): TypeError {
  return new TypeError(`sslcontext is expected to be an instance of ssl.SSLContext, got ${repr(ssl)}`);
}

/** The `ssl` keyword, understood. */
export class TlsSettings {
  /** What `get_extra_info("sslcontext")` shows. */
  readonly sslcontext: object;
  readonly #options: ConnectionOptions & TlsOptions;
  readonly #check_hostname: boolean;
  #context: SecureContext | null = null;

  /** @throws TypeError if it is nothing of the kind. */
  constructor(ssl: Ssl | true) {
    if (ssl !== true && (typeof ssl !== "object" || ssl === null)) {
      throw no_context(ssl);
    }
    const given = ssl === true ? {} : ssl;
    this.sslcontext = given;
    this.#check_hostname = !(given instanceof SSLContext) || given.check_hostname;
    this.#options = {};
    if (given instanceof SSLContext)
      this.#options = given._to_tls_options() as ConnectionOptions & TlsOptions;
    else if (is_secure_context(given)) this.#context = given;
    else this.#options = given as ConnectionOptions & TlsOptions;
  }

  /** Made once, however many connections a server has. */
  get #secure_context(): SecureContext {
    this.#context ??= this.#options.secureContext ?? tls().createSecureContext(this.#options);
    return this.#context;
  }

  /** Begins a handshake as a client. */
  connect(socket: Socket, server_hostname: string): TLSSocket {
    const options: ConnectionOptions = {
      ...this.#options,
      secureContext: this.#secure_context,
      socket,
      // By this name the certificate is checked where there is none for SNI.
      host: server_hostname,
    };
    // A name only: an address is nothing for SNI.
    if (server_hostname !== "" && ip_version(server_hostname) === 0) options.servername = server_hostname;
    if (server_hostname === "" || !this.#check_hostname) options.checkServerIdentity = () => undefined;
    return tls().connect(options);
  }

  /** Begins a handshake as a server. */
  accept(socket: Socket): TLSSocket {
    const { requestCert = false, rejectUnauthorized = true } = this.#options;
    return new (tls().TLSSocket)(socket, {
      ...this.#options,
      isServer: true,
      secureContext: this.#secure_context,
      requestCert,
      rejectUnauthorized: requestCert && rejectUnauthorized,
    });
  }

  /** What is wrong with a client's certificate, once the handshake is done; null if it is in order. */
  #verify_client(socket: TLSSocket): Error | null {
    const handle = (socket as unknown as { _handle?: { verifyError?(): Error | null } })._handle;
    if (typeof handle?.verifyError !== "function") return new Error("cannot be verified");
    return handle.verifyError() ?? null;
  }

  /** Why a client is not let in; null if it is. */
  refuse_client(socket: TLSSocket): Error | null {
    const { requestCert = false, rejectUnauthorized = true } = this.#options;
    const error = requestCert && rejectUnauthorized ? this.#verify_client(socket) : null;
    return error === null ? null : new SSLCertVerificationError(error.message, { cause: error });
  }

  /** Whether the other side's certificate was found to be in order. */
  has_verified(socket: TLSSocket, server_side: boolean): boolean {
    if (!server_side) return socket.authorized;
    return this.#options.requestCert === true && this.#verify_client(socket) === null;
  }
}

function is_secure_context(value: object): value is SecureContext {
  // Its class is not in the types of Node's oldest version.
  return (
    value instanceof (tls() as unknown as { readonly SecureContext: new () => SecureContext }).SecureContext
  );
}

/** What Node calls the checks of a certificate that have failed. */
const VERIFICATION =
  /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_CA|PATH_LENGTH|INVALID_PURPOSE|HOSTNAME_MISMATCH|CRL_|ERROR_IN_)/;

/** Python's error for one of Node's TLS sockets. */
export function to_ssl_error(error: Error, server_hostname: string): Error {
  const { code = "" } = error as NodeJS.ErrnoException;
  const options = { cause: error };
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") {
    const what = ip_version(server_hostname) === 0 ? "Hostname" : "IP address";
    const text = `${what} mismatch, certificate is not valid for '${server_hostname}'.`;
    return new SSLCertVerificationError(text, options);
  }
  if (VERIFICATION.test(code)) {
    // OpenSSL finds several faults with a certificate of unknown origin; Python stops at the first, Node at the last.
    const unknown = code === "UNABLE_TO_VERIFY_LEAF_SIGNATURE";
    const text = unknown ? "unable to get local issuer certificate" : (error.message.split(";")[0] ?? "");
    return new SSLCertVerificationError(text, options);
  }
  if (code.startsWith("ERR_SSL_")) {
    const { reason } = error as { readonly reason?: string };
    const name = code.slice("ERR_SSL_".length);
    return new SSLError(1, `[SSL: ${name}] ${reason ?? name.toLowerCase().replaceAll("_", " ")}`, options);
  }
  // The other side has gone in the middle of the handshake.
  if (code === "ECONNRESET" && errno_of_error(error) === null)
    return new ConnectionResetError(undefined, options);
  return to_os_error(error);
}

/** Python's `(name, protocol, bits)` of the cipher. */
export function cipher_of(socket: TLSSocket): readonly [name: string, protocol: string, bits: number] | null {
  const cipher = socket.getCipher();
  if (!cipher) return null;
  const bits = /CHACHA20|AES_?256|ARIA_?256|CAMELLIA_?256/.test(cipher.name) ? 256 : 128;
  return [cipher.name, cipher.version, bits];
}
