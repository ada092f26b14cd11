/** An answer of the API before it is sent: the listener sends it, or a handler of Next's. */
export interface Reply {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array<ArrayBuffer>;
}
