import { describe, expect, test } from 'vitest';
import { sectionsOf } from './sections.ts';

const titles = (markdown: string) => sectionsOf(markdown).map((s) => s.title);

describe('the sections of a runbook', () => {
  test('begin with what stands before them, without the title', () => {
    expect(sectionsOf('# Tide\n\nUse this.\n\n## Symptoms\n\n- none\n')[0]).toEqual({
      title: '',
      anchor: '',
      parts: [{ kind: 'markdown', text: '\nUse this.\n' }],
    });
  });

  test('put safety posture first wherever it stands', () => {
    expect(titles('# T\n## Symptoms\na\n## Safety posture\nb\n## Escalation\nc')).toEqual([
      'Safety posture',
      'Symptoms',
      'Escalation',
    ]);
  });

  test.each(['```', '~~~'])('are not begun by a comment within a fence of %s', (fence) => {
    const markdown = `## Checks\n${fence}sh\n## not a section\n# not a title\n<b>\n${fence}\n## Verification\nx`;
    expect(titles(markdown)).toEqual(['Checks', 'Verification']);
    expect(sectionsOf(markdown)[0]?.parts[0]).toMatchObject({
      text: expect.stringContaining('# not a title'),
    });
  });

  test('have anchors to link to', () => {
    expect(sectionsOf('## Needs a human with a change record\nx')[0]?.anchor).toBe(
      'needs-a-human-with-a-change-record',
    );
  });
});

describe('a live line', () => {
  test.each([
    ['<!-- live: failure=tide-unknown -->', { kind: 'failure', id: 'tide-unknown' }],
    ['<!-- live: execution -->', { kind: 'execution' }],
    ['<!-- live: escalation=tide-long -->', { kind: 'escalation', id: 'tide-long' }],
    ['<!-- live: cadence=at-dawn,at-noon -->', { kind: 'cadence', ids: ['at-dawn', 'at-noon'] }],
    ['  <!--live: agents-->', { kind: 'agents' }],
    ['<!-- live: sources -->', { kind: 'sources' }],
  ])('%s cuts the Markdown there', (line, live) => {
    expect(sectionsOf(`## V\na\n${line}\nb`)[0]?.parts).toEqual([
      { kind: 'markdown', text: 'a' },
      { kind: 'live', live },
      { kind: 'markdown', text: 'b' },
    ]);
  });

  test.each([
    '<!-- live: failure=<b> -->',
    '<!-- live: cadence=a,,b -->',
    '<!-- live: everything -->',
    'live: execution',
  ])('that asks for nothing known stays text: %s', (line) => {
    expect(sectionsOf(`## V\n${line}`)[0]?.parts).toEqual([{ kind: 'markdown', text: line }]);
  });
});
