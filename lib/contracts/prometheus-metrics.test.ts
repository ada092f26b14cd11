import { describe, expect, test } from 'vitest';
import { readPrometheusMetrics } from './prometheus-metrics.ts';
import { parsePrometheusText } from './prometheus-text.ts';

describe('Prometheus’ text format', () => {
  test.each([
    ['a bare sample', 'up 1', [{ name: 'up', labels: {}, value: 1 }]],
    ['a timestamp', 'up 1 1730000000000', [{ name: 'up', labels: {}, value: 1 }]],
    ['labels', 'e_total{a="x",b="y"} 2', [{ name: 'e_total', labels: { a: 'x', b: 'y' }, value: 2 }]],
    ['a trailing comma', 'e{a="x",} 2', [{ name: 'e', labels: { a: 'x' }, value: 2 }]],
    [
      'escapes and braces in a label',
      'e{a="\\"\\\\\\n}"} 2',
      [{ name: 'e', labels: { a: '"\\\n}' }, value: 2 }],
    ],
    ['comments, blank lines and CRLF', '# HELP up x\r\n\r\nup 1\r\n', [{ name: 'up', labels: {}, value: 1 }]],
    ['+Inf', 'age +Inf', [{ name: 'age', labels: {}, value: Number.POSITIVE_INFINITY }]],
    ['inf as Python writes it', 'age inf', [{ name: 'age', labels: {}, value: Number.POSITIVE_INFINITY }]],
    ['-Inf', 'age -Inf', [{ name: 'age', labels: {}, value: Number.NEGATIVE_INFINITY }]],
    ['NaN', 'age NaN', [{ name: 'age', labels: {}, value: Number.NaN }]],
    ['a time in seconds', 'up 1 1730000000.123', [{ name: 'up', labels: {}, value: 1 }]],
    [
      'OpenMetrics with exemplars and its end',
      '# TYPE e counter\ne_total{a="x # y"} 2 1730000000.5 # {trace_id="a b}"} 0.67 1730000000.1\nup 1 # {} 5\n# EOF\n',
      [
        { name: 'e_total', labels: { a: 'x # y' }, value: 2 },
        { name: 'up', labels: {}, value: 1 },
      ],
    ],
    ['an exponent', 'up 1.5e+09', [{ name: 'up', labels: {}, value: 1.5e9 }]],
    ['nothing', '', []],
  ])('%s', (_what, text, samples) => {
    expect(parsePrometheusText(text)).toEqual(samples);
  });

  test.each([
    '<!doctype html>',
    '{"status":"ok"}',
    'up',
    'up one',
    'up 0x1f',
    'up 1 soon',
    'up{a=x} 1',
    'up{a="x" b="y"} 1',
    'up{a="x" 1',
    'up{a="\\x"} 1',
    '9up 1',
    'up 1\nbroken',
    'up 1\n# EOF\nup2 1',
    'up 1 # {a="x}',
    'up 1 # exemplar',
    'up # {a="x"} 1',
    'up 1\nup 2',
    'up 1\nup 1',
    'e{a="x",b="y"} 1\ne{b="y",a="x"} 2',
    'e{a="x",a="y"} 1',
  ])('one malformed line invalidates all: %s', (text) => {
    expect(parsePrometheusText(text)).toBeNull();
  });

  test('a hostile line is refused in no time', () => {
    const began = performance.now();
    expect(parsePrometheusText(`up{${'a="x",'.repeat(8_000)}`)).toBeNull();
    expect(parsePrometheusText(`up{${'"'.repeat(50_000)}`)).toBeNull();
    expect(parsePrometheusText(`up 1${' # {a="x"} '.repeat(5_000)}`)).toBeNull();
    expect(parsePrometheusText(`up 1 # {${'a="x",'.repeat(8_000)}`)).toBeNull();
    expect(performance.now() - began).toBeLessThan(500);
  });
});

describe('the evidence in metrics', () => {
  const read = (json: unknown, status = 200) =>
    readPrometheusMetrics({ status, json, askedAt: 0, limitSeconds: 60, answersAs: [] });

  test('counters are summed over their labels', () => {
    const text = 'order_proposals_total{s="a"} 3\norder_proposals_total{s="b"} 4\nheartbeat_age_seconds 0.5';
    expect(read(text)).toMatchObject({
      outcome: 'evidence',
      value: { proposalsTotal: 7, heartbeatAgeSeconds: 0.5, neverBeat: false, cyclesTotal: null },
    });
  });

  test.each([
    ['inf', { heartbeatAgeSeconds: null, neverBeat: true }],
    ['+Inf', { heartbeatAgeSeconds: null, neverBeat: true }],
    ['NaN', { heartbeatAgeSeconds: null, neverBeat: false }],
    ['-1', { heartbeatAgeSeconds: -1, neverBeat: false }],
  ])('an age of %s', (age, value) => {
    expect(read(`heartbeat_age_seconds ${age}\nstrategy_cycles_total 1`)).toMatchObject({ value });
  });

  test.each<[string, string[], object]>([
    ['the oldest of several counts', ['1', '7', '3'], { heartbeatAgeSeconds: 7, neverBeat: false }],
    ['one that never beat has not', ['1', 'inf'], { heartbeatAgeSeconds: null, neverBeat: true }],
    ['nor beside one that is not known', ['NaN', 'inf'], { heartbeatAgeSeconds: null, neverBeat: true }],
    [
      'one that is not known makes the oldest unknown',
      ['NaN', '3'],
      { heartbeatAgeSeconds: null, neverBeat: false },
    ],
    ['a negative infinity is no age', ['-Inf'], { heartbeatAgeSeconds: null, neverBeat: false }],
  ])('of several ages %s', (_rule, ages, value) => {
    const lines = ages.map((age, i) => `heartbeat_age_seconds{part="${i}"} ${age}`);
    expect(read([...lines, 'strategy_cycles_total 1'].join('\n'))).toMatchObject({ value });
  });
  test('each counter of the field is read, and a restarted process begins them at zero', () => {
    const names = {
      proposalsTotal: 'order_proposals_total',
      cyclesTotal: 'strategy_cycles_total',
      skippedTotal: 'strategy_cycles_skipped_total',
      staleTotal: 'marketdata_stale_total',
      haltedTotal: 'safety_halted_total',
    };
    for (const [field, name] of Object.entries(names))
      for (const value of [0, 12])
        expect(read(`${name} ${value}`)).toMatchObject({ value: { [field]: value } });
  });
  test.each(['NaN', '+Inf', '-3'])('a counter of %s counts nothing', (text) => {
    expect(read(`strategy_cycles_total 1\norder_proposals_total ${text}`)).toMatchObject({
      value: { proposalsTotal: null },
    });
  });

  test.each([
    ['heartbeat_age_seconds NaN', 'heartbeat_age_seconds', 'NaN'],
    ['heartbeat_age_seconds -Inf', 'heartbeat_age_seconds', '-Infinity'],
    ['heartbeat_age_seconds{p="a"} 3\nheartbeat_age_seconds{p="b"} NaN', 'heartbeat_age_seconds', 'NaN'],
    ['order_proposals_total NaN', 'order_proposals_total', 'NaN'],
    ['order_proposals_total +Inf', 'order_proposals_total', 'Infinity'],
    ['order_proposals_total -3', 'order_proposals_total', '-3'],
  ])('%s is there and cannot be read', (body, field, value) => {
    expect(read(body)).toMatchObject({ outcome: 'evidence', unreadable: [{ field, value }] });
  });
  test.each(['<h1>ok</h1>', 'order_proposals_total three', 'order_proposals_total 1\n# EOF\nup 1'])(
    '%s is no metrics at all',
    (body) => expect(read(body).outcome).toBe('unreadable'),
  );

  test.each<[string, unknown, number]>([
    ['other metrics only', 'process_cpu_seconds_total 1', 200],
    ['JSON', { order_proposals_total: 3 }, 200],
    ['a page with another status', '<h1>ok</h1>', 503],
    ['an error', 'order_proposals_total 3', 500],
    ['no such endpoint', 'Not Found', 404],
  ])('%s is no evidence', (_what, body, status) => {
    expect(read(body, status).outcome).toBe('no-evidence');
  });
});
