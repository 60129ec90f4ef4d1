/**
 * What asyncio needs of Python's `ssl` module: the namespace `asyncio.ssl`.
 *
 * An `SSLContext` only collects what Node's `tls` is told later; Node reads certificates and keys when the first
 * connection needs them. New code can do without, and hand `ssl` what `node:tls` takes.
 */
import type { TlsOptions } from "node:tls";
import { fs } from "./internal/node/builtins.js";
import { paths } from "./internal/node/lazy.js";
import { named, OSError, ValueError } from "./python/exceptions.js";
import { is_plain_object, take_keywords } from "./python/kwargs.js";
import { Printable } from "./python/printable.js";
import { address } from "./python/repr.js";

/**
 * TLS went wrong.
 *
 * @see https://docs.python.org/3/library/ssl.html#ssl.SSLError
 */
export class SSLError extends OSError {
  /** The part of OpenSSL that complains: `SSL`. */
  readonly library: string | null;
  /** What it complains about: `WRONG_VERSION_NUMBER`. */
  readonly reason: string | null;

  constructor(errno: number, strerror: string, options?: ErrorOptions) {
    super(errno, strerror, options);
    // Python leaves the number out.
    this.message = strerror;
    const [, library = null, reason = null] = /^\[(\w+): (\w+)\]/.exec(strerror) ?? [];
    this.library = library;
    this.reason = reason;
  }
}

/**
 * The other side's certificate is none to trust.
 *
 * @see https://docs.python.org/3/library/ssl.html#ssl.SSLCertVerificationError
 */
export class SSLCertVerificationError extends SSLError {
  /** Why: `self-signed certificate`. */
  readonly verify_message: string;

  constructor(verify_message: string, options?: ErrorOptions) {
    super(1, `[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: ${verify_message}`, options);
    this.verify_message = verify_message;
  }
}

export { SSLCertVerificationError as CertificateError };

/** Whether the other side needs a certificate. */
export const CERT_NONE = 0;
export const CERT_OPTIONAL = 1;
export const CERT_REQUIRED = 2;

export type VerifyMode = typeof CERT_NONE | typeof CERT_OPTIONAL | typeof CERT_REQUIRED;

/** What a context is for: to check a server's certificate, or a client's. */
export const Purpose: { readonly SERVER_AUTH: "SERVER_AUTH"; readonly CLIENT_AUTH: "CLIENT_AUTH" } = {
  SERVER_AUTH: "SERVER_AUTH",
  CLIENT_AUTH: "CLIENT_AUTH",
};
export type Purpose = keyof typeof Purpose;

export const PROTOCOL_TLS = 2;
export const PROTOCOL_TLS_CLIENT = 16;
export const PROTOCOL_TLS_SERVER = 17;

/** Python's versions, as Node names them. */
export const TLSVersion: { readonly TLSv1_2: "TLSv1.2"; readonly TLSv1_3: "TLSv1.3" } = {
  TLSv1_2: "TLSv1.2",
  TLSv1_3: "TLSv1.3",
};
export type TLSVersion = (typeof TLSVersion)[keyof typeof TLSVersion];

/**
 * Certificates, and what is asked of the other side's.
 *
 * Differs from CPython: it has what programs with asyncio commonly use. The rest is in the options of `node:tls`.
 *
 * @see https://docs.python.org/3/library/ssl.html#ssl.SSLContext
 */
export class SSLContext extends Printable {
  /** Whether the certificate has to be the host's. */
  check_hostname: boolean;
  minimum_version: TLSVersion | null = null;
  maximum_version: TLSVersion | null = null;
  readonly protocol: number;
  #verify_mode: VerifyMode;
  #own: { cert?: Buffer; key?: Buffer; passphrase?: string } = {};
  #ca: (string | Buffer)[] = [];
  #alpn: readonly string[] | null = null;
  #ciphers: string | null = null;

  /** @param protocol - `PROTOCOL_TLS_CLIENT` verifies by default, the others do not. */
  constructor(protocol: number = PROTOCOL_TLS) {
    super();
    this.protocol = protocol;
    const verifies = protocol === PROTOCOL_TLS_CLIENT;
    this.check_hostname = verifies;
    this.#verify_mode = verifies ? CERT_REQUIRED : CERT_NONE;
  }

  get verify_mode(): VerifyMode {
    return this.#verify_mode;
  }

  /** @throws ValueError for `CERT_NONE` while `check_hostname` is on. */
  set verify_mode(mode: VerifyMode) {
    if (mode === CERT_NONE && this.check_hostname) {
      throw new ValueError("Cannot set verify_mode to CERT_NONE when check_hostname is enabled.");
    }
    this.#verify_mode = mode;
  }

  /** Loads the own certificate and its key, from PEM files; the key may stand in the first of them. */
  load_cert_chain(
    certfile: string | { certfile: string; keyfile?: string; password?: string },
    keyfile?: string | null,
    password?: string | null,
  ): void {
    const given = is_plain_object(certfile) ? certfile : { certfile, keyfile, password };
    const cert = fs.readFileSync(given.certfile);
    this.#own = { cert, key: given.keyfile ? fs.readFileSync(given.keyfile) : cert };
    if (given.password) this.#own.passphrase = given.password;
  }

  /** Loads certificates to trust: from a PEM file, from all files of a folder, or from PEM text. */
  load_verify_locations(locations: VerifyLocations | string): void {
    const { cafile, capath, cadata } = is_plain_object(locations)
      ? (locations as VerifyLocations)
      : { cafile: locations as string, capath: null, cadata: null };
    if (cafile) this.#ca.push(fs.readFileSync(cafile));
    if (capath)
      for (const file of fs.readdirSync(capath)) this.#ca.push(fs.readFileSync(paths().join(capath, file)));
    if (cadata) this.#ca.push(typeof cadata === "string" ? cadata : Buffer.from(cadata));
  }

  /** Trusts what Node trusts; that is so unless other certificates are loaded. */
  load_default_certs(_purpose: Purpose = "SERVER_AUTH"): void {}

  /** The protocols to agree on one of, by ALPN. */
  set_alpn_protocols(protocols: readonly string[]): void {
    this.#alpn = protocols;
  }

  /** The ciphers, in OpenSSL's notation. */
  set_ciphers(ciphers: string): void {
    this.#ciphers = ciphers;
  }

  /** @internal The same for `node:tls`. */
  _to_tls_options(): TlsOptions {
    return {
      ...this.#own,
      requestCert: this.#verify_mode !== CERT_NONE,
      rejectUnauthorized: this.#verify_mode !== CERT_NONE,
      ...(this.#ca.length === 0 ? {} : { ca: this.#ca }),
      ...(this.#alpn === null ? {} : { ALPNProtocols: [...this.#alpn] }),
      ...(this.#ciphers === null ? {} : { ciphers: this.#ciphers }),
      ...(this.minimum_version === null ? {} : { minVersion: this.minimum_version }),
      ...(this.maximum_version === null ? {} : { maxVersion: this.maximum_version }),
    };
  }

  __repr__(): string {
    return `<ssl.SSLContext object at ${address(this)}>`;
  }
}

/** Where certificates to trust are. */
export interface VerifyLocations {
  readonly cafile?: string | null | undefined;
  readonly capath?: string | null | undefined;
  /** PEM, as text or bytes. */
  readonly cadata?: string | Uint8Array | null | undefined;
}

/** The keywords of `create_default_context`. */
export interface DefaultContextOptions extends VerifyLocations {
  readonly purpose?: Purpose | null | undefined;
}

/**
 * A context with Python's defaults: for a client, it verifies the server's certificate and its name.
 *
 * @param purpose - `"SERVER_AUTH"` (the default), for a client; `"CLIENT_AUTH"`, for a server.
 * @see https://docs.python.org/3/library/ssl.html#ssl.create_default_context
 */
export function create_default_context(
  ...given: [DefaultContextOptions?] | [Purpose | null | undefined, DefaultContextOptions?]
): SSLContext {
  const names = ["purpose", "cafile", "capath", "cadata"] as const;
  const [positional, keywords] = take_keywords<DefaultContextOptions>("create_default_context", given, names);
  const purpose = (positional[0] as Purpose | null | undefined) ?? keywords.purpose ?? Purpose.SERVER_AUTH;
  if (!(purpose in Purpose)) throw new ValueError(purpose);
  const context = new SSLContext(purpose === "SERVER_AUTH" ? PROTOCOL_TLS_CLIENT : PROTOCOL_TLS_SERVER);
  context.load_verify_locations(keywords);
  return context;
}

named({ SSLError, SSLCertVerificationError });
