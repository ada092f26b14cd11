/** Addresses in settings, compared as URLs and never as text. */

export interface Address {
  scheme: string;
  host: string;
  /** Null: the scheme's own. */
  port: string | null;
  /** It carries user information, which is a credential or a trick. */
  user: boolean;
}

const URL_FORM = /^([a-z][a-z0-9+.-]*):[\\/]{2}([^\\/?#]*)/i;
const OWN_PORTS: Readonly<Record<string, string>> = { https: '443', wss: '443', http: '80', ws: '80' };
const LONGEST = 2000;

export function addressOf(text: string): Address | null {
  const [, scheme = '', authority = ''] = URL_FORM.exec(text.trim().slice(0, LONGEST)) ?? [];
  const at = authority.lastIndexOf('@');
  const [, host = '', port = ''] = /^([a-z0-9.-]+?)\.?(?::(\d*))?$/i.exec(authority.slice(at + 1)) ?? [];
  if (host === '') return null;
  const by = scheme.toLowerCase();
  return {
    scheme: by,
    host: host.toLowerCase(),
    port: port === '' || OWN_PORTS[by] === port ? null : port,
    user: at >= 0,
  };
}

/** The address without path, query and user information. */
export function originOf({ scheme, host, port }: Address): string {
  return `${scheme}://${host}${port === null ? '' : `:${port}`}`;
}

/** True if a program that is given `text` asks just this address, whatever the path. */
export function asks(text: string, address: Address): boolean {
  const found = addressOf(text);
  return found !== null && !found.user && originOf(found) === originOf(address);
}

/** True if a host is named anywhere in a text, with any scheme and port, or none. */
export function namesHost(text: string, host: string): boolean {
  return text
    .slice(0, LONGEST)
    .replace(/[。．｡]|%2e/gi, '.')
    .split(/[\s,;|"'<>()=]+/)
    .some((part) => (addressOf(part) ?? addressOf(`https://${part}`))?.host === host);
}
