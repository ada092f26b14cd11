import type { AgentAnswer } from '../agent.ts';
import type { Rewrite } from './behaviour.ts';

const DEEP = 10_000;
const PAST_ANY_DOUBLE = '1e999';
const TWO_TO_63 = '9223372036854775808';
const ESC = '\u001b';

/** Strings of an answer that reach people: identity and own status. */
const SPOKEN = /"(service|service_name|summary|state|status|agent_name)":"[^"]*"/g;

/** Every spoken string of an answer becomes `text` (a JSON string); an answer that names nobody gets it for a name. */
function spoken(answer: AgentAnswer, text: string): AgentAnswer {
  const body = answer.body.replace(SPOKEN, (_said, key: string) => `"${key}":${text}`);
  return withBody(answer, /"service(_name)?":/.test(body) ? body : inserted(body, `"service":${text}`));
}

const saying =
  (text: string): Rewrite =>
  (answer) =>
    spoken(answer, JSON.stringify(text));

function withBody(answer: AgentAnswer, body: string): AgentAnswer {
  return { ...answer, body };
}

/** Puts members before those of a JSON object; what is no object becomes one. */
function inserted(body: string, members: string): string {
  const rest = /^\s*\{(.*)$/s.exec(body)?.[1];
  if (rest === undefined) return `{${members}}`;
  return /^\s*\}/.test(rest) ? `{${members}${rest}` : `{${members},${rest}`;
}

const everyNumber =
  (number: string): Rewrite =>
  (answer) =>
    withBody(
      answer,
      answer.body.replace(/([:,[]\s*)-?\d+(\.\d+)?([eE][+-]?\d+)?(?=\s*[,}\]])/g, `$1${number}`),
    );

/**
 * Answers that are made to break who reads them, or to be read as good: valid JSON, in time, from an agent whose own
 * answer may be fresh.
 */
export const HOSTILE: Readonly<Record<string, Rewrite>> = {
  /** Says no first and yes last: a parser that keeps the last one reads it as good. */
  'duplicate-keys': (answer) =>
    withBody(
      answer,
      inserted(answer.body, '"ok":false,"status":"failing","last_heartbeat":null,"service":"x"'),
    ),
  /** The true answer, with 10,000 arrays in each other beside it. */
  'deep-evidence': (answer) =>
    withBody(answer, inserted(answer.body, `"extra":${'['.repeat(DEEP)}${']'.repeat(DEEP)}`)),
  'huge-numbers': everyNumber(PAST_ANY_DOUBLE),
  'huge-integers': everyNumber(TWO_TO_63),
  /** The true answer, called a web page. */
  'wrong-content-type': (answer) => ({ ...answer, contentType: 'text/html; charset=utf-8' }),
  'secret-in-text': saying(
    'refused: Authorization: Bearer practice-token-4f1d9c, api_key=PRACTICEKEY12345 https://me:hunter2@broker.example/',
  ),
  'terminal-escapes': saying(`${ESC}[2J${ESC}[31mGOOD${ESC}[0m${ESC}]0;owned\u0007 \u202edoog\u2066`),
  'script-in-text': saying('"><script>document.title="owned"</script><img src=x onerror=alert(1)>'),
  /** A NUL, half of a surrogate pair, and an invisible character. */
  'nul-and-surrogates': (answer) => spoken(answer, '"go\\u0000od \\ud800 \\udc00\\ud83d \\u00adok"'),
};
