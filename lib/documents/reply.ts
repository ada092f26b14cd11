/** An answer of the API before it is sent, by the listener or by a Next handler. */
export interface Reply {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array<ArrayBuffer>;
}
